"""How many entries each month has: those surely in it, and those that may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regesto.model.calendar import find_day
from regesto.model.edtf import Edtf, Kind
from regesto.model.entry import Entry, Status
from regesto.views.timeline import RECENT_YEARS, mark_date


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month: the entries whose date is known to it or better, and those that touch it in another way."""

    year: int
    month: int
    sure: int
    possible: int


def view_months(entries: Iterable[Entry]) -> tuple[Month, ...]:
    """Return the months of the last three years that entries begin or end in; none if no entry is dated.

    Approximate, doubtful and broader dates, intervals, and choices between days are possible in every month they
    touch, open ends up to the last day known.
    """
    dates = [entry.date for entry in entries if entry.date is not None and entry.status is not Status.RETRACTED]
    if not dates:
        return ()
    last = max(find_day(mark_date(date).pieces[-1].last).year for date in dates)
    years = range(last - RECENT_YEARS + 1, last + 1)
    sure = dict.fromkeys(((year, month) for year in years for month in range(1, 13)), 0)
    possible = dict(sure)
    for date in dates:
        counts = sure if _is_sure(date) else possible
        for month in _touched(date) & counts.keys():
            counts[month] += 1
    return tuple(Month(*month, sure[month], possible[month]) for month in sure)


def _is_sure(date: Edtf) -> bool:
    return date.kind in (Kind.DAY, Kind.MONTH) and not date.uncertain and not date.approximate


def _touched(date: Edtf) -> set[tuple[int, int]]:
    mark = mark_date(date)
    found = set()
    for first, last in mark.pieces if len(mark.pieces) > 1 else ((mark.first, mark.last),):
        start, end = find_day(first), find_day(last)
        # Months since year 0; of spans longer than the drawing, the years outside it are passed over.
        stop = end.year * 12 + end.month
        begin = max(start.year * 12 + start.month, stop - 12 * (RECENT_YEARS + 2))
        found |= {((number - 1) // 12, (number - 1) % 12 + 1) for number in range(begin, stop + 1)}
    return found
