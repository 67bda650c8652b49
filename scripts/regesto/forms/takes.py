"""What a field takes, in the words of an edition. In English it is what `regesto check` says; a test compares them."""

from __future__ import annotations

import types
from enum import Enum
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from regesto.model.edtf import Edtf
from regesto.model.ids import ID_PATTERN, Ref
from regesto.model.source import WEB_PATTERN
from regesto.model.text import Names, Text
from regesto.model.walking import unwrap
from regesto.pages.i18n import Words
from regesto.seeds.shapes import choices, field_names

PATTERNS = {
    ID_PATTERN: "id",
    WEB_PATTERN: "url",
    r"^[0-9a-f]{64}$": "sha256",
    r"^[a-z]{2,3}(-[A-Z]{2})?$": "language",
    r"^[a-zA-Z%][a-zA-Z0-9%/-]*$": "unit",
    r"^[0-9]+(\.[0-9]+){0,2}$": "version",
    r"^[a-z0-9-]+/[a-z0-9-]+$": "claim",
    r"^[\w][\w.-]*$": "file",
}
"""The word for each pattern that a text of the model must match."""

_PLAIN = {Edtf: "date", Text: "text", Names: "names", int: "integer", float: "float", bool: "boolean"}


def say_what_it_takes(t: Words, annotation: Any, metadata: tuple = ()) -> str:
    """Return in plain words of a language what a type of the model takes."""
    annotation, metadata = unwrap(annotation, metadata)
    if ref := next((item for item in metadata if isinstance(item, Ref)), None):
        return _fill(t, "ref", kind=t(f"kinds.{ref.kind}")) + (t("takes.or-unnamed") if ref.or_unnamed else "")
    if get_origin(annotation) is tuple:
        return _fill(t, "list", item=say_what_it_takes(t, get_args(annotation)[0]))
    if get_origin(annotation) is dict:
        return t("takes.map")
    if isinstance(annotation, type):
        return _say_class(t, annotation, metadata)
    return t("takes.number" if get_origin(annotation) in (Union, types.UnionType) else "takes.value")


def _say_class(t: Words, annotation: type, metadata: tuple) -> str:
    if annotation in _PLAIN:
        return t(f"takes.{_PLAIN[annotation]}")
    if issubclass(annotation, Enum):
        return _fill(t, "choice", words=", ".join(choices(annotation)))
    if issubclass(annotation, BaseModel):
        model = t(f"models.{annotation.__name__}")
        return _fill(t, "part", model=model, fields=", ".join(field_names(annotation)))
    return t(f"takes.{PATTERNS.get(find_pattern(metadata) or '', 'string')}") if annotation is str else t("takes.value")


def find_pattern(metadata: tuple) -> str | None:
    """Return the pattern that a text must match, by the metadata of its type."""
    for item in metadata:
        pattern = item.pattern if isinstance(item, StringConstraints) else getattr(item, "pattern", None)
        if isinstance(pattern, str):
            return pattern
    return None


def _fill(t: Words, key: str, **values: str) -> str:
    return t(f"takes.{key}", **values)
