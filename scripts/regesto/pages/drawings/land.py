"""The land on a map: outlines projected, thinned to what the map can show, cut at its edges, and kept for the next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from markupsafe import Markup

from regesto.pages.drawings.outlines import Cap, Ring, is_within, measure_angle, read_outlines
from regesto.pages.drawings.projection import Projection
from regesto.pages.drawings.svg import el

Point = tuple[float, float]

STEP = 1.6
"""Pixels between two points of a line at least."""
LEAST = 2.5
"""Pixels of the smallest island drawn."""
MARGIN = 3.0
"""Pixels by which land goes on beyond the edge, so that the cut does not show."""
GRID = 2
"""Lines are written in whole numbers of 1/GRID pixel."""


def draw_land(projection: Projection, highlighted: Collection[str]) -> Markup:
    """Return all land in the window, and over it the countries whose codes are `highlighted`."""
    paths = _find_paths(projection)
    rest = "".join(path for code, path in paths if code not in highlighted)
    chosen = "".join(path for code, path in paths if code in highlighted)
    land = el("path", class_="land", d=rest) if rest else Markup("")
    land += el("path", class_="land-hl", d=chosen) if chosen else Markup("")
    return el("g", land, transform=f"scale({1 / GRID:g})")


@lru_cache(maxsize=512)
def _find_paths(projection: Projection) -> tuple[tuple[str, str], ...]:
    """Return the path of every country in the window, by code. Kept, because many maps show the same window."""
    found = []
    for country in read_outlines():
        path = "".join(_draw_ring(ring, projection) for ring in country.rings if _is_near(ring, projection))
        if path:
            found.append((country.code, path))
    return tuple(found)


def _is_near(ring: Ring, projection: Projection) -> bool:
    if not _meets(ring.cap, projection):
        return False
    # A land around the point opposite the centre would be drawn inside out.
    lon, lat = (projection.lon + 360) % 360 - 180, -projection.lat
    return not (projection.reach > 1.2 and (is_within(ring, lon, lat) or is_within(ring, lon + 360, lat)))


def _meets(cap: Cap, projection: Projection) -> bool:
    return measure_angle(cap.centre, projection.axes[2]) <= cap.radius + projection.reach * 1.1 + 0.01


def _draw_ring(ring: Ring, projection: Projection) -> str:
    # Of a stretch that stays out of the window, its first point does: the line to the next stays out too.
    vectors = [
        vector for cap, stretch in ring.stretches for vector in (stretch if _meets(cap, projection) else stretch[:1])
    ]
    points = projection.place_all(vectors)
    xs, ys = zip(*points, strict=True)
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if max(right - left, bottom - top) < LEAST:
        return ""
    points = _thin(points)
    far_x, far_y = projection.width + MARGIN, projection.height + MARGIN
    if left < -MARGIN or right > far_x or top < -MARGIN or bottom > far_y:
        points = cut(points, -MARGIN, -MARGIN, far_x, far_y)
    return _write_path(points)


def _thin(points: Sequence[Point]) -> list[Point]:
    kept = [points[0]]
    last_x, last_y = points[0]
    for x, y in points:
        if abs(x - last_x) + abs(y - last_y) >= STEP:
            kept.append((x, y))
            last_x, last_y = x, y
    return kept


def cut(points: Sequence[Point], left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Return the part of a polygon that lies in a rectangle (Sutherland and Hodgman's way, one side at a time)."""
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        if not points:
            break
        kept: list[Point] = []
        last = points[-1]
        was_in = (last[axis] - limit) * sign >= 0
        for point in points:
            is_in = (point[axis] - limit) * sign >= 0
            if is_in != was_in:
                share = (limit - last[axis]) / (point[axis] - last[axis])
                crossing = last[1 - axis] + share * (point[1 - axis] - last[1 - axis])
                kept.append((limit, crossing) if axis == 0 else (crossing, limit))
            if is_in:
                kept.append(point)
            last, was_in = point, is_in
        points = kept
    return list(points)


def _write_path(points: Sequence[Point]) -> str:
    rounded = [(round(x * GRID), round(y * GRID)) for x, y in points]
    parts: list[str] = []
    last_x, last_y = rounded[0] if rounded else (0, 0)
    for x, y in rounded[1:]:
        dx, dy = x - last_x, y - last_y
        if dx or dy:
            parts.append(f"{dx}" if dx < 0 or not parts else f" {dx}")
            parts.append(f"{dy}" if dy < 0 else f" {dy}")
            last_x, last_y = x, y
    return f"M{rounded[0][0]} {rounded[0][1]}l{''.join(parts)}z" if len(parts) > 3 else ""
