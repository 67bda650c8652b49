"""CSV (RFC 4180): one file for each table, in UTF-8.

A spreadsheet runs a cell that begins with one of a few marks as a formula. Such a text gets an apostrophe before it,
and so does one that begins with apostrophes before such a mark, so that taking one away gives the text back. Numbers
are left alone. The same after a semicolon, a tab, a bar or a line end within a text: where lists are parted by
semicolons, as in an Italian Excel, each of them begins a cell. Source of the marks: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from regesto.exports.export import Made
from regesto.pages.edition import Edition
from regesto.pages.plain import UNPRINTABLE, printable
from regesto.views.tables.table import Cell, CellType, Table

_MARK = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_PARTS = r"(?<=[;|\t\r\n])"
_FORMULA = re.compile(rf"^(?='*[{_MARK}\t\r\n])|{_PARTS}(?='*[{_MARK}])")
_DEFUSED = re.compile(rf"^'(?='*[{_MARK}\t\r\n])|{_PARTS}'(?='*[{_MARK}])")


def defuse(text: str) -> str:
    """Return a text as it may stand in a cell: never a formula."""
    return _FORMULA.sub("'", text)


def restore(cell: str) -> str:
    """Return the text that `defuse` was given."""
    return _DEFUSED.sub("", cell)


_RISKY = re.compile(rf"[;|\t\r\n]'*[{_MARK}\t\r\n]")
"""What `defuse` would change, in texts with a bar before each; it may be found where nothing is to be done."""


class Sum(NamedTuple):
    """What a package says of a file: its size in bytes and the SHA-256 of its content."""

    size: int
    sha256: str


_SUMS: WeakKeyDictionary[Table, Sum] = WeakKeyDictionary()


def write_csv(table: Table) -> bytes:
    """Return a table as CSV with a header line; empty cells are empty, truth is `true` or `false`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    columns = zip(*table.rows, strict=True)
    cells = [_write(column.type, cells) for column, cells in zip(table.columns, columns, strict=bool(table.rows))]
    writer.writerows(zip(*cells, strict=True))
    content = out.getvalue().encode()
    _SUMS[table] = Sum(len(content), hashlib.sha256(content).hexdigest())
    return content


def sum_csv(table: Table) -> Sum:
    """Return the size and the sum of a table as CSV."""
    if table not in _SUMS:
        write_csv(table)
    return _SUMS[table]


def _write(type: CellType, cells: Sequence[Cell]) -> Sequence[Any]:
    """Return the cells of a column as `csv` takes them."""
    if type is CellType.BOOLEAN:
        return ["" if cell is None else "true" if cell else "false" for cell in cells]
    if type in (CellType.INTEGER, CellType.NUMBER):
        return cells
    texts = "|".join(["", *filter(None, cells)])  # one look at the whole column tells that most need no care
    if not _RISKY.search(texts) and not UNPRINTABLE.search(texts):
        return cells
    return [cell and defuse(printable(cell)) for cell in cells]


def export_csv(edition: Edition) -> Made:
    """Yield one file for each table."""
    for table in edition.tables:
        yield f"csv/{table.name}.csv", write_csv(table)
