"""The marks of dates: one function draws each shape between two pixels, for timelines, rulers and small glyphs alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from regesto.pages.drawings.svg import el, join
from regesto.views.timeline import DateMark, Shape

THICK = 10.0
"""Height of a bar in pixels."""
LEAST = 13.0
"""Width of the narrowest pill or box: less than that and its outline closes up."""
LEAST_BAR = 4.0
HEAD = 9.0
"""Length of an arrow's head."""
STEPS = 6
"""Steps in which an end fades, each a slice of its own: no gradient, so no ids that could clash on a page."""
CORE_OPACITY = 0.92
"""At .75 the core of a fading mark falls to 2.98:1 in the light palette."""


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
    if date.shape is Shape.OPEN_END:
        end = right
    if date.shape is Shape.OPEN_START:
        start = left
    start, end = _widen(date.shape, start, end, left, right)
    fades = date.shape is Shape.APPROXIMATE
    outer_start = min(start, place(date.padded.first)) if fades else start
    outer_end = max(end, place(date.padded.last + 1)) if fades else end
    if fades and outer_end - outer_start < 2 * LEAST:
        outer_start, outer_end = max(left, start - LEAST / 2), min(right, end + LEAST / 2)
    return Extent(outer_start, outer_end, start, end, date.pieces[0].first < first, date.pieces[-1].last > last)


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


def draw_shape(shape: Shape, extent: Extent, middle: float) -> Markup:
    """Return the mark with its middle at height `middle`."""
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
    return _bar(extent.start, extent.end, middle, "m-dots", 1.5)


def _approximate(extent: Extent, middle: float) -> Markup:
    core = _bar(extent.core_start, extent.core_end, middle, "m-full", opacity=CORE_OPACITY)
    return fade(extent.start, extent.core_start, middle) + core + fade(extent.end, extent.core_end, middle)


def fade(outer: float, core: float, middle: float, height: float = THICK) -> Markup:
    """Return the slices of an end that fades from `core` out to `outer`."""
    step = (core - outer) / STEPS
    slices = []
    for number in range(STEPS):
        start, end = sorted((outer + number * step, outer + (number + 1) * step))
        if end - start < 0.2:
            continue
        opacity = f"{CORE_OPACITY * (number + 0.5) / STEPS:.2f}"
        # Slices overlap by a hair, or their edges would show as light lines.
        slices.append(
            el(
                "rect",
                class_="m-full",
                x=start,
                y=middle - height / 2,
                width=end - start + 0.1,
                height=height,
                opacity=opacity,
            )
        )
    return join(slices)


def _open_end(extent: Extent, middle: float) -> Markup:
    start, end = extent.start, extent.end
    notch = f"l3 2.5l-3 2.5H{end - HEAD:.1f}" if extent.cut_start else f"v5H{end - HEAD:.1f}"
    path = f"M{start:.1f} {middle - 2.5:.1f}{notch}v3l{HEAD:g}-5.5l-{HEAD:g}-5.5v3z"
    return el("path", class_="m-full", d=path)


def _open_start(extent: Extent, middle: float) -> Markup:
    start, end = extent.start, extent.end
    return el(
        "path", class_="m-full", d=f"M{end:.1f} {middle - 2.5:.1f}v5H{start + HEAD:.1f}v3l-{HEAD:g}-5.5l{HEAD:g}-5.5v3z"
    )


_SHAPES: dict[Shape, Callable[[Extent, float], Markup]] = {
    Shape.DAY: _day,
    Shape.SPAN: _span,
    Shape.INTERVAL: _interval,
    Shape.APPROXIMATE: _approximate,
    Shape.UNCERTAIN: _uncertain,
    Shape.ONE_OF: _one_of,
    Shape.OPEN_END: _open_end,
    Shape.OPEN_START: _open_start,
}
