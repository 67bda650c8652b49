"""A table of the dossier: named columns with types and descriptions, and rows of plain cells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Cell = str | int | float | bool | None
"""What stands in a cell; `None` is an empty one."""


class CellType(StrEnum):
    """Types of cells, by their names in Table Schema (Frictionless)."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `field` is the model's field that it comes from, as `Entry.title`; empty where it is `derived` from several.
    `description` is the model's own. `choices` are the words that it admits, if they are few. `joined` tells a list in
    one cell whose items also have a table of their own.
    """

    name: str
    type: CellType
    description: str
    field: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    joined: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose cells name a row of another table."""

    columns: tuple[str, ...]
    table: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Table:
    """A table with its rows, in the order of the dossier. `key` names the columns of the primary key."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign: tuple[ForeignKey, ...]
    rows: tuple[tuple[Cell, ...], ...]
