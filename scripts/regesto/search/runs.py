"""Cuts what stands in an order into files, so that a change in one place moves the borders of its neighbours alone.

Whether an item begins a *run* is told by its name alone; each run is cut into parts, which are files, by their size. So
the files are the same whichever way an index came about, and a change touches the files of its run.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from regesto.search.store import Run, SearchStore


class Shape(NamedTuple):
    """How items of one kind become files.

    `letter` begins their names; one item in `span` begins a run; a part has about `size` characters by `measure`;
    `write` makes the text of a part of its items.
    """

    letter: str
    span: int
    size: int
    measure: Callable[[str, Any], int]
    write: Callable[[list[tuple[str, Any]]], str]


class Part(NamedTuple):
    """A file of an index: the first of its items, the digest of its text, and what makes it."""

    first: str
    key: str
    make: Callable[[], str]


def order(name: str) -> bytes:
    """Return what names are sorted by: as a browser compares them, by units of UTF-16."""
    return name.encode("utf-16-be", "surrogatepass")


def begins_run(name: str, span: int) -> bool:
    """Tell whether an item begins a run, wherever it stands."""
    return (
        crc32(name.encode("utf-8", "surrogatepass")) * 2_654_435_761 >> 16
    ) % span == 0  # names in a row differ little


def cut(sizes: Iterable[int], most: int) -> Iterator[tuple[int, int]]:
    """Yield where each part of a run begins and ends; one has `most` characters at the most, or a single item."""
    first, length, end = 0, 0, 0
    for size in sizes:
        if end > first and length + size > most:
            yield first, end
            first, length = end, 0
        length += size
        end += 1
    if end:
        yield first, end


class Runs:
    """The runs of one kind of items, of which some are edited. `digest` makes the key of a text."""

    def __init__(self, shape: Shape, store: SearchStore, digest: Callable[[str], str]) -> None:
        self._shape, self._store, self._digest = shape, store, digest
        self._held = sorted(store.runs(shape.letter), key=lambda run: order(run.first))
        self._made: dict[str, tuple[Run, dict[str, Any]]] = {}
        self._texts: dict[tuple[str, int], str] = {}

    def is_empty(self) -> bool:
        """Tell whether nothing is known."""
        return not self._held

    def items(self) -> Iterator[tuple[str, Any]]:
        """Yield everything that is held, as it was before any edit."""
        for run in self._held:
            yield from self._store.items(self._shape.letter, run.first).items()

    def edit(self, names: Iterable[str], change: Callable[[str, Any], Any]) -> None:
        """Put `change(name, value)` in the place of each value, `None` for one that was not there or is to go."""
        firsts = [order(run.first) for run in self._held]
        edited: dict[int, list[str]] = {}
        for name in names:
            edited.setdefault(max(bisect_right(firsts, order(name)) - 1, 0), []).append(name)
        carried: dict[str, Any] = {}
        made: list[Run] = []
        for number in reversed(range(max(len(self._held), 1))):
            old = self._held[number] if self._held else None
            if number not in edited and not carried:
                made += [old] if old else []
                continue
            items = self._store.items(self._shape.letter, old.first) if old else {}
            items = _apply(items, edited.get(number, ()), change) | carried
            first = next(iter(items), None)
            if number and (first is None or not begins_run(first, self._shape.span)):
                carried = items  # what began this run is gone
                continue
            carried = {}
            made += reversed([self._make(part) for part in _split(items, self._shape.span)])
        self._gone = {run.first for run in self._held}
        self._held = made[::-1]
        self._gone -= {run.first for run in self._held}

    def _make(self, items: dict[str, Any]) -> Run:
        listed = list(items.items())
        first = listed[0][0]
        parts = []
        for number, (start, end) in enumerate(self._cut(listed)):
            text = self._shape.write(listed[start:end])
            self._texts[first, number] = text
            parts.append((listed[start][0], self._digest(text)))
        run = Run(first, parts)
        self._made[first] = (run, items)
        return run

    def _cut(self, listed: Sequence[tuple[str, Any]]) -> Iterator[tuple[int, int]]:
        return cut((self._shape.measure(*item) for item in listed), self._shape.size)

    def _read(self, first: str, number: int) -> str:
        """Return the text of a part that was made by an earlier build."""
        listed = list(self._store.items(self._shape.letter, first).items())
        start, end = list(self._cut(listed))[number]
        return self._shape.write(listed[start:end])

    def parts(self) -> list[list[Part]]:
        """Return the parts of each run."""
        return [
            [
                Part(first, key, lambda at=(run.first, number): self._texts.get(at) or self._read(*at))
                for number, (first, key) in enumerate(run.parts)
            ]
            for run in self._held
        ]

    def keep(self) -> None:
        """Hand over to the store what was edited."""
        self._store.keep_runs(self._shape.letter, self._made.values(), self._gone)


def _apply(items: dict[str, Any], names: Iterable[str], change: Callable[[str, Any], Any]) -> dict[str, Any]:
    is_new = False
    for name in names:
        value = change(name, items.get(name))
        if value is None:
            items.pop(name, None)
        else:
            is_new |= name not in items
            items[name] = value
    return {name: items[name] for name in sorted(items, key=order)} if is_new else items


def _split(items: dict[str, Any], span: int) -> Iterator[dict[str, Any]]:
    run: dict[str, Any] = {}
    for name, value in items.items():
        if run and begins_run(name, span):
            yield run
            run = {}
        run[name] = value
    if run:
        yield run
