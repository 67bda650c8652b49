"""Reads built pages as trees, as simply as a reader's browser would: no template, no model, only the HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, TreeBuilder

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
"""Elements without an end tag (HTML Living Standard, 13.1.2)."""

HOST = "site"


class _Reader(HTMLParser):
    """Builds a tree and refuses what a browser would have to repair: tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.builder, self.open = TreeBuilder(), []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), f"<{tag}> at {self.getpos()} has an attribute twice"
        self.builder.start(tag, {name: value or "" for name, value in attributes})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> at {self.getpos()} ends nothing"
        assert self.open[-1] == tag, f"</{tag}> at {self.getpos()} ends <{self.open[-1]}>"
        self.open.pop()
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)


def read_tree(html: str) -> Element:
    """Return the tree of a page. Fails where its tags do not match."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"left open: {reader.open}"
    return reader.builder.close()


def text_of(element: Element | None) -> str:
    """Return the text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def by_class(element: Element, name: str) -> list[Element]:
    """Return the elements inside that have a class, in order."""
    return [found for found in element.iter() if name in found.get("class", "").split()]


@dataclass(frozen=True)
class BuiltPage:
    """A page of a built site; `name` is its file's path from the site's root."""

    name: str
    path: Path

    @cached_property
    def html(self) -> str:
        """Return the page as it is on the disk."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> Element:
        """Return the page's tree."""
        return read_tree(self.html)

    @cached_property
    def is_on_paper(self) -> bool:
        """Tell the whole dossier as one page, for printing: it stands by itself, and nothing is to find it."""
        return "noindex" in "".join(self.meta("robots"))

    @cached_property
    def ids(self) -> list[str]:
        """Return every id, in order, repeated ones too."""
        return [element.get("id") for element in self.tree.iter() if element.get("id")]

    @cached_property
    def url(self) -> str:
        """Return the page's address on a made-up host, as its links see it."""
        return f"https://{HOST}/{self.name}"

    @property
    def is_redirect(self) -> bool:
        """Tell whether the page only leads to another."""
        return 'http-equiv="refresh"' in self.html

    def links(self) -> Iterator[tuple[Element, str]]:
        """Yield each element that leads or loads somewhere, with the address as it is written."""
        for element in self.tree.iter():
            for name in ("href", "src", "xlink:href", "action", "poster"):
                if element.get(name) is not None:
                    yield element, element.get(name)
            if element.get("srcset"):
                for part in element.get("srcset").split(","):
                    yield element, part.split()[0]

    def meta(self, name: str) -> list[str]:
        """Return the contents of the `<meta>` elements of this name or property."""
        return [
            element.get("content", "")
            for element in self.tree.iter("meta")
            if name in (element.get("name"), element.get("property"), element.get("http-equiv"))
        ]

    def link(self, rel: str) -> list[Element]:
        """Return the `<link>` elements in the head of this relation."""
        return [element for element in self.tree.iter("link") if rel in element.get("rel", "").split()]

    def find(self, path: str) -> str:
        """Return the text of the first element at an ElementTree path, or nothing."""
        return text_of(self.tree.find(path))


def read_pages(site: Path) -> dict[str, BuiltPage]:
    """Return every HTML page of a folder by its path from there."""
    return {
        name: BuiltPage(name, path)
        for path in sorted(site.rglob("*.html"))
        for name in [path.relative_to(site).as_posix()]
    }


def resolve(page: BuiltPage, link: str) -> tuple[str, str] | None:
    """Return the file, from the site's root, and the fragment that a link leads to; None where it leaves the site."""
    parts = urlsplit(urljoin(page.url, link))
    if parts.netloc != HOST:
        return None
    path = unquote(parts.path).lstrip("/")
    return (f"{path}index.html" if not path or path.endswith("/") else path), unquote(parts.fragment)
