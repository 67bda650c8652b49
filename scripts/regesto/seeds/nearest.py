"""The nearest known word to one that is not known, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

_LIKE_ENOUGH = 70
"""Of 100: a word of five with one wrong, missing or swapped letter stays above it, other words below."""

_LONGEST = 200
"""Longer words are no slips of the pen, and comparing them takes time."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the member of `known` that is most like `word`, or an empty text where none is like it."""
    if not word or len(word) > _LONGEST:
        return ""
    found = process.extractOne(
        word, sorted(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_LIKE_ENOUGH
    )
    return found[0] if found else ""
