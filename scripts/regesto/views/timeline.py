"""What happened when: entries as marks on lanes, with the shape that says how certain each date is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from regesto.model.calendar import find_day, number_day, number_last_day
from regesto.model.dossier import Dossier
from regesto.model.edtf import Edtf, Kind, Limit, Span
from regesto.model.entry import Entry
from regesto.views.corroboration import Label, corroborate_entry

RECENT_YEARS = 3
RECENT_MARKS = 12
"""Marks on the home page's strip: more of them make a list, not a glance."""
MOST_MARKS = 80
"""Marks in one drawing; a reader takes in no more, and the list beside it holds every entry."""
DETAIL_MARKS = 40
"""Marks drawn where there are more than that: beside the density of all, they only show what the best attested are."""
MOST_BINS = 60
"""Bars of a density: beyond so many years, each stands for several."""
OPEN_YEARS = 2
"""Years an entry's ruler goes on past the last one known, where the end is open."""


class Shape(StrEnum):
    """The marks of a date, as the key names them."""

    DAY = "day"
    SPAN = "span"
    INTERVAL = "interval"
    APPROXIMATE = "approximate"
    UNCERTAIN = "uncertain"
    ONE_OF = "one-of"
    OPEN_END = "open-end"
    OPEN_START = "open-start"


class Stretch(NamedTuple):
    """First and last day as day numbers, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class DateMark:
    """A date as it is drawn.

    `pieces` are its days, several where all of a set are meant; `padded` is where an approximate one fades out. Where
    an end is open, `pieces` and `padded` end at the last day that is known; `start` and `end` say why there is none.
    """

    shape: Shape
    pieces: tuple[Stretch, ...]
    padded: Stretch
    start: Limit | None = None
    end: Limit | None = None

    @property
    def first(self) -> int:
        """The first day it may be drawn on."""
        return min(self.padded.first, self.pieces[0].first)

    @property
    def last(self) -> int:
        """The last day it may be drawn on."""
        return max(self.padded.last, self.pieces[-1].last)


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry on a timeline."""

    entry: Entry
    date: DateMark
    contested: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one topic, in order of time; `topic` is `None` where a drawing has one lane only."""

    topic: str | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """How many entries begin in a year, in some years from `year` on, or in the `month` of one."""

    year: int
    month: int
    entries: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """`bins` are filled where marks were left out.

    What a timeline draws: lanes, the stretch from the first day of a year to the last of one, and how many dated
    entries there were before the least attested were left out. `year` is set for a drawing of one year.
    """

    lanes: tuple[Lane, ...]
    stretch: Stretch
    total: int
    year: int | None = None
    bins: tuple[Bin, ...] = ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark, lane by lane."""
        return tuple(mark for lane in self.lanes for mark in lane.marks)


@dataclass(frozen=True, slots=True)
class Ruler:
    """A date on the years it touches, for the head of an entry."""

    date: DateMark
    stretch: Stretch


def mark_date(date: Edtf) -> DateMark:
    """Return how a date is drawn: choice before all, then open ends, then doubt, then approximation, then precision."""
    known = [day for one in date.dates for day in (one.earliest, one.latest)]
    bounds = Stretch(min(known), max(known))
    padded = Stretch(
        min(one.earliest - one.padding for one in date.dates), max(one.latest + one.padding for one in date.dates)
    )
    pieces = _pieces(date) if date.kind is Kind.ALL_OF else (bounds,)
    return DateMark(_shape(date), pieces, padded if date.approximate else bounds, date.start_limit, date.end_limit)


def _shape(date: Edtf) -> Shape:
    if date.kind is Kind.ONE_OF:
        return Shape.ONE_OF
    if date.end_limit:
        return Shape.OPEN_END
    if date.start_limit:
        return Shape.OPEN_START
    if date.uncertain:
        return Shape.UNCERTAIN
    if date.approximate:
        return Shape.APPROXIMATE
    if date.kind in (Kind.INTERVAL, Kind.ALL_OF):
        return Shape.INTERVAL
    return Shape.DAY if date.kind is Kind.DAY else Shape.SPAN


def _pieces(date: Edtf) -> tuple[Stretch, ...]:
    pieces = []
    for item in date.items:
        ends = [one for one in (item.start, item.end) if hasattr(one, "earliest")] if isinstance(item, Span) else [item]
        pieces.append(Stretch(ends[0].earliest, ends[-1].latest))
    return tuple(sorted(pieces))


