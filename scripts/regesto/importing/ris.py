"""RIS, read by rispy, record by record, so that every problem has its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import rispy

from regesto.importing.reference import Reference, References
from regesto.importing.values import clean, first_of, join_date, read_date, read_doi, read_type, turn_name
from regesto.model.edtf import Edtf, EdtfError

_BEGIN = re.compile(r"TY {0,2}- ?")
_END = re.compile(r"ER {0,2}-")
_TAG = re.compile(r"[A-Z][A-Z0-9] {2}- ?")


def read_ris(text: str) -> References:
    """Return the references of a file in RIS."""
    found = References()
    for line, record in _split(text, found):
        try:
            read = rispy.loads(record)
        except Exception as error:  # rispy raises its own and plain ones
            found.lose(line, f"this record is no RIS: {clean(error)}")
            continue
        if read:
            found.items.append(_read_record(read[0], line, found))
    return found


def _split(text: str, found: References) -> Iterator[tuple[int, str]]:
    start, lines = 0, []
    for number, line in enumerate(text.splitlines(), 1):
        if _BEGIN.match(line):
            if lines:
                found.lose(start, "this record has no end (ER  - )")
            start, lines = number, [line]
        elif _END.match(line):
            if not lines:
                found.lose(number, "a record ends here (ER  - ) that did not begin (TY  - )")
            else:
                yield start, "\n".join([*lines, "ER  - ", ""])
            lines = []
        elif lines:
            # rispy refuses what has no tag; such a line goes on with the text before it
            lines.append(line) if _TAG.match(line) or not line.strip() else _go_on(lines, line)
        elif line.strip():
            found.note(number, "this stands before the first record and is not read")
    if lines:
        found.lose(start, "this record has no end (ER  - )")


def _go_on(lines: list[str], line: str) -> None:
    lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"


def _read_record(record: Mapping[str, Any], line: int, found: References) -> Reference:
    urls = [clean(one) for one in record.get("urls", [])]
    notes = record.get("notes", [])
    kind = record.get("type_of_reference", "")
    return Reference(
        line=line,
        key=clean(record.get("id", "")),
        type=read_type(kind, bool(urls), found, line),
        title=first_of([record.get("title"), record.get("primary_title")]),
        authors=tuple(turn_name(one) for one in [*record.get("first_authors", []), *record.get("authors", [])]),
        container=first_of(
            [record.get(name) for name in ("secondary_title", "journal_name", "alternate_title3", "publisher")]
        ),
        issued=_read_date(record, found, line),
        url=urls[0] if urls else "",
        doi=read_doi(str(record.get("doi", ""))),
        language=clean(record.get("language", "")),
        abstract=first_of([record.get("abstract"), record.get("notes_abstract")]),
        note=clean(" ".join(notes if isinstance(notes, list) else [notes])),
    )


def _read_date(record: Mapping[str, Any], found: References, line: int) -> str:
    """Return the date; a fourth part of it that is EDTF (as our own export writes it) says more than the numbers."""
    given = str(record.get("date") or record.get("publication_year") or "")
    parts = [*given.split("/", 3), "", "", "", ""]
    try:
        if parts[3].strip():
            return str(Edtf.parse(parts[3].strip()))
    except EdtfError:
        pass
    if re.fullmatch(r"[0-9]{4}", parts[0].strip()):
        return read_date(join_date(*parts[:3]), found, line)
    written = first_of([record.get("date"), record.get("year"), record.get("publication_year")])
    year = written.partition("/")[0]
    return read_date(year if re.fullmatch(r"[0-9]{4}", year) else written, found, line)
