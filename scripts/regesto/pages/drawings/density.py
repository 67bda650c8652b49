"""How many entries begin when, as bars from 0: what stands over a timeline that cannot draw every mark."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import PAGE, SECTION, Format, el, frame, guess_width, join, name_widths
from regesto.pages.drawings.toolbar import make_figure
from regesto.pages.drawings.value_scale import choose_step
from regesto.views.timeline import Bin

EDGE = 36.0
"""Room at the left for the numbers of the axis."""
TOP, PLOT, FOOT = 8.0, 70.0, 20.0
AIR = 0.1
"""Share of a bar's room that stays free at each side."""


def draw_density(bins: Sequence[Bin], pens: Pens, ids: str, in_section: bool = False) -> Markup:
    """Return the bars as a figure in three widths; the same numbers must stand beside it, with links to the entries."""
    title = pens.word("density.title")
    first, last = _name(bins[0], pens), _name(bins[-1], pens)
    description = pens.word("density.description", first=first, last=last, most=max(one.entries for one in bins))
    drawn = join(
        frame(form, TOP + PLOT + FOOT, _draw(bins, form, pens), f"{ids}-{form.name}", title, description, "img")
        for form in (SECTION if in_section else PAGE)
    )
    return make_figure(drawn, pens, title, f"{name_widths(in_section)} draw--calendar")


def _name(one: Bin, pens: Pens) -> str:
    return pens.month(one.month) if one.month else pens.year(one.year)


def _draw(bins: Sequence[Bin], form: Format, pens: Pens) -> Markup:
    width = (form.width - EDGE) / len(bins)
    most = max(one.entries for one in bins)
    step = max(1, int(choose_step(most, 3)))
    top = -(-most // step) * step
    base, unit = TOP + PLOT, PLOT / top
    parts = [_draw_level(number, base - number * unit, form, pens) for number in range(0, top + 1, step)]
    reached = 0.0
    for place, one in enumerate(bins):
        x = EDGE + place * width
        if one.entries:
            parts.append(_draw_bar(one, x + width * AIR, width * (1 - 2 * AIR), base, unit, pens))
        name = _name(one, pens)
        if x >= reached and x + guess_width(name) <= form.width:
            parts.append(el("text", name, class_="t-month", x=x + 2, y=base + 15))
            reached = x + guess_width(name) + 10
    return join(parts)


def _draw_level(number: int, y: float, form: Format, pens: Pens) -> Markup:
    line = el("path", class_="grid" if number else "axis", d=f"M{EDGE:g} {y:.1f}H{form.width}")
    return line + el("text", pens.number(number), class_="t-month", x=EDGE - 6, y=y + 4.5, text_anchor="end")


def _draw_bar(one: Bin, x: float, width: float, base: float, unit: float, pens: Pens) -> Markup:
    height = max(1.0, one.entries * unit)
    spoken = pens.word("density.counted", name=_name(one, pens), n=one.entries)
    return el("g", el("title", spoken) + el("rect", class_="m-full", x=x, y=base - height, width=width, height=height))
