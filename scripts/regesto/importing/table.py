"""CSV with a line of headings: Regesto’s own, Zotero’s, or those of a spreadsheet that say what is under them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from regesto.importing.reference import Reference, References
from regesto.importing.values import clean, read_date, read_doi, read_type, turn_name

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "titolo"),
    "key": ("id", "key", "chiave"),
    "type": ("type", "item type", "tipo"),
    "authors": ("author", "authors", "autore", "autori"),
    "container": ("outlet_name", "outlet", "publication title", "container-title", "journal", "newspaper", "testata"),
    "issued": ("issued", "date", "published", "publication year", "year", "data", "anno"),
    "url": ("url", "address", "link", "indirizzo"),
    "doi": ("doi",),
    "language": ("language", "lingua"),
    "abstract": ("abstract", "abstract note", "riassunto"),
    "note": ("note", "notes", "extra"),
}
"""What each column may be called, in small letters, the one that is preferred first."""


def read_csv(text: str) -> References:
    """Return the references of a table with commas, semicolons or tabs between its columns."""
    found = References()
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    try:
        names = [clean(name).casefold() for name in next(rows, [])]
        columns = {field: _find(names, field) for field in HEADINGS}
        if columns["title"] is None:
            found.lose(1, f"no column is called title; there are: {', '.join(filter(None, names)) or 'none'}")
            return found
        while True:
            line = rows.line_num + 1
            row = next(rows, None)
            if row is None:
                return found
            if any(cell.strip() for cell in row):
                found.items.append(_read_row(row, columns, line, found))
    except csv.Error as error:
        found.lose(rows.line_num, f"from here on the table cannot be read: {error}")
        return found


def _find(names: list[str], field: str) -> int | None:
    wanted = [*HEADINGS[field], *(f"{name}:" for name in HEADINGS[field])]
    return next((names.index(name) for name in wanted if name in names), None)


def _read_row(row: list[str], columns: Mapping[str, int | None], line: int, found: References) -> Reference:
    def cell(name: str) -> str:
        at = columns[name]
        return clean(row[at]) if at is not None and at < len(row) else ""

    if len(row) > max(at for at in columns.values() if at is not None) + 50:
        found.note(line, "this line has many more cells than the first one")
    authors = [one.strip() for one in cell("authors").split(";")]
    return Reference(
        line=line,
        key=cell("key"),
        type=read_type(cell("type") or "article-newspaper", bool(cell("url")), found, line),
        title=cell("title"),
        authors=tuple(turn_name(one) for one in authors if one),
        container=cell("container"),
        issued=read_date(cell("issued"), found, line),
        url=cell("url"),
        doi=read_doi(cell("doi")),
        language=cell("language"),
        abstract=cell("abstract"),
        note=cell("note"),
    )
