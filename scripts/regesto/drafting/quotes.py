"""Finds what stands in quotation marks, also over several sentences, also with blanks inside the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PAIRS = {"«": "»", "“": "”", "„": "“"}
_MARK = re.compile("[«»“”„\"]|''|``")
# Longer than this without a closing mark, the mark was a slip.
_LONGEST = 1500


def find_quotes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the words inside quotation marks in `text[start:end]`, marks and blanks left out."""
    opened = -1
    closing = ""
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if opened < 0:
            if mark in _PAIRS or mark in ('"', "''", "``") or mark == "”":
                opened, closing = match.end(), _PAIRS.get(mark, mark)
        elif mark == closing or (closing == "”" and mark in ("“", '"')) or (closing in ("“", '"') and mark == "”"):
            if match.start() - opened <= _LONGEST:
                yield from _trimmed(text, opened, match.start())
            opened = -1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inside = text[start:end]
    if inside.strip():
        yield start + len(inside) - len(inside.lstrip()), end - (len(inside) - len(inside.rstrip()))
