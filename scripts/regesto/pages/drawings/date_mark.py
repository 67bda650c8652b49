"""A date's mark alone: the glyph of a list's row or of a key, and the ruler under an entry's title."""

from __future__ import annotations

from markupsafe import Markup

from regesto.model.calendar import find_day, number_day
from regesto.pages.drawings.date_shapes import Extent, draw_shape, find_extent
from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import define_fades, el, guess_width, join
from regesto.pages.drawings.toolbar import make_figure
from regesto.pages.drawings.value_scale import choose_step
from regesto.views.timeline import Ruler, Shape

WIDTH, HEIGHT = 38, 18
RULER_WIDTH = 292.0
AXIS = 20.0
"""Height of a ruler's axis in pixels, with the mark above and the words below."""


def draw_glyph(shape: Shape) -> Markup:
    """Return the mark of `shape` at a fixed size; hidden from screen readers, for the words stand beside it."""
    start, end = (4.0, 34.0) if shape in (Shape.OPEN_END, Shape.OPEN_START) else (7.0, 31.0)
    core_start, core_end = (13.0, 25.0) if shape is Shape.APPROXIMATE else (start, end)
    mark = draw_shape(shape, Extent(start, end, core_start, core_end, cut_start=shape is Shape.OPEN_END), HEIGHT / 2)
    return el("svg", mark, viewBox=f"0 0 {WIDTH} {HEIGHT}", aria_hidden="true", focusable="false")


def draw_ruler(ruler: Ruler, pens: Pens, title: str, ids: str = "ruler") -> Markup:
    """Return the date on an axis of whole years as a figure: months where it is one year, else years or decades.

    `title` says the date in words, `ids` begins the ids in it. The drawing itself is hidden from screen readers: the
    date in words must stand beside it.
    """
    first, last = ruler.stretch
    left, right = 1.0, RULER_WIDTH - 1.0

    def place(day: float) -> float:
        return min(right, max(left, left + (day - first) / (last + 1 - first) * (right - left)))

    extent = find_extent(ruler.date, place, left, right, first, last)
    marks = draw_shape(ruler.date.shape, extent, AXIS - 13, ids)
    years = range(find_day(first).year, find_day(last).year + 1)
    ticks = _month_ticks(years.start, pens) if len(years) == 1 else _year_ticks(years, pens)
    fades = define_fades(ids) if ruler.date.shape is Shape.APPROXIMATE else Markup("")
    drawn = fades + join(_draw_tick(place(day), size) for day, size, _ in ticks)
    body = el("path", class_="axis", d=f"M{left:g} {AXIS:g}H{right:g}") + drawn + marks + _write_labels(ticks, place)
    box = f"0 0 {RULER_WIDTH:g} 38"
    drawn = el("svg", body, class_="d-alone", viewBox=box, aria_hidden="true", focusable="false")
    return make_figure(drawn, pens, title, "draw--alone draw--ruler")


def _draw_tick(x: float, size: float) -> Markup:
    return el("path", class_="axis", d=f"M{x:.1f} {AXIS:g}v-{size:g}")


Tick = tuple[int, float, str]
"""A day, the height of its tick, and the words under it (or none)."""


def _month_ticks(year: int, pens: Pens) -> list[Tick]:
    ticks = [
        (number_day(year, month), 7.0 if month % 3 == 1 else 4.0, pens.month(month) if month % 3 == 1 else "")
        for month in range(1, 13)
    ]
    return [*ticks, (number_day(year + 1), 7.0, pens.year(year))]


def _year_ticks(years: range, pens: Pens) -> list[Tick]:
    """Return ticks at round years, six of them or so; a ruler of long ago says only where it begins and ends."""
    step = max(1, int(choose_step(len(years), 6)))
    inner = [year for year in range(years.start - years.start % step + step, years.stop, step) if year > years.start]
    ticks = [(number_day(year), 7.0, pens.year(year)) for year in inner]
    return [(number_day(years.start), 7.0, pens.year(years.start)), *ticks, (number_day(years.stop), 7.0, "")]


def _write_labels(ticks: list[Tick], place) -> Markup:
    written, reached = [], -10.0
    for position, (day, _, label) in enumerate(ticks):
        if not label:
            continue
        is_last = position == len(ticks) - 1
        width = guess_width(label, 12.5)
        x = RULER_WIDTH if is_last else place(day)
        if x - (width if is_last else 0) < reached or (not is_last and x + width > RULER_WIDTH):
            continue
        written.append(el("text", label, x=x, y=AXIS + 14, text_anchor="end" if is_last else None))
        reached = x + width + 6
    return join(written)
