"""The nets of a page: where an entry comes from, and who has to do with whom."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from regesto.model.entry import Entry
from regesto.model.ids import UNNAMED, Kind
from regesto.pages.drawings.network import draw_network
from regesto.pages.drawings.network_layout import ActorSigns
from regesto.pages.drawings.pens import pens_of
from regesto.pages.drawings.provenance import StopSigns, draw_provenance
from regesto.pages.parts import Link
from regesto.pages.writer import Writer
from regesto.views.network import Network, Tie
from regesto.views.provenance import Stop, view_provenance


def draw_chains(w: Writer, entry: Entry) -> Markup | None:
    """Return the chains of an entry as a net; `None` where it has one only."""
    provenance = view_provenance(w.dossier, entry)
    if provenance is None:
        return None
    signs = StopSigns(
        name=lambda stop: _name(w, entry, stop),
        href=lambda stop: _href(w, stop),
        voice=lambda id: w.t("term.counted_as", name=w.plain(w.dossier.actors[id].name)).rstrip("."),
        language=lambda stop: _language(w, stop),
    )
    return draw_provenance(provenance, pens_of(w), signs, "chains", w.t("chains.title"))


def _name(w: Writer, entry: Entry, stop: Stop) -> str:
    if stop.kind == "article":
        return w.dossier.sources[stop.id].title
    if stop.id != UNNAMED:
        return w.plain(w.dossier.actors[stop.id].name)
    calls = [one.origin_as for one in entry.claims if one.source == stop.within and UNNAMED in one.origin]
    named = list(dict.fromkeys(w.plain(call) for call in calls if call))
    return ", ".join(named) if named and all(calls) else w.t("origin.unnamed")


def _language(w: Writer, stop: Stop) -> str | None:
    """Return the language of an article's title, where it is not the page's."""
    found = w.dossier.sources[stop.id].language if stop.kind == "article" else w.edition.language
    return None if found == w.edition.language else found


def _href(w: Writer, stop: Stop) -> str | None:
    if stop.id == UNNAMED:
        return None
    return w.href(Kind.SOURCE if stop.kind == "article" else Kind.ACTOR, stop.id)


def draw_actors(w: Writer, network: Network) -> Markup:
    """Return the network of actors."""
    signs = ActorSigns(
        name=lambda id: w.plain(w.dossier.actors[id].name),
        href=lambda id: w.href(Kind.ACTOR, id),
        verb=lambda tie: write_verb(w, tie),
        tie=lambda tie, told: _speak_tie(w, tie, told),
    )
    return draw_network(network, pens_of(w), signs, "net", w.t("network.title"))


def write_verb(w: Writer, tie: Tie) -> str:
    """Return what is done in a tie: the name of its role, or the word for its kind."""
    return w.plain(w.dossier.roles[tie.role].name) if tie.role else w.t(f"network.verb.{tie.kind.value}")


def _speak_tie(w: Writer, tie: Tie, told: int) -> str:
    start, end = (w.plain(w.dossier.actors[id].name) for id in (tie.start, tie.end))
    return w.t("network.tie", start=start, verb=write_verb(w, tie), end=end, told=w.t("timeline.entries", n=told))


ROWS = 150
"""Ties in one table."""
NAMED = 3
"""Entries named in a row of it."""


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie as a row of a table: who, does what, to whom, the first entries that tell of it, and how many do."""

    start: Link
    verb: str
    end: Link
    entries: tuple[Link, ...]
    told: int


def write_ties(w: Writer, network: Network) -> list[TieRow]:
    """Return the ties, those that most entries tell of first, up to `ROWS`."""
    order = sorted(network.ties.items(), key=lambda one: (-len(one[1]), one[0]))[:ROWS]
    return [
        TieRow(
            w.link(Kind.ACTOR, tie.start),
            write_verb(w, tie),
            w.link(Kind.ACTOR, tie.end),
            tuple(w.links(Kind.ENTRY, told[:NAMED])),
            len(told),
        )
        for tie, told in order
    ]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who has to do with whom, voice by voice: `rows` are the link of each with its numbers, or nothing, by column."""

    columns: tuple[Link, ...]
    rows: tuple[tuple[Link, tuple[str, ...]], ...]


def write_matrix(w: Writer, network: Network, drawn: Network | None = None) -> Matrix:
    """Return the ties between voices as a matrix of counted entries, in the order of the drawing.

    `drawn` are the voices that it is of, where a drawing has left some out; all ties between them are counted.
    """
    found = network.matrix
    voices = list(dict.fromkeys((drawn or network).voices[id] for id in (drawn or network).actors))
    found = {pair: told for pair, told in found.items() if {*pair} <= {*voices}}
    rows = [id for id in voices if any(start == id for start, _ in found)]
    columns = [id for id in voices if any(end == id for _, end in found)]
    numbers = {row: tuple(w.number(found[row, id]) if (row, id) in found else "" for id in columns) for row in rows}
    return Matrix(
        tuple(w.link(Kind.ACTOR, id) for id in columns),
        tuple((w.link(Kind.ACTOR, id), numbers[id]) for id in rows),
    )
