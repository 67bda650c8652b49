"""A tiny site in two languages, built for real by MkDocs around pages made up here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import yaml
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config import load_config

from regesto.model.dossier import Settings
from regesto.pages.page import BulkPage, Heading, Page
from regesto.pages.routes import Routes

HOSTILE = (
    "A & <b>\"B\"</b> 'C' {{ 7*7 }} {% raw %} </title><script>alert(1)</script> \ue000content\ue001 \ue002csp\ue003"
)
"""A title that breaks whatever puts it somewhere without escaping."""

SECTIONS = {"": "Inizio", "cronologia": "Cronologia", "schede": "Schede"}


def settings(**changes) -> Settings:
    """Return the settings of the made-up dossier."""
    values = {
        "id": "prova",
        "title": "Prova",
        "description": "Una prova.",
        "version": "1.2",
        "languages": ["it", "en"],
        "editors": {"redazione": {"name": "Redazione"}},
        "licence": "CC0",
    }
    return Settings.model_validate(values | changes)


class FakePress:
    """Pages like those of the pages layer, without any dossier."""

    bulk_pages: tuple[Page, ...] = ()

    def __init__(self, edition) -> None:
        self.edition = edition
        self.routes = Routes({}, edition.directory_urls)

    def sections(self):
        return {address: SimpleNamespace(address=address, title=title) for address, title in SECTIONS.items()}

    def navigation(self):
        return SECTIONS

    def documents(self):
        return {}

    def files(self):
        return {}

    def bulk(self, holds) -> Iterator[BulkPage]:
        for page in type(self).bulk_pages:
            yield BulkPage(page.address, b"", page)

    def render(self, sheet, intro: str = "") -> Page:
        links = "".join(
            f'<li><a href="{self.routes.href(sheet.address, page.address)}">{escape(page.title)}</a></li>'
            for page in type(self).bulk_pages
        )
        content = f'<div class="rg"><h1>{sheet.title}</h1>{intro}<ul id="elenco">{links}</ul></div>'
        return Page(sheet.address, sheet.address, sheet.title, "Una sezione.", content, is_section=True)


def entry(id: str, title: str, text: str = "Testo.", **more) -> Page:
    """Return an entry's page."""
    content = (
        f'<div class="rg"><h1>{escape(title)}</h1><p>{text}</p><h2 id="chi">Chi lo dice</h2><p>Qualcuno.</p></div>'
    )
    return Page(f"schede/{id}", "schede", title, f"Scheda: {title}", content, **more)


PAGES = (
    entry("liberta", "La libertà dell’accordo", "Il comunicato sull'arsenale KN-23 di Kazan', <b>perché</b> no."),
    entry(
        "ostile",
        HOSTILE,
        "Ostile &lt;ma&gt; \ue000title\ue001 <script>document.title='no'</script>",
        edit="entries/a&b.yml",
    ),
    entry("vecchia", "Una scheda col nome nuovo", aliases=("schede/antica",)),
    Page("schede/datata", "cronologia", "Scheda sotto un’altra linguetta", "Descrizione", "<h1>Scheda</h1>"),
    Page("cronologia/2024", "cronologia", "2024", "", '<div class="rg"><p>Senza titolo proprio.</p></div>'),
    entry(
        "indice",
        "Con un indice",
        '<b id="x">X</b> <b id="y">Y</b>',
        toc=(Heading("chi", "Chi & come", (Heading("x", "Sotto <i>"),)), Heading("y", "Y")),
    ),
)


@dataclass
class TinySite:
    """A dossier's folder with its `mkdocs.yml`, and what MkDocs makes of it."""

    folder: Path
    options: dict = field(default_factory=dict)
    config: dict = field(default_factory=dict)

    def write(self) -> None:
        """Write the folder: two editions, one hand-written section page and one page that is only Italian."""
        files = {
            "seeds/dossier.yml": "",
            "docs/it/cronologia.md": "# Un titolo scritto a mano\n\nUna *introduzione*, [link](metodo.md#regole).\n",
            "docs/it/metodo.md": "---\ntitle: Metodo & regole\n---\n# Metodo\n\n## Regole\n\nTesto.\n",
            "docs/en/about.md": "# About\n\nOnly in English.\n",
            "mkdocs.yml": yaml.safe_dump(
                {
                    "site_name": "Prova",
                    "docs_dir": "docs/it",
                    "theme": {"name": "material", "language": "it"},
                    "plugins": ["search", {"regesto": {"editions": ["mkdocs.en.yml"], **self.options}}],
                    "nav": [{"Inizio": "index.md"}, "cronologia.md", {"Schede": "schede.md"}, "metodo.md"],
                    **self.config,
                }
            ),
            "mkdocs.en.yml": yaml.safe_dump(
                {
                    "INHERIT": "mkdocs.yml",
                    "site_name": "Trial",
                    "docs_dir": "docs/en",
                    "theme": {"language": "en"},
                    "nav": ["index.md", "cronologia.md", "schede.md", "about.md"],
                }
            ),
        }
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def build(self, **more) -> Path:
        """Build all editions strictly and return the site's folder."""
        self.write()
        config = load_config(str(self.folder / "mkdocs.yml"), strict=True, **more)
        build(config)
        return Path(config.site_dir)
