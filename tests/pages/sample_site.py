"""Build a small Material site that shows every component on invented data, to look at and to test in a browser.

Run `python tests/pages/sample_site.py OUTPUT`; nothing of it is part of the published site.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.commands.build import build
from mkdocs.config import load_config

from regesto.pages.i18n import Words, load_words

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE.parents[1] / "templates"
SECTIONS = ("home", "year", "topic", "entry", "parts")
TITLES = {"home": "Inizio", "year": "Cronologia", "topic": "Temi", "entry": "Attori", "parts": "Luoghi"}
MORE_TABS = ("Sistemi d’arma", "Stime", "Fonti", "Origini", "Metodo")
PALETTE = [
    {"media": f"(prefers-color-scheme: {media})", "scheme": scheme, "primary": "custom", "accent": "custom"}
    | {"toggle": {"icon": f"regesto/{icon}", "name": name}}
    for media, scheme, icon, name in (
        ("light", "default", "dark", "Passa al tema scuro"),
        ("dark", "slate", "light", "Passa al tema chiaro"),
    )
]
MARKDOWN = """# Metodo

Una pagina scritta a mano, con un [collegamento](index.md) e `codice`.

## Le regole

Un capoverso di prova, abbastanza lungo da andare a capo almeno una volta quando la finestra non è molto larga.

- primo punto
- secondo punto

| etichetta | regola |
| --- | --- |
| contestato | qualcuno smentisce |
| origine unica | una sola voce |

!!! note "Nota"
    Un riquadro di Material.
"""


def read_words(language: str) -> Words:
    """Return the words for `language`."""
    return load_words(language, [TEMPLATES])


def render(name: str, words: Words, context: dict) -> str:
    """Return the sample page `name` as HTML, under the rules of the real pages."""
    loader = FileSystemLoader([TEMPLATES, HERE / "sample"])
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.globals.update(t=words, language="it")
    return env.get_template(f"{name}.html.jinja").render(**context)


def build_sample(output: Path) -> None:
    """Build the sample site into `output`."""
    from sample_drawings import sample_context

    words = read_words("it")
    context = sample_context(words)
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        docs.mkdir()
        for name in SECTIONS:
            page = "index" if name == "home" else name
            header = f"---\ntitle: {TITLES[name]}\nhide: [navigation, toc]\n---\n"
            Path(docs, f"{page}.md").write_text(header + render(name, words, context).replace("\n", " "), "utf-8")
        for number, _ in enumerate(MORE_TABS):
            Path(docs, f"more{number}.md").write_text(MARKDOWN, "utf-8")
        nav = [{TITLES[name]: "index.md" if name == "home" else f"{name}.md"} for name in SECTIONS]
        nav += [{title: f"more{number}.md"} for number, title in enumerate(MORE_TABS)]
        settings = {
            "site_name": "Regesto",
            "site_description": "Chi dice che cosa.",
            "copyright": "Testi CC BY 4.0 · dati CC0 · confini Natural Earth, pubblico dominio",
            "docs_dir": str(docs),
            "site_dir": str(output),
            "use_directory_urls": False,
            "theme": {
                "name": "material",
                "custom_dir": str(TEMPLATES / "theme"),
                "language": "it",
                "font": False,
                "favicon": "assets/favicon.svg",
                "features": ["navigation.tabs"],
                "icon": {"logo": "regesto/logo"},
                "palette": PALETTE,
            },
            "plugins": ["search"],
            "markdown_extensions": ["admonition", "tables", "md_in_html"],
            "nav": nav,
            "extra": {"generator": False},
            "hooks": [str(HERE / "sample_hook.py")],
        }
        Path(folder, "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
        build(load_config(str(Path(folder, "mkdocs.yml"))))


if __name__ == "__main__":
    build_sample(Path(sys.argv[1]).resolve())
