"""What each field holds, in other languages than the model's English: sentences and their translations, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from regesto.resources import find_templates
from regesto.seeds.yaml import read_yaml


@cache
def read_fields() -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Return, by language in order, the translation of every sentence (without its full stops)."""
    found = []
    for path in sorted(find_templates().glob("i18n/*/fields.yml")):
        document = read_yaml(path.read_bytes(), path.name)
        found.append((path.parent.name, document.data["fields"]))
    return tuple(found)


def translate(own: Mapping[str, str], text: str) -> str:
    """Return a description in a language's words, sentence by sentence; empty where it lacks one of them."""
    sentences = [own.get(sentence.replace(".", "")) for sentence in text.split(". ")]
    return " ".join(f"{sentence}." for sentence in sentences) if all(sentences) else ""
