"""Actors in a column, and arcs between them: what they do at the right, what they say of each other at the left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log2

from markupsafe import Markup

from regesto.pages.drawings.map_labels import Box, overlap
from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import REGULAR, SECTION, Format, el, frame, guess_width, join, shorten
from regesto.pages.drawings.toolbar import make_figure
from regesto.views.network import Network, Tie, TieKind

ROW = 24.0
HEADER = 26.0
INDENT = 14.0
"""Pixels by which a part stands in from the actor that it is part of."""
STEP = 7.0
"""Pixels between arcs that join the same two rows."""
SIDES = {"wide": (0.24, 0.33), "mid": (0.22, 0.4), "narrow": (0.2, 0.48)}
"""Shares of the width that the left side and the names take."""
HEAD = 6.0


@dataclass(frozen=True, slots=True)
class ActorSigns:
    """How actors and ties are written: `tie` is a whole phrase, `verb` what is done in it."""

    name: Callable[[str], str]
    href: Callable[[str], str]
    verb: Callable[[Tie], str]
    tie: Callable[[Tie, int], str]


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie from the height `start` to the height `end`, which reaches `reach` pixels from the side at `x`."""

    tie: Tie
    x: float
    start: float
    end: float
    reach: float
    label: Box | None = None

    @property
    def is_left(self) -> bool:
        """Whether it is about what one says of another."""
        return self.tie.kind is not TieKind.ROLE


@dataclass(frozen=True, slots=True)
class NetworkLayout:
    """Rows by actor (height of their middles), the names' left and right side, the arcs, and the height of all."""

    form: Format
    rows: Mapping[str, float]
    left: float
    right: float
    arcs: tuple[Arc, ...]
    height: float


def lay_out_network(network: Network, form: Format, signs: ActorSigns) -> NetworkLayout:
    """Return where every name and arc goes."""
    side, middle = SIDES[form.name]
    has_left = any(tie.kind is not TieKind.ROLE for tie in network.ties)
    left = form.width * side if has_left else 4.0
    right = left + form.width * middle
    rows = {actor: HEADER + ROW * (number + 0.5) for number, actor in enumerate(network.actors)}
    arcs = _bend_arcs(network, rows, left, right, form)
    return NetworkLayout(form, rows, left, right, _label_arcs(arcs, form, signs), HEADER + ROW * len(rows) + 4)


def _bend_arcs(network: Network, rows: Mapping[str, float], left: float, right: float, form: Format) -> list[Arc]:
    """Bend each arc the farther out the more rows it spans; several between the same rows lie side by side."""
    longest = max(abs(rows[tie.start] - rows[tie.end]) for tie in network.ties)
    taken: dict[tuple[bool, float, float], int] = {}
    arcs = []
    for tie in network.ties:
        start, end = rows[tie.start], rows[tie.end]
        is_left = tie.kind is not TieKind.ROLE
        room = (left if is_left else form.width - right) - (10 if is_left or form.is_narrow else 90)
        key = (is_left, min(start, end), max(start, end))
        number = taken[key] = taken.get(key, -1) + 1
        reach = 12 + (room - 36) * (abs(start - end) / longest) + STEP * number
        # Down and up part: what goes down leaves a little above the middle, what goes up a little below.
        shift = 3.0 if end > start else -3.0
        reach = min(reach, room, 16 + abs(start - end) + STEP * number)
        arcs.append(Arc(tie, left if is_left else right, start - shift, end - shift, reach))
    return arcs


def _label_arcs(arcs: list[Arc], form: Format, signs: ActorSigns) -> tuple[Arc, ...]:
    """Give the arcs at the right their verb where no word and no other arc is in its way, the farthest out first."""
    if form.is_narrow:
        return tuple(arcs)
    traces = {arc.tie: _trace(arc) for arc in arcs if not arc.is_left}
    labelled: dict[Tie, Box] = {}
    for arc in sorted(arcs, key=lambda arc: (-arc.reach, arc.tie)):
        width = guess_width(signs.verb(arc.tie), 12.5)
        x, y = arc.x + arc.reach * 0.75 + 6, (arc.start + arc.end) / 2
        box = (x, y - 7, x + width, y + 7)
        if arc.is_left or box[2] > form.width or any(overlap(box, one) for one in labelled.values()):
            continue
        others = (point for tie, points in traces.items() if tie != arc.tie for point in points)
        if not any(box[0] - 2 <= x <= box[2] and box[1] <= y <= box[3] for x, y in others):
            labelled[arc.tie] = box
    return tuple(Arc(arc.tie, arc.x, arc.start, arc.end, arc.reach, labelled.get(arc.tie)) for arc in arcs)


