"""What a page is about, for machines: schema.org in JSON-LD, as a block of data that no browser runs.

Identifiers are the pages' addresses: absolute where the site's is known, else relative to the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from regesto.model.edtf import Date, Edtf, Kind, Span
from regesto.model.entry import Claim, Entry
from regesto.model.ids import UNNAMED
from regesto.model.ids import Kind as RecordKind
from regesto.model.source import Source
from regesto.model.vocabulary import ActorKind
from regesto.pages.licence import find_licence
from regesto.pages.plain import printable
from regesto.pages.sheet import Sheet
from regesto.pages.writer import Writer

Thing = dict[str, Any]

# These end a script element or a line of JavaScript; in a text of JSON they may be written as escapes.
_ESCAPES = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}

# A state that says something is its government: a country is a place, and no place is an author.
_ACTOR_TYPES = {
    ActorKind.STATE: "GovernmentOrganization",
    ActorKind.PERSON: "Person",
    ActorKind.OUTLET: "NewsMediaOrganization",
}

_EXACT = frozenset({Kind.DAY, Kind.MONTH, Kind.YEAR})


def embed(things: list[Thing]) -> Markup:
    """Return things as a block of data for a page; nothing in them can end it."""
    graph = {"@context": "https://schema.org", "@graph": things}
    text = printable(json.dumps(graph, ensure_ascii=False, separators=(",", ":"))).translate(_ESCAPES)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))


def describe_sheet(w: Writer, sheet: Sheet) -> list[Thing]:
    """Return what a sheet is about: where it stands in the site, then its own things, by its template."""
    own = DESCRIBERS.get(sheet.template)
    trail = [_describe_trail(w, sheet)] if sheet.address else []
    return trail + [_prune(thing) for thing in (own(w, sheet) if own else ())]


def _address(w: Writer, address: str, fragment: str = "") -> str:
    """Return the identifier of a page, or of something on it."""
    base, mark = w.edition.site_url, f"#{fragment}" if fragment else ""
    if base:
        return f"{base.rstrip('/')}/{w.edition.routes.url(address)}{mark}"
    return w.edition.routes.href(w.address, address, fragment)


def _describe_trail(w: Writer, sheet: Sheet) -> Thing:
    section = w.edition.routes.section(sheet.section)
    steps = [(w.edition.site_name, "")]
    if section and section != sheet.address:
        steps.append((w.t(f"section.{sheet.section}.title"), section))
    steps.append((sheet.title, sheet.address))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": {"@id": _address(w, address)}}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def _describe_entry(w: Writer, sheet: Sheet) -> Iterator[Thing]:
    entry: Entry = sheet.context["entry"]
    start, end = _days(entry.date)
    yield {
        "@type": "Event",
        "@id": _address(w, w.address),
        "name": w.plain(entry.title),
        "description": w.plain(entry.summary),
        "startDate": start,
        "endDate": end,
        "location": [_describe_place(w, id) for id in dict.fromkeys(entry.places)],
        "about": [{"@type": "Thing", "name": w.plain(w.dossier.topics[id].name)} for id in dict.fromkeys(entry.topics)],
        "inLanguage": w.edition.language,
        "url": _address(w, w.address),
    }
    for claim in entry.claims:
        yield _describe_claim(w, claim)


def _describe_claim(w: Writer, claim: Claim) -> Thing:
    return {
        "@type": "Claim",
        "@id": _address(w, w.address, f"c-{claim.id}"),
        "text": w.plain(claim.says),
        "author": [_describe_actor(w, id) for id in claim.origin if id != UNNAMED],
        "datePublished": _days(claim.said_on)[0],
        "appearance": _name_source(w, w.dossier.sources[claim.source]),
        "inLanguage": w.edition.language,
    }


def _describe_actor(w: Writer, id: str) -> Thing:
    actor = w.dossier.actors[id]
    return {
        "@type": _ACTOR_TYPES.get(actor.kind, "Organization"),
        "@id": _address(w, w.edition.routes.of(RecordKind.ACTOR, id)),
        "name": w.plain(actor.name),
    }


def _describe_place(w: Writer, id: str) -> Thing:
    place = w.dossier.places[id]
    return {
        "@type": "Place",
        "@id": _address(w, w.edition.routes.of(RecordKind.PLACE, id)),
        "name": w.plain(place.name),
        "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon},
    }


def _name_source(w: Writer, source: Source) -> Thing:
    return {
        "@type": "NewsArticle",
        "@id": _address(w, w.edition.routes.of(RecordKind.SOURCE, source.id)),
        "headline": source.title,
    }


def _describe_source(w: Writer, sheet: Sheet) -> Iterator[Thing]:
    source: Source = sheet.context["source"]
    yield _name_source(w, source) | {
        "author": [{"@type": "Person", "name": author} for author in source.author],
        "publisher": _describe_actor(w, source.outlet) if source.outlet else None,
        "datePublished": _days(source.issued)[0],
        "inLanguage": source.language,
        "abstract": w.plain(source.abstract),
        "url": source.url,
        "archivedAt": source.archive_url,
        "wordCount": source.fingerprint.words if source.fingerprint else None,
    }


def _describe_dataset(w: Writer, sheet: Sheet) -> Iterator[Thing]:
    settings = w.dossier.settings
    licence = find_licence(settings)
    here = w.edition.prefix + w.edition.routes.file(w.address)
    yield {
        "@type": "Dataset",
        "@id": _address(w, w.edition.routes.section("data")),
        "name": w.plain(settings.title),
        "description": w.plain(settings.description),
        "version": settings.version,
        "license": licence.url if licence else {"@type": "CreativeWork", "name": w.plain(settings.licence)},
        "inLanguage": list(settings.languages),
        "creator": [{"@type": "Organization", "name": w.plain(one.name)} for one in settings.editors.values()],
        "keywords": [w.plain(topic.name) for topic in w.dossier.topics.values()],
        "url": _address(w, w.edition.routes.section("data")),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.name,
                "encodingFormat": one.media_type,
                "contentUrl": _root(w) + one.path if w.edition.site_url else one.href(here),
            }
            for one in w.edition.downloads
        ],
    }


def _root(w: Writer) -> str:
    """Return the address of the whole site, of which the edition's is a folder."""
    return (w.edition.site_url or "").removesuffix(w.edition.prefix)


def _days(date: Edtf | None) -> tuple[str | None, str | None]:
    """Return a date's start and end as ISO 8601, as precise as it is known; nothing of one that bears any doubt.

    "About September" would become a September that is beyond doubt: schema.org has no word for it.
    """
    if date is None or date.approximate or date.uncertain:
        return None, None
    item = date.items[0]
    if len(date.items) == 1 and isinstance(item, Span) and date.kind is Kind.INTERVAL:
        return _write(item.start), _write(item.end)
    if isinstance(item, Date) and date.kind in _EXACT:
        return _write(item), _write(item)
    return None, None


def _write(date: object) -> str | None:
    if not isinstance(date, Date) or date.kind not in _EXACT or not 1 <= date.year <= 9999:
        return None
    parts = [f"{date.year:04d}", *(f"{part:02d}" for part in (date.month, date.day) if part)]
    return "-".join(parts)


def _prune(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value not in (None, [], "")}


DESCRIBERS: Mapping[str, Callable[[Writer, Sheet], Iterator[Thing]]] = {
    "entry": _describe_entry,
    "source": _describe_source,
    "sections/home": _describe_dataset,
    "sections/data": _describe_dataset,
}
"""What the pages of a template are about, beside their place in the site."""
