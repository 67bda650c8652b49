"""How to cite an entry: in two styles for people, and in three formats for reference managers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from regesto.model.edtf import Date
from regesto.model.entry import Entry
from regesto.pages.bibliography.formats import write_bibtex, write_csl, write_ris
from regesto.pages.bibliography.item import Item
from regesto.pages.plain import one_line
from regesto.pages.writer import Writer


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation ready to copy: the name of its style, and the text; `code` tells a format from a sentence."""

    style: str
    text: str
    code: bool


def describe_entry(w: Writer, entry: Entry) -> Item:
    """Return the bibliographic record of an entry in the words of an edition; its date is that of the last review."""
    editor = w.dossier.settings.editors[entry.reviewed.by]
    site = one_line(w.edition.site_name)
    return Item(
        key=entry.id,
        type="webpage",
        title=one_line(w.plain(entry.title)),
        authors=(one_line(w.plain(editor.name)),),
        container=w.t("cite.container", site=site, id=entry.id),
        issued=entry.reviewed.on,
        url=w.permalink() or "",
        language=w.edition.language,
    )


def cite_entry(w: Writer, entry: Entry) -> tuple[Citation, ...]:
    """Return every citation of an entry."""
    item = describe_entry(w, entry)
    values = {
        "author": item.authors[0],
        "title": item.title,
        "site": one_line(w.edition.site_name),
        "id": entry.id,
        "url": f" {item.url}" if item.url else "",
    }
    return (
        Citation("APA", w.t("cite.apa", date=_write_date(w, entry), **values), code=False),
        Citation("Chicago", w.t("cite.chicago", date=one_line(w.date(entry.reviewed.on)), **values), code=False),
        Citation("BibTeX", write_bibtex(item).rstrip(), code=True),
        Citation("CSL-JSON", json.dumps([write_csl(item)], ensure_ascii=False, indent=1), code=True),
        Citation("RIS", write_ris(item).replace("\r\n", "\n").rstrip("\n"), code=True),
    )


def _write_date(w: Writer, entry: Entry) -> str:
    """Return the day of the review as APA wants it, the year first; in words, where Python has no such day."""
    on = entry.reviewed.on.items[0]
    if isinstance(on, Date) and on.day and 1 <= on.year <= 9999:
        return format_date(date(on.year, on.month, on.day), w.t("cite.apa_date"), locale=w.t.locale)
    return one_line(w.date(entry.reviewed.on))
