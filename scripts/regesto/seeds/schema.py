"""JSON Schemas of the seeds' files, made from the model, for editors that complete and check while one types.

Every field is described in English and in each language that the words have (`templates/i18n/<lang>/fields.yml`), one
paragraph a language: what editors show is `description`, and there is only one (yaml-language-server takes it as
Markdown). The same texts stand by language in `x-description`, for tools.

They describe the files as YAML 1.2 reads them (numbers are numbers), while Regesto's own reader takes every scalar as
text: where the model wants a text, a bare number is right too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from regesto.model.dossier import Settings
from regesto.model.entry import Entry
from regesto.model.ids import ID_PATTERN
from regesto.model.record import Record, Strict
from regesto.model.source import Source
from regesto.seeds.examples import example_of
from regesto.seeds.fields import read_fields, translate
from regesto.seeds.layout import VOCABULARY_FILES
from regesto.seeds.reading import MODELS
from regesto.seeds.writing import write_if_changed

DRAFT = "https://json-schema.org/draft/2020-12/schema"

RECORDS: Mapping[str, type[BaseModel]] = {"dossier": Settings, "entry": Entry, "source": Source}
"""Files that hold one record, by the name of their schema."""
VOCABULARIES: Mapping[str, type[BaseModel]] = {
    name.removesuffix(".yml"): MODELS[kind] for name, kind in VOCABULARY_FILES.items()
}
"""Files that hold a map from id to record."""


def make_schemas() -> dict[str, str]:
    """Return the content of every schema file by its name, such as `entry.json`."""
    schemas = {name: make_schema(model) for name, model in RECORDS.items()}
    schemas |= {name: _map_of(make_schema(model), name) for name, model in VOCABULARIES.items()}
    return {
        f"{name}.json": json.dumps({"$schema": DRAFT, **schema}, ensure_ascii=False, indent=2) + "\n"
        for name, schema in sorted(schemas.items())
    }


def make_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of one record, without the id that its place gives."""
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})
    models = {one.__name__: one for one in _descendants(Strict)}
    _tidy(schema, model)
    for name, definition in definitions.items():
        _tidy(definition, models.get(name))
    return schema | ({"$defs": definitions} if definitions else {})


def find_stale(folder: Path) -> list[str]:
    """Return the names of schema files in `folder` that are missing or not as the model makes them."""
    return [
        name
        for name, content in make_schemas().items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content.encode()
    ]


def write_schemas(folder: Path) -> list[str]:
    """Write the schemas into `folder`; return the names of those that changed. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    return [name for name, content in make_schemas().items() if write_if_changed(folder / name, content.encode())]


def _map_of(schema: dict[str, Any], name: str) -> dict[str, Any]:
    definitions = schema.pop("$defs", {})
    return {
        "description": f"{name}.yml: a map from id to record.",
        "type": ["object", "null"],
        "propertyNames": {"pattern": ID_PATTERN, "maxLength": 80},
        "additionalProperties": schema,
    } | ({"$defs": definitions} if definitions else {})


def _tidy(schema: dict[str, Any], model: type[BaseModel] | None) -> None:
    """Take out what is noise or not in the files, and add the examples to the descriptions."""
    schema.pop("title", None)
    if model is not None and issubclass(model, Record):
        schema["properties"].pop("id")
        schema["required"].remove("id")
    for name, field in schema.get("properties", {}).items():
        field.pop("title", None)
        field.pop("default", None)  # shown by some editors as if it were to be written
        if model is not None:
            _describe(field, model, name)
    _widen(schema)


def _describe(field: dict[str, Any], model: type[BaseModel], name: str) -> None:
    """Describe a field in every language there is, and show a correct line of it."""
    told = model.model_fields[name].description or field.get("description", "")
    texts = {"en": told} | {language: text for language, own in read_fields() if (text := translate(own, told))}
    parts = [texts["en"], *(f"{language}: {text}" for language, text in texts.items() if language != "en")]
    example = example_of(model, name)
    field["description"] = "\n\n".join([*parts, *([f"`{example}`"] if example else [])])
    field["x-description"] = texts


def _widen(schema: Any) -> None:
    """Let a bare number stand for a text: `title: 1984`, `version: 1.0`."""
    if isinstance(schema, dict):
        if schema.get("type") == "string" and "enum" not in schema:
            schema["type"] = ["string", "number"]
        for value in schema.values():
            _widen(value)
    elif isinstance(schema, list):
        for value in schema:
            _widen(value)


def _descendants(model: type[BaseModel]) -> set[type[BaseModel]]:
    children = set(model.__subclasses__())
    return children.union(*(_descendants(child) for child in children))
