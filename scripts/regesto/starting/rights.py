"""What is said of an article where nothing else is known, in the languages of the starter."""

from __future__ import annotations

from regesto.resources import find_templates
from regesto.seeds.yaml import read_yaml


def default_rights(language: str) -> str:
    """Return what is said of the rights in an article, in `language` or in English."""
    return default_words(language)["rights"]


def default_words(language: str) -> dict[str, str]:
    """Return the starter's words in `language`, or in English."""
    folder = find_templates() / "starter/words"
    path = folder / f"{language}.yml" if (folder / f"{language}.yml").is_file() else folder / "en.yml"
    return read_yaml(path.read_bytes(), path.name).data
