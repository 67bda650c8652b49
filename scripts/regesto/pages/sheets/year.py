"""One page per year in which some entry begins or ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from regesto.pages.drawn import draw_entries
from regesto.pages.edition import Edition
from regesto.pages.listings import cut, list_ways
from regesto.pages.parts import Link
from regesto.pages.sheet import Plan, Sheet
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.timeline import count_precisions


def make_year_sheets(edition: Edition) -> Iterator[Plan]:
    """Yield the sheets of all years, the earliest first."""
    years = sorted(edition.index.years)
    for position, year in enumerate(years):
        before = years[position - 1] if position else None
        after = years[position + 1] if position + 1 < len(years) else None
        shows = (f"{before} {year} {after}", edition.digests.of_entries(edition.index.years[year]))
        yield Plan("year", edition.routes.year(year), shows, partial(_make_sheet, edition, year, before, after))


def _make_sheet(edition: Edition, year: int, before: int | None, after: int | None) -> Sheet:
    w = Writer(edition, edition.routes.year(year))
    v = Voices(w)
    entries = edition.index.years[year]
    return Sheet(
        template="year",
        address=w.address,
        section="timeline",
        title=str(year),
        description=w.t("year.description", n=len(entries), year=str(year)),
        context={
            "w": w,
            "v": v,
            "entries": entries,
            "drawing": draw_entries(w, entries, year),
            "entry_rows": [v.row(entry) for entry in cut(edition, w.address, entries)],
            "ways": list_ways(w, w.address),
            "tally": tally_precisions(w, entries),
            "before": None if before is None else Link(str(before), w.year_href(before)),
            "after": None if after is None else Link(str(after), w.year_href(after)),
        },
    )


def tally_precisions(w: Writer, entries) -> tuple:
    """Return how many entries have a date certain to the day, to the month, and so on; nothing for none."""
    counted = count_precisions(entries)
    return tuple(w.count(f"year.precision.{name}", number) for name, number in counted.items() if number)