def _trace(arc: Arc) -> list[tuple[float, float]]:
    """Return points along the curve of an arc at the right, near enough to each other to find what it runs through."""
    far, steps = arc.x + arc.reach, 40
    points = []
    for t in (step / steps for step in range(steps + 1)):
        near, out = (1 - t) ** 3 + t**3, 3 * t * (1 - t)
        y = arc.start * ((1 - t) ** 3 + 3 * t * (1 - t) ** 2) + arc.end * (t**3 + 3 * t**2 * (1 - t))
        points.append((arc.x * near + far * out, y))
    return points


def draw_network(network: Network, pens: Pens, signs: ActorSigns, ids: str, title: str) -> Markup:
    """Return the network as a figure in three widths with its key; the same ties must stand beside it as a table."""
    description = pens.word("network.description", actors=len(network.actors), ties=len(network.ties))
    drawn = join(
        frame(form, one.height, _draw(one, network, pens, signs), name, title, description, "group")
        for form in SECTION
        for one, name in [(lay_out_network(network, form, signs), f"{ids}-{form.name}")]
    )
    return make_figure(drawn + _write_key(network, pens), pens, "draw--network")


def _draw(layout: NetworkLayout, network: Network, pens: Pens, signs: ActorSigns) -> Markup:
    heads = el("text", pens.word("network.does"), class_="t-head", x=layout.right, y=12)
    if any(arc.is_left for arc in layout.arcs):
        heads += el("text", pens.word("network.says"), class_="t-head", x=layout.left, y=12, text_anchor="end")
    arcs = join(_draw_arc(arc, len(network.ties[arc.tie]), signs) for arc in layout.arcs)
    labels = join(
        el("text", signs.verb(arc.tie), class_="t-month halo", x=arc.label[0], y=arc.label[3] - 3)
        for arc in layout.arcs
        if arc.label
    )
    names = join(_draw_name(actor, y, layout, network, signs) for actor, y in layout.rows.items())
    return heads + arcs + labels + names


def _draw_arc(arc: Arc, told: int, signs: ActorSigns) -> Markup:
    sign = -1 if arc.is_left else 1
    far = arc.x + sign * arc.reach
    tip = arc.x + sign * HEAD
    line = f"M{arc.x:.1f} {arc.start:.1f}C{far:.1f} {arc.start:.1f} {far:.1f} {arc.end:.1f} {tip:.1f} {arc.end:.1f}"
    css = f"tie tie--{arc.tie.kind.value}"
    width = f"stroke-width:{1.2 + 0.55 * log2(told):.2f}"
    head = el("path", class_=f"{css} tie-head", d=f"M{arc.x:.1f} {arc.end:.1f}l{sign * 7}-3.5v7z")
    return el("g", el("title", signs.tie(arc.tie, told)) + el("path", class_=css, d=line, style=width) + head)


def _draw_name(actor: str, y: float, layout: NetworkLayout, network: Network, signs: ActorSigns) -> Markup:
    is_part = network.voices[actor] != actor and network.voices[actor] in layout.rows
    indent = 8 + (INDENT if is_part else 0)
    room = layout.right - layout.left - indent - 6
    size = REGULAR * (1.05 if layout.form.is_narrow else 1.0) * (1.0 if is_part else 1.08)
    css = None if is_part else "t-lane"
    text = el("text", shorten(signs.name(actor), room, size), class_=css, x=layout.left + indent, y=y + 4.5)
    reached = layout.left + indent + guess_width(signs.name(actor), size * 1.04) + 8
    guide = el("path", class_="grid", d=f"M{reached:.1f} {y:.1f}H{layout.right - 4:.1f}")
    link = el("a", text, href=signs.href(actor), aria_label=signs.name(actor))
    return guide + link if reached < layout.right - 12 else link


def _write_key(network: Network, pens: Pens) -> Markup:
    kinds = {tie.kind for tie in network.ties}
    rows = join(
        el("li", el("span", _draw_sample(kind), class_="mark") + el("span", pens.word(f"network.kind.{kind.value}")))
        for kind in TieKind
        if kind in kinds
    )
    return el("ul", rows, class_="key-list")


def _draw_sample(kind: TieKind) -> Markup:
    css = f"tie tie--{kind.value}"
    line = el("path", class_=css, d="M3 9H28") + el("path", class_=f"{css} tie-head", d="M35 9l-7-3.5v7z")
    return el("svg", line, viewBox="0 0 38 18", aria_hidden="true", focusable="false")
