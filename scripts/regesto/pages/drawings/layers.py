"""Boxes in columns with lines between them: order that keeps lines short, heights that keep boxes apart."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 4
"""How often the columns are put in order, from left to right and back."""


@dataclass(frozen=True, slots=True)
class Bend:
    """Where a line passes a column in which it has no box."""

    line: int
    column: int


def add_bends(
    columns: Sequence[Sequence[Hashable]], lines: Sequence[tuple[Hashable, Hashable]]
) -> tuple[list[list[Hashable]], list[list[Hashable]]]:
    """Return the columns with a bend wherever a line passes one, and each line as its way through the columns."""
    where = {item: column for column, items in enumerate(columns) for item in items}
    filled = [list(items) for items in columns]
    ways: list[list[Hashable]] = []
    for number, (start, end) in enumerate(lines):
        bends = [Bend(number, column) for column in range(where[start] + 1, where[end])]
        for bend in bends:
            filled[bend.column].append(bend)
        ways.append([start, *bends, end])
    return filled, ways


def order_columns(columns: Sequence[Sequence[Hashable]], ways: Sequence[Sequence[Hashable]]) -> list[list[Hashable]]:
    """Return the columns in an order with few crossings: each item at the mean height of what it is joined to.

    The first column keeps its order at the start; equal means keep theirs.
    """
    near: dict[Hashable, list[Hashable]] = {item: [] for items in columns for item in items}
    for way in ways:
        for one, two in pairwise(way):
            near[one].append(two)
            near[two].append(one)
    found = [list(items) for items in columns]
    for sweep in range(SWEEPS):
        onwards = sweep % 2 == 0
        for number in range(1, len(found)) if onwards else range(len(found) - 2, 0, -1):
            places = {item: place for place, item in enumerate(found[number - 1 if onwards else number + 1])}
            means = {item: _mean([places[one] for one in near[item] if one in places]) for item in found[number]}
            found[number].sort(key=means.__getitem__)
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def stack(
    columns: Sequence[Sequence[Hashable]],
    ways: Sequence[Sequence[Hashable]],
    heights: Mapping[Hashable, float],
    gap: float,
) -> dict[Hashable, float]:
    """Return the height of each item's middle: beside what leads to it, but never nearer than `gap` to its neighbours.

    The tallest column starts at 0; nothing lies above it.
    """
    before: dict[Hashable, list[Hashable]] = {}
    for way in ways:
        for one, two in pairwise(way):
            before.setdefault(two, []).append(one)
    totals = [sum(heights[item] for item in items) + gap * (len(items) - 1) for items in columns]
    most = max(totals)
    middles: dict[Hashable, float] = {}
    for items, total in zip(columns, totals, strict=True):
        free, left = 0.0, total
        for item in items:
            height = heights[item]
            joined = [middles[one] for one in before.get(item, ()) if one in middles]
            wish = _mean(joined) - height / 2 if joined else max(free, (most - total) / 2)
            # Beside what it wishes, but so that it and all below it still find room.
            top = min(max(free, wish), most - left)
            middles[item] = top + height / 2
            free = top + height + gap
            left -= height + gap
    return middles
