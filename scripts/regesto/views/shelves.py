"""Lists too long for one page, put on shelves that keep their names as the list grows.

A page's number would change with everything that is added before it. A shelf is named after what stands on it: a
decade, a year of it, a month; or the first letters of names. A shelf that grows too full gets smaller ones inside it
and keeps its own page, which then leads to them, so that no address is lost as a list grows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from regesto.model.entry import Entry

MOST = 150
"""Rows that one page lists: some 150 kB of HTML."""
SHOWN = 60
"""Rows of a longer list that stand on the record's own page, before the way to the shelves."""
UNDATED = "undated"
"""The name of the shelf of what has no date, as the entries' own folder is called."""
OTHER = "0"
"""The name of the shelf of names that begin with no letter from A to Z."""

Item = TypeVar("Item")
Key = Callable[[Item], str]


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Item]):
    """Some items of a list, in its order. `name` ends the shelf's address and tells it from all others of the list;
    `inner` are the smaller shelves of one that is too full to be shown on one page."""

    name: str
    items: tuple[Item, ...]
    inner: tuple[Shelf[Item], ...] = ()


def shelve(items: Sequence[Item], keys: Sequence[Key], most: int, within: str = "") -> tuple[Shelf[Item], ...]:
    """Return the shelves of a list of more than `most` items, none for a shorter one.

    `keys` name an item's shelf, the widest first; a narrower name must tell which wider one it belongs to. A key that
    parts nothing is passed over. What is left over after the last is numbered, as parts of the shelf `within`.
    """
    if len(items) <= most:
        return ()
    if not keys:
        starts = range(0, len(items), most)
        return tuple(Shelf(f"{within}-p{n}", tuple(items[at : at + most])) for n, at in enumerate(starts, start=1))
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(keys[0](item), []).append(item)
    if len(found) == 1:
        return shelve(items, keys[1:], most, *found)
    return tuple(Shelf(name, tuple(some), shelve(some, keys[1:], most, name)) for name, some in sorted(found.items()))


def walk(shelves: Sequence[Shelf[Item]]) -> list[Shelf[Item]]:
    """Return shelves with all that are within them, each before its inner ones."""
    return [one for shelf in shelves for one in (shelf, *walk(shelf.inner))]


def name_decade(entry: Entry) -> str:
    """Return the decade in which an entry begins: `2020-2029`."""
    if entry.date is None:
        return UNDATED
    first = entry.date.years[0] // 10 * 10
    return f"{first:04d}-{first + 9:04d}"


def name_year(entry: Entry) -> str:
    """Return the year in which an entry begins: `2024`."""
    return f"{entry.date.years[0]:04d}" if entry.date else UNDATED


def name_month(entry: Entry) -> str:
    """Return the month in which an entry begins, `2024-03`; `2024-00` where its date does not tell the month."""
    if entry.date is None:
        return UNDATED
    first = min(entry.date.dates, key=lambda one: one.earliest)
    return f"{entry.date.years[0]:04d}-{first.month or 0:02d}"


BY_TIME: tuple[Key, ...] = (name_decade, name_year, name_month)
"""The shelves of a list of entries."""


def fold_name(name: str) -> str:
    """Return what a name is sorted by: small letters and digits without accents, and single spaces."""
    plain = unicodedata.normalize("NFD", name.casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.split())


def by_letters(name_of: Callable[[Item], str]) -> tuple[Key, ...]:
    """Return the shelves of a list of names that are folded already: one letter, two, three."""

    def start(item: Item, length: int) -> str:
        letters = name_of(item).replace(" ", "")[:length]
        if not ("a" <= letters[:1] <= "z"):
            return OTHER
        return "".join(one if one.isascii() else "-" for one in letters).ljust(length, "-")

    return tuple(lambda item, length=length: start(item, length) for length in (1, 2, 3))
