"""The outlines of countries, read from the package once: public-domain data, made by `tools/make_outlines.py`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import acos, cos, floor, pi, radians, sin
from pathlib import Path

FILE = Path(__file__).with_name("outlines.json")


Vector = tuple[float, float, float]
"""A point of the sphere of radius 1: towards 0° 0°, towards 90° east, towards the north pole."""


COAST = 0.2
"""Degrees of latitude, some 22 km."""
STRETCH = 40
"""Points of a ring that are looked at together, to leave out those far from a map."""


@dataclass(frozen=True, slots=True)
class Cap:
    """A round piece of the sphere: everything within `radius` (radians) of `centre`."""

    centre: Vector
    radius: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line, as degrees (longitude, latitude) and as vectors, in stretches of `STRETCH` points, each with the
    cap that holds it and the way to the next; `cap` holds the whole ring."""

    degrees: tuple[tuple[float, float], ...]
    stretches: tuple[tuple[Cap, tuple[Vector, ...]], ...]
    cap: Cap


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its ISO 3166 code (empty where it has none), where its name may stand, its rings, largest first."""

    code: str
    label: Vector
    rings: tuple[Ring, ...]


def to_vector(lon: float, lat: float) -> Vector:
    """Return the point of the sphere at a longitude and a latitude in degrees."""
    lon, lat = radians(lon), radians(lat)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def measure_angle(one: Vector, other: Vector) -> float:
    """Return the angle between two points of the sphere, in radians."""
    return acos(max(-1.0, min(1.0, _dot(one, other))))


def _dot(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def find_middle(points: tuple[Vector, ...] | list[Vector]) -> Vector:
    """Return the mean of some points, on the sphere; opposite ones have none, and get the first point."""
    x, y, z = (sum(axis) for axis in zip(*points, strict=True))
    length = (x * x + y * y + z * z) ** 0.5
    return (x / length, y / length, z / length) if length > 1e-9 else points[0]


@cache
def read_outlines() -> tuple[Country, ...]:
    """Return every country, in the order of their codes."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Country(row["code"], to_vector(*row["label"]), tuple(_make_ring(text, data["grid"]) for text in row["rings"]))
        for row in data["countries"]
    )


def _make_ring(text: str, grid: int) -> Ring:
    degrees = _decode(text, grid)
    vectors = tuple(to_vector(lon, lat) for lon, lat in degrees)
    closed = (*vectors, vectors[0])
    stretches = tuple(
        (_find_cap(closed[start : start + STRETCH + 1]), vectors[start : start + STRETCH])
        for start in range(0, len(vectors), STRETCH)
    )
    return Ring(degrees, stretches, stretches[0][0] if len(stretches) == 1 else _find_cap(vectors))


def _find_cap(vectors: tuple[Vector, ...]) -> Cap:
    centre = a, b, c = find_middle(vectors)
    farthest = min(a * x + b * y + c * z for x, y, z in vectors)
    return Cap(centre, acos(max(-1.0, min(1.0, farthest))))


def _decode(text: str, grid: int) -> tuple[tuple[float, float], ...]:
    """Return the points of an encoded line, as `encode` of the tool describes it."""
    values: list[int] = []
    value = shift = 0
    for byte in text.encode("ascii"):
        group = byte - 63
        value |= (group & 31) << shift
        shift += 5
        if group < 32:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    columns = (accumulate(values[::2]), accumulate(values[1::2]))
    return tuple((x / grid, y / grid) for x, y in zip(*columns, strict=True))


def is_within(ring: Ring, lon: float, lat: float) -> bool:
    """Return whether a point in degrees lies inside a ring, by the rule of even and odd."""
    inside = False
    last_x, last_y = ring.degrees[-1]
    for x, y in ring.degrees:
        if (y > lat) != (last_y > lat) and lon < (last_x - x) * (lat - y) / (last_y - y) + x:
            inside = not inside
        last_x, last_y = x, y
    return inside


@cache
def find_country(lon: float, lat: float) -> Country | None:
    """Return the country at a point in degrees; `None` at sea.

    Outlines are simplified, and a port may lie off its coast: what is within `COAST` of a point counts too.
    """
    stretch = max(0.05, cos(radians(lat)))
    around = ((0, 0), (0, 1), (1, 0), (0, -1), (-1, 0), (0.7, 0.7), (0.7, -0.7), (-0.7, -0.7), (-0.7, 0.7))
    tries = (_find_at(lon + dx * COAST / stretch, lat + dy * COAST) for dx, dy in around)
    return next((country for country in tries if country), None)


def _find_at(lon: float, lat: float) -> Country | None:
    x, y, z = to_vector(lon, lat)
    for country, caps in _list_near(floor(lon), floor(lat)):
        near = [ring for a, b, c, least, ring in caps if a * x + b * y + c * z >= least]
        # East of 180°, some outlines go on beyond it.
        for turn in (lon, lon + 360) if near and lon < -150 else (lon,):
            if sum(is_within(ring, turn, lat) for ring in near) % 2:
                return country
    return None


RingCap = tuple[float, float, float, float, Ring]
"""The centre of a ring's cap, the cosine of its radius, and the ring: to be within takes a product only."""

REACH = 0.0125
"""Radians from the middle of a field of one degree to its farthest corner, and a little more."""


@cache
def _list_near(lon: int, lat: int) -> tuple[tuple[Country, tuple[RingCap, ...]], ...]:
    """Return the rings that may hold a point of the field of one degree from `lon` and `lat` on, by country.

    The names on a map ask about thousands of points in few fields; asking every ring was an eighth of a build.
    """
    a, b, c = to_vector(lon + 0.5, lat + 0.5)
    found = []
    for country in read_outlines():
        caps = [(ring.cap.centre, ring.cap.radius + 0.001, ring) for ring in country.rings]
        near = tuple(
            (*centre, cos(min(pi, radius)), ring)
            for centre, radius, ring in caps
            if a * centre[0] + b * centre[1] + c * centre[2] >= cos(min(pi, radius + REACH))
        )
        if near:
            found.append((country, near))
    return tuple(found)
