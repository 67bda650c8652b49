"""GeoJSON (RFC 7946): the places, and the entries at their places. Coordinates are longitude, latitude in WGS 84."""

from __future__ import annotations

from typing import Any

from regesto.exports.export import Made, encode_json, encode_pieces, fill_list
from regesto.model.dossier import Dossier
from regesto.model.entry import Entry
from regesto.model.ids import Kind
from regesto.model.text import Text
from regesto.model.vocabulary import PlaceTerm
from regesto.pages.edition import Edition
from regesto.views.corroboration import corroborate_entry
from regesto.views.tables.columns import bound_days


def export_geojson(edition: Edition) -> Made:
    """Yield the places, and the entries that have any."""
    dossier = edition.dossier
    places = [_describe_place(edition, place) for place in dossier.places.values()]
    yield "places.geojson", _collect([encode_json(place) for place in places])
    placed = (entry.id for entry in dossier.chronology if entry.places)
    entries = encode_pieces(edition, "geojson", Kind.ENTRY, placed, lambda id: _encode_entry(dossier, id))
    yield "entries.geojson", _collect(entries)


def _collect(features: list[bytes]) -> bytes:
    return fill_list(encode_json({"type": "FeatureCollection", "features": []}), "features", features)


def _feature(id: str, geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in properties.items() if value is not None}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": {"id": id, **known}}


def _point(place: PlaceTerm) -> list[float]:
    return [place.lon, place.lat]


def _texts(name: str, text: Text | None, dossier: Dossier) -> dict[str, str]:
    found = dict(text.by_language) if text else {}
    return {f"{name}_{code or dossier.default_language}": one for code, one in found.items()}


def _describe_place(edition: Edition, place: PlaceTerm) -> dict[str, Any]:
    properties = {
        **_texts("name", place.name, edition.dossier),
        **_texts("description", place.description, edition.dossier),
        "precision": place.precision.value,
        "part_of": place.part_of,
        **_texts("reference", place.reference, edition.dossier),
        "entries": len(edition.index.of(Kind.PLACE, place.id)),
    }
    return _feature(place.id, {"type": "Point", "coordinates": _point(place)}, properties)


def _encode_entry(dossier: Dossier, id: str) -> bytes:
    return encode_json(_describe_entry(dossier, dossier.entries[id]))


def _describe_entry(dossier: Dossier, entry: Entry) -> dict[str, Any]:
    points = [_point(dossier.places[id]) for id in dict.fromkeys(entry.places)]
    geometry = (
        {"type": "MultiPoint", "coordinates": points} if points[1:] else {"type": "Point", "coordinates": points[0]}
    )
    first, last = bound_days(entry.date)
    properties = {
        **_texts("title", entry.title, dossier),
        **_texts("summary", entry.summary, dossier),
        "date": str(entry.date) if entry.date else None,
        "date_from": first,
        "date_to": last,
        "topics": list(entry.topics),
        "places": list(entry.places),
        "precision": [dossier.places[id].precision.value for id in dict.fromkeys(entry.places)],
        "status": entry.status.value,
        "corroboration": corroborate_entry(dossier, entry).label.value,
    }
    return _feature(entry.id, geometry, properties)
