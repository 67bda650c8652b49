"""Dates, types and names as the formats write them, in the words of the model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regesto.importing.reference import References
from regesto.model.edtf import Edtf, EdtfError
from regesto.model.source import SourceType

MOST = 5_000
"""Letters of a text that are kept: a longer one is no title or note."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PAGES = {"online", "electronic", "web", "webpage", "website", "elec", "blog", "post", "post-weblog", "misc", "gen"}
_TYPES = {
    SourceType.NEWSPAPER: {"article-newspaper", "newspaperarticle", "news", "newspaper"},
    SourceType.MAGAZINE: {"article-magazine", "magazinearticle", "mgzn", "magazine"},
    SourceType.JOURNAL: {"article-journal", "journalarticle", "jour", "jfull", "ejour", "journal"},
    SourceType.REPORT: {"report", "techreport", "rprt", "govdoc", "unpb", "unpublished", "manual", "booklet"},
    SourceType.BROADCAST: {"broadcast", "tvbroadcast", "radiobroadcast", "podcast", "video", "advs", "mpct", "sound"},
    SourceType.WEBPAGE: _PAGES,
}
"""What each type of source is called in BibTeX, RIS, CSL and Zotero's CSV, in small letters without spaces."""


def clean(text: object) -> str:
    """Return a text on one line without what cannot be shown."""
    plain = "".join(one if one.isprintable() else " " for one in str(text)[:MOST])
    return " ".join(plain.split())


def read_type(given: str, has_address: bool, found: References, line: int) -> str:
    """Return the type of source; one that the model does not have becomes a web page or a report, and is noted."""
    name = re.sub(r"\s", "", given.casefold())
    for kind, names in _TYPES.items():
        if name in names:
            return kind.value
    kind = SourceType.WEBPAGE if has_address else SourceType.REPORT
    if name:
        found.note(line, f"there are no sources of type {clean(given)}; taken as {kind.value}")
    return kind.value


def read_date(text: str, found: References, line: int) -> str:
    """Return a date in EDTF from EDTF itself, or from numbers with slashes or points, year first."""
    text = clean(text)
    if not text:
        return ""
    plain = text.rstrip("/.")
    numbers = re.fullmatch(r"([0-9]{4})[/.]([0-9]{1,2})(?:[/.]([0-9]{1,2}))?", plain)
    if numbers:
        plain = "-".join([numbers[1], *(f"{int(part):02d}" for part in numbers.groups()[1:] if part)])
    stamp = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*", plain)
    try:
        return str(Edtf.parse(stamp[1] if stamp else plain))
    except EdtfError as error:
        found.note(line, f"the date {text} is left out: {error.reason}; write it in EDTF, such as {error.example}")
        return ""


def join_date(year: str, month: str = "", day: str = "") -> str:
    """Return a date from parts as they are written; a month may be a number or the beginning of its English name."""
    year, month, day = clean(year), clean(month).casefold(), clean(day)
    named = next((number for number, name in enumerate(_MONTHS, 1) if month.startswith(name)), 0)
    number = named or (int(month) if month.isascii() and month.isdigit() else 0)
    if not re.fullmatch(r"[0-9]{4}", year) or not number:
        return year
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day.isascii() and day.isdigit() else "")


def turn_name(name: str) -> str:
    """Return `Last, First` as it is printed, `First Last`; other names as they are."""
    last, comma, first = clean(name).partition(", ")
    return f"{first} {last}" if comma and first and "," not in first else clean(name)


def read_doi(text: str) -> str:
    """Return a DOI without what may stand before it, in small letters; an empty text if there is none."""
    match = re.search(r"10\.[0-9]{4,9}/[^\s\"'<>]{1,200}", text)
    return match[0].rstrip(".,;").casefold() if match else ""


def first_of(values: Sequence[object]) -> str:
    """Return the first text that is not empty."""
    return next((text for value in values if value and (text := clean(value))), "")
