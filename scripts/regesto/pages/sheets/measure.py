"""One page per measure, with every estimate side by side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from regesto.model.ids import Kind
from regesto.model.vocabulary import Measure
from regesto.pages.drawn import DRAWN
from regesto.pages.edition import Edition
from regesto.pages.listings import cut, list_ways
from regesto.pages.sheet import Plan, Sheet
from regesto.pages.sheets.entry import shorten
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.estimates import view_estimates


def make_measure_sheets(edition: Edition) -> Iterator[Plan]:
    """Yield the sheets of all measures."""
    for measure in edition.dossier.measures.values():
        shows = (
            edition.digests.of(Kind.MEASURE, measure.id),
            str(edition.lines.get((Kind.MEASURE, measure.id))),
            edition.digests.of_entries(edition.index.of(Kind.MEASURE, measure.id)),
        )
        yield Plan(
            "measure", edition.routes.of(Kind.MEASURE, measure.id), shows, partial(_make_sheet, edition, measure)
        )


def _make_sheet(edition: Edition, measure: Measure) -> Sheet:
    w = Writer(edition, edition.routes.of(Kind.MEASURE, measure.id))
    estimates = view_estimates(edition.dossier, measure.id)
    return Sheet(
        template="measure",
        address=w.address,
        section="measures",
        title=w.plain(measure.name),
        description=shorten(w.plain(measure.description or measure.name)),
        context={
            "w": w,
            "v": Voices(w),
            "measure": measure,
            "estimates": cut(edition, w.address, estimates),
            "drawn": estimates[-DRAWN:],
            "number": len(estimates),
            "ways": list_ways(w, w.address),
        },
        edit="measures.yml",
    )
