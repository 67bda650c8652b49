"""New records in a dossier: a file for a source or an entry, a few lines at the end of a vocabulary for a term."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from regesto.model.calendar import find_day
from regesto.model.edtf import Edtf
from regesto.model.ids import Kind
from regesto.seeds.formatting import find_kind, format_seed, make_yaml, write_modeline
from regesto.seeds.layout import ENTRIES_FOLDER, SOURCES_FOLDER, UNDATED_FOLDER, VOCABULARY_FILES
from regesto.seeds.writing import write_if_changed, write_new
from regesto.seeds.yaml import read_yaml

_ONE_LINE = frozenset({"reviewed"})
"""Fields whose map is written on one line, as those in lists are."""

FILE_OF = {kind: name for name, kind in VOCABULARY_FILES.items()}
"""The file of each vocabulary."""


class Refusal(Exception):
    """A record cannot be begun; the message says why, for a person."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record to be written: its file under the seeds folder, and the whole text of that file.

    `is_file` tells whether the record is the file, which then must not exist yet.
    """

    name: str
    text: str
    is_file: bool = True


def make_source(id: str, fields: Mapping[str, Any]) -> NewRecord:
    """Return the file of a new source; `fields` are those of the model that are known."""
    return _make_file(f"{SOURCES_FOLDER}/{id}.yml", fields)


def make_entry(id: str, fields: Mapping[str, Any]) -> NewRecord:
    """Return the file of a new entry, in the folder of its first year."""
    date = fields.get("date")
    return _make_file(f"{ENTRIES_FOLDER}/{name_folder(Edtf.parse(date)) if date else UNDATED_FOLDER}/{id}.yml", fields)


def name_folder(date: Edtf) -> str:
    """Return the folder of an entry: the year in which its date begins, or ends where it has no beginning."""
    bounds = date.bounds
    number = bounds.earliest if bounds.earliest is not None else bounds.latest
    year = find_day(number).year if number is not None else 0
    return f"{year:04d}" if 0 < year < 10_000 else UNDATED_FOLDER


def make_term(seeds: Path, kind: Kind, id: str, fields: Mapping[str, Any]) -> NewRecord:
    """Return the vocabulary of `kind` with a new term at its end; what stands there stays to the letter.

    Raises `Refusal` where the file has mistakes, or cannot take a term without being changed.
    """
    name = FILE_OF[kind]
    path = seeds / name
    old = path.read_bytes().decode("utf-8-sig", errors="replace") if path.is_file() else ""
    before = read_yaml(old.encode(), name)
    data = before.data if before.data is not None else {}
    if (before.problems and old.strip()) or not isinstance(data, dict):
        raise Refusal(f"{name} has mistakes; correct them first (see `regesto check`)")
    if id in data:
        raise Refusal(f"{name} has a term {id} already")
    added = _dump({id: _shape(fields)})
    head = (
        f"{old.rstrip()}\n\n" if data else f"{old.rstrip()}\n" if old.strip() else write_modeline(name, find_kind(name))
    )
    text = head.replace("\r\n", "\n") + added
    if read_yaml(text.encode(), name).data != {**data, id: read_yaml(added.encode(), name).data[id]}:
        raise Refusal(f"{name} cannot take a term at its end; run `regesto fmt {path.as_posix()}` first")
    return NewRecord(name, text, is_file=False)


def write_record(seeds: Path, record: NewRecord) -> Path:
    """Write a new record; return its path. Raises `Refusal` where its file exists already, and OSError."""
    path = seeds / record.name
    if not record.is_file:
        write_if_changed(path, record.text.encode())
        return path
    try:
        write_new(path, record.text.encode())
    except FileExistsError:
        raise Refusal(f"{path.as_posix()} exists already; give the new record another id") from None
    return path


def _make_file(name: str, fields: Mapping[str, Any]) -> NewRecord:
    text = _dump(_shape(fields))
    formatted = format_seed(text.encode(), name)
    return NewRecord(name, formatted.text if formatted.text is not None else text)


def _dump(data: Any) -> str:
    stream = io.StringIO()
    make_yaml().dump(data, stream)
    return stream.getvalue()


def _shape(value: Any, flow: bool = False) -> Any:
    """Return data as it is laid out: lists of ids and small maps in lists on one line, the rest in blocks."""
    if isinstance(value, Mapping):
        given = {key: one for key, one in value.items() if one not in (None, "", [], ())}
        shaped = CommentedMap((key, _shape(one, flow=key in _ONE_LINE)) for key, one in given.items())
        if flow and not any(isinstance(one, dict | list) for one in shaped.values()):
            shaped.fa.set_flow_style()
        return shaped
    if isinstance(value, list | tuple):
        items = CommentedSeq(_shape(one, flow=True) for one in value)
        if all(isinstance(one, str) for one in items):
            items.fa.set_flow_style()
        return items
    return str(value)
