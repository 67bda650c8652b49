"""Reads numbers: in figures as a language writes them, and in words run together (duemilatrecentoventuno)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read. `order` is True where only the order of magnitude is said (migliaia, diverse dozzine)."""

    value: int | float
    order: bool = False
    least: int | float | None = None

    def __str__(self) -> str:
        return str(self.value)


def plain(value: float) -> int | float:
    """Return `value` without the rounding noise of binary fractions, as an integer where it is one."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


@lru_cache(maxsize=10_000)
def read_figures(text: str, decimal: str) -> int | float | None:
    """Read figures such as 12.000, 1,7 or 4.5. `decimal` is the language's decimal mark.

    One mark that is followed by other than three figures is a decimal mark in either language (magnitudo 4.5);
    followed by three it groups thousands only when it is not the language's decimal mark.
    """
    other = "." if decimal == "," else ","
    text = text.rstrip("°ºª")
    if re.fullmatch(r"\d+", text):
        return int(text)
    if re.fullmatch(rf"\d{{1,3}}(?:\{other}\d{{3}})+(?:\{decimal}\d+)?", text):
        return plain(float(text.replace(other, "").replace(decimal, ".")))
    if re.fullmatch(rf"\d{{1,3}}(?:\{decimal}\d{{3}}){{2,}}", text):
        return int(text.replace(decimal, ""))
    if re.fullmatch(r"\d+[.,]\d+", text):
        return plain(float(text.replace(",", ".")))
    return None


class WordReader:
    """Reads number words of a language from its tables `unit`, `ten`, `hundred` and `thousand`.

    Each table maps words to values. Words run together are cut greedily; a final vowel may be lost (vent'anni,
    ventotto, trentun).
    """

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._small = {**tables.get("unit", {}), **tables.get("ten", {}), **tables.get("hundred", {})}
        self._thousand = dict(tables.get("thousand", {}))
        self._pieces = sorted({*self._small, *self._thousand}, key=len, reverse=True)
        self._read: dict[str, int | None] = {}

    def read(self, word: str) -> int | None:
        """Return what a folded word is worth, or `None` when it is no number word."""
        if word not in self._read:
            self._read[word] = self._cut(word.rstrip("'").replace("é", "e"))
        return self._read[word]

    def _cut(self, word: str) -> int | None:
        if not word or len(word) > 60:
            return None
        for pieces in self._ways(word):
            value = self._add(pieces)
            if value is not None:
                return value
        return None

    def _ways(self, word: str):
        if not word:
            yield []
            return
        for piece in self._pieces:
            for form in (piece, piece[:-1]) if len(piece) > 4 else (piece,):
                if word.startswith(form):
                    rest = word[len(form) :]
                    if form is piece or (rest and rest[0] in "aou") or (not rest and piece[-1] in "oi"):
                        for ways in self._ways(rest):
                            yield [piece, *ways]

    def _add(self, pieces: list[str]) -> int | None:
        total, group, last = 0, 0, 10_000
        for piece in pieces:
            if piece in self._thousand:
                total, group, last = (group or 1) * self._thousand[piece], 0, 10_000
                continue
            value = self._small[piece]
            if value == 100 and 1 < group < 10:
                group, last = group * 100, 100
                continue
            if value >= last or (last < 20) or (value >= 10 and last < 100):
                return None
            group, last = group + value, 100 if value >= 100 else value
        return total + group
