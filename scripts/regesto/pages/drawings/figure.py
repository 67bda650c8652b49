"""Figures as ranges on an axis from 0: one alone for a key figure, and all of a measure side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from regesto.model.quantity import Bound, Quantity
from regesto.pages.drawings.date_shapes import CRISP, fade
from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import (
    BOLD,
    CORE_OPACITY,
    SECTION,
    Format,
    el,
    frame,
    guess_width,
    join,
    shorten,
    wrap,
)
from regesto.pages.drawings.toolbar import make_figure
from regesto.pages.drawings.value_scale import BLUR, ValueScale, make_value_scale

THICK = 12.0
ALONE = Format("alone", 340)
ARROW = 30.0
"""Pixels of the arrow that says "at least"."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure to draw: who gives it, when (may be empty), and the value in words."""

    quantity: Quantity
    who: str
    when: str
    figure: str


def draw_quantity(quantity: Quantity, scale: ValueScale, middle: float, ids: str) -> Markup:
    """Return the mark of one figure on its axis, by what it says about the true value; `ids` as in `fade`."""
    return _SHAPES[quantity.bound](quantity, scale, middle, ids)


def _tick(x: float, middle: float) -> Markup:
    return el("path", class_="m-line", d=f"M{x:.1f} {middle - 7:.1f}v14")


def _dashes(start: float, end: float, middle: float) -> Markup:
    return el("path", class_="m-line m-line--dash", d=f"M{start:.1f} {middle:.1f}H{end:.1f}")


def _exactly(quantity: Quantity, scale: ValueScale, middle: float, ids: str) -> Markup:
    return el("circle", class_="m-full", cx=scale.place(quantity.value), cy=middle, r=5.5)


def _about(quantity: Quantity, scale: ValueScale, middle: float, ids: str) -> Markup:
    """A core that fades at both sides; at least 16 px wide, for near 0 the share of the value is too small to see."""
    x = scale.place(quantity.value)
    reach = max(18.0, scale.place(quantity.value * (1 + BLUR)) - x)
    core = reach * 0.4
    start, end = max(scale.start, x - reach), x + reach
    core_start = max(start, x - core)
    bar = el(
        "rect",
        class_="m-full",
        x=core_start,
        y=middle - THICK / 2,
        width=x + core - core_start,
        height=THICK,
        opacity=CORE_OPACITY,
        shape_rendering=CRISP,
    )
    return fade(start, core_start, middle, ids, THICK) + bar + fade(end, x + core, middle, ids, THICK)


def _at_least(quantity: Quantity, scale: ValueScale, middle: float, ids: str) -> Markup:
    x = min(scale.place(quantity.lower), scale.end - ARROW)
    tip = max(x + ARROW, scale.place(quantity.lower * 1.3))
    head = el("path", class_="m-full", d=f"M{tip:.1f} {middle:.1f}l-8-5v10z")
    return _tick(x, middle) + _dashes(x, tip - 7, middle) + head


def _up_to(quantity: Quantity, scale: ValueScale, middle: float, ids: str) -> Markup:
    x = scale.place(quantity.upper)
    return _dashes(scale.start, x, middle) + _tick(x, middle)


def _between(quantity: Quantity, scale: ValueScale, middle: float, ids: str) -> Markup:
    start, end = scale.place(quantity.lower), scale.place(quantity.upper)
    bar = el("rect", class_="m-pale", x=start, y=middle - THICK / 2 + 1, width=max(2.0, end - start), height=THICK - 2)
    return bar + _tick(start, middle) + _tick(end, middle)


def _order(quantity: Quantity, scale: ValueScale, middle: float, ids: str) -> Markup:
    """From the power of ten to the next one: rises in a short way, and fades over all the rest."""
    start, end = scale.place(quantity.value), scale.place(quantity.value * 10)
    peak = start + 0.18 * (end - start)
    return fade(max(scale.start, start - 6), peak, middle, ids, THICK) + fade(end, peak, middle, ids, THICK)


_SHAPES: dict[Bound, Callable[[Quantity, ValueScale, float, str], Markup]] = {
    Bound.EXACTLY: _exactly,
    Bound.ABOUT: _about,
    Bound.AT_LEAST: _at_least,
    Bound.UP_TO: _up_to,
    Bound.BETWEEN: _between,
    Bound.ORDER: _order,
}


def _write_value(value: float, scale: ValueScale, pens: Pens, with_unit: bool = False) -> str:
    scaled = round(value / scale.unit, 6)
    text = pens.number(int(scaled) if scaled == int(scaled) else scaled)
    return f"{text} {pens.word(f'drawing.short.{scale.unit}')}" if with_unit and scale.unit > 1 else text


