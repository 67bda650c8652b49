"""The frame around a page: MkDocs' context and Material's templates, as one function from a filling to HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from regesto.pages.page import Heading
from regesto.site.filling import Alternate, Filling
from regesto.site.policy import PLACE, Setting, insert_policy

HIDDEN = ["navigation", "toc"]
"""What Regesto's pages do without: the tabs lead to the sections, and pages have an index of their own."""


@dataclass(frozen=True)
class Masthead:
    """What the theme gets as `regesto` on every page of an edition.

    `places` are the addresses, from the edition's root, of the pages that the search box links to.
    """

    lang: str
    words: Mapping[str, str]
    version: str
    og_locale: str | None = None
    data: str | None = None
    feed: str | None = None
    contribute: str | None = None
    places: Mapping[str, str] = field(default_factory=dict)

    def context(self, alternates: Sequence[Alternate], og_type: str) -> dict[str, Any]:
        """Return the mapping for one page."""
        return {
            "csp": PLACE,
            "lang": self.lang,
            "alternates": list(alternates),
            "og_type": og_type,
            "og_locale": self.og_locale,
            "version": self.version,
            "words": self.words,
            "data": self.data,
            "feed": self.feed,
            "contribute": self.contribute,
            **self.places,
        }


@dataclass
class Frame:
    """Renders pages that MkDocs does not know. `sections` are MkDocs' own section pages by address."""

    config: MkDocsConfig
    nav: Navigation
    doc_files: Sequence[File]
    env: Environment
    sections: Mapping[str, MkDocsPage]
    masthead: Masthead
    setting: Setting
    scope_of: Callable[[str], str]

    def render(self, filling: Filling) -> str:
        """Return the page as MkDocs would write it."""
        page = make_page(filling, self.config)
        section = self.sections.get(filling.section)
        context = get_context(self.nav, self.doc_files, self.config, page)
        context["regesto"] = self.masthead.context(filling.alternates, "article")
        self.config.extra["scope"] = self.scope_of(context["base_url"])
        if section is not None:
            section.active = True
        try:
            rendered = self.env.get_template("main.html").render(context)
        finally:
            if section is not None:
                section.active = False
        return insert_policy(rendered, filling.content, self.setting)


def make_page(filling: Filling, config: MkDocsConfig) -> MkDocsPage:
    """Return a page object for Material's templates that stands in no navigation and has no file."""
    file = File("page.md", None, config.site_dir, config.use_directory_urls)
    file.generated_by = "regesto"
    file.url = filling.url
    page = MkDocsPage(filling.title, file, config)
    page.canonical_url = filling.canonical
    page.edit_url = filling.edit
    dress_page(page, filling)
    return page


def dress_page(page: MkDocsPage, filling: Filling) -> None:
    """Give a page of MkDocs the texts of `filling`."""
    page.content = filling.content
    page.toc = TableOfContents(_anchors(filling.toc, 1))
    page.meta = {**page.meta, "title": filling.title, "description": filling.description, "hide": HIDDEN}


def escape_meta(page: MkDocsPage) -> None:
    """Escape the title and the description in a hand-written page's front matter: Material prints them as they are."""
    for name in ("title", "description"):
        value = page.meta.get(name)
        if value is not None and not isinstance(value, Markup):
            page.meta[name] = escape(" ".join(str(value).split()))


def _anchors(toc: Sequence[Heading], level: int) -> list[AnchorLink]:
    links = []
    for heading in toc:
        link = AnchorLink(heading.title, heading.id, level)
        link.children = _anchors(heading.children, level + 1)
        links.append(link)
    return links
