"""One page per measure, with every estimate side by side."""

from __future__ import annotations

from collections.abc import Iterator

from regesto.model.ids import Kind
from regesto.pages.edition import Edition
from regesto.pages.sheet import Sheet
from regesto.pages.sheets.entry import shorten
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.estimates import view_estimates


def make_measure_sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets of all measures."""
    for measure in edition.dossier.measures.values():
        address = edition.routes.of(Kind.MEASURE, measure.id)
        w = Writer(edition, address)
        yield Sheet(
            template="measure",
            address=address,
            section="measures",
            title=w.plain(measure.name),
            description=shorten(w.plain(measure.description or measure.name)),
            context={
                "w": w,
                "v": Voices(w),
                "measure": measure,
                "estimates": view_estimates(edition.dossier, measure.id),
            },
            edit="measures.yml",
        )
