"""The JSON of the whole dossier, its schema, and GeoJSON."""

import json

from jsonschema import Draft202012Validator

from regesto.exports.document import make_schema
from regesto.pages.plain import printable


def test_the_document_fits_its_schema(files):
    schema = json.loads(files["dossier.schema.json"])
    Draft202012Validator.check_schema(schema)
    errors = Draft202012Validator(schema).iter_errors(json.loads(files["dossier.json"]))
    assert [f"{error.json_path}: {error.message[:80]}" for error in errors] == []


def test_the_schema_refuses_what_is_wrong(lighthouses, files):
    document = json.loads(files["dossier.json"])
    document["entries"][0]["title"] = "no language"
    document["entries"][0]["claims"][0]["stance"] = "hopes"
    paths = {error.json_path for error in Draft202012Validator(make_schema()).iter_errors(document)}
    assert {"$.entries[0].title", "$.entries[0].claims[0].stance"} <= paths


def test_every_field_of_the_schema_is_described():
    def find(schema, path=()):
        for name, field in schema.get("properties", {}).items():
            if "description" not in field and name != "id":
                yield (*path, name)
        for name, definition in schema.get("$defs", {}).items():
            yield from find(definition, (*path, name))

    undescribed = set(find(make_schema()))
    assert undescribed == set()


def test_the_document_loses_nothing(edition, files):
    document, dossier = json.loads(files["dossier.json"]), edition.dossier
    assert [entry["id"] for entry in document["entries"]] == list(dossier.entries)
    for entry, written in zip(dossier.entries.values(), document["entries"], strict=True):
        texts = {code or dossier.default_language: printable(text) for code, text in entry.title.by_language}
        assert written["title"] == texts
        assert written.get("date") == (str(entry.date) if entry.date else None)
        assert [claim["id"] for claim in written["claims"]] == [claim.id for claim in entry.claims]
        assert written["corroboration"]["label"]
        assert all("seal" in one for claim in written["claims"] for one in claim.get("evidence", ()))


def test_geojson_has_every_place_and_every_entry_that_has_one(edition, files):
    places, entries = (json.loads(files[f"{name}.geojson"]) for name in ("places", "entries"))
    assert places["type"] == entries["type"] == "FeatureCollection"
    for feature in places["features"]:
        place = edition.dossier.places[feature["id"]]
        assert feature["geometry"] == {"type": "Point", "coordinates": [place.lon, place.lat]}
    located = [entry.id for entry in edition.dossier.chronology if entry.places]
    assert [feature["id"] for feature in entries["features"]] == located
    for feature in entries["features"]:
        many = len(set(feature["properties"]["places"])) > 1
        assert feature["geometry"]["type"] == ("MultiPoint" if many else "Point")
