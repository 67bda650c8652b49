"""What can be found: one record, or one section of a hand-written page, with its texts by field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class FindableKind(StrEnum):
    """What a hit is; results are grouped by it. The values are keys of the words under `search.kind`."""

    ENTRY = "entry"
    TOPIC = "topic"
    QUESTION = "question"
    ACTOR = "actor"
    PLACE = "place"
    MATERIEL = "materiel"
    MEASURE = "measure"
    SOURCE = "source"
    YEAR = "year"
    PAGE = "page"


class Field(StrEnum):
    """Where in a record a text stands, which says how much a word in it weighs."""

    TITLE = "title"
    ALIAS = "alias"
    HEADING = "heading"
    SUMMARY = "summary"
    CLAIM = "claim"
    QUOTE = "quote"
    NAME = "name"
    TEXT = "text"
    NOTE = "note"
    SOURCE = "source"
    OTHER_NAME = "other_name"


WEIGHTS: dict[Field, float] = {
    Field.TITLE: 6.0,
    Field.ALIAS: 7.0,
    Field.HEADING: 3.0,
    Field.SUMMARY: 2.0,
    Field.CLAIM: 1.6,
    Field.QUOTE: 1.2,
    Field.NAME: 1.2,
    Field.TEXT: 1.0,
    Field.NOTE: 0.6,
    Field.SOURCE: 0.5,
    Field.OTHER_NAME: 0.35,
}
"""How much one occurrence of a word in each field counts. Set by hand on the queries of `tests/search/queries.yml`."""


class Passage(NamedTuple):
    """A text that is shown around a match. `fragment` is the id of its element on the page, or empty."""

    field: Field
    text: str
    language: str
    fragment: str = ""


class Label(NamedTuple):
    """Words that lead to a findable and are not shown: names of what it is about, aliases, words of its date."""

    field: Field
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing that the search can find.

    `url` is its address from the edition's root, percent-encoded, perhaps with a fragment; `when` its date in words, of
    a section the title of its page, or empty. `topics`, `actors` and `years` are what the filters ask for.
    """

    url: str
    kind: FindableKind
    title: str
    language: str
    passages: tuple[Passage, ...] = ()
    labels: tuple[Label, ...] = ()
    when: str = ""
    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


class Unit(NamedTuple):
    """What findables are made of: a record, or a page.

    `id` is its own among all units, as in `entry/x` or `page/metodo`; `key` stands for everything that its findables
    are made of.
    """

    id: str
    key: bytes
