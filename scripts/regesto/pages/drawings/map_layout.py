"""What goes where on a map: the window, the marks of places and their names, the names of countries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import hypot

from regesto.model.vocabulary import Precision
from regesto.pages.drawings.map_labels import Box, Dot, Name, overlap, place_names
from regesto.pages.drawings.outlines import Country, find_country, read_outlines, to_vector
from regesto.pages.drawings.projection import Paper, Projection, fit
from regesto.pages.drawings.svg import BOLD, REGULAR, Format, guess_width
from regesto.views.places import Spot

DOT, BLOT, SMALL_DOT = 5.0, 8.5, 3.0
"""Radius of the mark of a town or a point, of a region, and of places that the map is not about."""
NEAR = 30.0
"""Pixels between the marks of a crowded corner at most."""
INSET_GAP, INSET_HEIGHT = 8.0, 170.0
COUNTRY_SIZE = 12.5
SPACING = 0.8
"""Pixels between the letters of a country's name."""
SHIFTS = ((0, 0), (0, -18), (0, 18), (-30, 0), (30, 0), (0, -34), (0, 34), (-50, -20), (50, -20), (-50, 20), (50, 20))
"""Pixels by which a country's name gives way to others."""


@dataclass(frozen=True, slots=True)
class Signs:
    """How places are written: `name` and `href` of a place, `spoken` a whole phrase on it, `country` by its code."""

    name: Callable[[Spot], str]
    href: Callable[[Spot], str]
    spoken: Callable[[Spot], str]
    country: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class MapForm:
    """One width of a map: what CSS shows it by, its paper, how many names of countries it may carry, and how many
    crowded corners it may show once more, larger, below."""

    form: Format
    paper: Paper
    countries: int
    insets: int = 0


@dataclass(frozen=True, slots=True)
class CountryName:
    """A country's name in capitals, its middle at `x`, base line at `y`; of a place of the dossier, the `spot`."""

    text: str
    x: float
    y: float
    box: Box
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class MapLayout:
    """A map in one width. `marks` are places with their position in the window; `names` by their ids; `insets` are the
    crowded corners, each as the box in the window, and as a map of its own, without names in the window itself."""

    form: MapForm
    projection: Projection
    marks: tuple[tuple[Spot, Dot], ...]
    names: dict[str, Name]
    countries: tuple[CountryName, ...]
    highlighted: frozenset[str]
    insets: tuple[tuple[Box, MapLayout], ...] = ()

    @property
    def height(self) -> float:
        """The height of all, insets included."""
        return self.projection.height + (INSET_GAP + INSET_HEIGHT if self.insets else 0.0)

    @property
    def crowded(self) -> set[str]:
        """The places that have their names in an inset."""
        return {dot.key for _, layout in self.insets for spot, dot in layout.marks if spot.is_main}


def lay_out_map(spots: Sequence[Spot], form: MapForm, signs: Signs) -> MapLayout:
    """Return where everything goes on a map about the main ones of `spots` (one at least)."""
    projection = fit(_frame_points([spot for spot in spots if spot.is_main]), form.paper)
    marks = _mark_places(spots, projection, form, signs)
    clusters = find_clusters([dot for spot, dot in marks if spot.is_main])[: form.insets]
    width = (form.form.width - INSET_GAP * (len(clusters) - 1)) / max(1, len(clusters))
    insets = tuple(_lay_out_inset(cluster, spots, form, width, signs) for cluster in clusters)
    return _name_places(spots, marks, form, projection, signs, insets)


def _mark_places(spots: Sequence[Spot], projection: Projection, form: MapForm, signs: Signs) -> list[tuple[Spot, Dot]]:
    marks = [(spot, _make_dot(spot, projection, form.form, signs)) for spot in _order(spots)]
    return [(spot, dot) for spot, dot in marks if projection.holds((dot.x, dot.y), dot.radius)]


def _lay_out_inset(
    cluster: Sequence[Dot], spots: Sequence[Spot], form: MapForm, width: float, signs: Signs
) -> tuple[Box, MapLayout]:
    keys = {dot.key for dot in cluster}
    inside = [replace(spot, is_main=spot.place in keys) for spot in spots]
    paper = Paper(width, INSET_HEIGHT, INSET_HEIGHT, 50, 28, 150)
    projection = fit([to_vector(spot.lon, spot.lat) for spot in inside if spot.is_main], paper)
    small = replace(form, paper=paper, countries=2, insets=0)
    layout = _name_places(inside, _mark_places(inside, projection, small, signs), small, projection, signs)
    lefts, tops, rights, bottoms = zip(*(dot.box for dot in cluster), strict=True)
    return (min(lefts) - 3, min(tops) - 3, max(rights) + 3, max(bottoms) + 3), layout


def find_clusters(dots: Sequence[Dot]) -> list[list[Dot]]:
    """Return the groups of marks that are near each other and of which some touch, the largest first."""
    left = sorted(dots, key=lambda dot: (dot.x, dot.y, dot.key))
    groups: list[list[Dot]] = []
    while left:
        group = [left.pop(0)]
        for one in group:
            near = [dot for dot in left if hypot(dot.x - one.x, dot.y - one.y) <= NEAR]
            group += near
            left = [dot for dot in left if dot not in near]
        groups.append(group)
    touching = [
        group for group in groups if any(overlap(*pair) for pair in combinations([dot.box for dot in group], 2))
    ]
    return sorted(touching, key=lambda group: (-len(group), group[0].x, group[0].y))


