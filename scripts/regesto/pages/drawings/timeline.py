"""The timeline as SVG, in three widths of which the style sheet shows one, with its key."""

from __future__ import annotations

from markupsafe import Markup

from regesto.model.calendar import find_day, number_day
from regesto.pages.drawings.date_mark import HEIGHT, WIDTH, draw_glyph
from regesto.pages.drawings.date_shapes import draw_shape
from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import PAGE, SECTION, el, frame, guess_width, join, name_widths
from regesto.pages.drawings.time_scale import Piece
from regesto.pages.drawings.timeline_layout import Layout, PlacedLane, PlacedMark, lay_out
from regesto.pages.drawings.toolbar import make_figure
from regesto.pages.drawings.value_scale import choose_step
from regesto.views.timeline import Shape, Timeline

TOP = 22.0
"""Where the lines of the axis begin, under its words."""
YEAR_LABEL, MONTH_LABEL = 38.0, 30.0
"""Pixels that a year's and a month's name take, with air."""


def draw_timeline(timeline: Timeline, pens: Pens, ids: str, title: str, in_section: bool = False) -> Markup:
    """Return the drawing as a figure: three SVG and the key of the marks in it.

    `ids` begins every id in it and must be another for each drawing on a page; `title` names it for screen readers;
    `in_section` makes the wide one fit beside a margin title. The same data must stand beside it as a list.
    """
    first, last = (find_day(day).year for day in timeline.stretch)
    marks = timeline.marks
    description = pens.word("drawing.timeline", n=len(marks), first=pens.year(first), last=pens.year(last))
    layouts = [lay_out(timeline, form, pens) for form in (SECTION if in_section else PAGE)]
    drawn = join(
        frame(one.form, one.height, _draw(one, timeline, pens, name), name, title, description, "group")
        for one in layouts
        for name in [f"{ids}-{one.form.name}"]
    )
    rest = Markup("")
    if timeline.total > len(marks):
        rest = el("p", pens.word("drawing.left_out", shown=len(marks), total=timeline.total), class_="note")
    key = _write_key(timeline, any(one.scale.breaks for one in layouts), pens)
    return make_figure(drawn + key + rest, pens, title, f"{name_widths(in_section)} draw--timeline", zooms=True)


def _write_key(timeline: Timeline, has_breaks: bool, pens: Pens) -> Markup:
    shapes = {mark.date.shape for mark in timeline.marks}
    items = [(draw_glyph(shape), pens.word(f"mark.{shape.value}")) for shape in Shape if shape in shapes]
    if has_breaks:
        sign = el("path", class_="m-break", d=_break_path(WIDTH / 2, HEIGHT / 2))
        box = f"0 0 {WIDTH} {HEIGHT}"
        items.append((el("svg", sign, viewBox=box, aria_hidden="true", focusable="false"), pens.word("drawing.gap")))
    rows = join(
        el("li", el("span", glyph, class_="mark") + Markup("<span>{}</span>").format(word)) for glyph, word in items
    )
    return el("ul", rows, class_="key-list")


def _draw(layout: Layout, timeline: Timeline, pens: Pens, ids: str) -> Markup:
    axis = _draw_axis(layout, timeline.year is not None, pens)
    lanes = join(_draw_lane(lane, layout, number) for number, lane in enumerate(layout.lanes))
    marks = join(_draw_mark(mark, layout, pens, ids) for lane in layout.lanes for mark in lane.marks)
    # The groups are what the script of drawings stretches: the axis and the marks, but not the names of lanes.
    plot = el("g", marks, class_="z-marks", data_left=layout.scale.start, data_right=layout.scale.end)
    return el("g", axis, class_="z-axis") + lanes + plot


def _draw_lane(placed: PlacedLane, layout: Layout, number: int) -> Markup:
    line = el("path", class_="grid", d=f"M0 {placed.top:.1f}H{layout.form.width}") if number else Markup("")
    names = join(
        el("text", text, class_="t-lane halo", x=0, y=placed.base + row * 16) for row, text in enumerate(placed.lines)
    )
    return line + names


def _draw_mark(placed: PlacedMark, layout: Layout, pens: Pens, ids: str) -> Markup:
    entry, label = placed.mark.entry, placed.label
    shape = join(draw_shape(placed.mark.date.shape, extent, placed.middle, ids) for extent in _extents(placed, layout))
    cuts = join(
        _draw_cut((start + end) / 2, placed.middle)
        for start, end in layout.scale.breaks
        if placed.extent.start < start and placed.extent.end > end
    )
    words: list[str | Markup] = [label.text]
    if label.suffix:
        words.append(el("tspan", f"⊘ {label.suffix}", class_="t-deny", dx=6))
    text = el("text", Markup("").join(words), class_="halo", x=label.x, y=label.y, text_anchor=label.anchor)
    spoken = ", ".join(filter(None, (pens.title(entry), pens.date(entry.date), label.suffix)))
    start, end = _find_own_extent(placed, layout)
    return el("a", shape + cuts + text, href=pens.href(entry), aria_label=spoken, data_from=start, data_to=end)


