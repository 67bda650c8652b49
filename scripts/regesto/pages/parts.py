"""What the component macros take, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from regesto.model.entry import Entry
from regesto.model.seal import Seal
from regesto.pages.quantities import Figure
from regesto.views.corroboration import Corroboration

Words = str | Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A link; without `href`, plain words. `note` is a muted word beside it, `after` goes on with the sentence."""

    text: Words
    href: str | None = None
    note: Words = ""
    after: Words = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: `origin`, `relay` or `article`. `note` says in words what is known of it, or is not."""

    kind: str
    links: tuple[Link, ...]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage to the letter, its place in words, its seal if it has one, and the language it is in."""

    text: str
    place: str
    seal: Seal | None
    written_in: str


@dataclass(frozen=True, slots=True)
class ClaimPart:
    """A claim as it is shown."""

    id: str
    says: Words
    stance: str
    certainty: str
    steps: tuple[Step, ...]
    quotes: tuple[Quote, ...]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: a date or a relation, the title, a line under it, and the corroboration of an entry."""

    date: Words
    link: Link
    voices: Words = ""
    corroboration: Corroboration | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure in a list, with a link to its measure and whoever gives it."""

    figure: Figure
    text: Words
    href: str
    note: Words


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure shown large, with whoever gives it."""

    label: Words
    figure: Figure
    by: tuple[Link, ...]
    date: Words
    found: Corroboration
    drawing: Markup | None


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """One voice in a ledger."""

    links: tuple[Link, ...]
    text: Words
    href: str
    certainty: str
    stance: str
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a ledger; `empty` is said where there are no items."""

    stance: str
    empty: Words
    items: tuple[LedgerItem, ...]
    certainty: str | None = None
    note: Words = ""


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """A question with its sides and its corroboration."""

    id: str
    title: Words
    sides: tuple[Side, ...]
    corroboration: Corroboration
    reason: Words
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact under a title."""

    label: Words
    body: Words = ""
    links: tuple[Link, ...] = ()
    drawing: Markup | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A row of a tally; `number` is ready formatted."""

    word: Words
    number: str
