"""The marks of dates: one function draws each shape between two pixels, for timelines, rulers and glyphs alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from regesto.model.edtf import Limit
from regesto.pages.drawings.svg import CORE_OPACITY, el, join
from regesto.views.timeline import DateMark, Shape

THICK = 10.0
"""Height of a bar in pixels."""
LEAST = 13.0
"""Width of the narrowest pill or box: less than that and its outline closes up."""
LEAST_BAR = 4.0
STUB = 70.0
"""Pixels that a mark goes on past the last day known, where an end is unknown; less in a narrow drawing."""
HEAD = 9.0
"""Length of an arrow's head."""
CRISP = "crispEdges"
"""Where a fading end meets its core, smoothed edges would show as a line."""
STEPS = 6
"""Slices in which the end of a small glyph fades: many stand on a page, and gradients would need an id each."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a mark lies, in pixels: `start` to `end`; `core_start` to `core_end` where it does not fade. `cut_start`
    and `cut_end` tell that the date goes on beyond the drawing."""

    start: float
    end: float
    core_start: float
    core_end: float
    cut_start: bool = False
    cut_end: bool = False


def find_extent(
    date: DateMark, place: Callable[[float], float], left: float, right: float, first: int, last: int
) -> Extent:
    """Return where `date` lies on a scale from day `first` at `left` to day `last` at `right`."""
    start, end = place(date.pieces[0].first), place(date.pieces[-1].last + 1)
    # An open end goes on to the edge; of an unknown one nothing is claimed but that it lies somewhere further on.
    goes_on = date.shape is not Shape.ONE_OF
    stub = STUB * min(1.0, (right - left) / 600)
    if date.end:
        end = right if goes_on and date.end is Limit.OPEN else min(right, end + stub)
    if date.start:
        start = left if goes_on and date.start is Limit.OPEN else max(left, start - stub)
    start, end = _widen(date.shape, start, end, left, right)
    fades = date.shape is Shape.APPROXIMATE
    outer_start = min(start, place(date.padded.first)) if fades else start
    outer_end = max(end, place(date.padded.last + 1)) if fades else end
    if fades and outer_end - outer_start < 2 * LEAST:
        outer_start, outer_end = max(left, start - LEAST / 2), min(right, end + LEAST / 2)
    cut_start = date.pieces[0].first < first or bool(date.start)
    return Extent(outer_start, outer_end, start, end, cut_start, date.pieces[-1].last > last or bool(date.end))


def _widen(shape: Shape, start: float, end: float, left: float, right: float) -> tuple[float, float]:
    """Give a mark the width it needs to be seen, within the drawing."""
    if shape is Shape.DAY:
        middle = min(max((start + end) / 2, left + THICK / 2), right - THICK / 2)
        return middle - THICK / 2, middle + THICK / 2
    least = LEAST_BAR if shape in (Shape.INTERVAL, Shape.APPROXIMATE) else LEAST
    if shape in (Shape.OPEN_END, Shape.OPEN_START):
        least = HEAD + LEAST
    if end - start >= least:
        return start, end
    start = max(left, min((start + end - least) / 2, right - least))
    return start, start + least


def draw_shape(shape: Shape, extent: Extent, middle: float, ids: str = "") -> Markup:
    """Return the mark with its middle at height `middle`; `ids` begins the ids of its drawing's gradients, if any.

    The script of timelines moves it: bars by `x` and `width`, outlines by what `M` and `H` say in their paths, where
    `data-head` is the length of the head that follows.
    """
    if shape is Shape.APPROXIMATE:
        return _approximate(extent, middle, ids)
    return _SHAPES[shape](extent, middle)


def _bar(start: float, end: float, middle: float, css: str, round_: float = 0.0, **more: object) -> Markup:
    inset = 0.75 if css != "m-full" else 0.0
    height = THICK - 2 * inset
    return el(
        "rect",
        class_=css,
        x=start + inset,
        y=middle - height / 2,
        width=max(1.0, end - start - 2 * inset),
        height=height,
        rx=round_ or None,
        **more,
    )


