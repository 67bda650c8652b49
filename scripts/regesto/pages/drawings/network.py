"""Actors in rows, and what they do to each other and say of each other as arrows from row to row, by verb."""

from __future__ import annotations

from math import log2

from markupsafe import Markup

from regesto.pages.drawings.network_layout import (
    INDENT,
    ActorSigns,
    Arrow,
    Bundle,
    NetworkLayout,
    Panel,
    lay_out_network,
)
from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import REGULAR, SECTION, el, frame, guess_width, join, shorten
from regesto.pages.drawings.toolbar import make_figure
from regesto.views.network import Network, TieKind

HEAD = 7.0


def draw_network(network: Network, pens: Pens, signs: ActorSigns, ids: str, title: str) -> Markup:
    """Return the network as a figure in three widths with its key; the same ties must stand beside it as a table."""
    description = pens.word("network.description", actors=len(network.actors), ties=len(network.ties))
    drawn = join(
        frame(form, one.height, _draw(one, network, signs), name, title, description, "group")
        for form in SECTION
        for one, name in [(lay_out_network(network, form, signs, pens.number), f"{ids}-{form.name}")]
    )
    return make_figure(drawn + _write_key(network, pens), pens, title, "draw--section draw--network")


def _draw(layout: NetworkLayout, network: Network, signs: ActorSigns) -> Markup:
    return join(_draw_panel(panel, layout, network, signs) for panel in layout.panels)


def _draw_panel(panel: Panel, layout: NetworkLayout, network: Network, signs: ActorSigns) -> Markup:
    last = max(arrow.x for bundle in panel.bundles for arrow in bundle.arrows)
    names = join(_draw_name(actor, y, last, layout, network, signs) for actor, y in panel.rows.items())
    return names + join(_draw_bundle(bundle, panel, layout.slant, network, signs) for bundle in panel.bundles)


def _draw_bundle(bundle: Bundle, panel: Panel, slant: int, network: Network, signs: ActorSigns) -> Markup:
    first, last = bundle.arrows[0].x, bundle.arrows[-1].x
    # Upright words stand over the middle of their arrows, slanted ones begin over the first.
    x = (first + last) / 2 + 4.5 if slant == 90 else first + 3
    place = f"translate({x:.1f} {panel.base - 4:.1f}) rotate(-{slant})"
    verb = el("text", bundle.verb, class_=f"t-tie tie--{bundle.kind.value}", transform=place)
    bar = el("path", class_=f"tie tie--{bundle.kind.value}", d=f"M{first - 3:.1f} {panel.base:.1f}H{last + 3:.1f}")
    return verb + bar + join(_draw_arrow(arrow, len(network.ties[arrow.tie]), signs) for arrow in bundle.arrows)


def _draw_arrow(arrow: Arrow, told: int, signs: ActorSigns) -> Markup:
    way = 1 if arrow.end > arrow.start else -1
    css = f"tie tie--{arrow.tie.kind.value}"
    width = f"stroke-width:{1.4 + 0.5 * log2(told):.2f}"
    dot = el("circle", class_=f"{css} tie-head", cx=arrow.x, cy=arrow.start, r=3)
    line = el("path", class_=css, d=f"M{arrow.x:.1f} {arrow.start:.1f}V{arrow.end - way * HEAD:.1f}", style=width)
    head = el("path", class_=f"{css} tie-head", d=f"M{arrow.x:.1f} {arrow.end:.1f}l-4{-way * (HEAD + 1):+.1f}h8z")
    number = Markup("")
    if arrow.number:
        middle = (arrow.start + arrow.end) / 2 + 4.5
        number = el("text", arrow.number, class_="t-month halo", x=arrow.x + 5, y=middle)
    return el("g", el("title", signs.tie(arrow.tie, told)) + line + dot + head + number)


def _draw_name(actor: str, y: float, last: float, layout: NetworkLayout, network: Network, signs: ActorSigns) -> Markup:
    is_part = network.voices[actor] != actor and network.voices[actor] in network.actors
    indent = INDENT if is_part else 0
    size = REGULAR * (1.05 if layout.form.is_narrow else 1.0) * (1.0 if is_part else 1.08)
    name = shorten(signs.name(actor), layout.names - indent - 4, size)
    text = el("text", name, class_=None if is_part else "t-lane", x=indent, y=y + 4.5)
    reached = indent + guess_width(name, size * 1.04) + 6
    guide = el("path", class_="grid", d=f"M{min(reached, layout.names):.1f} {y:.1f}H{last:.1f}")
    return guide + el("a", text, href=signs.href(actor), aria_label=signs.name(actor))


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
    dot = el("circle", class_=f"{css} tie-head", cx=6, cy=9, r=3)
    line = el("path", class_=css, d="M6 9H28") + el("path", class_=f"{css} tie-head", d="M35 9l-8-4v8z")
    return el("svg", dot + line, viewBox="0 0 38 18", aria_hidden="true", focusable="false")
