"""A reference as it was read from a file, and what was noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from regesto.model.source import SourceType


class Weight(StrEnum):
    """How much a notice weighs: with an `error` a reference is lost, with a `note` only part of it."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about a line (from 1) of the file."""

    line: int
    message: str
    weight: Weight = Weight.NOTE


@dataclass(frozen=True, slots=True)
class Reference:
    """One work. Empty texts are not known; `issued` is EDTF as it is written; `line` is where it begins, from 1."""

    line: int
    key: str = ""
    type: str = SourceType.NEWSPAPER.value
    title: str = ""
    authors: tuple[str, ...] = ()
    container: str = ""
    issued: str = ""
    url: str = ""
    doi: str = ""
    language: str = ""
    abstract: str = ""
    note: str = ""


@dataclass(slots=True)
class References:
    """What a file holds."""

    items: list[Reference] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def lose(self, line: int, message: str) -> None:
        """Note that a reference could not be read."""
        self.notices.append(Notice(line, message, Weight.ERROR))

    def note(self, line: int, message: str) -> None:
        """Note that something in a reference was left out or guessed."""
        self.notices.append(Notice(line, message))
