"""One page per topic: when, what is contested, the estimates, the entries, the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from regesto.model.entry import Entry
from regesto.model.ids import Kind
from regesto.model.vocabulary import Topic
from regesto.pages.drawn import draw_entries
from regesto.pages.edition import Edition
from regesto.pages.listings import cut, list_ways
from regesto.pages.sheet import Plan, Sheet
from regesto.pages.sheets.entry import shorten
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.corroboration import Label, corroborate_entry
from regesto.views.estimates import view_estimates
from regesto.views.questions import view_ledger


def make_topic_sheets(edition: Edition) -> Iterator[Plan]:
    """Yield the sheets of all topics."""
    for topic in edition.dossier.topics.values():
        questions = [id for id, one in edition.dossier.questions.items() if one.topic == topic.id]
        answers = (one.entry for id in questions for one in edition.index.answers.get(id, ()))
        shows = (
            edition.digests.of(Kind.TOPIC, topic.id),
            str(edition.lines.get((Kind.TOPIC, topic.id))),
            edition.digests.of_entries(edition.index.of(Kind.TOPIC, topic.id)),
            edition.digests.of_all(Kind.QUESTION, questions),
            edition.digests.of_entries(answers),
        )
        yield Plan("topic", edition.routes.of(Kind.TOPIC, topic.id), shows, partial(_make_sheet, edition, topic))


FIGURES = 12
"""Figures of one measure drawn on the page of a topic: the latest."""
SOURCES = 60
"""Articles listed on the page of a topic: those that most of its entries rest on."""


def _choose_sources(entries: Sequence[Entry]) -> list[str]:
    counted = Counter(id for entry in entries for id in {claim.source for claim in entry.claims})
    return sorted(sorted(counted, key=lambda id: (-counted[id], id))[:SOURCES])


def _make_sheet(edition: Edition, topic: Topic) -> Sheet:
    dossier, index = edition.dossier, edition.index
    w = Writer(edition, edition.routes.of(Kind.TOPIC, topic.id))
    v = Voices(w)
    entries = index.of(Kind.TOPIC, topic.id)
    ids = {entry.id for entry in entries}
    estimates = {
        measure: [one for one in view_estimates(dossier, measure) if one.entry.id in ids]
        for measure in dossier.measures
    }
    corroborations = [corroborate_entry(dossier, entry) for entry in entries]
    return Sheet(
        template="topic",
        address=w.address,
        section="topics",
        title=w.plain(topic.name),
        description=shorten(w.plain(topic.description or topic.name)),
        context={
            "w": w,
            "v": v,
            "topic": topic,
            "entries": entries,
            "drawing": draw_entries(w, entries, in_section=True),
            "ledgers": [
                view_ledger(dossier, index, one.id) for one in dossier.questions.values() if one.topic == topic.id
            ],
            "estimates": {measure: found[-FIGURES:] for measure, found in estimates.items() if found},
            "entry_rows": [v.row(entry) for entry in reversed(cut(edition, w.address, entries))],
            "ways": list_ways(w, w.address),
            "source_rows": [v.source_row(id) for id in _choose_sources(entries)],
            "sources": len({claim.source for entry in entries for claim in entry.claims}),
            "tally": (
                w.count("topic.tally.entries", len(entries)),
                w.count("topic.tally.origins", len({origin for one in corroborations for origin in one.origins})),
                w.count("topic.tally.contested", sum(one.label is Label.CONTESTED for one in corroborations)),
            ),
        },
        edit="topics.yml",
        boost=1.5,
    )