def _find_own_extent(placed: PlacedMark, layout: Layout) -> tuple[float | None, float | None]:
    """Return where a date itself begins and ends, if its bar was drawn wider to be seen; else nothing."""
    date, extent = placed.mark.date, placed.extent
    if date.shape not in (Shape.SPAN, Shape.UNCERTAIN, Shape.INTERVAL, Shape.ONE_OF) or len(date.pieces) > 1:
        return None, None
    if date.start or date.end or extent.cut_start or extent.cut_end:
        return None, None
    start, end = layout.scale.place(date.pieces[0].first), layout.scale.place(date.pieces[0].last + 1)
    return (start, end) if extent.end - extent.start > end - start + 0.5 else (None, None)


def _extents(placed: PlacedMark, layout: Layout):
    """Yield the extents to draw: one for each piece of a set, else the mark's own."""
    pieces = placed.mark.date.pieces
    if len(pieces) == 1:
        yield placed.extent
        return
    for first, last in pieces:
        start, end = layout.scale.place(first), layout.scale.place(last + 1)
        end = max(end, start + 4)
        yield type(placed.extent)(start, end, start, end)


def _break_path(x: float, middle: float) -> str:
    return f"M{x - 5:.1f} {middle + 5:.1f}l4-10M{x + 1:.1f} {middle + 5:.1f}l4-10"


def _draw_cut(x: float, middle: float) -> Markup:
    """Return the sign that a bar goes over a break: a slanted gap with a stroke at each side."""
    gap = el("path", class_="m-gap", d=f"M{x - 6:.1f} {middle + 7:.1f}l5.6-14h6l-5.6 14z")
    return gap + el("path", class_="m-break", d=_break_path(x, middle))


def _draw_axis(layout: Layout, is_year: bool, pens: Pens) -> Markup:
    bottom = layout.height - 4
    parts: list[Markup] = []
    words: list[Markup] = []
    reached = -1.0
    for piece in layout.scale.pieces:
        for day, text, is_major in _list_ticks(piece, is_year, pens):
            x = layout.scale.place(day) if day < piece.after else piece.end
            parts.append(el("path", class_="axis" if is_major else "grid", d=f"M{x:.1f} {TOP:g}V{bottom:.1f}"))
            width = guess_width(text, 15.2 if is_major and not is_year else 12.5)
            if text and x + 3 >= reached and x + 3 + width <= layout.form.width:
                words.append(
                    el("text", text, class_="t-year" if is_major and not is_year else "t-month", x=x + 4, y=14)
                )
                reached = x + 3 + width + 4
    for start, end in layout.scale.breaks:
        x = (start + end) / 2
        parts.append(el("path", class_="m-break", d=_break_path(x, TOP + 2)))
    return join(parts) + join(words)


Tick = tuple[int, str, bool]
"""A day, the words at it (or none), and whether a year begins there."""


def _list_ticks(piece: Piece, is_year: bool, pens: Pens) -> list[Tick]:
    if len(piece.years) > 1:
        return _list_years(piece, pens)
    year = piece.years.start
    if piece.is_empty:
        return [(number_day(year), "", False)]
    width = piece.end - piece.start
    labelled, every = _choose_months(width, is_year)
    ticks: list[Tick] = [(number_day(year), pens.month(1) if is_year else pens.year(year), True)]
    for month in range(1 + every, 13, every) if every else ():
        ticks.append((number_day(year, month), pens.month(month) if (month - 1) % labelled == 0 else "", False))
    return ticks


def _choose_months(width: float, is_year: bool) -> tuple[int, int]:
    """Return every how many months there is a name, and every how many a line (0: none)."""
    if is_year:
        return (1 if width >= 12 * MONTH_LABEL * 1.3 else 2), 1
    if width >= 12 * MONTH_LABEL * 1.9:
        return 1, 1
    if width >= 4 * MONTH_LABEL * 1.4:
        return 3, 3
    return (6, 6) if width >= YEAR_LABEL + MONTH_LABEL + 12 else (12, 0)


def _list_years(piece: Piece, pens: Pens) -> list[Tick]:
    """Return ticks at round years, no closer than their names."""
    most = max(1, int((piece.end - piece.start) / YEAR_LABEL))
    step = max(1, int(choose_step(len(piece.years), most)))
    start = piece.years.start
    rounds = range(start - start % step + step, piece.years.stop, step)
    inner = [year for year in rounds if year - start >= step / 2]
    return [(number_day(year), pens.year(year), True) for year in [start, *inner]]