def view_timeline(entries: Iterable[Entry], dossier: Dossier, year: int | None = None) -> Timeline | None:
    """Return the dated entries in lanes, one per first topic in the order of the dossier; `None` if none is dated.

    With `year`, the drawing is of that year alone, and marks may reach out of it.
    """
    dated = [entry for entry in entries if entry.date is not None]
    if not dated:
        return None
    is_dense = len(dated) > MOST_MARKS
    marks = _make_marks(_keep_attested(dated, DETAIL_MARKS) if is_dense else dated, dossier)
    order = {topic: place for place, topic in enumerate(dossier.topics)}
    topics = sorted({mark.entry.topics[0] for mark in marks}, key=lambda topic: (order.get(topic, len(order)), topic))
    lanes = tuple(Lane(topic, tuple(mark for mark in marks if mark.entry.topics[0] == topic)) for topic in topics)
    stretch = _whole_years(marks) if year is None else Stretch(number_day(year), number_last_day(year))
    return Timeline(lanes, stretch, len(dated), year, _count_bins(dated, year) if is_dense else ())


def _count_bins(entries: Iterable[Entry], year: int | None) -> tuple[Bin, ...]:
    """Count entries by the year in which they begin; those of one `year` by the month, as far as it is known."""
    firsts = [min(entry.date.dates, key=lambda one: one.earliest) for entry in entries]
    if year is not None:
        months = Counter(one.month for one in firsts if find_day(one.earliest).year == year and one.month)
        return tuple(Bin(year, month, months[month]) for month in range(1, 13))
    years = Counter(find_day(one.earliest).year for one in firsts)
    first, last = min(years), max(years)
    step = -(-(last - first + 1) // MOST_BINS)
    sums = Counter(dict.fromkeys(range(first, last + 1, step), 0))
    for one, number in years.items():
        sums[first + (one - first) // step * step] += number
    return tuple(Bin(start, 0, number) for start, number in sorted(sums.items()))


def view_recent(entries: Iterable[Entry], dossier: Dossier) -> Timeline | None:
    """Return the last three years that entries begin or end in, on one lane; `None` if no entry is dated.

    Of those that touch them, the best attested are kept: by sources, then claims, then id.
    """
    dated = [entry for entry in entries if entry.date is not None]
    if not dated:
        return None
    last = max(find_day(mark_date(entry.date).pieces[-1].last).year for entry in dated)
    first = last - RECENT_YEARS + 1
    near = [entry for entry in dated if entry.date.years_within(first, last)]
    marks = _make_marks(_keep_attested(near, RECENT_MARKS), dossier)
    return Timeline((Lane(None, marks),), Stretch(number_day(first), number_last_day(last)), len(near))


def _keep_attested(entries: Sequence[Entry], most: int) -> list[Entry]:
    def weigh(entry: Entry) -> tuple[int, int, str]:
        return (-len({claim.source for claim in entry.claims}), -len(entry.claims), entry.id)

    return sorted(entries, key=weigh)[:most]


def _make_marks(entries: Iterable[Entry], dossier: Dossier) -> tuple[Mark, ...]:
    ordered = sorted(entries, key=lambda entry: (entry.date.sort_key, entry.id))
    return tuple(
        Mark(entry, mark_date(entry.date), corroborate_entry(dossier, entry).label is Label.CONTESTED)
        for entry in ordered
    )


def _whole_years(marks: Sequence[Mark]) -> Stretch:
    first = find_day(min(mark.date.pieces[0].first for mark in marks)).year
    last = find_day(max(mark.date.pieces[-1].last for mark in marks)).year
    return Stretch(number_day(first), number_last_day(last))


def ruler_of(date: Edtf) -> Ruler:
    """Return the ruler under an entry's title: whole years around the date."""
    mark = mark_date(date)
    first = find_day(mark.pieces[0].first).year - (OPEN_YEARS if mark.shape is Shape.OPEN_START else 0)
    last = find_day(mark.pieces[-1].last).year + (OPEN_YEARS if mark.shape is Shape.OPEN_END else 0)
    return Ruler(mark, Stretch(number_day(first), number_last_day(last)))


def count_precisions(entries: Iterable[Entry]) -> dict[str, int]:
    """Count dated entries by how well their date is known; none is counted twice.

    `open` has no last day; `unsure` is approximate, uncertain, one of several, or without a first day; the rest is
    exact to the `day`, to the `month`, or to something `broad`er, an interval by its coarser end.
    """
    counts = dict.fromkeys(("day", "month", "broad", "unsure", "open"), 0)
    for entry in entries:
        if entry.date is not None:
            counts[_precision(entry.date)] += 1
    return counts


def _precision(date: Edtf) -> str:
    if date.end_limit and date.kind is not Kind.ONE_OF:
        return "open"
    if date.uncertain or date.approximate or date.start_limit or date.kind is Kind.ONE_OF:
        return "unsure"
    return date.precision.value if date.precision in (Kind.DAY, Kind.MONTH) else "broad"
