"""From the fields of a model to columns and cells: what a text, a date or a list becomes in a table."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from regesto.model.calendar import find_day, write_day
from regesto.model.edtf import Edtf
from regesto.model.ids import Kind, Ref
from regesto.model.text import Names, Text
from regesto.model.walking import unwrap
from regesto.views.tables.table import Cell, CellType, Column

JOINT = "; "
"""Stands between the items of a list in one cell."""

LAST_YEAR = 9999
"""Days outside the years 1 to 9999 are left out of columns of dates: readers of tables cannot hold them."""

_TYPES = {bool: CellType.BOOLEAN, int: CellType.INTEGER, float: CellType.NUMBER, str: CellType.STRING}

Reader = Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column with what reads its cell from a record; `refers` is the kind of record that its cells name."""

    column: Column
    read: Reader
    refers: Kind | None = None


def bound_days(date: Edtf | None) -> tuple[str | None, str | None]:
    """Return the first and the last day in ISO 8601; `None` where there is none, or outside the years 1 to 9999."""
    if date is None:
        return None, None
    first, last = (
        write_day(day) if day is not None and 1 <= find_day(day).year <= LAST_YEAR else None for day in date.bounds
    )
    return first, last


def children_of(model: type[BaseModel]) -> Iterator[tuple[str, Any, tuple, str]]:
    """Yield the name, item type, its metadata and the description of each list that gets a table of its own.

    Those are lists of references and of nested records.
    """
    for name, field in model.model_fields.items():
        annotation, _ = unwrap(field.annotation, tuple(field.metadata))
        if get_origin(annotation) is tuple:
            item, metadata = unwrap(get_args(annotation)[0])
            if _is_model(item) or _ref(metadata):
                yield name, item, metadata, field.description or ""


def columns_of(model: type[BaseModel], languages: Sequence[str], default: str) -> Iterator[FieldColumn]:
    """Yield the columns of a record's own fields in their order; `languages` are those that texts get a column for."""
    for name, field in model.model_fields.items():
        base = Column(
            name=name,
            type=CellType.STRING,
            description=field.description or ("Names the record, for good." if name == "id" else ""),
            field=f"{model.__name__}.{name}",
            required=field.is_required(),
        )
        annotation, metadata = unwrap(field.annotation, tuple(field.metadata))
        yield from _columns(base, annotation, metadata, languages, default, lambda record, at=name: getattr(record, at))


def _columns(
    base: Column, annotation: Any, metadata: tuple, languages: Sequence[str], default: str, get: Reader
) -> Iterator[FieldColumn]:
    if annotation is Text:
        yield from _text_columns(base, languages, default, get)
    elif annotation is Names:
        base = replace(base, description=_joined(base.description), required=False)
        yield FieldColumn(base, lambda record: JOINT.join(get(record).everywhere()) or None)
    elif annotation is Edtf:
        yield from _date_columns(base, get)
    elif get_origin(annotation) is tuple:
        yield from _list_column(base, annotation, get)
    elif _is_model(annotation):
        for inner in columns_of(annotation, languages, default):
            column = replace(
                inner.column,
                name=f"{base.name}_{inner.column.name}",
                description=inner.column.description.replace("of `", f"of `{base.name}_"),
                required=inner.column.required and base.required,
            )
            yield FieldColumn(column, _within(get, inner.read), inner.refers)
    elif ref := _ref(metadata):
        yield FieldColumn(base, get, ref.kind)
    else:
        yield FieldColumn(*_plain(base, annotation, get))


def _text_columns(base: Column, languages: Sequence[str], default: str, get: Reader) -> Iterator[FieldColumn]:
    for language in languages:

        def read(record: Any, language: str = language) -> Cell:
            text = get(record)
            return None if text is None else {code or default: one for code, one in text.by_language}.get(language)

        name = f"{base.name}_{language.replace('-', '_')}"
        yield FieldColumn(replace(base, name=name, required=False), read)


def _date_columns(base: Column, get: Reader) -> Iterator[FieldColumn]:
    yield FieldColumn(base, lambda record: str(date) if (date := get(record)) else None)
    for end, words, at in (("from", "The first possible day", 0), ("to", "The last possible day", 1)):
        column = replace(
            base,
            name=f"{base.name}_{end}",
            type=CellType.DATE,
            description=f"{words} of `{base.name}`; empty where it has none.",
            required=False,
            derived=True,
        )
        yield FieldColumn(column, lambda record, at=at: bound_days(get(record))[at])


def _list_column(base: Column, annotation: Any, get: Reader) -> Iterator[FieldColumn]:
    item, metadata = unwrap(get_args(annotation)[0])
    if _is_model(item):
        return
    joined = _ref(metadata) is not None
    column = replace(base, description=_joined(base.description), joined=joined)
    yield FieldColumn(column, lambda record: JOINT.join(map(str, get(record))) or None)


def _joined(description: str) -> str:
    return f"{description} Several are parted by a semicolon."


def _plain(base: Column, annotation: Any, get: Reader) -> tuple[Column, Reader]:
    if get_origin(annotation) in (Union, types.UnionType):
        return replace(base, type=CellType.NUMBER), get
    if issubclass(annotation, Enum):
        choices = tuple(str(member.value) for member in annotation)
        return replace(base, choices=choices), lambda record: None if (one := get(record)) is None else str(one.value)
    return replace(base, type=_TYPES[annotation]), get


def _within(get: Reader, read: Reader) -> Reader:
    return lambda record: None if (inner := get(record)) is None else read(inner)


def _ref(metadata: tuple) -> Ref | None:
    return next((item for item in metadata if isinstance(item, Ref)), None)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
