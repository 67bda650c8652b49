"""One page per actor, place and weapon system."""

from __future__ import annotations

from collections.abc import Iterator

from regesto.model.entry import Entry
from regesto.model.ids import Kind
from regesto.model.record import Term
from regesto.pages.edition import Edition
from regesto.pages.routes import SECTION_OF_KIND
from regesto.pages.sheet import Sheet
from regesto.pages.sheets.entry import shorten
from regesto.pages.writer import Writer
from regesto.views.timeline import view_timeline

FILES = {Kind.ACTOR: "actors.yml", Kind.PLACE: "places.yml", Kind.MATERIEL: "materiel.yml"}


def make_term_sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets of actors, then places, then systems."""
    for kind in FILES:
        for term in edition.dossier.of_kind(kind).values():
            yield _make_sheet(edition, kind, term)


def _roles(term: Term, entries: tuple[Entry, ...]) -> dict[str, list[str]]:
    """Return, for each entry, the roles that an actor has in it."""
    return {
        entry.id: [one.role for one in entry.actors if one.actor == term.id]
        for entry in entries
        if any(one.actor == term.id for one in entry.actors)
    }


def _make_sheet(edition: Edition, kind: Kind, term: Term) -> Sheet:
    dossier, index = edition.dossier, edition.index
    address = edition.routes.of(kind, term.id)
    writer = Writer(edition, address)
    entries = index.of(kind, term.id)
    name = writer.plain(term.name)
    context = {
        "term": term,
        "kind": kind.value,
        "entries": entries,
        "timeline": view_timeline(entries, dossier),
        "parts": [one.id for one in dossier.of_kind(kind).values() if getattr(one, "part_of", None) == term.id],
        "roles": _roles(term, entries) if kind is Kind.ACTOR else {},
        "speaks": index.speaks.get(term.id, ()) if kind is Kind.ACTOR else (),
        "relays": index.relays.get(term.id, ()) if kind is Kind.ACTOR else (),
        "published": [one.id for one in dossier.sources.values() if kind is Kind.ACTOR and one.outlet == term.id],
    }
    description = writer.plain(term.description) if term.description else edition.words("term.entries_about", name=name)
    return Sheet(
        template="term",
        address=address,
        section=SECTION_OF_KIND[kind],
        title=name,
        description=shorten(description),
        context=context,
        edit=FILES[kind],
        boost=1.2,
    )
