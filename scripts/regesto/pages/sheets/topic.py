"""One page per topic: when, what is contested, the estimates, the entries, the sources."""

from __future__ import annotations

from collections.abc import Iterator

from regesto.model.ids import Kind
from regesto.pages.edition import Edition
from regesto.pages.sheet import Sheet
from regesto.pages.sheets.entry import shorten
from regesto.pages.writer import Writer
from regesto.views.corroboration import Label, corroborate_entry
from regesto.views.estimates import view_estimates
from regesto.views.questions import view_ledger
from regesto.views.timeline import view_timeline


def make_topic_sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets of all topics."""
    dossier, index = edition.dossier, edition.index
    for topic in dossier.topics.values():
        address = edition.routes.of(Kind.TOPIC, topic.id)
        writer = Writer(edition, address)
        entries = index.of(Kind.TOPIC, topic.id)
        ids = {entry.id for entry in entries}
        ledgers = [view_ledger(dossier, index, one.id) for one in dossier.questions.values() if one.topic == topic.id]
        estimates = {
            measure: found
            for measure in dossier.measures
            if (found := [one for one in view_estimates(dossier, measure) if one.entry.id in ids])
        }
        corroborations = [corroborate_entry(dossier, entry) for entry in entries]
        origins = {origin for found in corroborations for origin in found.origins}
        yield Sheet(
            template="topic",
            address=address,
            section="topics",
            title=writer.plain(topic.name),
            description=shorten(writer.plain(topic.description or topic.name)),
            context={
                "topic": topic,
                "entries": entries,
                "timeline": view_timeline(entries, dossier),
                "ledgers": ledgers,
                "estimates": estimates,
                "sources": sorted({claim.source for entry in entries for claim in entry.claims}),
                "counts": {
                    "entries": len(entries),
                    "origins": len(origins),
                    "contested": sum(one.label is Label.CONTESTED for one in corroborations),
                },
            },
            edit="topics.yml",
            boost=1.5,
        )
