"""One page per year that entries fall in."""

from __future__ import annotations

from collections.abc import Iterator

from regesto.pages.edition import Edition
from regesto.pages.sheet import Sheet
from regesto.views.timeline import count_precisions, view_timeline


def make_year_sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets of all years, the earliest first."""
    years = sorted(edition.index.years)
    for position, year in enumerate(years):
        entries = edition.index.years[year]
        yield Sheet(
            template="year",
            address=edition.routes.year(year),
            section="timeline",
            title=str(year),
            description=edition.words("year.description", n=len(entries), year=str(year)),
            context={
                "year": year,
                "entries": entries,
                "timeline": view_timeline(entries, edition.dossier, year=year),
                "precisions": count_precisions(entries),
                "before": years[position - 1] if position else None,
                "after": years[position + 1] if position + 1 < len(years) else None,
            },
        )
