"""One reader per format: bytes in, text and what the format itself says of the article out."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field

from regesto.reading.dates import find_date
from regesto.reading.decoding import NotText, decode, normalise_letters
from regesto.reading.document import Facts


@dataclass(frozen=True, slots=True)
class Contents:
    """The text of a file, with what its format says of title, authors and date, and how it was encoded."""

    text: str
    facts: Facts = field(default_factory=Facts)
    encoding: str = "utf-8"
    sure: bool = True
    notes: tuple[str, ...] = ()


def read_plain(data: bytes) -> Contents:
    """Read plain text; raises `NotText`."""
    decoded = decode(data)
    return Contents(decoded.text, encoding=decoded.encoding, sure=decoded.sure)


_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.S)


def read_markdown(data: bytes) -> Contents:
    """Read Markdown: its marks are dropped, its front matter (title, author, date, url, outlet) is kept."""
    import markdown
    from lxml import html

    decoded = decode(data)
    text, facts = decoded.text, Facts()
    if match := _FRONT_MATTER.match(text):
        facts, text = _read_front_matter(match[1]), text[match.end() :]
    tree = html.fromstring(f"<div>{markdown.markdown(text, extensions=['tables'])}</div>")
    blocks = []
    for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "pre"):
        words = " ".join("".join(element.itertext()).split())
        blocks += [image.get("alt") for image in element.iter("img") if image.get("alt")]
        if words and not (element.tag == "li" and element.find("p") is not None):
            blocks.append(words)
    title = next((" ".join("".join(one.itertext()).split()) for one in tree.iter("h1")), "")
    if facts.title and facts.title not in blocks:
        blocks.insert(0, facts.title)
    facts = facts if facts.title or not title else Facts(title, facts.authors, facts.published, facts.basis)
    return Contents("\n\n".join(blocks), facts, decoded.encoding, decoded.sure)


def _read_front_matter(text: str) -> Facts:
    from regesto.seeds.yaml import read_yaml  # strict and bounded: no alias in it can grow

    document = read_yaml(text.encode("utf-8", "replace"), "front matter")
    given = document.data
    if document.broken or not isinstance(given, dict):
        return Facts()
    author = given.get("author") or given.get("authors") or ()
    authors = (author,) if isinstance(author, str) else tuple(one for one in author if isinstance(one, str))
    found = find_date(str(given.get("date", "")))
    words = {name: given[name] if isinstance(given.get(name), str) else "" for name in ("title", "outlet", "url")}
    date, basis = (found[0], "stated") if found else ("", "")
    return Facts(words["title"], authors, date, basis, words["outlet"], words["url"])


def read_html(data: bytes) -> Contents:
    """Read a web page: the article's text by trafilatura, its date by htmldate."""
    import htmldate
    import trafilatura

    decoded = decode(data)
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = trafilatura.bare_extraction(decoded.text, with_metadata=True, include_comments=False)
        date = htmldate.find_date(decoded.text, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    if found is None or not (found.text or "").strip():
        raise NotText("no article was found in this page")
    text = normalise_letters(found.text)
    title = normalise_letters(found.title or "")
    if title and title not in text.split("\n"):
        text = f"{title}\n{text}"
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    facts = Facts(title, authors, date or "", "stated" if date else "", found.sitename or "", found.url or "")
    return Contents(text, facts, decoded.encoding, decoded.sure)


def read_pdf(data: bytes) -> Contents:
    """Read a PDF by pypdf, and by pdfminer.six where that finds no text; raises `NotText` for scans."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text, pages, title = _by_pypdf(data)
        notes: tuple[str, ...] = ()
        if len(text.strip()) < 40:
            text, notes = _by_pdfminer(data), ("read with pdfminer.six, since pypdf found no text",)
    if len(text.strip()) < 40:
        count = f"{pages} page{'s' if pages != 1 else ''}" if pages else "its pages"
        raise NotText(f"no text in this PDF: {count} seem to be pictures (a scan); run OCR on it first")
    return Contents(_unwrap(normalise_letters(text)), Facts(title=title), "pdf", notes=notes)


def _by_pypdf(data: bytes) -> tuple[str, int, str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotText("this PDF is locked with a password")
        pages = [page.extract_text() for page in reader.pages]
        title = str((reader.metadata or {}).get("/Title") or "").strip()
    except NotText:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, IndexError):
        return "", 0, ""
    return "\n".join(pages), len(pages), title


def _by_pdfminer(data: bytes) -> str:
    from pdfminer.high_level import extract_text

    try:
        return extract_text(io.BytesIO(data))
    except Exception as error:  # pdfminer raises its own and built-in errors on damaged files, of many kinds
        raise NotText("this PDF is damaged and cannot be read") from error


def _unwrap(text: str) -> str:
    """Join the lines of a printed page into paragraphs: a short line that ends a sentence ends a paragraph."""
    lines = [line.strip() for line in text.split("\n")]
    widest = max((len(line) for line in lines), default=0)
    paragraphs: list[str] = [""]
    for line in lines:
        if not line:
            paragraphs.append("")
        elif paragraphs[-1].endswith("-") and line[:1].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + line
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {line}".strip()
        if line and len(line) < widest * 0.75 and (line[-1] in '.!?»”"' or len(paragraphs) <= 2):
            paragraphs.append("")
    return "\n\n".join(one for one in paragraphs if one)


READERS: dict[str, Callable[[bytes], Contents]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
}
"""Which reader a file's ending calls for; `sniff` overrules it where the contents plainly say otherwise."""


def sniff(data: bytes, suffix: str) -> str:
    """Return the ending in `READERS` that `data` from a file that ends in `suffix` (may be empty) is to be read by."""
    head = data[:1024].lstrip()
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if suffix not in READERS and re.match(rb"(?i)<!doctype html|<html\b|<\?xml[^>]*>\s*<!doctype html", head):
        return ".html"
    return suffix if suffix in READERS else ".txt"
