"""Where the names on a map go: beside their marks, else at the end of a short line; never over each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from regesto.pages.drawings.svg import BOLD, guess_width

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""

GAP = 4.0
"""Pixels between a mark and its name."""
ASCENT, DESCENT = 11.0, 4.0
AIR = 1.5
"""Pixels kept free around every name."""
LEADERS = (16.0, 24.0, 34.0, 46.0, 60.0, 78.0, 98.0, 122.0)
"""Lengths of the lines that lead to a name with no room beside its mark, in the order they are tried."""
ANGLES = 16
TRIES = 12
"""How often the order is changed, to find one in which every name has room."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark at `x`, `y` that reaches `radius` pixels, and its name. Those of higher `rank` may go without."""

    key: str
    text: str
    x: float
    y: float
    radius: float
    size: float = BOLD
    rank: int = 0

    @property
    def box(self) -> Box:
        """What the mark covers."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its place: base line from `x`, `y`; `leader` is where the line to its mark begins, if there is one."""

    dot: Dot
    x: float
    y: float
    anchor: str | None
    box: Box
    leader: tuple[float, float] | None = None

    @property
    def line(self) -> tuple[float, float, float, float] | None:
        """The line from the mark's edge to the name."""
        if self.leader is None:
            return None
        x, y = self.leader
        length = hypot(x - self.dot.x, y - self.dot.y)
        share = self.dot.radius / length if length > self.dot.radius else 0.0
        return self.dot.x + (x - self.dot.x) * share, self.dot.y + (y - self.dot.y) * share, x, y


def place_names(dots: Sequence[Dot], width: float, height: float, taken: Iterable[Box] = ()) -> dict[str, Name]:
    """Return the names that have room, by the keys of their marks; `taken` is room that is not free.

    The most crowded come first; as long as one has no room, it moves to the front and all begin anew.
    """
    order = sorted(dots, key=lambda dot: (dot.rank, -_count_near(dot, dots), dot.y, dot.x, dot.key))
    best: dict[str, Name] = {}
    for _ in range(TRIES):
        names = _place_in_order(order, dots, width, height, tuple(taken))
        if _weigh(names) > _weigh(best):
            best = names
        left = [dot for dot in order if dot.key not in names and dot.rank == 0]
        if not left:
            break
        order = left + [dot for dot in order if dot not in left]
    return best


def _weigh(names: dict[str, Name]) -> tuple[int, int]:
    return sum(name.dot.rank == 0 for name in names.values()), len(names)


def _count_near(dot: Dot, dots: Sequence[Dot]) -> int:
    return sum(abs(dot.x - other.x) < 90 and abs(dot.y - other.y) < 24 for other in dots)


def _place_in_order(
    order: Sequence[Dot], dots: Sequence[Dot], width: float, height: float, taken: tuple[Box, ...]
) -> dict[str, Name]:
    names: dict[str, Name] = {}
    boxes = [*taken, *(dot.box for dot in dots)]
    lines: list[tuple[float, float, float, float]] = []
    for dot in order:
        if guess_width(dot.text, dot.size) > width:  # a name that fits nowhere need not be tried everywhere
            continue
        own = boxes.index(dot.box)
        others = boxes[:own] + boxes[own + 1 :]
        for name in _propose(dot):
            if _fits(name, others, lines, width, height):
                names[dot.key] = name
                boxes.append(name.box)
                if name.line:
                    lines.append(name.line)
                break
    return names


def _propose(dot: Dot) -> Iterator[Name]:
    """Yield the places for a name, the best first: eight beside the mark, then farther and farther away."""
    aside, middle = dot.radius + GAP, dot.y + 4.5
    up, down = dot.y - dot.radius - GAP, dot.y + dot.radius + GAP + ASCENT - 1
    slant = dot.radius * 0.4 + GAP
    for x, y, anchor in (
        (dot.x + aside, middle, None),
        (dot.x - aside, middle, "end"),
        (dot.x + slant, up + 2, None),
        (dot.x + slant, down - 2, None),
        (dot.x - slant, up + 2, "end"),
        (dot.x - slant, down - 2, "end"),
        (dot.x, up, "middle"),
        (dot.x, down, "middle"),
    ):
        yield _make_name(dot, x, y, anchor, None)
    if dot.rank:
        return
    for length in LEADERS:
        for number in range(ANGLES):
            angle = pi * 2 * number / ANGLES
            x, y = dot.x + cos(angle) * (dot.radius + length), dot.y + sin(angle) * (dot.radius + length)
            anchor = "middle" if abs(cos(angle)) < 0.3 else "end" if cos(angle) < 0 else None
            shift = {"middle": 0.0, "end": -3.0, None: 3.0}[anchor]
            base = y + 4.5 if anchor != "middle" else y + (ASCENT + 1 if sin(angle) > 0 else -DESCENT)
            yield _make_name(dot, x + shift, base, anchor, (x, y))


def _make_name(dot: Dot, x: float, y: float, anchor: str | None, leader: tuple[float, float] | None) -> Name:
    width = guess_width(dot.text, dot.size)
    left = {"middle": x - width / 2, "end": x - width, None: x}[anchor]
    return Name(dot, x, y, anchor, (left, y - ASCENT, left + width, y + DESCENT), leader)


def _fits(name: Name, boxes: list[Box], lines: list, width: float, height: float) -> bool:
    left, top, right, bottom = name.box
    if left < AIR or top < AIR or right > width - AIR or bottom > height - AIR:
        return False
    if any(overlap(name.box, box) for box in boxes) or any(_crosses(line, name.box) for line in lines):
        return False
    line = name.line
    if line is None:
        return True
    # Marks that touch its own cannot be kept clear of.
    clear = (box for box in boxes if not overlap(box, name.dot.box))
    return not any(_crosses(line, box) for box in clear) and not any(_cross(line, other) for other in lines)


def overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes come nearer to each other than `AIR`."""
    return one[0] < other[2] + AIR and other[0] < one[2] + AIR and one[1] < other[3] + AIR and other[1] < one[3] + AIR


def _crosses(line: tuple[float, float, float, float], box: Box) -> bool:
    """Return whether a line goes through a box: it is followed in steps of some pixels."""
    x1, y1, x2, y2 = line
    if max(x1, x2) < box[0] or min(x1, x2) > box[2] or max(y1, y2) < box[1] or min(y1, y2) > box[3]:
        return False
    steps = max(2, int(hypot(x2 - x1, y2 - y1) / 3))
    for number in range(steps + 1):
        x, y = x1 + (x2 - x1) * number / steps, y1 + (y2 - y1) * number / steps
        if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
            return True
    return False


def _cross(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    def side(x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> bool:
        return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0

    return side(*one, *other[:2]) != side(*one, *other[2:]) and side(*other, *one[:2]) != side(*other, *one[2:])
