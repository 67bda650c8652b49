"""What reading an article yields: its text, and the parts of it, each with offsets into that text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class PartKind(StrEnum):
    """What a stretch of an article is. Only the first four can carry claims of the article itself."""

    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    TEASER = "teaser"
    REPEAT = "repeat"


TELLING = frozenset({PartKind.TITLE, PartKind.LEAD, PartKind.HEADING, PartKind.PARAGRAPH})
"""The kinds of part that the article itself speaks in; captions, credits and teasers are no evidence."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text. `start` and `end` are offsets in characters, end exclusive.

    `paragraph` is the number by which evidence points to it: the lines that are not empty, from 0.
    `why` says in a few words how its kind was told.
    """

    kind: PartKind
    start: int
    end: int
    paragraph: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article's frame says of itself: title, authors, date of publication (EDTF), outlet, address.

    A field that nothing says is empty. `basis` is `stated` when the text or its metadata gave the date, and `given`
    when a person did.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    basis: str = ""
    outlet: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article that was read. `name` is a short name for messages and files; offsets count characters of `text`."""

    name: str
    text: str
    parts: tuple[Part, ...]
    facts: Facts = field(default_factory=Facts)
    language: str = ""
    encoding: str = "utf-8"
    origin: str = ""
    notes: tuple[str, ...] = ()

    def words_of(self, part: Part) -> str:
        """Return the text of `part`."""
        return self.text[part.start : part.end]

    def of_kind(self, *kinds: PartKind) -> Iterator[Part]:
        """Yield the parts of the given kinds, in the order of the text."""
        return (part for part in self.parts if part.kind in kinds)

    def part_at(self, offset: int) -> Part | None:
        """Return the part that `offset` lies in, or `None` between parts."""
        return next((part for part in self.parts if part.start <= offset < part.end), None)


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that could not be read: `name` as the person gave it, and `reason`, a clear line for that person."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"
