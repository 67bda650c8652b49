"""Puts the fields of records in the order of the model, as whole lines, so that comments stay with their field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from regesto.model.record import Term
from regesto.model.walking import unwrap
from regesto.seeds.document import Document, Path
from regesto.seeds.yaml import read_yaml

_COMMENT = re.compile(r"\s*#")
_LONG = ("aliases", "demonyms", "description", "overview", "note")
"""What a term of a vocabulary ends with: first what it is, then its texts."""


def order_fields(text: str, name: str, model: type[BaseModel], is_map: bool) -> str:
    """Return YAML in block style with the fields of its records in the model's order.

    `model` is that of the file's record, or with `is_map` that of each record in a map by id. Maps in flow style
    (`{actor: russia, role: holder}`) and fields that the model does not know keep their places.
    """
    document = read_yaml(text.encode(), name)
    if document.problems or not isinstance(document.data, dict):
        return text
    lines = text.split("\n")
    for path in document.data if is_map else ("",):
        prefix = (path,) if is_map else ()
        for at, one in _find_records(document.data[path] if is_map else document.data, model, prefix):
            _order_record(lines, document, at, list_fields(one))
    return "\n".join(lines)


def list_fields(model: type[BaseModel]) -> list[str]:
    """Return the fields of a record in their canonical order: the model's, but long or machine-made ones last."""
    last = _LONG if issubclass(model, Term) else ("fingerprint",)
    return sorted(model.model_fields, key=lambda name: last.index(name) + 1 if name in last else 0)


def _find_records(data: Any, model: type[BaseModel], path: Path) -> Iterator[tuple[Path, type[BaseModel]]]:
    """Yield every record in `data` with its path, the inner ones before what they are in."""
    if not isinstance(data, dict):
        return
    for name, field in model.model_fields.items():
        if name in data:
            yield from _find_in_value(data[name], field.annotation, (*path, name))
    yield path, model


def _find_in_value(value: Any, annotation: Any, path: Path) -> Iterator[tuple[Path, type[BaseModel]]]:
    annotation, _ = unwrap(annotation)
    if get_origin(annotation) is tuple and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _find_in_value(item, get_args(annotation)[0], (*path, number))
    elif get_origin(annotation) is dict and isinstance(value, dict):
        for key, item in value.items():
            yield from _find_in_value(item, get_args(annotation)[1], (*path, key))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _find_records(value, annotation, path)


def _order_record(lines: list[str], document: Document, path: Path, order: list[str]) -> None:
    """Order the lines of the record at `path` in place, if it is in block style and not in order yet."""
    depth = len(path)
    marks = {key[-1]: mark for key, mark in document.keys.items() if len(key) == depth + 1 and key[:-1] == path}
    given = sorted(marks, key=lambda name: marks[name])
    wanted = sorted(given, key=lambda name: order.index(name) if name in order else len(order))
    columns = {column for _, column in marks.values()}
    rows = [marks[name][0] - 1 for name in given]
    if given == wanted or len(columns) > 1 or len(set(rows)) < len(rows):
        return
    indent = columns.pop() - 1
    chunks = _cut(lines, rows, indent)
    lead = lines[rows[0]][:indent]
    first = chunks[given.index(wanted[0])]
    if lead.strip() and _COMMENT.match(first[0]):
        return  # `- # a comment` would be a comment on the whole item
    start = rows[0]
    chunks[0][0] = " " * indent + chunks[0][0][indent:]
    first[0] = lead + first[0][indent:]
    ordered = [line for name in wanted for line in chunks[given.index(name)]]
    lines[start : start + len(ordered)] = ordered


def _cut(lines: list[str], rows: list[int], indent: int) -> list[list[str]]:
    """Return the lines of each field: those of its comments above it, its own, and what is indented under it."""
    starts = [rows[0]]
    for row in rows[1:]:
        while _COMMENT.match(lines[row - 1]) and _indent(lines[row - 1]) == indent:
            row -= 1
        starts.append(row)
    end = rows[-1] + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
