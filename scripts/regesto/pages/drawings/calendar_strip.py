"""Entries per month as bars from 0: full for those surely in it, pale above for those that may be."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import PAGE, Format, el, frame, join
from regesto.pages.drawings.toolbar import make_figure
from regesto.pages.drawings.value_scale import choose_step
from regesto.views.months import Month

EDGE = 24.0
"""Room at the left for the numbers of the axis."""
TOP, PLOT, FOOT = 8.0, 62.0, 20.0
AIR = 0.18
"""Share of a month's width that its bar leaves free at each side."""


def draw_calendar(months: Sequence[Month], pens: Pens, ids: str, title: str) -> Markup | None:
    """Return the strip as a figure in three widths with its key; `None` where no month has an entry.

    The same numbers must stand beside it as a table.
    """
    most = max((one.sure + one.possible for one in months), default=0)
    if not most:
        return None
    years = sorted({one.year for one in months})
    description = pens.word("calendar.description", first=pens.year(years[0]), last=pens.year(years[-1]))
    drawn = join(
        frame(form, TOP + PLOT + FOOT, _draw(months, most, form, pens), f"{ids}-{form.name}", title, description, "img")
        for form in PAGE
    )
    return make_figure(drawn + _write_key(pens), pens, title, "draw--page draw--calendar")


def _draw(months: Sequence[Month], most: int, form: Format, pens: Pens) -> Markup:
    width = (form.width - EDGE) / len(months)
    step = max(1, int(choose_step(most, 3)))
    top = -(-most // step) * step
    base = TOP + PLOT
    unit = PLOT / top
    parts: list[Markup] = []
    for number in range(0, top + 1, step):
        y = base - number * unit
        css = "axis" if number == 0 else "grid"
        parts.append(el("path", class_=css, d=f"M{EDGE:g} {y:.1f}H{form.width}"))
        parts.append(el("text", pens.number(number), class_="t-month", x=EDGE - 6, y=y + 4.5, text_anchor="end"))
    for place, one in enumerate(months):
        x = EDGE + place * width
        if one.month == 1:
            parts.append(el("path", class_="axis", d=f"M{x:.1f} {TOP:g}V{base + FOOT:.1f}"))
            parts.append(el("text", pens.year(one.year), class_="t-year", x=x + 4, y=base + 15))
        elif one.month in (4, 7, 10) and not form.is_narrow:
            parts.append(el("text", pens.month(one.month), class_="t-month", x=x + 2, y=base + 15))
        parts.append(_draw_month(one, x + width * AIR, width * (1 - 2 * AIR), base, unit, pens))
    return join(parts)


def _draw_month(one: Month, x: float, width: float, base: float, unit: float, pens: Pens) -> Markup:
    if not one.sure + one.possible:
        return Markup("")
    full, pale = one.sure * unit, one.possible * unit
    bars = Markup("")
    if pale:
        bars += el("rect", class_="m-pale", x=x + 0.75, y=base - full - pale, width=width - 1.5, height=pale)
    if full:
        bars += el("rect", class_="m-full", x=x, y=base - full, width=width, height=full)
    spoken = pens.word("calendar.month", month=pens.month(one.month), year=pens.year(one.year))
    counted = pens.word("calendar.counted", sure=one.sure, possible=one.possible)
    return el("g", el("title", f"{spoken}: {counted}") + bars)


def _write_key(pens: Pens) -> Markup:
    rows = join(
        el("li", el("span", _draw_sample(css), class_="mark") + el("span", pens.word(f"calendar.{word}")))
        for css, word in (("m-full", "sure"), ("m-pale", "possible"))
    )
    return el("ul", rows, class_="key-list")


def _draw_sample(css: str) -> Markup:
    bar = el("rect", class_=css, x=13, y=2, width=12, height=14)
    return el("svg", bar, viewBox="0 0 38 18", aria_hidden="true", focusable="false")
