"""Atom feeds (RFC 4287): the entries by the day of their last review, all together and topic by topic."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from regesto.exports.export import Made, make_uuid
from regesto.model.entry import Entry, Status
from regesto.model.ids import Kind
from regesto.model.text import Text
from regesto.pages.edition import Edition
from regesto.pages.plain import one_line
from regesto.views.tables.columns import bound_days

LATEST = 50
"""Entries in a feed: readers keep the older ones."""

NEVER = "0001-01-01"
"""The day of a feed without entries: it must have one."""


def export_atom(edition: Edition) -> Made:
    """Yield the feed of all entries, then one for each topic."""
    settings = edition.dossier.settings
    yield "feed.xml", _write_feed(edition, "feed.xml", settings.title, (), edition.dossier.entries.values())
    for id, topic in edition.dossier.topics.items():
        entries = edition.index.of(Kind.TOPIC, id)
        yield f"feeds/{id}.xml", _write_feed(edition, f"feeds/{id}.xml", topic.name, (id,), entries)


def _write_feed(edition: Edition, file: str, title: Text, topic: tuple[str, ...], entries: Iterable[Entry]) -> bytes:
    writer = _Writer(edition, file)
    latest = sorted(entries, key=lambda entry: entry.id)
    latest.sort(key=lambda entry: _day(entry), reverse=True)
    latest = latest[:LATEST]
    words = edition.words
    page = edition.routes.of(Kind.TOPIC, *topic) if topic else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(edition.language)}">',
        f"<id>{make_uuid(edition, edition.language, 'feed', *topic).urn}</id>",
        f"<title>{escape(words('data.feed_title', title=writer.text(title)))}</title>",
        f"<updated>{max(map(_day, latest), default=NEVER)}T00:00:00Z</updated>",
        f"<author><name>{escape(one_line(edition.site_name))}</name></author>",
        f"<rights>{escape(writer.text(edition.dossier.settings.licence))}</rights>",
        f'<link rel="alternate" type="text/html" href="{escape(writer.link(page))}"/>',
        f'<link rel="self" type="application/atom+xml" href="{escape(writer.itself)}"/>',
    ]
    for entry in latest:
        lines += writer.entry(entry)
    return "\n".join([*lines, "</feed>", ""]).encode()


def _day(entry: Entry) -> str:
    return bound_days(entry.reviewed.on)[1] or NEVER


class _Writer:
    """Writes the parts of one feed; links are absolute where the site's address is known, else from the feed's own."""

    def __init__(self, edition: Edition, file: str) -> None:
        self.edition = edition
        self.itself = file.rpartition("/")[2]
        folder = edition.routes.section("data")
        self.base = "../" * (folder.count("/") + 1 + file.count("/"))
        if edition.site_url:
            self.base = edition.site_url.rstrip("/") + "/"
            self.itself = f"{self.base}{folder}/{file}"

    def link(self, address: str) -> str:
        """Return the link to a page of the edition."""
        return self.base + self.edition.routes.url(address)

    def text(self, text: Text) -> str:
        """Return a text in the edition's language, or the nearest there is, on one line."""
        return one_line(text.choose(self.edition.language, self.edition.dossier.default_language).value)

    def entry(self, entry: Entry) -> list[str]:
        """Return the lines of one entry."""
        edition = self.edition
        page = self.link(edition.routes.of(Kind.ENTRY, entry.id))
        editor = edition.dossier.settings.editors[entry.reviewed.by]
        summary = self.text(entry.summary)
        if entry.status is not Status.REVIEWED:
            why = self.text(entry.status_note) if entry.status_note else ""
            summary = " ".join(filter(None, (edition.words(f"entry.status.{entry.status.value}"), why, summary)))
        return [
            "<entry>",
            f"<id>{make_uuid(edition, edition.language, 'entry', entry.id).urn}</id>",
            f"<title>{escape(self.text(entry.title))}</title>",
            f"<updated>{_day(entry)}T00:00:00Z</updated>",
            f"<author><name>{escape(self.text(editor.name))}</name></author>",
            f'<link rel="alternate" type="text/html" href="{escape(page)}"/>',
            *(
                f'<category term="{topic}" label="{escape(self.text(edition.dossier.topics[topic].name))}"/>'
                for topic in dict.fromkeys(entry.topics)
            ),
            f"<summary>{escape(summary)}</summary>",
            "</entry>",
        ]
