"""The maps of a page, made from places with the page's own pens."""

from __future__ import annotations

from collections.abc import Callable, Collection

from markupsafe import Markup

from regesto.model.ids import Kind
from regesto.pages.drawings.map import COLUMN_MAPS, INDEX_MAPS, PAGE_MAPS, draw_map
from regesto.pages.drawings.map_layout import MapForm, Signs
from regesto.pages.drawings.pens import pens_of
from regesto.pages.pieces import make_pieces
from regesto.pages.writer import Writer
from regesto.views.digests import digest
from regesto.views.places import AROUND, Spot, choose_spots


def draw_all_places(w: Writer) -> Markup | None:
    """Return the map of every place, as wide as the page; of very many, those with most entries have their names."""
    spots = w.edition.spots
    named = None if len(spots) <= AROUND else {spot.place for spot in spots[:AROUND]}
    return _keep(w, named, lambda: _draw(w, named, PAGE_MAPS, w.t("map.all")))


def draw_main_places(w: Writer, places: Collection[str]) -> Markup | None:
    """Return the map of the home page."""
    return _keep(w, places, lambda: draw_some_places(w, places, w.t("home.where")))


def _keep(w: Writer, places: Collection[str] | None, draw: Callable[[], Markup | None]) -> Markup | None:
    """Return the map of a page from the last build, if all places are as they were: their names take long to place."""
    shown = digest(w.edition.map_digest, *sorted(places or ()))
    (kept,) = make_pieces(w.edition, f"map {w.address}", {"": shown}, lambda _: (draw() or "").encode())
    return Markup(kept.decode()) or None


def draw_some_places(w: Writer, places: Collection[str], title: str) -> Markup | None:
    """Return a map of some places in a column, with the others of the dossier around them."""
    return _draw(w, places, COLUMN_MAPS, title)


def draw_entry_places(w: Writer, places: Collection[str]) -> Markup | None:
    """Return the small map of an entry's places; `None` where it has none."""
    # From the page of one entry, places are linked as from that of any other: one drawing does for all with the same.
    known = w.edition.entry_maps
    key = tuple(places)
    if key not in known:
        # Without numbers of entries: an entry that is added would change the pages of all others.
        known[key] = _draw(w, places, INDEX_MAPS, w.t("map.entry"), counted=False)
    return known[key]


def _draw(
    w: Writer, places: Collection[str] | None, forms: tuple[MapForm, ...], title: str, counted: bool = True
) -> Markup | None:
    spots = w.edition.spots if places is None else choose_spots(w.edition.spots, places)
    return draw_map(spots, forms, pens_of(w), _signs_of(w, counted), "map", title, keyed=counted)


def _signs_of(w: Writer, counted: bool) -> Signs:
    return Signs(
        name=lambda spot: w.plain(w.dossier.places[spot.place].name),
        href=lambda spot: w.href(Kind.PLACE, spot.place),
        spoken=lambda spot: _speak(w, spot, counted),
        country=lambda code: w.t.locale.territories.get(code, ""),
    )


def _speak(w: Writer, spot: Spot, counted: bool) -> str:
    name = w.plain(w.dossier.places[spot.place].name)
    said = [name, w.t(f"precision.{spot.precision.value}")]
    return ", ".join([*said, w.t("timeline.entries", n=spot.entries)] if counted else said)
