"""CSL-JSON, as Zotero and citation processors write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from regesto.importing.reference import Reference, References
from regesto.importing.values import clean, first_of, read_date, read_doi, read_type
from regesto.model.edtf import Edtf, EdtfError

_SPACE = re.compile(r"[\s,]*")


def read_csl(text: str) -> References:
    """Return the references of a file in CSL-JSON: a list of items, or one item."""
    found = References()
    at = _SPACE.match(text).end()
    single = text[at : at + 1] == "{"
    if not single and text[at : at + 1] != "[":
        found.lose(_line(text, at), "this is no CSL-JSON, which begins with [ or {")
        return found
    at = at if single else at + 1
    while True:
        at = _SPACE.match(text, at).end()
        if at >= len(text) or text[at] == "]":
            if at >= len(text) and not single:
                found.lose(_line(text, at), "the list of references has no end (])")
            return found
        line = _line(text, at)
        try:
            item, at = json.JSONDecoder().raw_decode(text, at)
        except json.JSONDecodeError as error:
            found.lose(_line(text, error.pos), f"from here on this is no JSON: {error.msg}")
            return found
        except RecursionError:
            found.lose(line, "this is nested too deeply")
            return found
        if isinstance(item, dict):
            found.items.append(_read_item(item, line, found))
        else:
            found.lose(line, "a reference is a map in braces, and this is none")
        if single:
            return found


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _read_item(item: Mapping[str, Any], line: int, found: References) -> Reference:
    url = clean(item.get("URL", ""))
    authors = item.get("author", [])
    return Reference(
        line=line,
        key=clean(item.get("id", "")),
        type=read_type(clean(item.get("type", "")), bool(url), found, line),
        title=clean(item.get("title", "")),
        authors=tuple(filter(None, map(_read_name, authors if isinstance(authors, list) else []))),
        container=first_of([item.get("container-title"), item.get("publisher")]),
        issued=_read_issued(item.get("issued"), found, line),
        url=url,
        doi=read_doi(clean(item.get("DOI", ""))),
        language=clean(item.get("language", "")),
        abstract=clean(item.get("abstract", "")),
        note=clean(item.get("note", "")),
    )


def _read_name(name: Any) -> str:
    if not isinstance(name, dict):
        return clean(name)
    if name.get("literal"):
        return clean(name["literal"])
    parts = (name.get(part) for part in ("given", "dropping-particle", "non-dropping-particle", "family", "suffix"))
    return clean(" ".join(str(part) for part in parts if part))


def _read_issued(issued: Any, found: References, line: int) -> str:
    if not isinstance(issued, dict):
        return read_date(clean(issued or ""), found, line)
    for name in ("literal", "raw"):
        if issued.get(name):
            return read_date(clean(issued[name]), found, line)
    parts = issued.get("date-parts")
    if not isinstance(parts, list) or not parts:
        return ""
    season = issued.get("season")
    ends = [_write_parts(part, season if len(parts) == 1 else None) for part in parts[:2]]
    date = "/".join(ends)
    if not all(ends):
        found.note(line, "the date is left out: its parts are no numbers")
        return ""
    return _mark(read_date(date, found, line), bool(issued.get("circa")))


def _write_parts(part: Any, season: Any) -> str:
    numbers = [str(one) for one in part] if isinstance(part, list) else []
    if not 1 <= len(numbers) <= 3 or not all(re.fullmatch(r"-?[0-9]{1,9}", one) for one in numbers):
        return ""
    year = int(numbers[0])
    written = [f"{'-' if year < 0 else ''}{abs(year):04d}", *(f"{int(one):02d}" for one in numbers[1:])]
    if len(numbers) == 1 and str(season) in ("1", "2", "3", "4"):
        written.append(str(20 + int(season)))
    return "-".join(written)


def _mark(date: str, is_circa: bool) -> str:
    """Return a date marked as approximate; both ends of an interval are."""
    if not is_circa or not date:
        return date
    try:
        return str(Edtf.parse("/".join(f"{end}~" for end in date.split("/"))))
    except EdtfError:
        return date
