"""One page per entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from regesto.model.entry import Entry, Relation, Status
from regesto.model.ids import Kind
from regesto.pages.citations import cite_entry
from regesto.pages.drawn import draw_date
from regesto.pages.drawn_maps import draw_entry_places
from regesto.pages.drawn_nets import draw_chains
from regesto.pages.edition import Edition
from regesto.pages.history import write_history
from regesto.pages.parts import Fact, Row
from regesto.pages.sheet import Plan, Sheet
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.corroboration import Corroboration, claims_on_own_matter, corroborate
from regesto.views.digests import digest

DESCRIPTION_LENGTH = 155
"""Characters of a page's description: about what search engines show."""


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


def _neighbours(entry: Entry, incoming: dict[str, list[Neighbour]]) -> list[Neighbour]:
    own = [Neighbour(relation, relation.entry, incoming=False) for relation in entry.relations]
    stated = {(one.relation.type, one.entry) for one in own}
    back = [one for one in incoming.get(entry.id, ()) if (one.relation.type, one.entry) not in stated]
    return own + back


def make_entry_sheets(edition: Edition) -> Iterator[Plan]:
    """Yield the sheets of all entries in the order of time."""
    dossier = edition.dossier
    incoming: dict[str, list[Neighbour]] = defaultdict(list)
    for entry in dossier.chronology:
        for relation in entry.relations:
            incoming[relation.entry].append(Neighbour(relation, entry.id, incoming=True))
    order = dossier.chronology
    for position, entry in enumerate(order):
        near = _neighbours(entry, incoming)
        before = order[position - 1] if position else None
        after = order[position + 1] if position + 1 < len(order) else None
        yield Plan(
            "entry",
            edition.routes.of(Kind.ENTRY, entry.id),
            _list_shown(edition, entry, near, before, after),
            partial(_make_sheet, edition, entry, near, before=before, after=after),
        )


def _list_shown(
    edition: Edition, entry: Entry, neighbours: list[Neighbour], before: Entry | None, after: Entry | None
) -> tuple[bytes | str, ...]:
    digests = edition.digests
    near = (digest(repr(one), digests.alone(Kind.ENTRY, one.entry)) for one in neighbours)
    around = (digests.alone(Kind.ENTRY, one.id) if one else "" for one in (before, after))
    questions = dict.fromkeys(claim.question for claim in entry.claims if claim.question)
    answers = (digests.of_entries(one.entry for one in edition.index.answers.get(id, ())) for id in questions)
    on_map = edition.around_digest if entry.places else ""
    past = edition.histories.key(entry) if edition.histories else ""
    return (digests.of(Kind.ENTRY, entry.id), digest(*near), *around, on_map, past, *answers)


def _make_sheet(
    edition: Edition, entry: Entry, neighbours: list[Neighbour], before: Entry | None, after: Entry | None
) -> Sheet:
    routes = edition.routes
    w = Writer(edition, routes.of(Kind.ENTRY, entry.id))
    v = Voices(w)
    own = claims_on_own_matter(entry)
    found = corroborate(edition.dossier, own)
    questions = dict.fromkeys(claim.question for claim in entry.claims if claim.question)
    return Sheet(
        template="entry",
        address=w.address,
        section="timeline",
        title=w.plain(entry.title),
        description=shorten(w.plain(entry.summary)),
        context={
            "w": w,
            "v": v,
            "entry": entry,
            "asides": [claim for claim in entry.claims if claim.aside],
            "own_claims": own,
            "found": found,
            "counted": _count(w, entry, found),
            "questions": {
                question: corroborate(edition.dossier, (one.claim for one in edition.index.answers.get(question, ())))
                for question in questions
            },
            "entry_facts": _facts(w, entry),
            "chains": draw_chains(w, entry),
            "map": draw_entry_places(w, entry.places),
            "actor_chips": [
                w.link(Kind.ACTOR, one.actor, note=w.text(edition.dossier.roles[one.role].name)) for one in entry.actors
            ],
            "near": [_neighbour_row(w, one) for one in neighbours],
            "cite": _cite(w, entry),
            "citations": cite_entry(w, entry),
            "reviewed": w.t("entry.reviewed", date=w.date(entry.reviewed.on), by=_editor(w, entry)),
            "history": write_history(w, entry),
            "before": before and w.link(Kind.ENTRY, before.id),
            "after": after and w.link(Kind.ENTRY, after.id),
            "retracted": entry.status is Status.RETRACTED,
        },
        edit=edit_path(entry),
        aliases=tuple(routes.of(Kind.ENTRY, alias) for alias in entry.aliases),
        boost=2.0,
    )


def edit_path(entry: Entry) -> str:
    """Return where an entry's file is, under the seeds folder: `entries/2024/<id>.yml`, by its earliest year."""
    folder = f"{entry.date.years[0]:04d}" if entry.date else "undated"
    return f"entries/{folder}/{entry.id}.yml"


def _editor(w: Writer, entry: Entry) -> str:
    return w.plain(w.dossier.settings.editors[entry.reviewed.by].name)


def _count(w: Writer, entry: Entry, found: Corroboration) -> str:
    articles = w.t("entry.articles", n=len({claim.source for claim in entry.claims}))
    origins = w.t("entry.origins", n=len(found.origins)) if found.origins else w.t("entry.no_origins")
    return f"{articles} · {origins}"


def _cite(w: Writer, entry: Entry) -> str:
    reviewed = w.t("entry.cite_reviewed", date=w.date(entry.reviewed.on))
    return w.t("entry.cite_text", title=w.nested(entry.title), site=w.edition.site_name, id=entry.id, reviewed=reviewed)


def _facts(w: Writer, entry: Entry) -> list[Fact]:
    facts = [Fact(w.t("date.label"), body=w.date(entry.date), drawing=draw_date(w, entry))]
    if entry.places:
        links = tuple(w.link(Kind.PLACE, place, after=_within(w, place)) for place in entry.places)
        facts.append(Fact(w.t("entry.places" if links[1:] else "entry.place"), links=links))
    return facts


def _within(w: Writer, place: str) -> str:
    whole = w.dossier.places[place].part_of
    return f", {w.plain(w.dossier.places[whole].name)}" if whole else ""


def _neighbour_row(w: Writer, one: Neighbour) -> Row:
    entry = w.dossier.entries[one.entry]
    word = w.t(f"{'inverse' if one.incoming else 'relation'}.{one.relation.type.value}")
    note = w.text(one.relation.note)
    when = w.date(entry.date)
    return Row(word, w.link(Kind.ENTRY, entry.id), Markup("{} · {}").format(when, note) if note else when)