def _day(extent: Extent, middle: float) -> Markup:
    return el("circle", class_="m-full", cx=(extent.start + extent.end) / 2, cy=middle, r=THICK / 2)


def _span(extent: Extent, middle: float) -> Markup:
    return _bar(extent.start, extent.end, middle, "m-pale", THICK / 2)


def _interval(extent: Extent, middle: float) -> Markup:
    return _bar(extent.start, extent.end, middle, "m-full")


def _uncertain(extent: Extent, middle: float) -> Markup:
    return _bar(extent.start, extent.end, middle, "m-dash", 1.5)


def _one_of(extent: Extent, middle: float) -> Markup:
    """A dotted box; without its side where the choice has no first or no last day."""
    if not extent.cut_start and not extent.cut_end:
        return _bar(extent.start, extent.end, middle, "m-dots", 1.5)
    top, bottom = middle - THICK / 2 + 0.75, middle + THICK / 2 - 0.75
    to_bottom = f"M{extent.end:.1f} {bottom:.1f}" if extent.cut_end else f"V{bottom:.1f}"
    to_top = "" if extent.cut_start else f"V{top:.1f}"
    outline = f"M{extent.start:.1f} {top:.1f}H{extent.end:.1f}{to_bottom}H{extent.start:.1f}{to_top}"
    return el("path", class_="m-dots", d=outline)


def _approximate(extent: Extent, middle: float, ids: str) -> Markup:
    core = _bar(extent.core_start, extent.core_end, middle, "m-full", opacity=CORE_OPACITY, shape_rendering=CRISP)
    before = fade(extent.start, extent.core_start, middle, ids)
    return before + core + fade(extent.end, extent.core_end, middle, ids)


def fade(outer: float, core: float, middle: float, ids: str, height: float = THICK) -> Markup:
    """Return an end that fades from `core` out to `outer`: with the gradients of the drawing `ids`, or in slices."""
    start, end = sorted((outer, core))
    if end - start < 0.5:
        return Markup("")
    place = {"y": middle - height / 2, "height": height}
    if ids:
        name = "in" if outer < core else "out"
        return el("rect", fill=f"url(#{ids}-{name})", x=start, width=end - start, shape_rendering=CRISP, **place)
    step = (core - outer) / STEPS
    slices = []
    for number in range(STEPS):
        x = min(outer + number * step, outer + (number + 1) * step)
        opacity = f"{CORE_OPACITY * (number + 0.5) / STEPS:.2f}"
        slices.append(
            el("rect", class_="m-full", x=x, width=abs(step), opacity=opacity, shape_rendering=CRISP, **place)
        )
    return join(slices)


def _open_end(extent: Extent, middle: float) -> Markup:
    start, end = extent.start, extent.end
    notch = f"l3 2.5l-3 2.5H{end - HEAD:.1f}" if extent.cut_start else f"v5H{end - HEAD:.1f}"
    path = f"M{start:.1f} {middle - 2.5:.1f}{notch}v3l{HEAD:g}-5.5l-{HEAD:g}-5.5v3z"
    return el("path", class_="m-full", d=path, data_head=HEAD)


def _open_start(extent: Extent, middle: float) -> Markup:
    start, end = extent.start, extent.end
    path = f"M{end:.1f} {middle - 2.5:.1f}v5H{start + HEAD:.1f}v3l-{HEAD:g}-5.5l{HEAD:g}-5.5v3z"
    return el("path", class_="m-full", d=path, data_head=-HEAD)


_SHAPES: dict[Shape, Callable[[Extent, float], Markup]] = {
    Shape.DAY: _day,
    Shape.SPAN: _span,
    Shape.INTERVAL: _interval,
    Shape.UNCERTAIN: _uncertain,
    Shape.ONE_OF: _one_of,
    Shape.OPEN_END: _open_end,
    Shape.OPEN_START: _open_start,
}
