"""From days to pixels: whole years side by side, with a break where years are empty.

Years in which nothing begins or ends would push the rest together, so longer runs of them are left out and the axis
says so. Years with few marks are narrower than busy ones; within one year the scale is even.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regesto.model.calendar import find_day, number_day

LONGEST_BRIDGE = 1
"""Empty years that are drawn as they are; two or more in a row become a break."""
BREAK = 22.0
"""Pixels that a break takes."""
LEAST_YEAR = 20.0
"""Pixels of the narrowest year: with the break that follows a lonely one, there is room for its number."""
LEAST_REST = 0.4
"""The share of the width that must be left, after every year has its least, for the years in which much happens."""
ASIDE = 0.22
"""The share of the width for all that lies before (or after) the busy run, where years cannot have their own room."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of days drawn evenly: days `[first, after)`, pixels `[start, end)`; `years` it holds.

    `is_empty` tells of one year in which nothing begins or ends, kept between two others.
    """

    first: int
    after: int
    start: float
    end: float
    years: range
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Pieces from left to right; between those that do not follow each other lies a break."""

    pieces: tuple[Piece, ...]

    @property
    def start(self) -> float:
        """The left end in pixels."""
        return self.pieces[0].start

    @property
    def end(self) -> float:
        """The right end in pixels."""
        return self.pieces[-1].end

    @property
    def breaks(self) -> list[tuple[float, float]]:
        """The pixels of every break."""
        pairs = zip(self.pieces, self.pieces[1:], strict=False)
        return [(one.end, two.start) for one, two in pairs if one.after != two.first]

    def place(self, day: float) -> float:
        """Return where a day begins; days out of the drawing come to its edges, those in a break to where it begins."""
        index = bisect_right([piece.first for piece in self.pieces], day) - 1
        if index < 0:
            return self.start
        piece = self.pieces[index]
        share = min(1.0, (day - piece.first) / (piece.after - piece.first))
        return piece.start + share * (piece.end - piece.start)


def make_scale(first: int, last: int, days: Iterable[int], start: float, end: float) -> TimeScale:
    """Return a scale of the years from day `first` to day `last` between two pixels.

    `days` are those on which something begins or ends. Where the years with something in them are too many to
    give each its room, the scale is even from end to end.
    """
    first_year, last_year = find_day(first).year, find_day(last).year
    busy = Counter(year for day in days if first_year <= (year := find_day(day).year) <= last_year)
    runs = _find_runs(sorted({first_year, last_year, *busy}))
    for pieces in (_give_each_its_room(runs, busy, start, end), _set_others_aside(runs, busy, start, end)):
        if pieces:
            return TimeScale(tuple(pieces))
    return TimeScale((_piece(range(first_year, last_year + 1), start, end),))


def _find_runs(years: Sequence[int]) -> list[range]:
    """Return the runs of years that follow each other but for short gaps."""
    runs = [range(years[0], years[0] + 1)]
    for year in years[1:]:
        if year - runs[-1].stop <= LONGEST_BRIDGE:
            runs[-1] = range(runs[-1].start, year + 1)
        else:
            runs.append(range(year, year + 1))
    return runs


def _give_each_its_room(runs: Sequence[range], busy: Counter[int], start: float, end: float) -> list[Piece]:
    """Lay out every run with breaks between; nothing if too little would be left for the busy years."""
    count = sum(len(run) for run in runs)
    room = end - start - (len(runs) - 1) * BREAK
    rest = room - count * LEAST_YEAR
    if (rest < LEAST_REST * (end - start) and len(runs) > 1) or rest < 0:
        return []
    weights = {year: _weigh(busy[year]) for run in runs for year in run}
    unit = rest / sum(weights.values())
    pieces = []
    for run in runs:
        for year in run:
            width = LEAST_YEAR + unit * weights[year]
            pieces.append(_piece(range(year, year + 1), start, start + width, is_empty=not busy[year]))
            start += width
        start += BREAK
    return pieces


def _weigh(marks: int) -> float:
    """Return how much room a year deserves; six marks or more count alike, or one year would take all."""
    return min(marks, 6) ** 1.5 + 0.2


def _set_others_aside(runs: Sequence[range], busy: Counter[int], start: float, end: float) -> list[Piece]:
    """Lay out the busiest run year by year, and what lies before and after each on one even scale of its own."""
    main = max(runs, key=lambda run: (sum(busy[year] for year in run), run.start))
    place = runs.index(main)
    before, after = runs[:place], runs[place + 1 :]
    left = start + (ASIDE * (end - start) + BREAK if before else 0)
    right = end - (ASIDE * (end - start) + BREAK if after else 0)
    middle = _give_each_its_room([main], busy, left, right)
    if not middle or len(runs) == 1:
        return []
    if before:
        middle.insert(0, _piece(range(before[0].start, before[-1].stop), start, left - BREAK))
    if after:
        middle.append(_piece(range(after[0].start, after[-1].stop), right + BREAK, end))
    return middle


def _piece(years: range, start: float, end: float, is_empty: bool = False) -> Piece:
    return Piece(number_day(years.start), number_day(years.stop), start, end, years, is_empty)
