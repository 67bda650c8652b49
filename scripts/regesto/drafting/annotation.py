"""What the rules say about a stretch of text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The kinds of annotation that leave the engine."""

    MASK = "mask"
    QUOTE = "quote"
    NUMBER = "number"
    TIME = "time"
    QUANTITY = "quantity"
    ENTITY = "entity"
    ATTRIBUTION = "attribution"
    DENIAL = "denial"
    CONDITIONAL = "conditional"
    MODAL = "modal"
    HEDGE = "hedge"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One finding: offsets into the document's text (end exclusive), the rule that made it, and its value.

    `confidence` is between 0 and 1; `rejected` are the readings that were considered and not taken, as
    (rule, value) in words.
    """

    kind: Kind
    start: int
    end: int
    rule: str
    value: Any = None
    confidence: float = 1.0
    rejected: tuple[tuple[str, str], ...] = ()
    provider: str = "rules"

    def overlaps(self, other: Annotation) -> bool:
        """Tell whether the two have a letter in common."""
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Item:
    """A token, or a chunk that an earlier phase made of several: what patterns match over.

    `low` is the folded word (empty for chunks that a pattern must not read as a word), `labels` are the classes it
    belongs to, `value` is what a chunk means, `inner` are the items that a chunk was made of.
    """

    start: int
    end: int
    text: str
    low: str
    labels: frozenset[str]
    value: Any = None
    inner: tuple[Item, ...] = field(default=())
    rule: str = ""
