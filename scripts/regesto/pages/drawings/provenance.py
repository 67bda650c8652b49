"""The chains of an entry as a small net: origins on the left, who relays in between, articles on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from regesto.model.entry import Certainty, Stance
from regesto.pages.drawings.layers import Bend, add_bends, order_columns, stack
from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import BOLD, REGULAR, Format, el, frame, join, wrap
from regesto.pages.drawings.toolbar import make_figure
from regesto.views.provenance import Leg, Provenance, Stop

FORMS = (Format("mid", 620), Format("narrow", 342, 12.5))
"""For the column of an entry, which is narrower than a page's: see `draw--chains` in the style sheet."""
HEADER = 24.0
LINE = 16.0
PAD = 7.0
GAP = 10.0
MARGIN = 12.0
"""Room at the left for the bracket around voices that count as one."""
DASHES = {Certainty.STATED: "", Certainty.HEDGED: " is-hedged", Certainty.ESTIMATED: " is-estimated"}
SIDE_BY_SIDE = 4.0
"""Pixels between lines of several stances on one leg."""


@dataclass(frozen=True, slots=True)
class StopSigns:
    """How a stop is written: its `name`, the address of its page (or none), what a `voice` counts as, and the language
    of the name where it is not the page's."""

    name: Callable[[Stop], str]
    href: Callable[[Stop], str | None]
    voice: Callable[[str], str]
    language: Callable[[Stop], str | None] = lambda stop: None


@dataclass(frozen=True, slots=True)
class Box:
    """A stop in its place: left, top, width and height, and its name in lines."""

    stop: Stop
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The height at which lines arrive."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class ProvenanceLayout:
    """The net in one width: boxes, the points that each leg runs through, and the height of the whole."""

    form: Format
    boxes: dict[Stop, Box]
    ways: tuple[tuple[Leg, tuple[tuple[float, float], ...]], ...]
    columns: tuple[float, ...]
    height: float


def lay_out_provenance(provenance: Provenance, form: Format, signs: StopSigns) -> ProvenanceLayout:
    """Return where every box and line goes."""
    number = len(provenance.levels)
    air = 26.0 if form.is_narrow else 54.0 if number < 4 else 36.0
    width = (form.width - MARGIN - air * (number - 1) - 1) / number
    lefts = tuple(MARGIN + (width + air) * column for column in range(number))
    size = 13.3 if form.is_narrow else BOLD
    words = {
        stop: tuple(wrap(signs.name(stop), width - 2 * PAD, size, 3 if form.is_narrow else 2))
        for stops in provenance.levels
        for stop in stops
    }
    columns, ways = add_bends(_with_voices(provenance), [(leg.start, leg.end) for leg in provenance.legs])
    columns = order_columns(columns, ways)
    heights = {stop: len(lines) * LINE + 2 * PAD - 2 for stop, lines in words.items()}
    heights |= {item: 10.0 for items in columns for item in items if isinstance(item, Bend)}
    middles = stack(columns, ways, heights, GAP)
    boxes = {
        stop: Box(stop, lefts[stop.level], HEADER + middles[stop] - heights[stop] / 2, width, heights[stop], lines)
        for stop, lines in words.items()
    }
    placed = tuple(
        (leg, _trace(way, boxes, middles, lefts, width)) for leg, way in zip(provenance.legs, ways, strict=True)
    )
    bottom = max(box.y + box.height for box in boxes.values())
    return ProvenanceLayout(form, boxes, placed, lefts, bottom + 2)


def _with_voices(provenance: Provenance) -> list[list[Stop]]:
    """Return the stops by level, with the origins of one voice next to each other."""
    first, *rest = provenance.levels
    voices = list(dict.fromkeys(provenance.voices.get(stop, stop.id + stop.within) for stop in first))
    order = {stop: voices.index(provenance.voices.get(stop, stop.id + stop.within)) for stop in first}
    return [sorted(first, key=order.__getitem__), *(list(stops) for stops in rest)]


def _trace(way: list, boxes: dict[Stop, Box], middles: dict, lefts: tuple[float, ...], width: float):
    points = [(boxes[way[0]].x + width, boxes[way[0]].middle)]
    for bend in way[1:-1]:
        y = HEADER + middles[bend]
        points += [(lefts[bend.column], y), (lefts[bend.column] + width, y)]
    return (*points, (boxes[way[-1]].x, boxes[way[-1]].middle))


def draw_provenance(provenance: Provenance, pens: Pens, signs: StopSigns, ids: str, title: str) -> Markup:
    """Return the net as a figure in two widths with its key; the same chains must stand beside it, claim by claim."""
    named = len({provenance.voices.get(stop, stop.id) for stop in provenance.levels[0] if not stop.within})
    description = pens.word("chains.description", origins=named, articles=len(provenance.articles))
    drawn = join(
        frame(form, one.height, _draw(one, provenance, pens, signs), name, title, description, "group")
        for form in FORMS
        for one, name in [(lay_out_provenance(provenance, form, signs), f"{ids}-{form.name}")]
    )
    return make_figure(drawn + _write_key(provenance, pens), pens, title, "draw--chains")


