"""Reads a rendered page as a list of findables, one for each of its headings that has an id."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote

from regesto.search.findable import Field, Findable, FindableKind, Label, Passage

SILENT = frozenset({"script", "style", "svg", "template", "nav"})
"""Elements whose text is no part of what a page says."""

_VOID = "area base br col embed hr img input link meta source track wbr"
_BLOCKS = "p li dd dt td th h1 h2 h3 h4 h5 h6 div section blockquote pre figcaption br tr"
VOID = frozenset(_VOID.split())
BLOCKS = frozenset(_BLOCKS.split())
HEADINGS = frozenset({"h1", "h2", "h3"})


@dataclass
class Section:
    """What stands below one heading; `is_page` where that is the page's own title, or before any."""

    id: str = ""
    is_page: bool = False
    title: str = ""
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Cuts a page at its headings; what is marked `data-search-exclude` is passed over, as are permalinks."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = [Section(is_page=True)]
        self.silent: list[str] = []
        self.heading: str | None = None

    def handle_starttag(self, tag, attrs):
        if self.silent or tag in VOID:
            if tag in VOID:
                self.sections[-1].text.append(" ")
            else:
                self.silent.append(tag)
            return
        attributes = dict(attrs)
        if tag in SILENT or "data-search-exclude" in attributes or attributes.get("class") == "headerlink":
            self.silent.append(tag)
        elif tag in HEADINGS:
            if attributes.get("id"):
                self.sections.append(Section(attributes["id"], tag == "h1"))
            self.heading = tag
        elif tag in BLOCKS:
            self.sections[-1].text.append(" ")

    def handle_endtag(self, tag):
        if self.silent:
            if tag in self.silent:
                while self.silent.pop() != tag:
                    pass
        elif tag == self.heading:
            self.heading = None
        elif tag in BLOCKS:
            self.sections[-1].text.append(" ")

    def handle_data(self, data):
        if self.silent:
            return
        section = self.sections[-1]
        if self.heading and (section.id or self.heading == "h1"):
            section.title += data
        else:
            section.text.append(data)


def read_page(url: str, title: str, html: str, language: str) -> list[Findable]:
    """Return what to find on a page: first the page under its title, then each section by its heading.

    `url` is the page's address from the edition's root, percent-encoded; `html` the inside of its article.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    whole = " ".join(" ".join("".join(one.text).split()) for one in reader.sections if one.is_page).strip()
    found = [_make(url, title, whole, language)]
    for section in reader.sections:
        heading, text = " ".join(section.title.split()), " ".join("".join(section.text).split())
        if not section.is_page and heading:
            found.append(_make(f"{url}#{quote(section.id)}", heading, text, language, title))
    return found


def _make(url: str, title: str, text: str, language: str, page: str = "") -> Findable:
    passages = (Passage(Field.TEXT, text, language),) if text else ()
    labels = (Label(Field.OTHER_NAME, page, language),) if page else ()
    return Findable(url, FindableKind.PAGE, title, language, passages, labels, when=page)
