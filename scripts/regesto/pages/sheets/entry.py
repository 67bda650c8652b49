"""One page per entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from regesto.model.entry import Claim, Entry, Relation, Status
from regesto.model.ids import Kind
from regesto.pages.edition import Edition
from regesto.pages.sheet import Sheet
from regesto.pages.writer import Writer
from regesto.views.corroboration import claims_on_own_matter, corroborate, corroborate_question
from regesto.views.timeline import ruler_of

DESCRIPTION_LENGTH = 155
"""Characters of a page's description: about what search engines show."""


class Matter(NamedTuple):
    """The claims of an entry that answer one question; `question` is `None` for the entry's own matter."""

    question: str | None
    claims: tuple[Claim, ...]


class Neighbour(NamedTuple):
    """A related entry: how this one bears on it (`incoming`: how it bears on this one), and a remark."""

    relation: Relation
    entry: str
    incoming: bool


def shorten(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Cut a text at a word's end so that it has at most `length` characters, an ellipsis included."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def matters_of(entry: Entry) -> list[Matter]:
    """Group an entry's claims: its own matter first, then question by question as they appear."""
    by_question: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in entry.claims:
        by_question[claim.question].append(claim)
    own = by_question.pop(None, [])
    rest = [Matter(question, tuple(claims)) for question, claims in by_question.items()]
    return [Matter(None, tuple(own)), *rest] if own else rest


def _neighbours(entry: Entry, incoming: dict[str, list[Neighbour]]) -> list[Neighbour]:
    own = [Neighbour(relation, relation.entry, incoming=False) for relation in entry.relations]
    stated = {(one.relation.type, one.entry) for one in own}
    back = [one for one in incoming.get(entry.id, ()) if (one.relation.type, one.entry) not in stated]
    return own + back


def make_entry_sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets of all entries in the order of time."""
    dossier = edition.dossier
    incoming: dict[str, list[Neighbour]] = defaultdict(list)
    for entry in dossier.chronology:
        for relation in entry.relations:
            incoming[relation.entry].append(Neighbour(relation, entry.id, incoming=True))
    order = dossier.chronology
    for position, entry in enumerate(order):
        yield _make_sheet(
            edition,
            entry,
            _neighbours(entry, incoming),
            before=order[position - 1] if position else None,
            after=order[position + 1] if position + 1 < len(order) else None,
        )


def _make_sheet(
    edition: Edition, entry: Entry, neighbours: list[Neighbour], before: Entry | None, after: Entry | None
) -> Sheet:
    dossier, routes = edition.dossier, edition.routes
    address = routes.of(Kind.ENTRY, entry.id)
    writer = Writer(edition, address)
    own = claims_on_own_matter(entry)
    questions = dict.fromkeys(claim.question for claim in entry.claims if claim.question)
    folder = f"{entry.date.years[0]:04d}" if entry.date and entry.date.years else "undated"
    return Sheet(
        template="entry",
        address=address,
        section="timeline",
        title=writer.plain(entry.title),
        description=shorten(writer.plain(entry.summary)),
        context={
            "entry": entry,
            "matters": matters_of(entry),
            "own_claims": own,
            "corroboration": corroborate(dossier, own),
            "questions": {question: corroborate_question(dossier, question) for question in questions},
            "sources": sorted({claim.source for claim in entry.claims}),
            "neighbours": neighbours,
            "ruler": ruler_of(entry.date) if entry.date else None,
            "before": before,
            "after": after,
            "retracted": entry.status is Status.RETRACTED,
        },
        edit=f"entries/{folder}/{entry.id}.yml",
        aliases=tuple(routes.of(Kind.ENTRY, alias) for alias in entry.aliases),
        boost=2.0,
    )