def _draw(layout: ProvenanceLayout, provenance: Provenance, pens: Pens, signs: StopSigns) -> Markup:
    heads = join(
        el("text", pens.word(f"chains.{kind}"), class_="t-head", x=x, y=12)
        for kind, x in zip(_name_columns(len(layout.columns)), layout.columns, strict=True)
    )
    lines = join(_draw_leg(leg, points) for leg, points in layout.ways)
    boxes = join(_draw_box(box, provenance, layout.form.size, pens, signs) for box in layout.boxes.values())
    return heads + lines + _draw_brackets(layout, provenance, signs) + boxes


def _name_columns(number: int) -> list[str]:
    return ["origins", *(["relays"] if number > 2 else []), *["further"] * (number - 3), "articles"]


def _draw_leg(leg: Leg, points: tuple[tuple[float, float], ...]) -> Markup:
    drawn = []
    for number, (stance, certainty) in enumerate(leg.tones):
        shift = (number - (len(leg.tones) - 1) / 2) * SIDE_BY_SIDE
        x, y = points[0]
        path = [f"M{x:.1f} {y + shift:.1f}"]
        for place, (to_x, to_y) in enumerate(points[1:]):
            middle = (x + to_x) / 2
            end = to_x - 5 if place == len(points) - 2 else to_x
            path.append(f"C{middle:.1f} {y + shift:.1f} {middle:.1f} {to_y + shift:.1f} {end:.1f} {to_y + shift:.1f}")
            x, y = to_x, to_y
        css = f"leg is-{stance.value}{DASHES[certainty]}"
        head = el("path", class_=f"leg-head is-{stance.value}", d=f"M{x:.1f} {y + shift:.1f}l-7-3.5v7z")
        drawn.append(el("path", class_=css, d="".join(path)) + head)
    return join(drawn)


def _draw_box(box: Box, provenance: Provenance, size: float, pens: Pens, signs: StopSigns) -> Markup:
    kind = "unnamed" if box.stop.within else box.stop.kind
    shape = el("rect", class_=f"stop stop--{kind}", x=box.x, y=box.y, width=box.width, height=box.height, rx=2)
    css, language = "t-small" if size < REGULAR else None, signs.language(box.stop)
    text = join(
        el("text", line, class_=css, lang=language, x=box.x + PAD, y=box.y + PAD + 10 + number * LINE)
        for number, line in enumerate(box.lines)
    )
    href = signs.href(box.stop)
    spoken = f"{pens.word(f'chain.{box.stop.kind}')}: {signs.name(box.stop)}"
    if voice := provenance.voices.get(box.stop):
        spoken = f"{spoken} ({signs.voice(voice)})"
    return el("a", shape + text, href=href, aria_label=spoken) if href else el("g", shape + text)


def _draw_brackets(layout: ProvenanceLayout, provenance: Provenance, signs: StopSigns) -> Markup:
    """Join the origins that count as one voice: the actor itself, if it speaks, and its parts."""
    drawn = []
    for voice in sorted(set(provenance.voices.values())):
        group = [
            box
            for stop, box in layout.boxes.items()
            if stop.level == 0 and (stop.id == voice or provenance.voices.get(stop) == voice)
        ]
        if len(group) > 1:
            top, bottom = min(box.y for box in group) + 3, max(box.y + box.height for box in group) - 3
            line = f"M{MARGIN - 3:g} {top:.1f}h-5V{bottom:.1f}h5"
            drawn.append(el("path", el("title", signs.voice(voice)), class_="bracket", d=line))
    return join(drawn)


def _write_key(provenance: Provenance, pens: Pens) -> Markup:
    stances = {stance for leg in provenance.legs for stance, _ in leg.tones}
    certainties = {certainty for leg in provenance.legs for _, certainty in leg.tones}
    items = [(f"leg is-{one.value}", pens.word(f"stance.{one.value}")) for one in Stance if one in stances]
    items += [
        (f"leg is-affirms{DASHES[one]}", pens.word(f"certainty.{one.value}"))
        for one in Certainty
        if one in certainties and one is not Certainty.STATED
    ]
    voices = list(provenance.voices.values()) + [stop.id for stop in provenance.levels[0]]
    if any(voices.count(voice) > 1 for voice in provenance.voices.values()):
        items.append(("bracket", pens.word("chains.one_voice")))
    rows = join(el("li", el("span", _draw_sample(css), class_="mark") + el("span", word)) for css, word in items)
    return el("ul", rows, class_="key-list")


def _draw_sample(css: str) -> Markup:
    line = "M22 2h-5v14h5" if css == "bracket" else "M3 9H35"
    return el("svg", el("path", class_=css, d=line), viewBox="0 0 38 18", aria_hidden="true", focusable="false")
