"""What every dossier's site has in common, so that its `mkdocs.yml` need not say it. What the user says there wins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

FEATURES = ["navigation.tabs", "navigation.top", "toc.follow"]

MARKDOWN = ("admonition", "attr_list", "def_list", "footnotes", "md_in_html")


def read_user_config(path: str) -> Mapping[str, Any]:
    """Return what an `mkdocs.yml` and those that it inherits from say, before MkDocs adds its own defaults.

    Tags such as `!ENV` are obeyed as MkDocs does; raises MkDocs' `ConfigurationError` where the file is not YAML.
    """
    with Path(path).open("rb") as file:
        return yaml_load(file, get_yaml_loader(config=MkDocsConfig(config_file_path=path)))


def palettes(words: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the light and the dark scheme, each with the switch to the other."""
    schemes = (
        ("light", "default", "dark", words.get("palette.dark", "Switch to dark mode")),
        ("dark", "slate", "light", words.get("palette.light", "Switch to light mode")),
    )
    return [
        {
            "media": f"(prefers-color-scheme: {media})",
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": f"regesto/{icon}", "name": name},
        }
        for media, scheme, icon, name in schemes
    ]


def complete_theme(config: MkDocsConfig, user: Mapping[str, Any], language: str, words: Mapping[str, str]) -> None:
    """Set what the user's `theme` leaves open. Fonts are never fetched: a page must make no request to another host."""
    said = user.get("theme")
    said = said if isinstance(said, Mapping) else {}
    theme = config.theme
    theme["font"] = False
    if "language" not in said:
        theme["language"] = language
    if "features" not in said:
        theme["features"] = FEATURES
    if "palette" not in said:
        theme["palette"] = palettes(words)


def push_theme_dirs(config: MkDocsConfig, folders: list[Path]) -> None:
    """Put the `theme` folders of our templates before Material's, behind the user's own `custom_dir`."""
    at = 1 if config.theme.custom_dir else 0
    for folder in reversed(folders):
        if folder.is_dir() and str(folder) not in config.theme.dirs:
            config.theme.dirs.insert(at, str(folder))
    favicon = next(
        (folder / "assets/favicon.svg" for folder in folders if (folder / "assets/favicon.svg").is_file()), None
    )
    if favicon and config.theme["favicon"] == "assets/images/favicon.png":
        config.theme["favicon"] = "assets/favicon.svg"


def list_once(theme: Theme) -> None:
    """Let Material's folder, with its 14,000 icons, be listed once while the process runs; ours every time."""
    make = theme.get_env

    def get_env() -> Environment:
        environment = make()
        loader = environment.loader
        environment.list_templates = lambda **how: _list_templates(loader.searchpath, how["filter_func"])
        return environment

    theme.get_env = get_env


def _list_templates(folders: Sequence[str], wanted: Callable[[str], bool]) -> list[str]:
    names = [name for folder in folders for name in (_list_installed if "site-packages" in folder else _list)(folder)]
    return sorted({name for name in names if not name.startswith(".icons/") and wanted(name)})


def _list(folder: str) -> list[str]:
    return FileSystemLoader(folder).list_templates()


_list_installed = cache(_list)


def complete_config(config: MkDocsConfig) -> None:
    """Set what is outside the theme: Markdown, no advertising, and no link that makes Material ask another host.

    `repo_url` makes Material count stars at another host; it is folded into `edit_uri`, which MkDocs takes whole.
    """
    config.extra.setdefault("generator", False)
    for name in MARKDOWN:
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
    if config.repo_url:
        if config.edit_uri:
            config.edit_uri = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
        config.repo_url = None
