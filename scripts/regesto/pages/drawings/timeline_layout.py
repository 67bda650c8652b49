"""Where everything on a timeline goes: marks in rows, labels beside or above, never over each other or the edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regesto.pages.drawings.date_shapes import Extent, find_extent
from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import BOLD, Format, guess_width, shorten, wrap
from regesto.pages.drawings.time_scale import TimeScale, make_scale
from regesto.views.timeline import Lane, Mark, Shape, Timeline

EDGE = 6.0
"""Pixels kept free at both sides of the plot."""
HEADER = 30.0
"""Height of the words of the axis."""
ROW, TALL_ROW, NARROW_ROW = 25.0, 45.0, 39.0
"""Heights of a row with labels beside the marks, of one with labels above them, and of a row on a telephone."""
LANE_GAP = 9.0
LANE_COLUMN = 116.0
"""Width of the lanes' names at least: "internazionali" must fit."""
LANE_TITLE = 19.0
"""Height of a lane's name on a telephone, where it has a line of its own."""
GAP = 7.0
"""Pixels between a mark and its label."""
APART = 12.0
"""Pixels between a mark with its label and the next on the same row."""
LONG = 0.3
"""A bar of this share of the plot carries its label above the line."""


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a mark: where they begin (or end, where `anchor` is `end`) and the height of their base line."""

    text: str
    suffix: str
    x: float
    y: float
    anchor: str | None
    width: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, by the guess of its width."""
        left = self.x - self.width if self.anchor == "end" else self.x
        return left, self.y - 11, left + self.width, self.y + 4


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark with its extent, the height of its middle, and its label."""

    mark: Mark
    extent: Extent
    middle: float
    label: Label


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane from `top` to `bottom` with its name in `lines`; the first base line is at `base`."""

    lane: Lane
    lines: tuple[str, ...]
    top: float
    base: float
    bottom: float
    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A timeline in one format."""

    form: Format
    scale: TimeScale
    lanes: tuple[PlacedLane, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Draft:
    """A mark before it has a row: its label begins at `x` (relative to the plot), and the two take `start` to `end`."""

    mark: Mark
    extent: Extent
    text: str
    suffix: str
    width: float
    x: float
    anchor: str | None
    above: bool
    start: float
    end: float


def lay_out(timeline: Timeline, form: Format, pens: Pens) -> Layout:
    """Return where everything goes in one of the three widths."""
    named = len(timeline.lanes) > 1
    column = 0.0 if form.is_narrow or not named else max(LANE_COLUMN, 0.105 * form.width)
    left, right = column + (0.0 if column else EDGE), form.width - EDGE
    days = [day for mark in timeline.marks for piece in mark.date.pieces for day in piece]
    scale = make_scale(*timeline.stretch, days, left, right)
    lanes: list[PlacedLane] = []
    top = HEADER
    for lane in timeline.lanes:
        placed = _place_lane(lane if named else Lane(None, lane.marks), top, column, scale, timeline, form, pens)
        lanes.append(placed)
        top = placed.bottom
    return Layout(form, scale, tuple(lanes), top + 2)


def _place_lane(
    lane: Lane, top: float, column: float, scale: TimeScale, timeline: Timeline, form: Format, pens: Pens
) -> PlacedLane:
    drafts = [_draft(mark, scale, timeline, form, pens) for mark in lane.marks]
    name = pens.lane(lane.topic) if lane.topic else ""
    lines = (shorten(name, form.width, BOLD),) if form.is_narrow else tuple(wrap(name, column - 14, BOLD, 3))
    lines = lines if name else ()
    y = top + LANE_GAP / 2 + (LANE_TITLE if form.is_narrow and name else 0)
    marks: list[PlacedMark] = []
    rows = [[draft] for draft in drafts] if form.is_narrow else _fill_rows(drafts)
    base = top + 15 if form.is_narrow else y + (14.5 if rows and rows[0][0].above else ROW / 2 + 4.5)
    for row in rows:
        tall = row[0].above
        height = NARROW_ROW if form.is_narrow else TALL_ROW if tall else ROW
        marks += [_place(draft, y, tall) for draft in row]
        y += height
    least = base + (len(lines) - 1) * 16 + 8
    return PlacedLane(lane, lines, top, base, max(y, least) + LANE_GAP / 2, tuple(marks))


def _place(draft: _Draft, top: float, tall: bool) -> PlacedMark:
    base, middle = (top + 14.5, top + 26.5) if tall else (top + ROW / 2 + 4.5, top + ROW / 2)
    label = Label(draft.text, draft.suffix, draft.x, base, draft.anchor, draft.width)
    return PlacedMark(draft.mark, draft.extent, middle, label)


def _draft(mark: Mark, scale: TimeScale, timeline: Timeline, form: Format, pens: Pens) -> _Draft:
    left, right = scale.start, scale.end
    extent = find_extent(mark.date, scale.place, left, right, *timeline.stretch)
    suffix = pens.word("drawing.contested") if mark.contested else ""
    extra = guess_width(f"⊘ {suffix}", BOLD) + 6 if suffix else 0.0
    text = shorten(pens.label(mark.entry), right - left - extra, form.size)
    width = guess_width(text, form.size) + extra
    x, anchor, above = _choose_side(extent, width, left, right, form, mark.date.shape)
    start = x - width if anchor == "end" else x
    return _Draft(
        mark, extent, text, suffix, width, x, anchor, above, min(start, extent.start), max(start + width, extent.end)
    )


def _choose_side(
    extent: Extent, width: float, left: float, right: float, form: Format, shape: Shape
) -> tuple[float, str | None, bool]:
    """Return where the label begins, its anchor, and whether it stands above the mark."""
    length = extent.end - extent.start
    if not form.is_narrow:
        is_long = length >= LONG * (right - left) and length >= width + 30
        if not is_long and extent.end + GAP + width <= right:
            return extent.end + GAP, None, False
        if not is_long and extent.start - GAP - width >= left:
            return extent.start - GAP, "end", False
        return max(left, min(extent.start + 3, right - width)), None, True
    if extent.start + width <= right:
        return extent.start, None, True
    return max(left + width, min(extent.end, right)), "end", True


def _fill_rows(drafts: Iterable[_Draft]) -> list[list[_Draft]]:
    """Put each mark on the first row of its sort that has room; rows keep the order in which they were begun."""
    rows: list[list[_Draft]] = []
    for draft in drafts:
        fitting = (row for row in rows if row[0].above == draft.above and _has_room(row, draft))
        row = next(fitting, None)
        if row is None:
            rows.append([draft])
        else:
            row.append(draft)
    return rows


def _has_room(row: list[_Draft], draft: _Draft) -> bool:
    return all(draft.start >= other.end + APART or draft.end + APART <= other.start for other in row)
