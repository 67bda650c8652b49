"""What a field of the model takes, in plain words, and how to find the field that an error is about."""

from __future__ import annotations

import types
from collections.abc import Iterator
from enum import Enum
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from regesto.model.edtf import Edtf
from regesto.model.ids import ID_PATTERN, Kind, Ref
from regesto.model.record import Record
from regesto.model.source import WEB_PATTERN
from regesto.model.text import Names, Text
from regesto.model.walking import unwrap

MODEL_NAMES = {
    "Settings": "the dossier's settings",
    "Editor": "an editor",
    "Topic": "a topic",
    "Actor": "an actor",
    "PlaceTerm": "a place",
    "Materiel": "an item of materiel",
    "Measure": "a measure",
    "Question": "a question",
    "Role": "a role",
    "Source": "a source",
    "Fingerprint": "a fingerprint",
    "Entry": "an entry",
    "Claim": "a claim",
    "Evidence": "a piece of evidence",
    "Involvement": "an actor of an entry",
    "Relation": "a relation",
    "Review": "a review",
    "Quantity": "a quantity",
    "Seal": "a seal",
}
KIND_NAMES = {
    Kind.TOPIC: "a topic",
    Kind.ACTOR: "an actor",
    Kind.PLACE: "a place",
    Kind.MATERIEL: "an item of materiel",
    Kind.MEASURE: "a measure",
    Kind.QUESTION: "a question",
    Kind.ROLE: "a role",
    Kind.SOURCE: "a source",
    Kind.ENTRY: "an entry",
    Kind.EDITOR: "an editor",
}
_ID_WORDS = "an id: small letters a to z, digits and single hyphens, 80 at most"
_PATTERN_WORDS = {
    ID_PATTERN: _ID_WORDS,
    WEB_PATTERN: "an address that starts with https:// or http://, without spaces, or a name before the host",
    r"^[0-9a-f]{64}$": "a hash of 64 hexadecimal digits, as `regesto seal` writes it",
    r"^[a-z]{2,3}(-[A-Z]{2})?$": "a language code such as it or en",
    r"^[a-zA-Z%][a-zA-Z0-9%/-]*$": "a unit in letters, such as km, USD or %",
    r"^[0-9]+(\.[0-9]+){0,2}$": "a version such as 1.0",
    r"^[a-z0-9-]+/[a-z0-9-]+$": "an entry and a claim of it, as entry/claim",
    r"^[\w][\w.-]*$": "the name of a file, without folders",
}


def field_at(model: type[BaseModel], path: tuple[str | int, ...]) -> tuple[type[BaseModel], str, Any, tuple]:
    """Return what stands at `path` in `model`: the innermost model, the name of its field, type and metadata."""
    owner, name, annotation, metadata = model, "", model, ()
    for step in path:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            field = annotation.model_fields.get(step) if isinstance(step, str) else None
            if field is None:
                return annotation, str(step), None, ()
            owner, name = annotation, str(step)
            annotation, metadata = unwrap(field.annotation, tuple(field.metadata))
        elif get_origin(annotation) in (tuple, dict):
            annotation, metadata = unwrap(get_args(annotation)[0 if get_origin(annotation) is tuple else 1])
        else:
            break
    return owner, name, annotation, metadata


def describe(annotation: Any, metadata: tuple = ()) -> str:
    """Return in plain words what a type takes, such as "the id of an actor" or "one of affirms, denies"."""
    annotation, metadata = unwrap(annotation, metadata)
    if ref := next((item for item in metadata if isinstance(item, Ref)), None):
        return f"the id of {KIND_NAMES[ref.kind]}" + (", or the word unnamed" if ref.or_unnamed else "")
    if get_origin(annotation) is tuple:
        return f"a list, each item {describe(get_args(annotation)[0])}"
    if get_origin(annotation) is dict:
        return "a map"
    if isinstance(annotation, type):
        return _describe_class(annotation, metadata)
    return "a number" if get_origin(annotation) in (Union, types.UnionType) else "a value"


def _describe_class(annotation: type, metadata: tuple) -> str:
    if annotation is Edtf:
        return "a date such as 2024-09-18, 2024-09 or 2024-09~"
    if annotation is Text:
        return "a text, or one text per language: {it: ..., en: ...}"
    if annotation is Names:
        return "a list of names, or one list per language"
    if issubclass(annotation, Enum):
        return f"one of {', '.join(choices(annotation))}"
    if issubclass(annotation, BaseModel):
        fields = ", ".join(field_names(annotation))
        return f"{MODEL_NAMES.get(annotation.__name__, 'a map')}, with the fields {fields}"
    if annotation is str:
        return next((_PATTERN_WORDS[pattern] for pattern in _patterns(metadata) if pattern in _PATTERN_WORDS), "a text")
    return {int: "a whole number", float: "a number such as 55.75", bool: "true or false"}.get(annotation, "a value")


def choices(annotation: type[Enum]) -> list[str]:
    """Return the words an enumeration admits."""
    return [str(member.value) for member in annotation]


def field_names(model: type[BaseModel]) -> list[str]:
    """Return the names of the fields that people write; the id of a record is its file's name or its key."""
    return [name for name, field in model.model_fields.items() if not is_injected(model, name, field)]


def is_injected(model: type[BaseModel], name: str, field: FieldInfo) -> bool:
    """Tell whether `name` is the id that the place of a record gives, and not a field of its YAML."""
    return name == "id" and issubclass(model, Record)


def _patterns(metadata: tuple) -> Iterator[str]:
    for item in metadata:
        pattern = item.pattern if isinstance(item, StringConstraints) else getattr(item, "pattern", None)
        if isinstance(pattern, str):
            yield pattern
