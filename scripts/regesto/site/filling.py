"""What one page puts into the frame: every text escaped once, for the place where it will stand."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from regesto.pages.page import Heading, Page

OPEN, CLOSE = "\ue000", "\ue001"
"""The brackets of a slot: private-use characters, which no theme and no navigation title contains."""

_MARKS = dict.fromkeys(range(0xE000, 0xE004))


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in one edition: its language and that one's own name, a relative link, the absolute address if known."""

    lang: str
    name: str
    href: Markup
    url: Markup | None = None

    @property
    def hreflang(self) -> str:
        """The language as the attribute `hreflang` wants it."""
        return self.lang


class SlotContent(Markup):
    """The slot for a page's content, which answers as the content would where Material asks whether it has a title."""

    has_title: bool

    @classmethod
    def standing_for(cls, slot: str, content: str) -> SlotContent:
        """Return `slot`, which says of itself that it contains `<h1` if `content` does."""
        made = cls(slot)
        made.has_title = "<h1" in content
        return made

    def __contains__(self, part: object) -> bool:
        return self.has_title if part == "<h1" else super().__contains__(part)


@dataclass(frozen=True, slots=True)
class Filling:
    """One page, ready for the frame. All texts are markup, right whether the theme prints them or escapes them again.

    `url` is the page's address as the browser asks for it, from the edition's root; its folder shapes the frame, as the
    links of the navigation are relative.
    """

    url: str
    section: str
    title: Markup
    description: Markup
    content: Markup
    canonical: Markup | None = None
    edit: Markup | None = None
    alternates: tuple[Alternate, ...] = ()
    toc: tuple[Heading, ...] = ()
    boost: float = 1.0

    @property
    def shape(self) -> tuple:
        """All that the frame around the slots depends on: pages of one shape share one rendering of the theme."""
        return (
            self.section,
            posixpath.dirname(self.url.rstrip("/")),
            self.url.endswith("/"),
            "<h1" in self.content,
            bool(self.title),
            bool(self.description),
            self.canonical is None,
            self.edit is None,
            tuple((alternate.lang, alternate.url is None) for alternate in self.alternates),
            _shape_of(self.toc),
        )

    def values(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of every slot."""
        yield from (("title", self.title), ("description", self.description), ("content", self.content))
        yield from (("canonical", self.canonical or ""), ("edit", self.edit or ""))
        for number, alternate in enumerate(self.alternates):
            yield f"href{number}", alternate.href
            yield f"url{number}", alternate.url or ""
        for name, heading in _walk(self.toc):
            yield f"{name}id", heading.id
            yield f"{name}title", heading.title

    def emptied(self) -> Filling:
        """Return a page of the same shape that has slots for texts."""
        return replace(
            self,
            title=self.title and slot("title"),
            description=self.description and slot("description"),
            content=SlotContent.standing_for(slot("content"), self.content),
            canonical=None if self.canonical is None else slot("canonical"),
            edit=None if self.edit is None else slot("edit"),
            alternates=tuple(
                replace(each, href=slot(f"href{number}"), url=None if each.url is None else slot(f"url{number}"))
                for number, each in enumerate(self.alternates)
            ),
            toc=_with_slots(self.toc, "toc"),
        )


def slot(name: str) -> Markup:
    """Return the mark that stands for the text called `name`."""
    return Markup(f"{OPEN}{name}{CLOSE}")


def tidy(text: str) -> Markup:
    """Escape plain text for an element or an attribute, with its whitespace folded.

    Folded, because Jinja's `striptags`, which Material applies to some titles, folds it too. Slots' marks are dropped.
    """
    return escape(" ".join(text.translate(_MARKS).split()))


def fill(
    page: Page,
    url: str,
    *,
    canonical: str | None = None,
    edit: str | None = None,
    alternates: tuple[Alternate, ...] = (),
) -> Filling:
    """Return what `page` puts into the frame. `url`, `canonical` and `edit` are percent-encoded addresses."""
    return Filling(
        url=url,
        section=page.section,
        title=tidy(page.title),
        description=tidy(page.description),
        content=Markup(page.content),
        canonical=None if canonical is None else escape(canonical),
        edit=None if edit is None else escape(edit),
        alternates=alternates,
        toc=_escaped(page.toc),
        boost=page.boost,
    )


def _escaped(toc: tuple[Heading, ...]) -> tuple[Heading, ...]:
    return tuple(Heading(tidy(item.id), tidy(item.title), _escaped(item.children)) for item in toc)


def _with_slots(toc: tuple[Heading, ...], name: str) -> tuple[Heading, ...]:
    return tuple(
        Heading(slot(f"{name}-{n}id"), slot(f"{name}-{n}title"), _with_slots(item.children, f"{name}-{n}"))
        for n, item in enumerate(toc)
    )


def _walk(toc: tuple[Heading, ...], name: str = "toc") -> Iterator[tuple[str, Heading]]:
    for n, item in enumerate(toc):
        yield f"{name}-{n}", item
        yield from _walk(item.children, f"{name}-{n}")


def _shape_of(toc: tuple[Heading, ...]) -> tuple:
    return tuple(_shape_of(item.children) for item in toc)
