"""The page of the data: every file to take away, and what each field holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from regesto.pages.downloads import write_size
from regesto.pages.edition import Edition
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.tables.table import Column, Table


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in a list: its name, the link to it, its media type and its size in words."""

    name: str
    href: str
    media_type: str
    size: str


@dataclass(frozen=True, slots=True)
class FileGroup:
    """A format with its files."""

    export: str
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A column in the reference. `notes` are words such as "key" or "refers to places".

    `meaning` is in the page's language where it has the words, else the model's own, in English.
    """

    name: str
    type: str
    meaning: Markup
    written_in: str
    notes: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table in the reference."""

    name: str
    rows: int
    fields: tuple[FieldRow, ...]


def make_data(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    """Return the context of the page."""
    return {
        "file_groups": list(_groups(edition, w)),
        "tables": [_describe(edition, table) for table in edition.tables],
        "licence": w.text(edition.dossier.settings.licence),
    }


def _groups(edition: Edition, w: Writer) -> Iterator[FileGroup]:
    page = edition.prefix + edition.routes.file(w.address)
    for export, files in groupby(edition.downloads, key=lambda one: one.export):
        rows = (FileRow(one.name, one.href(page), one.media_type, write_size(one.size, w.t)) for one in files)
        yield FileGroup(export, tuple(rows))


def _describe(edition: Edition, table: Table) -> TablePart:
    return TablePart(table.name, len(table.rows), tuple(_field(edition, table, column) for column in table.columns))


def _field(edition: Edition, table: Table, column: Column) -> FieldRow:
    t = edition.words
    notes = [t("data.key")] if column.name in table.key else []
    notes += [t("data.derived")] if column.derived else []
    for foreign in table.foreign:
        if column.name in foreign.columns:
            notes.append(t("data.refers", table=foreign.table))
    found = _translate(t.tree.get("fields", {}), column.description)
    return FieldRow(
        name=column.name,
        type=t(f"data.types.{column.type.value}"),
        meaning=_mark_names(found or column.description),
        written_in=edition.language if found else "en",
        notes=tuple(notes),
        choices=column.choices,
    )


def _mark_names(text: str) -> Markup:
    """Return a description with the names in backticks, which are those of fields, as code."""
    return Markup(re.sub(r"`(\w+)`", r"<code>\1</code>", str(escape(text))))


def _translate(own: Mapping[str, str], text: str) -> str:
    """Return a description in words of a language, sentence by sentence; empty where one has none."""
    sentences = [own.get(sentence.replace(".", "")) for sentence in text.split(". ")]
    return " ".join(f"{sentence}." for sentence in sentences) if all(sentences) else ""
