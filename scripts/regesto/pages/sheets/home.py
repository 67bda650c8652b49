"""The home page: what the dossier is, its key figures, the last years at a glance, where to go on."""

from __future__ import annotations

from typing import Any

from babel.dates import get_month_names

from regesto.model.ids import Kind
from regesto.pages.drawn import draw_figure, draw_months, draw_strip
from regesto.pages.drawn_maps import draw_main_places
from regesto.pages.edition import Edition
from regesto.pages.parts import Count, KeyFigure, Link
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.corroboration import corroborate
from regesto.views.months import Month, view_months
from regesto.views.seals import count_seals

LATEST = 6
"""Entries listed on the home page."""

PLACES = 12
"""Places listed on the home page: those with most entries."""

WAYS = ("topics", "timeline", "origins", "method", "data")
"""The ways in, at the foot of the home page."""


def make_home(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    """Return the context of the home page."""
    dossier = edition.dossier
    dated = [entry for entry in dossier.chronology if entry.date is not None]
    months = view_months(dossier.chronology)
    return {
        "calendar": draw_months(w, months),
        "months": [(_name_month(w, one), one) for one in months if one.sure + one.possible],
        "kicker": _kicker(edition, w),
        "tally": _tally(edition, w),
        "key_figures": [
            _key_figure(edition, w, v, reference, number)
            for number, reference in enumerate(dossier.settings.key_figures, start=1)
        ],
        "drawing": draw_strip(w, dossier.chronology),
        "latest": [v.row(entry) for entry in list(reversed(dated))[:LATEST]],
        "places": _places(edition, w),
        "map": draw_main_places(w, _count_places(edition)),
        "ways_in": [
            Link(w.t(f"home.way.{name}.title"), w.section(name), note=w.t(f"home.way.{name}.text")) for name in WAYS
        ],
    }


def _name_month(w: Writer, one: Month) -> str:
    name = get_month_names("wide", "stand-alone", w.t.locale)[one.month]
    return w.t("calendar.month", month=name, year=str(one.year))


def _kicker(edition: Edition, w: Writer) -> str:
    subject = edition.dossier.settings.subject
    return f"{w.t('home.kicker')} · {w.plain(subject)}" if subject else w.t("home.kicker")


def _tally(edition: Edition, w: Writer) -> tuple[Count, ...]:
    dossier = edition.dossier
    seals = count_seals(dossier, dossier.standing_claims())
    return (
        w.count("home.tally.sources", len(dossier.sources)),
        w.count("home.tally.entries", len(dossier.entries)),
        w.count("home.tally.origins", len(edition.origins.voices)),
        Count(w.t("home.tally.quotes"), w.t("home.of", n=seals.sealed, total=seals.quotes)),
    )


def _key_figure(edition: Edition, w: Writer, v: Voices, reference: str, number: int) -> KeyFigure:
    entry_id, claim_id = reference.split("/")
    entry = edition.dossier.entries[entry_id]
    claim = next(claim for claim in entry.claims if claim.id == claim_id)
    quantity = claim.quantities[0]
    when = quantity.as_of or edition.dossier.said_on(claim)
    return KeyFigure(
        label=w.text(edition.dossier.measures[quantity.measure].name),
        figure=w.figure(quantity),
        by=v.origins(claim),
        date=w.date(when) if when else "",
        found=corroborate(edition.dossier, [claim]),
        drawing=draw_figure(v, claim, number),
    )


def _places(edition: Edition, w: Writer) -> list[Link]:
    return [w.link(Kind.PLACE, id, number=w.number(number)) for id, number in _count_places(edition).items()]


def _count_places(edition: Edition) -> dict[str, int]:
    """Return the places with most entries, and how many each has."""
    counted = [(len(edition.index.of(Kind.PLACE, id)), id) for id in edition.dossier.places]
    counted.sort(key=lambda one: (-one[0], one[1]))
    return {id: number for number, id in counted[:PLACES] if number}
