"""CSV (RFC 4180): one file for each table, in UTF-8.

A spreadsheet runs a cell that begins with one of a few marks as a formula. Such a text gets an apostrophe before it,
and so does one that begins with apostrophes before such a mark, so that taking one away gives the text back. Numbers
are left alone. The same after a semicolon, a tab, a bar or a line end within a text: where lists are parted by
semicolons, as in an Italian Excel, each of them begins a cell. Source of the marks: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import io
import re

from regesto.exports.export import Made
from regesto.pages.edition import Edition
from regesto.pages.plain import printable
from regesto.views.tables.table import Cell, Table

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


def write_csv(table: Table) -> bytes:
    """Return a table as CSV with a header line; empty cells are empty, truth is `true` or `false`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_write(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode()


def _write(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return defuse(printable(cell)) if isinstance(cell, str) else cell


def export_csv(edition: Edition) -> Made:
    """Yield one file for each table."""
    for table in edition.tables:
        yield f"csv/{table.name}.csv", write_csv(table)
