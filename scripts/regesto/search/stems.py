"""From the forms of words to their stems, by Snowball's algorithms (https://snowballstem.org)."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from importlib.metadata import version

import snowballstemmer

ALGORITHMS = {
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
"""Snowball's algorithm for each language; words of any other language stay as they are."""

SHORTEST = 4
"""Words of fewer letters are not stemmed: Snowball would make one of `usa` and `uso`."""


@cache
def stems_of(language: str) -> Stems:
    """Return the stems of a language, kept as long as the process: `mkdocs serve` asks for them at each save."""
    return Stems(language)


class Stems(dict[str, str]):
    """The stem of every folded word met so far: `stems["missilistico"]`. A word with digits is its own stem."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        name = ALGORITHMS.get(language.partition("-")[0])
        self._stem = snowballstemmer.stemmer(name).stemWord if name else str
        self._asked = 0

    def __missing__(self, word: str) -> str:
        plain = len(word) < SHORTEST or not word.isalpha()
        stem = self[word] = word if plain else self._stem(word)
        self._asked += 1
        return stem

    def load(self, text: str) -> None:
        """Take over the stems that `dump` gave another time; those of another version of Snowball are not used."""
        with suppress(ValueError, TypeError, LookupError, AttributeError):
            found = json.loads(text)
            if found["version"] == _describe() and all(isinstance(stem, str) for stem in found["stems"].values()):
                self.update(found["stems"])

    def dump(self) -> str | None:
        """Return the stems as text, to be kept: they take a third of building an index. `None` if none is new."""
        if not self._asked:
            return None
        self._asked = 0
        return json.dumps({"version": _describe(), "stems": self}, ensure_ascii=False)


def _describe() -> str:
    return f"{version('snowballstemmer')} {SHORTEST}"
