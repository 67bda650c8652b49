"""One page per actor, place and item of materiel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from regesto.model.entry import Entry
from regesto.model.ids import Kind
from regesto.model.record import Term
from regesto.model.vocabulary import PlaceTerm
from regesto.pages.drawn import draw_entries
from regesto.pages.drawn_maps import draw_some_places
from regesto.pages.drawn_nets import draw_actors, write_ties
from regesto.pages.edition import Edition
from regesto.pages.listings import cut, list_ways
from regesto.pages.parts import Fact
from regesto.pages.routes import SECTION_OF_KIND
from regesto.pages.sheet import Plan, Sheet
from regesto.pages.sheets.entry import shorten
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.digests import digest
from regesto.views.shelves import SHOWN

FILES = {Kind.ACTOR: "actors.yml", Kind.PLACE: "places.yml", Kind.MATERIEL: "materiel.yml"}


def make_term_sheets(edition: Edition) -> Iterator[Plan]:
    """Yield the sheets of actors, then places, then systems."""
    names = _count_names(edition)
    for kind in FILES:
        for term in edition.dossier.of_kind(kind).values():
            yield Plan(
                "term",
                edition.routes.of(kind, term.id),
                _list_shown(edition, kind, term, names),
                partial(_make_sheet, edition, kind, term, names),
            )


def _list_shown(edition: Edition, kind: Kind, term: Term, names: Counter[str]) -> tuple[bytes | str, ...]:
    digests, dossier, index = edition.digests, edition.dossier, edition.index
    entries = [one.entry for said in (index.speaks, index.relays) for one in said.get(term.id, ())]
    parts = [one.id for one in dossier.of_kind(kind).values() if getattr(one, "part_of", None) == term.id]
    published = [one.id for one in dossier.sources.values() if one.outlet == term.id]
    return (
        digests.of(kind, term.id),
        edition.map_digest if kind is Kind.PLACE else "",
        _digest_ties(edition, term) if kind is Kind.ACTOR else "",
        str(names[Writer(edition, "").plain(term.name)]),
        str(edition.lines.get((kind, term.id))),
        digests.of_entries((*index.of(kind, term.id), *entries)),
        digests.of_all(kind, parts),
        digests.of_all(Kind.SOURCE, published),
    )


def _digest_ties(edition: Edition, term: Term) -> bytes:
    """Return what the network of an actor shows: a denial on a question ties it to whoever affirms it anywhere."""
    network, digests = edition.networks.get(term.id), edition.digests
    if network is None:
        return b""
    told = sorted({entry for entries in network.ties.values() for entry in entries})
    return digest(
        repr((network.actors, network.ties, network.total)),
        digests.of_all(Kind.ACTOR, network.actors),
        digests.of_all(Kind.ROLE, sorted({tie.role for tie in network.ties if tie.role})),
        digests.of_all(Kind.ENTRY, told),
    )


def _count_names(edition: Edition) -> Counter[str]:
    w = Writer(edition, "")
    kinds = (*FILES, Kind.TOPIC, Kind.MEASURE)
    return Counter(w.plain(term.name) for kind in kinds for term in edition.dossier.of_kind(kind).values())


def _make_sheet(edition: Edition, kind: Kind, term: Term, names: Counter[str]) -> Sheet:
    w = Writer(edition, edition.routes.of(kind, term.id))
    v = Voices(w)
    entries = edition.index.of(kind, term.id)
    network = edition.networks.get(term.id) if kind is Kind.ACTOR else None
    name = w.plain(term.name)
    label = _label(w, kind, term)
    about = w.plain(term.description) if term.description else w.t("term.entries_about", name=name)
    return Sheet(
        template="term",
        address=w.address,
        section=SECTION_OF_KIND[kind],
        # A country is an actor and a place: among tabs and search results, the name alone would not tell which.
        title=f"{name} ({label.lower()})" if names[name] > 1 else name,
        description=shorten(f"{name}. {about}" if term.description else about),
        context={
            "w": w,
            "v": v,
            "term": term,
            "term_kind": kind,
            "label": label,
            "section_name": SECTION_OF_KIND[kind],
            "entries": entries,
            "drawing": draw_entries(w, entries, in_section=True),
            "network": network and draw_actors(w, network),
            "left_out": network
            and network.total
            and w.t("network.left_out", shown=len(network.ties), total=network.total),
            "ties": write_ties(w, network) if network else [],
            "map": draw_some_places(w, [term.id], w.t("map.place")) if kind is Kind.PLACE else None,
            "term_facts": _facts(w, kind, term),
            "entry_rows": [
                v.row(entry, _roles(w, kind, term, entry)) for entry in reversed(cut(edition, w.address, entries))
            ],
            "ways": list_ways(w, w.address),
            **(
                _voice(edition, v, term)
                if kind is Kind.ACTOR
                else {"speaks": [], "relays": [], "spoken": 0, "published": []}
            ),
        },
        edit=FILES[kind],
        boost=1.2,
    )


def _label(w: Writer, kind: Kind, term: Term) -> str:
    return w.t(f"actor_kind.one.{term.kind.value}") if kind is Kind.ACTOR else w.t(f"term.kicker.{kind.value}")


def _facts(w: Writer, kind: Kind, term: Term) -> list[Fact]:
    t, facts = w.t, []
    if aliases := term.aliases.choose(w.edition.language):
        facts.append(Fact(t("term.aliases"), body=", ".join(aliases)))
    if category := getattr(term, "category", None):
        facts.append(Fact(t("term.category"), body=w.text(category)))
    if whole := getattr(term, "part_of", None):
        facts.append(Fact(t("term.part_of"), links=(w.link(kind, whole),)))
    records = w.dossier.of_kind(kind).values()
    if parts := [one.id for one in records if getattr(one, "part_of", None) == term.id]:
        facts.append(Fact(t("term.parts"), links=tuple(w.links(kind, parts))))
    if isinstance(term, PlaceTerm):
        facts.append(Fact(t("term.coordinates"), body=write_coordinates(w, term)))
        facts.append(Fact(t("term.precision_label"), body=t(f"term.precision.{term.precision.value}")))
        facts.append(Fact(t("term.reference"), body=w.text(term.reference)))
    voice = w.dossier.voice_of(term.id) if kind is Kind.ACTOR else term.id
    if voice != term.id:
        name = w.plain(w.dossier.actors[voice].name)
        facts.append(Fact(t("origins.voice"), body=t("term.counted_as", name=name)))
    return facts


def write_coordinates(w: Writer, place: PlaceTerm) -> str:
    """Return the coordinates of a place as degrees with two decimals: `56,50° N, 31,64° E`."""
    return ", ".join(
        f"{w.t.decimal(abs(value), 2)}° {w.t(f'direction.{positive if value >= 0 else negative}')}"
        for value, positive, negative in ((place.lat, "north", "south"), (place.lon, "east", "west"))
    )


def _roles(w: Writer, kind: Kind, term: Term, entry: Entry) -> Markup | None:
    """Return the roles that an actor has in an entry; `None` where it has none, and who says so is shown instead."""
    roles = [one.role for one in entry.actors if kind is Kind.ACTOR and one.actor == term.id]
    return Markup(", ").join(w.text(w.dossier.roles[role].name) for role in roles) or None


def _voice(edition: Edition, v: Voices, term: Term) -> dict[str, Any]:
    speaks, relays = (said.get(term.id, ()) for said in (edition.index.speaks, edition.index.relays))
    published = [one.id for one in edition.dossier.sources.values() if one.outlet == term.id]
    return {
        "speaks": [v.row_of_claim(one) for one in cut(edition, v.w.address, speaks)],
        "relays": [v.row_of_claim(one) for one in cut(edition, v.w.address, relays)],
        "spoken": len(speaks),
        "published": [v.source_row(id) for id in published[-SHOWN:]],
    }
