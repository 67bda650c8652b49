"""A map without tiles: land, the marks of places by how well they are known, their names, and a key."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from regesto.model.vocabulary import Precision
from regesto.pages.drawings.land import draw_land
from regesto.pages.drawings.map_labels import Dot, Name
from regesto.pages.drawings.map_layout import DOT, INSET_GAP, CountryName, MapForm, MapLayout, Signs, lay_out_map
from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.projection import Paper
from regesto.pages.drawings.svg import Format, el, frame, join
from regesto.pages.drawings.toolbar import make_figure
from regesto.views.places import Spot

PAGE_MAPS = (
    MapForm(Format("wide", 1152), Paper(1152, 470, 600, 90, 46, 1200), 14, insets=2),
    MapForm(Format("mid", 700), Paper(700, 330, 460, 80, 40, 1200), 9, insets=2),
    MapForm(Format("narrow", 342), Paper(342, 260, 400, 46, 34, 1200), 4, insets=1),
)
"""As wide as the page."""
COLUMN_MAPS = (
    MapForm(Format("column", 500), Paper(500, 240, 320, 62, 34, 1200, snaps=True), 5, insets=1),
    MapForm(Format("narrow", 342), Paper(342, 220, 320, 46, 34, 1200, snaps=True), 3, insets=1),
)
"""For a column of the home page, and for a section of a place's page."""
INDEX_MAPS = (MapForm(Format("index", 252), Paper(252, 165, 165, 46, 30, 1000, snaps=True), 2),)
"""For the index column of an entry."""


def draw_map(
    spots: Sequence[Spot],
    forms: Sequence[MapForm],
    pens: Pens,
    signs: Signs,
    ids: str,
    title: str,
    keyed: bool = True,
) -> Markup | None:
    """Return a map about the main ones of `spots` as a figure; `None` where there is none.

    `ids` begins every id in it; `title` names it for screen readers. The same places must stand beside it as a list.
    """
    main = [spot for spot in spots if spot.is_main]
    if not main:
        return None
    description = pens.word("map.description", n=len(main))
    layouts = [lay_out_map(spots, form, signs) for form in forms]
    drawn = join(
        frame(
            one.form.form,
            one.height,
            _draw(one, signs) + _draw_insets(one, signs),
            name,
            title,
            description,
            "group",
            "map",
        )
        for one in layouts
        for name in [f"{ids}-{one.form.form.name}"]
    )
    key = _write_key(main, pens) if keyed else Markup("")
    width = "draw--page" if forms is PAGE_MAPS else "draw--column" if keyed else "draw--alone"
    return make_figure(drawn + key, pens, title, f"{width} draw--map")


def _draw(layout: MapLayout, signs: Signs) -> Markup:
    width, height = layout.projection.width, layout.projection.height
    sea = el("rect", class_="sea", width=width, height=height)
    # A drawing within the drawing: it cuts its edges by itself, in a saved file too.
    land = el("svg", draw_land(layout.projection, layout.highlighted), width=width, height=height)
    leaders = join(_draw_leader(name) for name in layout.names.values() if name.line)
    countries = join(_draw_country(one, signs) for one in layout.countries)
    places = join(
        _draw_mark(spot.precision, spot.is_main, dot.x, dot.y, dot.radius)
        if spot.place in layout.crowded
        else _draw_place(spot, dot, layout.names.get(spot.place), signs)
        for spot, dot in layout.marks
    )
    edge = el("rect", class_="edge", x=0.5, y=0.5, width=width - 1, height=height - 1)
    return sea + land + edge + _draw_inset_boxes(layout) + leaders + countries + places


def _draw_insets(layout: MapLayout, signs: Signs) -> Markup:
    """Draw each crowded corner once more, larger, below the map."""
    places = ((left, top, inset) for (left, top), (_, inset) in zip(_place_insets(layout), layout.insets, strict=True))
    return join(el("g", _draw(inset, signs), transform=f"translate({left:g} {top:g})") for left, top, inset in places)


def _place_insets(layout: MapLayout) -> list[tuple[float, float]]:
    """Return the top left corner of each inset: side by side below the map."""
    width = layout.insets[0][1].projection.width + INSET_GAP if layout.insets else 0.0
    return [(number * width, layout.projection.height + INSET_GAP) for number in range(len(layout.insets))]


def _draw_inset_boxes(layout: MapLayout) -> Markup:
    """Draw the box of each crowded corner, with lines to where it is shown larger; names are written over them."""
    drawn = []
    for (left, top), ((x1, y1, x2, y2), inset) in zip(_place_insets(layout), layout.insets, strict=True):
        right = left + inset.projection.width
        lines = f"M{x1:.1f} {y2:.1f}L{left:.1f} {top:.1f}M{x2:.1f} {y2:.1f}L{right:.1f} {top:.1f}"
        box = el("rect", class_="inset", x=x1, y=y1, width=x2 - x1, height=y2 - y1)
        drawn.append(el("path", class_="inset", d=lines) + box)
    return join(drawn)


def _draw_leader(name: Name) -> Markup:
    x1, y1, x2, y2 = name.line
    return el("path", class_="leader", d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}")


def _draw_country(one: CountryName, signs: Signs) -> Markup:
    if one.spot is None:
        return el("text", one.text, class_="t-country", x=one.x, y=one.y, text_anchor="middle", aria_hidden="true")
    text = el("text", one.text, class_="t-country t-own", x=one.x, y=one.y, text_anchor="middle")
    return el("a", text, href=signs.href(one.spot), aria_label=signs.spoken(one.spot))


def _draw_place(spot: Spot, dot: Dot, name: Name | None, signs: Signs) -> Markup:
    mark = _draw_mark(spot.precision, spot.is_main, dot.x, dot.y, dot.radius)
    text = Markup("")
    if name:
        css = "halo" if spot.is_main else "halo t-near"
        text = el("text", name.dot.text, class_=css, x=name.x, y=name.y, text_anchor=name.anchor)
    return el("a", mark + text, href=signs.href(spot), aria_label=signs.spoken(spot))


def _draw_mark(precision: Precision, is_main: bool, x: float, y: float, radius: float) -> Markup:
    """A full dot where the point is known, a pale disc where it is somewhere in a region: as with days and months."""
    css = "p-near" if not is_main else "p-region" if precision is Precision.REGION else "p-dot"
    return el("circle", class_=css, cx=x, cy=y, r=radius)


def _write_key(main: Sequence[Spot], pens: Pens) -> Markup:
    kinds = {spot.precision for spot in main}
    items: list[tuple[Markup, str]] = []
    if kinds & {Precision.SITE, Precision.CITY}:
        items.append((_draw_mark(Precision.CITY, True, 19, 9, DOT), pens.word("map.key.point")))
    if Precision.REGION in kinds:
        items.append((_draw_mark(Precision.REGION, True, 19, 9, 8), pens.word("map.key.region")))
    if Precision.COUNTRY in kinds:
        letters = el("text", "ABC", class_="t-country t-own", x=19, y=13.5, text_anchor="middle")
        items.append((letters, pens.word("map.key.country")))
    items.append((el("rect", class_="land-hl", x=6, y=3, width=26, height=12), pens.word("map.key.land")))
    rows = join(el("li", el("span", _draw_glyph(mark), class_="mark") + el("span", word)) for mark, word in items)
    return el("ul", rows, class_="key-list")


def _draw_glyph(mark: Markup) -> Markup:
    return el("svg", mark, viewBox="0 0 38 18", aria_hidden="true", focusable="false")
