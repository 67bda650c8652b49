"""Cuts texts into words. `regesto-search.js` does the same in the browser: `tests/search/words.yml` holds for both."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]")
_PLAIN = re.compile(r"[^\W_]+")
# In turn: numbers with marks between the thousands (12.000), designations (KN-23, Hwasong-11A), everything else.
_TRICKY = re.compile(
    r"\d{1,3}(?:[.,'\u2019\u00a0\u202f]\d{3})+(?![^\W_])|[^\W\d_]+-\d+[^\W\d_]?(?![^\W_])|[^\W_]+", re.UNICODE
)
_DIGIT = re.compile(r"\d")
_MARKS = re.compile(r"[^\w]|_")
_STEM_OF_DESIGNATION = re.compile(r"([^\W\d_]{3,})-?\d")


def fold(text: str) -> str:
    """Return `text` in small letters and without accents: `Libertà` is `liberta`."""
    text = text.lower()
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", text))


def find_words(text: str) -> list[str]:
    """Return the folded words of `text` in order.

    Words end at apostrophes. A designation is one word without its hyphen (`kn23`), followed, where its letters are
    three or more, by those alone (`hwasong11a`, `hwasong`). A number is one word without its marks (`12000`).
    """
    text = fold(text)
    if not _DIGIT.search(text):
        return _PLAIN.findall(text)
    words = []
    for found in _TRICKY.findall(text):
        if found.isalnum():
            words.append(found)
        else:
            words.append(_MARKS.sub("", found))
        if stem := _STEM_OF_DESIGNATION.match(found):
            words.append(stem[1])
    return words
