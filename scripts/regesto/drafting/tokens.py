"""Cuts a text into tokens: words, numbers, dates in figures, marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from regesto.drafting.annotation import Item

_FIGURES = r"""
    \d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?(?![\d-])         # 2024-10-31, 2024-10
  | \d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?!\d)        # 06/09/2022, 6.9.22
  | \d{1,2}[/]\d{1,2}(?![\d/])                         # 6/9
  | \d{1,2}-\d{1,2}-\d{4}(?!\d)                        # 06-09-2022
  | \d{1,2}:\d{2}(?::\d{2})?(?!\d)                     # 10:30
  | \d{1,3}(?:[.]\d{3})+(?:,\d+)?(?!\d)                # 12.000  1.200.000,5
  | \d{1,3}(?:,\d{3}){2,}(?:[.]\d+)?(?!\d)             # 1,200,000
  | \d+(?:[.,]\d+)?                                    # 480  1,7  4.5
"""
# An apostrophe ends the word before it: dell'accordo is two tokens, dell' and accordo.
_WORD = r"[^\W\d_]+(?:['’](?=\s?[^\W\d_])|['’](?=\d))?"
_WORD_ENGLISH = r"['’]s\b|[^\W\d_]+"

_PATTERNS = {
    elision: re.compile(rf"(?:{_FIGURES})(?:°|º|ª|a(?=\s)|th\b|st\b|nd\b|rd\b)?|['’]\d\d(?!\d)|{word}|\S", re.X)
    for elision, word in ((True, _WORD), (False, _WORD_ENGLISH))
}


Labeller = Callable[[str, str], frozenset[str]]
"""Returns the labels of a token from its text and its folded form."""


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return `text` in small letters with straight apostrophes: the form in which words are looked up."""
    return text.lower().replace("’", "'")


@lru_cache(maxsize=50_000)
def shape_of(text: str) -> frozenset[str]:
    """Return the labels of a token that follow from its shape alone."""
    first = text[0]
    if first.isalpha():
        if first.isupper():
            return frozenset({"word", "cap", "caps"} if len(text) > 1 and text.isupper() else {"word", "cap"})
        return frozenset({"word", "small"})
    if first.isdigit() or (len(text) > 1 and text[1].isdigit()):
        return frozenset({"figures"})
    return frozenset({"mark"})


def tokenise(text: str, start: int, end: int, label: Labeller, *, elision: bool) -> list[Item]:
    """Return the tokens of `text[start:end]` with the labels that `label` gives them."""
    items = []
    for match in _PATTERNS[elision].finditer(text, start, end):
        word = match.group()
        low = fold(word)
        items.append(Item(match.start(), match.end(), word, low, label(word, low)))
    return items
