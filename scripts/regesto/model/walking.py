"""Finds things by their type inside records: every reference to another record, every text that a reader sees.

What to look for stands in the annotations of the models, so a new field is found without a word here.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from regesto.model.ids import UNNAMED, Kind, Ref
from regesto.model.text import Text

Path = tuple[str | int, ...]
Found = tuple[Path, Any, Any]
"""Something found: the way to it, the thing itself, and what its annotation says of it."""

_Finder = Callable[[Any, Path, list[Found]], None]
"""Adds what is found in a value, whose path is given. To fill a list takes a fifth less than nested generators."""

_Wanted = Callable[[Any, tuple], Any]


def find_references(record: BaseModel) -> Iterator[tuple[Path, Ref, str]]:
    """Yield the path, the kind and the id of everything that `record` points to; `unnamed` points to nothing."""
    for path, id, ref in _find(type(record), record, _as_reference):
        if not (ref.or_unnamed and id == UNNAMED):
            yield path, ref, id


def list_referenced(record: BaseModel) -> set[tuple[Kind, str]]:
    """Return the kinds and ids of everything that `record` points to."""
    return {(ref.kind, id) for _, ref, id in find_references(record)}


def find_raw_references(model: type[BaseModel], data: dict[str, Any]) -> Iterator[tuple[Path, Ref, str]]:
    """Yield the same for the data of a record that is not valid: whatever in it is where a reference belongs."""
    for path, id, ref in _find(model, data, _as_reference):
        if isinstance(id, str) and not (ref.or_unnamed and id == UNNAMED):
            yield path, ref, id


def find_texts(record: BaseModel) -> Iterator[tuple[Path, Text]]:
    """Yield the path and the text of every text in `record` that may be written in several languages."""
    for path, text, _ in _find(type(record), record, _as_text):
        yield path, text


def _find(model: type[BaseModel], record: Any, wanted: _Wanted) -> list[Found]:
    found: list[Found] = []
    _find_in(model, wanted)(record, (), found)
    return found


def unwrap(annotation: Any, metadata: tuple = ()) -> tuple[Any, tuple]:
    """Strip `Annotated` and `| None` off a type; return the bare type and the metadata that was on it."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            metadata = (*metadata, *more)
        elif get_origin(annotation) in (Union, types.UnionType):
            members = [member for member in get_args(annotation) if member is not type(None)]
            if len(members) != 1:
                return annotation, metadata
            annotation = members[0]
        else:
            return annotation, metadata


def _as_reference(annotation: Any, metadata: tuple) -> Ref | None:
    return next((item for item in metadata if isinstance(item, Ref)), None)


def _as_text(annotation: Any, metadata: tuple) -> bool:
    return annotation is Text


@cache
def _find_in(model: type[BaseModel], wanted: _Wanted) -> _Finder:
    finders = []
    for name, field in model.model_fields.items():
        if finder := _finder(field.annotation, tuple(field.metadata), wanted):
            finders.append((name, finder))

    def find(record: Any, path: Path, found: list[Found]) -> None:
        raw = isinstance(record, dict)
        if not raw and not isinstance(record, BaseModel):
            return
        for name, finder in finders:
            value = record.get(name) if raw else getattr(record, name)
            if value is not None:
                finder(value, (*path, name), found)

    return find


def _finder(annotation: Any, metadata: tuple, wanted: _Wanted) -> _Finder | None:
    """Return a function that finds what is wanted in a value of this type; `None` where there can be none."""
    annotation, metadata = unwrap(annotation, metadata)
    if meaning := wanted(annotation, metadata):
        # A single item whose type is Annotated[str, Ref]; of a list, the metadata is on its items.
        return lambda value, path, found: found.append((path, value, meaning))
    if get_origin(annotation) in (tuple, dict):
        inner = _finder(get_args(annotation)[0 if get_origin(annotation) is tuple else 1], (), wanted)
        return inner and _each(inner)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _find_in(annotation, wanted)
    return None


def _each(inner: _Finder) -> _Finder:
    def find(values: Any, path: Path, found: list[Found]) -> None:
        if isinstance(values, str):  # in data that is not valid yet, one item may stand without its list
            inner(values, path, found)
        elif isinstance(values, dict | list | tuple):
            for step, value in values.items() if isinstance(values, dict) else enumerate(values):
                inner(value, (*path, step), found)

    return find
