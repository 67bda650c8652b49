"""The section pages: timeline, all entries, and the list of every kind of record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from regesto.model.ids import Kind
from regesto.model.vocabulary import ActorKind
from regesto.pages.drawn import DRAWN, draw_entries
from regesto.pages.drawn_maps import draw_all_places
from regesto.pages.drawn_nets import draw_actors, write_matrix, write_ties
from regesto.pages.edition import Edition
from regesto.pages.listings import list_ways
from regesto.pages.parts import Link, Row
from regesto.pages.sheet import Sheet
from regesto.pages.sheets.data import make_data
from regesto.pages.sheets.entry import shorten
from regesto.pages.sheets.explore import make_corrections, make_evidence, make_explore
from regesto.pages.sheets.home import make_home
from regesto.pages.sheets.names import make_names
from regesto.pages.sheets.term import write_coordinates
from regesto.pages.sheets.year import tally_precisions
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.estimates import view_estimates
from regesto.views.network import fold, keep_strongest
from regesto.views.questions import view_ledger
from regesto.views.seals import count_seals
from regesto.views.shelves import MOST, SHOWN


def _timeline(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    entries = edition.dossier.chronology
    undated = [entry for entry in entries if entry.date is None]
    is_long = len(entries) > MOST
    listed = (*entries[: len(entries) - len(undated)][-SHOWN:], *undated[:SHOWN]) if is_long else entries
    return {
        "entry_rows": [v.row(entry) for entry in listed],
        "total": len(entries),
        "drawing": draw_entries(w, entries),
        "years": edition.index.years,
        "year_chips": [
            Link(str(year), w.year_href(year), note=w.t("timeline.entries", n=len(found)))
            for year, found in edition.index.years.items()
        ],
        "tally": tally_precisions(w, entries),
    }


def _entries(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    if ways := list_ways(w, w.address):
        return {"entry_rows": [], "ways": ways}
    by_title = sorted(edition.dossier.entries.values(), key=lambda entry: (_letters(w.plain(entry.title)), entry.id))
    return {"entry_rows": [v.row(entry) for entry in by_title], "ways": []}


def _letters(text: str) -> str:
    """Return what a title is sorted by: its letters and digits, without regard to case or to quotation marks."""
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter == " ")


def _topics(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    dossier, index = edition.dossier, edition.index
    questions = []
    for id in dossier.questions:
        found = view_ledger(dossier, index, id).corroboration
        topic = w.text(dossier.topics[dossier.questions[id].topic].name)
        questions.append(Row(topic, w.question(id), v.reason(found), found))
    return {"topic_rows": [_term_row(edition, w, Kind.TOPIC, id) for id in dossier.topics], "question_rows": questions}


def _term_row(edition: Edition, w: Writer, kind: Kind, id: str) -> Row:
    term = edition.dossier.of_kind(kind)[id]
    number = w.t("timeline.entries", n=len(edition.index.of(kind, id)))
    return Row(number, w.link(kind, id), w.text(term.description))


def _actors(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    actors = edition.dossier.actors.values()
    network = edition.network
    folded = network and fold(network)
    drawn = folded and keep_strongest(folded)
    return {
        "network": drawn and draw_actors(w, drawn),
        "left_out": drawn and drawn.total and w.t("network.left_out", shown=len(drawn.ties), total=drawn.total),
        "matrix": network and write_matrix(w, network, drawn if drawn and drawn.total else None),
        "ties": write_ties(w, network) if network else [],
        "groups": {
            kind.value: [_term_row(edition, w, Kind.ACTOR, one.id) for one in actors if one.kind is kind]
            for kind in ActorKind
        },
    }


def _table_of(kind: Kind) -> Callable[[Edition, Writer, Voices], dict[str, Any]]:
    def make(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
        terms = list(edition.dossier.of_kind(kind).values())
        return {
            "terms": terms,
            "entry_counts": {term.id: w.number(len(edition.index.of(kind, term.id))) for term in terms},
            "coordinates": lambda place: write_coordinates(w, place),
        }

    return make


def _places(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    return {"map": draw_all_places(w), **_table_of(Kind.PLACE)(edition, w, v)}


def _measures(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    estimates = {id: view_estimates(edition.dossier, id) for id in edition.dossier.measures}
    return {"estimates": {id: found[-DRAWN:] for id, found in estimates.items()}}


def _sources(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    rows = []
    if ways := list_ways(w, w.address):
        return {"source_rows": [], "ways": ways}
    for id in edition.dossier.sources:
        seals = count_seals(edition.dossier, ((one.entry, one.claim) for one in edition.index.quoted.get(id, ())))
        rows.append(v.source_row(id, w.t("source.sealed", sealed=seals.sealed, quotes=seals.quotes)))
    return {"source_rows": rows, "ways": []}


def _origins(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    origins = edition.origins
    total = w.t(
        "origins.total", origins=len(origins.voices), articles=len(edition.dossier.sources), unnamed=origins.unnamed
    )
    return {
        "origins": origins,
        "total": total,
        "listed": origins.entries[-SHOWN:] if len(origins.entries) > MOST else origins.entries,
    }


class Section(NamedTuple):
    """A section page: its name (a key of `paths`, and of the words under `section`), and what makes its context."""

    name: str
    make: Callable[[Edition, Writer, Voices], dict[str, Any]]


SECTIONS: tuple[Section, ...] = (
    Section("home", make_home),
    Section("timeline", _timeline),
    Section("entries", _entries),
    Section("topics", _topics),
    Section("actors", _actors),
    Section("places", _places),
    Section("materiel", _table_of(Kind.MATERIEL)),
    Section("measures", _measures),
    Section("sources", _sources),
    Section("origins", _origins),
    Section("data", make_data),
    Section("explore", make_explore),
    Section("evidence", make_evidence),
    Section("corrections", make_corrections),
    Section("names", make_names),
)


KINDS_IN_NAVIGATION = {
    "home": None,
    "timeline": None,
    "topics": Kind.TOPIC,
    "actors": Kind.ACTOR,
    "places": Kind.PLACE,
    "materiel": Kind.MATERIEL,
    "measures": Kind.MEASURE,
    "sources": None,
    "explore": None,
    "method": None,
}
"""The tabs of the site in their order, each with the kind of record without which it is left out."""


def name_navigation(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the name and the title of each section in the navigation."""
    for name, kind in KINDS_IN_NAVIGATION.items():
        if kind is None or edition.dossier.of_kind(kind):
            yield name, edition.words(f"section.{name}.title")


def make_section_sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets of the section pages, whether or not the dossier has records for them."""
    settings = edition.dossier.settings
    for section in SECTIONS:
        w = Writer(edition, edition.routes.section(section.name))
        v = Voices(w)
        is_home = section.name == "home"
        title = w.plain(settings.title) if is_home else w.t(f"section.{section.name}.title")
        lede = w.plain(settings.description) if is_home else w.t(f"section.{section.name}.lede")
        yield Sheet(
            template=f"sections/{section.name}",
            address=w.address,
            section=section.name,
            title=title,
            description=shorten(lede),
            context={
                "w": w,
                "v": v,
                "lede": lede,
                "settings": settings,
                "dossier": edition.dossier,
                **section.make(edition, w, v),
            },
            edit="dossier.yml" if is_home else None,
        )
