"""BibTeX, read by bibtexparser; TeX's marks become letters by pylatexenc, which comes with it."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Mapping

import bibtexparser
from bibtexparser.model import DuplicateBlockKeyBlock
from pylatexenc.latex2text import LatexNodes2Text

from regesto.importing.reference import Reference, References
from regesto.importing.values import clean, first_of, join_date, read_date, read_doi, read_type, turn_name

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it has to say is said in notices
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)

_MARKS = {ord("ˆ"): "^", ord("˜"): "~"}
"""Accents without a letter, as pylatexenc renders the circumflex and the tilde that stand for themselves."""

_PERIODICAL = ("volume", "issue", "number", "issn", "doi")


def read_bibtex(text: str) -> References:
    """Return the references of a file in BibTeX."""
    found = References()
    library = bibtexparser.parse_string(text)
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            found.lose(line, f"the key {clean(block.key)} stands here again; the first one was taken")
        else:
            found.lose(line, "this entry is no BibTeX, perhaps for want of a closing brace or a comma")
    for entry in library.entries:
        fields = {name.casefold(): str(field.value) for name, field in entry.fields_dict.items()}
        found.items.append(
            _read_entry(entry.entry_type.casefold(), entry.key, fields, (entry.start_line or 0) + 1, found)
        )
    return found


def _read_entry(kind: str, key: str, fields: Mapping[str, str], line: int, found: References) -> Reference:
    url = clean(fields.get("url", "").replace("\\_", "_").replace("\\%", "%").replace("\\&", "&"))
    howpublished = fields.get("howpublished", "")
    if not url and (match := re.search(r"https?://[^\s{}]+", howpublished)):
        url, howpublished = match[0], ""
    container = first_of([fields.get(name) for name in ("journal", "journaltitle", "institution", "publisher")])
    date = fields.get("date") or join_date(fields.get("year", ""), fields.get("month", ""), fields.get("day", ""))
    return Reference(
        line=line,
        key=key,
        type=_find_type(kind, fields, bool(url), found, line),
        title=_plain(fields.get("title", "")),
        authors=tuple(_read_author(one) for one in _split_authors(fields.get("author", ""))),
        container=_plain(container or howpublished),
        issued=read_date(date, found, line),
        url=url,
        doi=read_doi(fields.get("doi", "")),
        language=first_of([fields.get("langid"), fields.get("language")]),
        abstract=_plain(fields.get("abstract", "")),
        note=_plain(fields.get("note", "")),
    )


def _find_type(kind: str, fields: Mapping[str, str], has_address: bool, found: References, line: int) -> str:
    if kind == "article":
        periodical = any(fields.get(name) for name in _PERIODICAL)
        return "article-journal" if periodical else "article-newspaper"
    return read_type(fields.get("entrysubtype", "") if kind == "misc" and "entrysubtype" in fields else kind,
                     has_address, found, line)  # fmt: skip


def _split_authors(text: str) -> list[str]:
    """Divide names at `and`, but not inside braces."""
    names, depth, start = [], 0, 0
    for match in re.finditer(r"\\.|[{}]|\sand\s", text):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
        elif depth <= 0 and match[0].strip() == "and":
            names.append(text[start : match.start()])
            start = match.end()
    return [name.strip() for name in [*names, text[start:]] if name.strip()]


def _read_author(name: str) -> str:
    whole = name.startswith("{") and name.endswith("}")  # an organisation, or a name that is not to be turned
    return _plain(name) if whole else turn_name(_plain(name))


def _plain(text: str) -> str:
    if not re.search(r"[\\{}$~%&#_^]|--", text):
        return clean(text)
    try:
        plain = LatexNodes2Text(math_mode="verbatim", keep_comments=True).latex_to_text(text)
        return clean(unicodedata.normalize("NFC", plain).translate(_MARKS))
    except Exception:  # the library has many; the text as it stands is better than none
        return clean(text.replace("{", "").replace("}", ""))