def _name_places(
    spots: Sequence[Spot],
    marks: Sequence[tuple[Spot, Dot]],
    form: MapForm,
    projection: Projection,
    signs: Signs,
    insets: tuple[tuple[Box, MapLayout], ...] = (),
) -> MapLayout:
    plain = MapLayout(form, projection, tuple(marks), {}, (), frozenset(), insets)
    highlighted = frozenset(found.code for spot in spots if (found := find_country(spot.lon, spot.lat)))
    boxes = [box for box, _ in insets]
    wanted = _own_countries(spots, projection)
    own = _place_countries(wanted, projection, signs, [*boxes, *(dot.box for _, dot in marks)], len(wanted))
    dots = [dot for _, dot in marks if dot.key not in plain.crowded]
    names = place_names(dots, projection.width, projection.height, [*boxes, *(one.box for one in own)])
    taken = [*boxes, *(one.box for one in own), *(dot.box for dot in dots), *(name.box for name in names.values())]
    taken += [_line_box(name.line) for name in names.values() if name.line]
    shown = {_code_of(spot) for spot in spots if spot.precision is Precision.COUNTRY}
    others = _place_countries(_other_countries(projection, shown), projection, signs, taken, form.countries - len(own))
    return replace(plain, names=names, countries=(*own, *others), highlighted=highlighted)


def _order(spots: Iterable[Spot]) -> list[Spot]:
    """Return the places that are marked, in the order they are painted: those the map is about last, on top."""
    marked = [spot for spot in spots if spot.precision is not Precision.COUNTRY]
    return sorted(marked, key=lambda spot: (spot.is_main, spot.precision is not Precision.REGION, spot.place))


def _frame_points(main: Sequence[Spot]) -> list:
    """Return what the window must show: the places; whole countries where there is nothing smaller."""
    if all(spot.precision is Precision.COUNTRY for spot in main) and len(main) < 3:
        found = [country for spot in main if (country := find_country(spot.lon, spot.lat))]
        points = [point for country in found for _, stretch in country.rings[0].stretches for point in stretch[::8]]
        if points:
            return points
    return [to_vector(spot.lon, spot.lat) for spot in main]


def _make_dot(spot: Spot, projection: Projection, form: Format, signs: Signs) -> Dot:
    x, y = projection.place(to_vector(spot.lon, spot.lat))
    if not spot.is_main:
        return Dot(spot.place, signs.name(spot), x, y, SMALL_DOT, REGULAR, rank=1)
    radius = BLOT if spot.precision is Precision.REGION else DOT
    return Dot(spot.place, signs.name(spot), x, y, radius, BOLD * (1.05 if form.is_narrow else 1.0))


Wanted = tuple[str, Spot | None, float, float]
"""A country's name to write: its code, the place it is, and where its middle should be."""


def _code_of(spot: Spot) -> str:
    country = find_country(spot.lon, spot.lat)
    return country.code if country else ""


def _own_countries(spots: Sequence[Spot], projection: Projection) -> list[Wanted]:
    chosen = sorted((spot for spot in spots if spot.precision is Precision.COUNTRY), key=lambda spot: not spot.is_main)
    placed = [(spot, *projection.place(to_vector(spot.lon, spot.lat))) for spot in chosen]
    return [(_code_of(spot), spot, x, y) for spot, x, y in placed if projection.holds((x, y), 6)]


def _other_countries(projection: Projection, shown: set[str]) -> list[Wanted]:
    """Return the other countries whose name has its place in the window, the largest first."""
    found: list[tuple[float, Wanted]] = []
    for country in read_outlines():
        x, y = projection.place(country.label)
        if (
            country.code
            and country.code not in shown
            and projection.holds((x, y), 6)
            and _is_before(country, projection)
        ):
            found.append((-country.rings[0].cap.radius, (country.code, None, x, y)))
    return [wanted for _, wanted in sorted(found, key=lambda one: (one[0], one[1][0]))][:40]


def _is_before(country: Country, projection: Projection) -> bool:
    """Return whether a country lies on the near half of the globe, where shapes are not drawn out."""
    return sum(a * b for a, b in zip(country.label, projection.axes[2], strict=True)) > 0


def _place_countries(
    wanted: Sequence[Wanted], projection: Projection, signs: Signs, taken: Sequence[Box], most: int
) -> list[CountryName]:
    """Write the names that find room; those of places give way to marks, the others must lie in their country."""
    written: list[CountryName] = []
    for code, spot, x, y in wanted:
        if len(written) >= most:
            break
        text = (signs.name(spot) if spot else signs.country(code)).upper()
        half = (guess_width(text, COUNTRY_SIZE * (1.07 if spot else 1.0)) + SPACING * len(text)) / 2
        for dx, dy in SHIFTS if spot is None or spot.is_main else SHIFTS[:3]:
            middle = min(max(x + dx, half + 3), projection.width - half - 3) if spot else x + dx
            base = min(max(y + dy, 10.0), projection.height - 10) + 4.3
            box = (middle - half, base - 10.5, middle + half, base + 3)
            inside = box[0] > 2 and box[2] < projection.width - 2 and box[1] > 2 and box[3] < projection.height - 2
            if not inside or any(overlap(box, other) for other in (*taken, *(one.box for one in written))):
                continue
            if spot or _lies_in(code, box, projection):
                written.append(CountryName(text, middle, base, box, spot))
                break
    return written


def _lies_in(code: str, box: Box, projection: Projection) -> bool:
    middle = (box[1] + box[3]) / 2
    found = (find_country(*projection.find(x, middle)) for x in (box[0], box[2], (box[0] + box[2]) / 2))
    return all(country is not None and country.code == code for country in found)


def _line_box(line: tuple[float, float, float, float]) -> Box:
    x1, y1, x2, y2 = line
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
