"""The section pages: home, timeline, all entries, and the list of every kind of record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from regesto.model.entry import Claim, Entry
from regesto.model.ids import Kind
from regesto.model.quantity import Quantity
from regesto.model.vocabulary import ActorKind
from regesto.pages.edition import Edition
from regesto.pages.sheet import Sheet
from regesto.pages.sheets.entry import shorten
from regesto.pages.writer import Writer
from regesto.views.corroboration import Corroboration, corroborate
from regesto.views.estimates import view_estimates
from regesto.views.origins import view_origins
from regesto.views.questions import view_ledger
from regesto.views.seals import count_seals
from regesto.views.timeline import view_recent, view_timeline

LATEST = 6
"""Entries listed on the home page."""


class KeyFigure(NamedTuple):
    """A figure for the home page: a claim's first quantity, with the corroboration of the matter it answers."""

    entry: Entry
    claim: Claim
    quantity: Quantity
    corroboration: Corroboration


def _key_figures(edition: Edition) -> list[KeyFigure]:
    figures = []
    for reference in edition.dossier.settings.key_figures:
        entry_id, claim_id = reference.split("/")
        entry = edition.dossier.entries[entry_id]
        claim = next(claim for claim in entry.claims if claim.id == claim_id)
        figures.append(KeyFigure(entry, claim, claim.quantities[0], corroborate(edition.dossier, [claim])))
    return figures


def _home(edition: Edition) -> dict[str, Any]:
    dossier = edition.dossier
    dated = [entry for entry in dossier.chronology if entry.date is not None]
    return {
        "figures": _key_figures(edition),
        "strip": view_recent(dossier.chronology, dossier),
        "latest": list(reversed(dated))[:LATEST],
        "seals": count_seals(dossier, dossier.claims()),
        "origins": view_origins(dossier),
        "places": sorted(
            (place for place in dossier.places.values() if edition.index.of(Kind.PLACE, place.id)),
            key=lambda place: (-len(edition.index.of(Kind.PLACE, place.id)), place.id),
        ),
    }


def _timeline(edition: Edition) -> dict[str, Any]:
    dossier = edition.dossier
    return {
        "entries": dossier.chronology,
        "timeline": view_timeline(dossier.chronology, dossier),
        "years": edition.index.years,
    }


def _entries(edition: Edition) -> dict[str, Any]:
    dossier = edition.dossier
    writer = Writer(edition, edition.routes.section("entries"))
    titled = sorted(dossier.entries.values(), key=lambda entry: (_sort_letters(writer.plain(entry.title)), entry.id))
    return {"entries": titled}


def _sort_letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter == " ")


def _topics(edition: Edition) -> dict[str, Any]:
    dossier, index = edition.dossier, edition.index
    return {
        "topics": list(dossier.topics.values()),
        "ledgers": [view_ledger(dossier, index, question) for question in dossier.questions],
    }


def _actors(edition: Edition) -> dict[str, Any]:
    actors = edition.dossier.actors.values()
    return {"groups": {kind: [one for one in actors if one.kind is kind] for kind in ActorKind}}


def _terms(kind: Kind) -> Callable[[Edition], dict[str, Any]]:
    return lambda edition: {"terms": list(edition.dossier.of_kind(kind).values())}


def _measures(edition: Edition) -> dict[str, Any]:
    return {"estimates": {id: view_estimates(edition.dossier, id) for id in edition.dossier.measures}}


def _sources(edition: Edition) -> dict[str, Any]:
    dossier, index = edition.dossier, edition.index
    seals = {
        id: count_seals(dossier, ((one.entry, one.claim) for one in index.quoted.get(id, ()))) for id in dossier.sources
    }
    return {"sources": list(dossier.sources.values()), "seals": seals}


def _origins(edition: Edition) -> dict[str, Any]:
    return {"origins": view_origins(edition.dossier)}


class Section(NamedTuple):
    """A section page: its name (a key of `paths`, and of the words under `section`), and what makes its context."""

    name: str
    make: Callable[[Edition], dict[str, Any]]


SECTIONS: tuple[Section, ...] = (
    Section("home", _home),
    Section("timeline", _timeline),
    Section("entries", _entries),
    Section("topics", _topics),
    Section("actors", _actors),
    Section("places", _terms(Kind.PLACE)),
    Section("materiel", _terms(Kind.MATERIEL)),
    Section("measures", _measures),
    Section("sources", _sources),
    Section("origins", _origins),
)


def make_section_sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets of the section pages. Those of kinds the dossier has none of are made too, and say so."""
    writer = Writer(edition, "")
    settings = edition.dossier.settings
    for section in SECTIONS:
        is_home = section.name == "home"
        title = writer.plain(settings.title) if is_home else edition.words(f"section.{section.name}.title")
        lede = writer.plain(settings.description) if is_home else edition.words(f"section.{section.name}.lede")
        yield Sheet(
            template=f"sections/{section.name}",
            address=edition.routes.section(section.name),
            section=section.name,
            title=title,
            description=shorten(lede),
            context={"lede": lede, "settings": settings, "dossier": edition.dossier, **section.make(edition)},
            edit="dossier.yml" if is_home else None,
        )

