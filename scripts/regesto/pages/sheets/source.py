"""One page per source: its record, what it says in our words, and every passage quoted from it."""

from __future__ import annotations

from collections.abc import Iterator

from regesto.model.ids import Kind
from regesto.pages.edition import Edition
from regesto.pages.sheet import Sheet
from regesto.pages.sheets.entry import shorten
from regesto.pages.writer import Writer
from regesto.views.seals import count_seals


def make_source_sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets of all sources."""
    dossier, index = edition.dossier, edition.index
    for source in dossier.sources.values():
        address = edition.routes.of(Kind.SOURCE, source.id)
        writer = Writer(edition, address)
        statements = index.quoted.get(source.id, ())
        yield Sheet(
            template="source",
            address=address,
            section="sources",
            title=source.title,
            description=shorten(writer.plain(source.abstract)),
            context={
                "source": source,
                "statements": statements,
                "entries": index.of(Kind.SOURCE, source.id),
                "origins": sorted({o for one in statements for o in one.claim.origin if o in dossier.actors}),
                "seals": count_seals(dossier, ((one.entry, one.claim) for one in statements)),
            },
            edit=f"sources/{source.id}.yml",
        )
