"""iCalendar (RFC 5545): the timeline as all-day events.

A calendar knows days only. An event stands on all its days where they are known: a day, a month, a season, an interval
of at most `LONGEST` days, without a mark of doubt. Every other date stands on its first possible day (on its last,
where no first is known), with the date in words before the title; the description explains it. What has no date is
left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from regesto.exports.export import Made, encode_pieces, make_uuid
from regesto.model.calendar import find_day
from regesto.model.edtf import Edtf, Kind
from regesto.model.entry import Entry, Status
from regesto.model.ids import Kind as RecordKind
from regesto.model.text import Text
from regesto.pages.dates import date_in_words
from regesto.pages.edition import Edition
from regesto.pages.plain import one_line
from regesto.views.tables.columns import LAST_YEAR, bound_days

LONGEST = 93
"""Days of the longest event that is drawn whole: a season. Anything longer would fill every page of a calendar."""

LINE = 75
"""Bytes of a line, its end not counted (RFC 5545, 3.1)."""

_WHOLE = frozenset({Kind.DAY, Kind.MONTH, Kind.SEASON, Kind.INTERVAL})


class Days(NamedTuple):
    """Where an event stands: first and last day as day numbers, and whether that is all there is to say of its date."""

    first: int
    last: int
    certain: bool


def find_days(date: Edtf) -> Days | None:
    """Return where an event stands in a calendar; `None` outside the years 1 to 9999."""
    first, last = date.bounds
    first, last = (last if first is None else first), (first if last is None else last)
    certain = None not in date.bounds and date.kind in _WHOLE and last - first < LONGEST
    certain = certain and not date.approximate and not date.uncertain
    if not certain:
        last = first
    if find_day(first).year < 1 or find_day(last + 1).year > LAST_YEAR:
        return None
    return Days(first, last, certain)


def export_calendar(edition: Edition) -> Made:
    """Yield the calendar."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Regesto//Regesto//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(_text(edition, edition.dossier.settings.title))}",
        f"X-WR-CALDESC:{escape(edition.words('data.calendar_note'))}",
    ]
    dated = (entry.id for entry in edition.dossier.chronology if entry.date is not None)
    events = encode_pieces(edition, "ics", RecordKind.ENTRY, dated, lambda id: _write_event(edition, id))
    yield "timeline.ics", b"".join([_write(lines), *events, _write(["END:VCALENDAR"])])


def _write(lines: Iterable[str]) -> bytes:
    return "".join(f"{fold(line)}\r\n" for line in lines).encode()


def _write_event(edition: Edition, id: str) -> bytes:
    entry = edition.dossier.entries[id]
    days = find_days(entry.date)
    return _write(_event(edition, entry, days)) if days else b""


def _event(edition: Edition, entry: Entry, days: Days) -> Iterator[str]:
    words, dossier = edition.words, edition.dossier
    said = date_in_words(entry.date, edition.language, words.find("dates"))
    title = _text(edition, entry.title)
    yield "BEGIN:VEVENT"
    yield f"UID:{make_uuid(edition, 'entry', entry.id)}"
    yield f"DTSTAMP:{_compact(bound_days(entry.reviewed.on)[1] or '0001-01-01')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_write_day(days.first)}"
    yield f"DTEND;VALUE=DATE:{_write_day(days.last + 1)}"
    yield f"SUMMARY:{escape(title if days.certain else words('data.event_unsure', date=said, title=title))}"
    yield f"DESCRIPTION:{escape(chr(10).join(_describe(edition, entry, days, said)))}"
    yield f"CATEGORIES:{_join(_text(edition, dossier.topics[id].name) for id in dict.fromkeys(entry.topics))}"
    if entry.places:
        places = [dossier.places[id] for id in dict.fromkeys(entry.places)]
        yield f"LOCATION:{escape('; '.join(_text(edition, place.name) for place in places))}"
        yield f"GEO:{places[0].lat:.6f};{places[0].lon:.6f}"
    if edition.site_url:
        yield f"URL:{edition.site_url.rstrip('/')}/{edition.routes.url(edition.routes.of(RecordKind.ENTRY, entry.id))}"
    if entry.status is Status.RETRACTED:
        yield "STATUS:CANCELLED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _describe(edition: Edition, entry: Entry, days: Days, said: str) -> Iterator[str]:
    yield _text(edition, entry.summary)
    if not days.certain:
        yield edition.words("data.event_date", date=said)
    if entry.date_note:
        yield _text(edition, entry.date_note)
    if entry.status is not Status.REVIEWED:
        why = _text(edition, entry.status_note) if entry.status_note else ""
        yield " ".join(filter(None, (edition.words(f"entry.status.{entry.status.value}"), why)))


def _text(edition: Edition, text: Text) -> str:
    return one_line(text.choose(edition.language, edition.dossier.default_language).value)


def _write_day(number: int) -> str:
    year, month, day = find_day(number)
    return f"{year:04d}{month:02d}{day:02d}"


def _compact(day: str) -> str:
    return day.replace("-", "")


def escape(text: str) -> str:
    """Return a text as a value: backslash, semicolon, comma and line ends escaped (RFC 5545, 3.3.11)."""
    for mark, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(mark, escaped)
    return text


def _join(texts: Iterable[str]) -> str:
    return ",".join(map(escape, texts))


def fold(line: str) -> str:
    """Fold a line at 75 bytes, never within a character; each further line begins with a space."""
    if len(line) <= LINE and len(line.encode()) <= LINE:
        return line
    data, parts, start = line.encode(), [], 0
    while len(data) - start > LINE - bool(parts):
        end = start + LINE - bool(parts)
        while data[end] & 0b1100_0000 == 0b1000_0000:  # within a character
            end -= 1
        parts.append(data[start:end].decode())
        start = end
    return "\r\n ".join([*parts, data[start:].decode()])
