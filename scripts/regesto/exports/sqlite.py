"""SQLite: every table with its keys, for queries and for Datasette. The bytes depend on the dossier alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from regesto.exports.export import Made
from regesto.pages.edition import Edition
from regesto.pages.plain import printable
from regesto.views.tables.table import Cell, CellType, Table

PAGE_SIZE = 1024

_VERSION_AT = 96
"""Where the file's header names the version of the library that wrote it: four bytes that say nothing of the data."""

_TYPES = {CellType.INTEGER: "INTEGER", CellType.NUMBER: "NUMERIC", CellType.BOOLEAN: "INTEGER"}

_ABOUT = "about"


def export_sqlite(edition: Edition) -> Made:
    """Yield the database."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        base.execute("PRAGMA encoding = 'UTF-8'")
        base.execute("BEGIN")
        _fill_about(base, edition)
        for table in edition.tables:
            _fill(base, table)
        base.execute("COMMIT")
        base.execute("VACUUM")
        content = base.serialize()
    # Only now, when the database is gone: of a large one, every copy counts.
    yield "dossier.sqlite", content[:_VERSION_AT] + bytes(4) + content[_VERSION_AT + 4 :]


def _fill_about(base: sqlite3.Connection, edition: Edition) -> None:
    settings, default = edition.dossier.settings, edition.dossier.default_language
    facts = {
        "id": settings.id,
        "title": settings.title.choose(default, default).value,
        "description": settings.description.choose(default, default).value,
        "version": settings.version,
        "licence": settings.licence.choose(default, default).value,
    }
    base.execute(f"CREATE TABLE {_ABOUT} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    base.executemany(f"INSERT INTO {_ABOUT} VALUES (?, ?)", [(name, printable(text)) for name, text in facts.items()])


def quote(name: str) -> str:
    """Return a name as SQL takes any name."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _fill(base: sqlite3.Connection, table: Table) -> None:
    """Make a table and put its rows in. Lists that have a table of their own are left to it."""
    kept = [at for at, column in enumerate(table.columns) if not column.joined]
    base.execute(_define(table, kept))
    marks = ", ".join("?" * len(kept))
    rows = ([_bind(row[at]) for at in kept] for row in table.rows)
    base.executemany(f"INSERT INTO {quote(table.name)} VALUES ({marks})", rows)
    for foreign in table.foreign:
        if foreign.columns != table.key[: len(foreign.columns)]:  # the key has an index already
            name = quote(f"{table.name}_{'_'.join(foreign.columns)}")
            base.execute(f"CREATE INDEX {name} ON {quote(table.name)} ({_names(foreign.columns)})")


def _define(table: Table, kept: list[int]) -> str:
    parts = []
    for column in (table.columns[at] for at in kept):
        needed = " NOT NULL" if column.required else ""
        parts.append(f"{quote(column.name)} {_TYPES.get(column.type, 'TEXT')}{needed}")
    parts.append(f"PRIMARY KEY ({_names(table.key)})")
    for foreign in table.foreign:
        keys = _names(foreign.keys)
        parts.append(f"FOREIGN KEY ({_names(foreign.columns)}) REFERENCES {quote(foreign.table)} ({keys})")
    body = ",\n  ".join(parts)
    return f"CREATE TABLE {quote(table.name)} (\n  {body}\n)"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(map(quote, columns))


def _bind(cell: Cell) -> Cell:
    return printable(cell) if isinstance(cell, str) else cell
