"""Lambert's azimuthal projection, which keeps areas, centred on what a map shows: no seam where longitudes end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import asin, atan2, cos, degrees, hypot, log2, pi, radians, sin, sqrt

from regesto.pages.drawings.outlines import Vector, find_middle, to_vector

EARTH = 6371.0
"""Radius of the earth in kilometres."""
FARTHEST = 0.02
"""1 + cosine of the farthest angle that is drawn as it is: 168°; beyond, the opposite point runs to all sides."""


@dataclass(frozen=True)
class Projection:
    """A window of `width` x `height` pixels around the point `lon`, `lat` (degrees), with `scale` pixels a radian."""

    lon: float
    lat: float
    scale: float
    width: float
    height: float

    @cached_property
    def axes(self) -> tuple[Vector, Vector, Vector]:
        """East and north at the centre, and the centre itself."""
        lon, lat = radians(self.lon), radians(self.lat)
        east = (-sin(lon), cos(lon), 0.0)
        north = (-sin(lat) * cos(lon), -sin(lat) * sin(lon), cos(lat))
        return east, north, to_vector(self.lon, self.lat)

    @property
    def reach(self) -> float:
        """The angle from the centre to the corners, in radians."""
        corner = hypot(self.width, self.height) / 2 / self.scale
        return 2 * asin(min(1.0, corner / 2))

    def place(self, point: Vector) -> tuple[float, float]:
        """Return where a point of the sphere lies in the window, in pixels from its top left corner."""
        return self.place_all([point])[0]

    def place_all(self, points: Sequence[Vector]) -> list[tuple[float, float]]:
        """Return where many points lie."""
        (a, b, _), (d, e, f), (g, h, i) = self.axes
        half_x, half_y, scale = self.width / 2, self.height / 2, self.scale
        placed = []
        for x, y, z in points:
            k = scale * sqrt(2 / max(FARTHEST, 1 + g * x + h * y + i * z))
            placed.append((half_x + k * (a * x + b * y), half_y - k * (d * x + e * y + f * z)))
        return placed

    def find(self, x: float, y: float) -> tuple[float, float]:
        """Return the longitude and latitude, in degrees, of a point of the window."""
        x, y = (x - self.width / 2) / self.scale, (self.height / 2 - y) / self.scale
        distance = min(2.0, hypot(x, y))
        if distance < 1e-12:
            return self.lon, self.lat
        angle = 2 * asin(distance / 2)
        east, north, up = self.axes
        u, v, w = sin(angle) * x / distance, sin(angle) * y / distance, cos(angle)
        found = [u * one + v * two + w * three for one, two, three in zip(east, north, up, strict=True)]
        return degrees(atan2(found[1], found[0])), degrees(asin(max(-1.0, min(1.0, found[2]))))

    def holds(self, point: tuple[float, float], margin: float = 0.0) -> bool:
        """Return whether a point of the window lies in it, `margin` pixels from its edge at least."""
        x, y = point
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper of a map: its width and the least and greatest height, what is kept free at each side (pixels), and
    how many kilometres it shows from left to right at least."""

    width: float
    least: float
    most: float
    side: float
    edge: float
    kilometres: float
    snaps: bool = False


def fit(points: Sequence[Vector], paper: Paper) -> Projection:
    """Return the window that shows `points` (one at least) as large as the paper allows.

    One that `snaps` keeps to round centres and sizes, so that many maps share the same outlines.
    """
    lon, lat = _to_degrees(find_middle(list(points)))
    for _ in range(3):
        trial = Projection(lon, lat, 1.0, 0.0, 0.0)
        xs, ys = zip(*trial.place_all(points), strict=True)
        lon, lat = trial.find((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    xs, ys = zip(*Projection(lon, lat, 1.0, 0.0, 0.0).place_all(points), strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = paper.width / (paper.kilometres / EARTH)
    scale = min(
        scale, (paper.width - 2 * paper.side) / max(wide, 1e-9), (paper.most - 2 * paper.edge) / max(high, 1e-9)
    )
    # The whole sphere is a disc of radius 2.
    scale = max(scale, paper.width / 4)
    if paper.snaps:
        scale = 2 ** ((log2(scale) * 2 // 1) / 2)
        lon, lat = _snap(lon, lat, 12 / scale)
    height = min(paper.most, max(paper.least, high * scale + 2 * paper.edge))
    return Projection(round(lon, 3), round(lat, 3), round(scale, 3), paper.width, round(height))


def _to_degrees(point: Vector) -> tuple[float, float]:
    return degrees(atan2(point[1], point[0])), degrees(asin(max(-1.0, min(1.0, point[2]))))


def _snap(lon: float, lat: float, step: float) -> tuple[float, float]:
    """Round a centre to steps of `step` radians, by latitude and along its parallel."""
    grid = degrees(step)
    lat = max(-89.0, min(89.0, round(lat / grid) * grid))
    turns = max(1, round(2 * pi * cos(radians(lat)) / step))
    return round(lon / (360 / turns)) * (360 / turns), lat
