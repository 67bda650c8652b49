"""What the component macros take: plain values with a field for everything a macro may ask for."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

Words = str | Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A link; without `href`, plain words. `role` is a muted word beside it, `after` goes on with the sentence."""

    text: Words
    href: str | None = None
    lang: str | None = None
    role: Words = ""
    note: Words = ""
    after: Words = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: `origin`, `relay` or `article`. `note` says in words what is known of it, or is not."""

    kind: str
    links: tuple[Link, ...]
    note: Words = ""
    stance: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with its place in words, its seal's hash if it has one, and its language."""

    text: str
    place: str
    stamp: str | None
    language: str


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
class RowPart:
    """A row of a list: date, title, what stands under it, corroboration and mark."""

    when: Words
    title: Words
    href: str | None = None
    lang: str | None = None
    sub: Words = ""
    subs: tuple[Link, ...] = ()
    label: str | None = None
    origins: int = 0
    mark: Markup | None = None


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A figure in a list: `qualifier` and `number`, then a link and a note."""

    qualifier: Words
    number: Words
    text: Words
    href: str | None = None
    lang: str | None = None
    note: Words = ""


@dataclass(frozen=True, slots=True)
class KeyFigurePart:
    """A figure shown large, with whoever gives it."""

    label: Words
    qualifier: Words
    number: Words
    unit: Words
    drawing: Markup | None
    links: tuple[Link, ...]
    date: Words
    corroboration: str
    origins: int


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """One voice in a ledger."""

    links: tuple[Link, ...]
    text: Words
    href: str | None
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
    label: str
    origins: int
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
    number: str = field(default="0")
