"""JSON: the whole dossier in one file without loss, with the schema that describes it, made from the model."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model

from regesto.exports.export import Made, encode_json, encode_pieces, fill_list
from regesto.model.dossier import Dossier, Editor, Settings
from regesto.model.edtf import Edtf
from regesto.model.entry import Claim, Entry
from regesto.model.seal import SealState
from regesto.model.text import Names, Text
from regesto.pages.edition import Edition
from regesto.views.corroboration import Corroboration, corroborate_entry
from regesto.views.tables.dossier import ROOTS

FORMAT = "1.0"
"""The version of the format: the first number changes when a reader of the one before would misread it."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"

EVERY_LANGUAGE = "mul"
"""Names that are given for every language stand under this code (ISO 639-2: several languages)."""


def export_document(edition: Edition) -> Made:
    """Yield the dossier and its schema."""
    dossier = edition.dossier
    content = encode_json(write_frame(dossier))
    for name, kind, _ in ROOTS:
        records = dossier.of_kind(kind)

        def make(id: str, records: Mapping[str, BaseModel] = records) -> bytes:
            return encode_json(write_record(dossier, id, records[id]))

        content = fill_list(content, name, encode_pieces(edition, f"json {kind}", kind, records, make))
    yield "dossier.json", content
    yield "dossier.schema.json", encode_json(make_schema())


def write_frame(dossier: Dossier) -> dict[str, Any]:
    """Return the dossier as plain data, with empty lists for its records."""
    return {
        "$schema": "dossier.schema.json",
        "format": FORMAT,
        "default_language": dossier.default_language,
        "dossier": _write(dossier.settings.model_copy(update={"editors": {}}), dossier.default_language),
        **{name: [] for name, _, _ in ROOTS},
    }


def write_record(dossier: Dossier, id: str, record: BaseModel) -> dict[str, Any]:
    """Return a record as plain data. Fields without a value are left out, every text is a map by language."""
    written = {"id": id} | _write(record, dossier.default_language)
    if isinstance(record, Entry):
        for claim, plain in zip(record.claims, written.get("claims", ()), strict=True):
            _add_seals(dossier, record, claim, plain)
        written["corroboration"] = _write(dataclasses.asdict(corroborate_entry(dossier, record)), "")
    return written


def _add_seals(dossier: Dossier, entry: Entry, claim: Claim, written: dict[str, Any]) -> None:
    for sealing, plain in zip(dossier.sealings(entry, claim), written.get("evidence", ()), strict=True):
        plain["seal"] = sealing.state.value


def _write(value: Any, default: str) -> Any:
    """Return any value of the model as plain data; `default` is the language of texts that do not say theirs."""
    write = _WRITERS.get(type(value))
    if write is None:
        write = _WRITERS[type(value)] = _find_writer(type(value))
    return write(value, default)


def _find_writer(kind: type) -> Callable[[Any, str], Any]:
    if issubclass(kind, BaseModel):
        names = tuple(kind.model_fields)
        return lambda record, default: {
            name: written for name in names if (written := _write(getattr(record, name), default)) not in (None, [], {})
        }
    return next((write for base, write in _PLAIN if issubclass(kind, base)), lambda value, default: value)


_PLAIN: tuple[tuple[type | tuple[type, ...], Callable[[Any, str], Any]], ...] = (
    (Text, lambda text, default: {code or default: one for code, one in text.by_language}),
    (Names, lambda names, default: {code or EVERY_LANGUAGE: list(some) for code, some in names.by_language}),
    (Edtf, lambda date, default: str(date)),
    (Enum, lambda one, default: one.value),
    (dict, lambda found, default: {str(key): _write(one, default) for key, one in found.items()}),
    ((list, tuple), lambda items, default: [_write(one, default) for one in items]),
)

_WRITERS: dict[type, Callable[[Any, str], Any]] = {}
"""What writes the values of a class: to go through the list for each value was half of the work."""


def make_schema() -> dict[str, Any]:
    """Return the JSON Schema of the document (draft 2020-12), each field with the model's own description."""
    lists = {
        name: (list[model], Field(default_factory=list, description=f"The {name}, in the order of the dossier."))
        for name, _, model in ROOTS
    }
    document = create_model(
        "Document",
        __config__=ConfigDict(extra="forbid"),
        format=(str, Field(description="The version of this format.")),
        default_language=(str, Field(description="The language of the dossier, of which all its texts are.")),
        dossier=(Settings, Field(description="What the dossier is.")),
        **lists,
    )
    schema = document.model_json_schema()
    definitions = schema["$defs"]
    schema["properties"]["$schema"] = {"type": "string", "description": "The schema of this file."}
    definitions[Settings.__name__]["required"].remove("editors")
    definitions[Editor.__name__]["properties"]["id"] = {"type": "string", "description": "Names the record, for good."}
    _add_derived(definitions)
    _tidy(schema)
    return {"$schema": DRAFT, "title": "A dossier of Regesto", **schema}


def _add_derived(definitions: dict[str, Any]) -> None:
    """Add what the document says beyond the model."""
    found = TypeAdapter(Corroboration).json_schema()
    definitions.update(found.pop("$defs", {}))
    found["description"] = "What the corroboration rule finds on the entry's own matter; origins by id of actor."
    definitions["Entry"]["properties"]["corroboration"] = found
    definitions["Evidence"]["properties"]["seal"] = {
        "enum": [state.value for state in SealState],
        "description": "Whether the quote was checked to the letter against the text.",
    }


def _tidy(schema: Any) -> None:
    """Narrow the schema from what people may write to what is written here, and take out pydantic's noise."""
    if isinstance(schema, list):
        for one in schema:
            _tidy(one)
    if not isinstance(schema, dict):
        return
    if any("propertyNames" in option for option in schema.get("anyOf", ()) if isinstance(option, dict)):
        by_language = next(option for option in schema.pop("anyOf") if "propertyNames" in option)
        schema.update(by_language)
        schema["propertyNames"] = {"pattern": "^[a-z]{2,3}(-[A-Z]{2})?$"}
    if schema.get("type") in (["string", "number"], ["string", "integer"]):
        schema["type"] = "string"
    if isinstance(schema.get("title"), str) and ("type" in schema or "anyOf" in schema or "$ref" in schema):
        schema.pop("title")
    schema.pop("default", None)
    for value in list(schema.values()):
        _tidy(value)
