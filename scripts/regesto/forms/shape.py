"""The shape of records as plain data, from which pages ask for the fields and a script judges what was entered."""

from __future__ import annotations

from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic import AfterValidator, BaseModel, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from regesto.forms.takes import find_pattern, say_what_it_takes
from regesto.model.edtf import Edtf
from regesto.model.entry import Entry
from regesto.model.ids import Ref, refuse_reserved
from regesto.model.quantity import FIGURES
from regesto.model.record import Term
from regesto.model.source import Source
from regesto.model.text import Names, Text
from regesto.model.vocabulary import Actor, Materiel, PlaceTerm, Topic
from regesto.model.walking import unwrap
from regesto.pages.i18n import Words
from regesto.seeds.examples import example_of
from regesto.seeds.ordering import list_fields
from regesto.seeds.shapes import choices, field_names

ROOTS: tuple[type[BaseModel], ...] = (Entry, Source, Actor, PlaceTerm, Topic, Materiel)
"""The records that there are forms for."""

_PLAIN = {Edtf: "edtf", Text: "text", int: "integer", float: "number", bool: "boolean", str: "string"}
_LIMITS = {Ge: "ge", Gt: "gt", Le: "le", Lt: "lt", MinLen: "min_length", MaxLen: "max_length"}


def describe_shapes(t: Words) -> dict[str, Any]:
    """Return the shape of every record with a form, and of its parts, by the name of the model."""
    shapes: dict[str, Any] = {}
    for root in ROOTS:
        _describe_model(t, root, shapes)
    shapes["Quantity"]["figures"] = {str(bound): sorted(names) for bound, names in FIGURES.items()}
    return shapes


def _describe_model(t: Words, model: type[BaseModel], shapes: dict[str, Any]) -> None:
    if model.__name__ in shapes:
        return
    shape = shapes[model.__name__] = {"name": t(f"models.{model.__name__}"), "fields": []}
    names = field_names(model)
    if issubclass(model, Term):  # written in the order that `regesto fmt` gives them
        names.sort(key=list_fields(model).index)
    for name in names:
        field = model.model_fields[name]
        described = _describe_type(t, field.annotation, tuple(field.metadata), shapes)
        shape["fields"].append(
            {"name": name, "required": field.is_required(), "example": example_of(model, name), **described}
        )


def _describe_type(t: Words, annotation: Any, metadata: tuple, shapes: dict[str, Any]) -> dict[str, Any]:
    """Return what a type is, what limits it has, and what it takes in words."""
    bare, metadata = unwrap(annotation, metadata)
    found: dict[str, Any] = {"takes": say_what_it_takes(t, bare, metadata), **_find_limits(metadata)}
    if get_origin(bare) is tuple:
        item = _describe_type(t, get_args(bare)[0], (), shapes)
        # One item may stand for a list of one, where the model turns it into a list before it looks.
        single = any(isinstance(one, BeforeValidator) for one in metadata)
        return found | {"kind": "list", "item": item} | ({"single": True} if single else {})
    if ref := next((one for one in metadata if isinstance(one, Ref)), None):
        return found | {"kind": "ref", "ref": str(ref.kind)} | ({"unnamed": True} if ref.or_unnamed else {})
    if get_origin(bare) in (Union, UnionType):
        return found | {"kind": "figure"}
    if issubclass(bare, Enum):
        return found | {"kind": "choice", "choices": choices(bare)}
    if issubclass(bare, BaseModel):
        _describe_model(t, bare, shapes)
        return found | {"kind": "part", "model": bare.__name__}
    if bare is Names:
        return found | {"kind": "names", "item": {"kind": "string", "takes": t("takes.string")}}
    return found | {"kind": _PLAIN[bare]}


def _find_limits(metadata: tuple) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    for item in metadata:
        for one in item.metadata if isinstance(item, FieldInfo) else (item,):
            limits |= {key: getattr(one, key) for kind, key in _LIMITS.items() if isinstance(one, kind)}
            if isinstance(one, StringConstraints):
                names = ("min_length", "max_length")
                limits |= {key: value for key in names if (value := getattr(one, key)) is not None}
    if any(isinstance(item, AfterValidator) and item.func is refuse_reserved for item in metadata):
        limits["reserved"] = True
    if pattern := find_pattern(metadata):
        limits["pattern"] = pattern
    return limits
