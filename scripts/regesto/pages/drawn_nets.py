"""The nets of a page: where an entry comes from, and who has to do with whom."""

from __future__ import annotations

from markupsafe import Markup

from regesto.model.entry import Entry
from regesto.model.ids import UNNAMED, Kind
from regesto.pages.drawings.pens import pens_of
from regesto.pages.drawings.provenance import StopSigns, draw_provenance
from regesto.pages.writer import Writer
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


def _href(w: Writer, stop: Stop) -> str | None:
    if stop.id == UNNAMED:
        return None
    return w.href(Kind.SOURCE if stop.kind == "article" else Kind.ACTOR, stop.id)
