"""BibTeX, CSL-JSON and RIS: one function each, from a bibliographic record to text.

Sources of the rules: BibTeX's manual (btxdoc), the schema of CSL-JSON 1.0.2 (citation-style-language.org), and the RIS
format as Zotero and EndNote read it.
"""

from __future__ import annotations

import re
from typing import Any

from regesto.model.edtf import Date, Edtf, Kind, Limit, Span
from regesto.pages.bibliography.item import Item

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_BIBTEX_TYPES = {
    "article-newspaper": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "article-journal": ("article", "journal"),
    "report": ("techreport", "institution"),
}
"""By CSL's type, the type in BibTeX and the field that holds the container; every other one is `misc`."""

_RIS_TYPES = {
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "article-journal": "JOUR",
    "report": "RPRT",
    "broadcast": "VIDEO",
    "dataset": "DATA",
}

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {mark: f"\\{mark}" for mark in "%&$#_"}


def escape_tex(text: str) -> str:
    """Return `text` for a field of BibTeX: no character of it acts on TeX."""
    return "".join(_TEX.get(character, character) for character in text)


def write_bibtex(item: Item) -> str:
    """Return the record in BibTeX, ending with a line end; titles keep their capitals."""
    kind, container = _BIBTEX_TYPES.get(item.type, ("misc", "howpublished"))
    fields = {
        "author": " and ".join(f"{{{escape_tex(author)}}}" for author in item.authors),
        "title": f"{{{escape_tex(item.title)}}}",
        container: escape_tex(item.container),
        **_bibtex_date(item.issued),
        # Addresses are not escaped but in the marks that end a field.
        "url": item.url.replace("{", "%7B").replace("}", "%7D"),
        "language": item.language,
        "abstract": escape_tex(item.abstract),
        "note": escape_tex(item.note),
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{item.key},", *lines, "}", ""])


def _bibtex_date(issued: Edtf | None) -> dict[str, str]:
    date = _first_date(issued)
    if date is None or date.kind in (Kind.DECADE, Kind.CENTURY):
        return {}
    fields = {"year": str(date.year)}
    if date.month:
        fields["month"] = _MONTHS[date.month - 1]
    return fields


def _first_date(issued: Edtf | None) -> Date | None:
    return next(issued.dates) if issued else None


def write_csl(item: Item) -> dict[str, Any]:
    """Return the record in CSL-JSON, ready for `json.dumps`."""
    record: dict[str, Any] = {
        "id": item.key,
        "type": item.type,
        "title": item.title,
        "author": [{"literal": author} for author in item.authors],
        "container-title": item.container,
        "issued": _csl_date(item.issued) if item.issued else None,
        "URL": item.url,
        "language": item.language,
        "abstract": item.abstract,
        "note": item.note,
    }
    return {name: value for name, value in record.items() if value}


def _csl_date(issued: Edtf) -> dict[str, Any]:
    """Return a date of CSL; one that its parts cannot hold is given literally, in EDTF."""
    item = issued.items[0]
    ends = (item.start, item.end) if isinstance(item, Span) else (item,)
    plain = len(issued.items) == 1 and not any(isinstance(end, Limit) for end in ends)
    if not plain or any(end.kind in (Kind.DECADE, Kind.CENTURY) for end in ends):
        return {"literal": str(issued)}
    date: dict[str, Any] = {"date-parts": [[part for part in (end.year, end.month, end.day) if part] for end in ends]}
    if len(ends) == 1 and ends[0].season:
        date["season"] = ends[0].season - 20
    if issued.approximate or issued.uncertain:
        date["circa"] = True
    return date


def write_ris(item: Item) -> str:
    """Return the record in RIS, with the line ends that it wants."""
    tags = [
        ("TY", _RIS_TYPES.get(item.type, "ELEC")),
        ("ID", item.key),
        ("TI", item.title),
        *(("AU", author) for author in item.authors),
        ("T2", item.container),
        *_ris_date(item.issued),
        ("UR", item.url),
        ("LA", item.language),
        ("AB", item.abstract),
        ("N1", item.note),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "])


def _ris_date(issued: Edtf | None) -> list[tuple[str, str]]:
    date = _first_date(issued)
    if date is None or date.kind in (Kind.DECADE, Kind.CENTURY) or not 1 <= date.year <= 9999:
        return []
    month, day = (f"{part:02d}" if part else "" for part in (date.month, date.day))
    doubt = str(issued) if not re.fullmatch(r"[0-9-]+", str(issued)) else ""
    return [("PY", f"{date.year:04d}"), ("DA", f"{date.year:04d}/{month}/{day}/{doubt}")]