def draw_key_figure(bar: Bar, pens: Pens, ids: str) -> Markup:
    """Return one figure on its own axis, as a figure element named by `bar`; `ids` begins the ids in it."""
    scale = make_value_scale([bar.quantity], 6, ALONE.width - 6, most=3)
    ends = f"M{scale.start:g} 22v6H{scale.end:g}v-6"
    labels = [
        el(
            "text",
            _write_value(value, scale, pens, with_unit=number == len(scale.ticks) - 1),
            class_="t-muted",
            x=scale.place(value) + (2 if number == len(scale.ticks) - 1 else -2 if number == 0 else 0),
            y=43,
            text_anchor="end" if number == len(scale.ticks) - 1 else None if number == 0 else "middle",
        )
        for number, value in enumerate(scale.ticks)
    ]
    inner = join(el("path", class_="axis", d=f"M{scale.place(value):.1f} 28v-4") for value in scale.ticks[1:-1])
    body = el("path", class_="axis", d=ends) + inner + draw_quantity(bar.quantity, scale, 11, ids) + join(labels)
    title = pens.word("drawing.range", who=bar.who, figure=bar.figure)
    drawn = frame(ALONE, 48, body, ids, title, pens.word("drawing.estimates", n=1), "img")
    return make_figure(drawn, pens, title, "draw--alone")


def draw_estimates(bars: Sequence[Bar], pens: Pens, ids: str, title: str) -> Markup:
    """Return all figures of one measure on one axis, each with who gives it and the value in words, in three widths."""
    description = pens.word("drawing.estimates", n=len(bars))
    drawn = join(
        frame(form, height, body, f"{ids}-{form.name}", title, description, "img")
        for form in SECTION
        for body, height in [(_draw_narrow if form.is_narrow else _draw_rows)(bars, form, pens, f"{ids}-{form.name}")]
    )
    return make_figure(drawn, pens, title, "draw--section")


HEAD = 22.0
"""Height of the axis' words."""


def _draw_axis(scale: ValueScale, bottom: float, pens: Pens) -> Markup:
    last = len(scale.ticks) - 1
    lines = join(
        el("path", class_="grid" if number else "axis", d=f"M{scale.place(value):.1f} {HEAD:g}V{bottom:.1f}")
        for number, value in enumerate(scale.ticks)
    )
    return lines + join(
        el(
            "text",
            _write_value(value, scale, pens, with_unit=number == last),
            class_="t-muted",
            x=scale.place(value),
            y=14,
            text_anchor="middle",
        )
        for number, value in enumerate(scale.ticks)
    )


def _draw_rows(bars: Sequence[Bar], form: Format, pens: Pens, ids: str) -> tuple[Markup, float]:
    """Who and when at the left, the mark, the value in words at the right."""
    left, right = 0.29 * form.width, 0.765 * form.width
    scale = make_value_scale([bar.quantity for bar in bars], left, right, most=5)
    parts, y = [], HEAD
    for bar in bars:
        names = wrap(bar.who, left - 20, BOLD)
        values = wrap(bar.figure, form.width - right - 26, lines=3)
        height = max(52.0, 17.0 * (len(names) + bool(bar.when)) + 18, 17.0 * len(values) + 18)
        mark = draw_quantity(bar.quantity, scale, y + height / 2, ids)
        parts.append(_draw_row(bar, names, values, y, height, scale, form) + mark)
        y += height
    return _draw_axis(scale, y, pens) + join(parts), y + 2


def _draw_row(
    bar: Bar, names: list[str], values: list[str], top: float, height: float, scale: ValueScale, form: Format
) -> Markup:
    middle = top + height / 2
    lines = [(name, "t-lane") for name in names] + ([(bar.when, "t-muted")] if bar.when else [])
    base = middle + 4.5 - (len(lines) - 1) * 8.5
    texts = [el("text", text, class_=css, x=0, y=base + row * 17) for row, (text, css) in enumerate(lines)]
    base = middle + 4.5 - (len(values) - 1) * 8.5
    texts += [el("text", text, x=scale.end + 26, y=base + row * 17) for row, text in enumerate(values)]
    line = el("path", class_="grid", d=f"M0 {top:.1f}H{form.width}")
    return line + join(texts)


def _draw_narrow(bars: Sequence[Bar], form: Format, pens: Pens, ids: str) -> tuple[Markup, float]:
    """Who and when over the mark, the value in words below it at the right."""
    scale = make_value_scale([bar.quantity for bar in bars], 8, form.width - 22, most=4)
    parts, y = [], HEAD
    for bar in bars:
        when = shorten(bar.when, form.width * 0.5, form.size)
        names = wrap(bar.who, form.width - guess_width(when, form.size) - 14, BOLD)
        values = wrap(bar.figure, form.width, form.size)
        parts.append(el("path", class_="grid", d=f"M0 {y:.1f}H{form.width}"))
        parts += [el("text", name, class_="t-lane halo", x=0, y=y + 16 + row * 16) for row, name in enumerate(names)]
        parts.append(el("text", when, class_="t-muted halo", x=form.width, y=y + 16, text_anchor="end"))
        middle = y + 32 + (len(names) - 1) * 16
        parts.append(draw_quantity(bar.quantity, scale, middle, ids))
        parts += [
            el("text", value, class_="halo", x=form.width, y=middle + 22 + row * 16, text_anchor="end")
            for row, value in enumerate(values)
        ]
        y = middle + 32 + (len(values) - 1) * 16
    return _draw_axis(scale, y, pens) + join(parts), y + 2
