"""One edition's build: which pages there are, what goes into MkDocs' own, and the many that are written beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote

from babel.core import get_global
from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from regesto.pages.edition import Edition
from regesto.pages.page import BulkPage, Page
from regesto.site.bulk import BulkWriting
from regesto.site.editions import EditionPlace, Switch, address_of
from regesto.site.filling import Filling, fill, tidy
from regesto.site.frame import Frame, Masthead, dress_page, escape_meta
from regesto.site.policy import Setting
from regesto.site.search import SiteSearch
from regesto.site.shell import Render, Shells
from regesto.site.tree import SiteTree

_FIRST_TITLE = re.compile(r"(?<!\s)\s*<h1\b.*?</h1>\s*", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')


class SheetLike(Protocol):
    """What the edge needs of a section's sheet."""

    address: str
    title: str


class PressLike(Protocol):
    """What the pages layer offers; `regesto.pages.build.Press` is the real one."""

    def sections(self) -> Mapping[str, Any]:
        """Return the sheets of the section pages by address, in the order of the navigation."""

    def navigation(self) -> Mapping[str, str]:
        """Return the titles of the pages in the navigation by address, in its order."""

    def documents(self) -> Mapping[str, str]:
        """Return the Markdown of the pages that every dossier has alike, by address."""

    def files(self) -> Mapping[str, str]:
        """Return the generated files that pages load, by their addresses from the edition's root."""

    def bulk(self, holds: Callable[[str, bytes], bool]) -> Iterator[BulkPage]:
        """Yield the other pages, those that `holds` does not know to be there."""

    def render(self, sheet: Any, intro: str = "") -> Page:
        """Render a section's sheet around a hand-written introduction in HTML."""


@dataclass
class SiteBuild:
    """An edition while it is built. `here` is its place among `switch.editions`."""

    config: MkDocsConfig
    edition: Edition
    press: PressLike
    here: EditionPlace
    switch: Switch
    masthead: Masthead
    setting: Setting
    sheets: Mapping[str, Any]
    search: SiteSearch
    intros: dict[str, str] = field(default_factory=dict)
    section_pages: dict[str, MkDocsPage] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    files: Files | None = None
    nav: Navigation | None = None
    env: Environment | None = None

    def complete_files(self, files: Files) -> None:
        """Add the section pages and documents that nobody wrote, and leave the other editions' documents to them."""
        others = [f"{place.docs_dir}/" for place in self.switch.editions if place.docs_dir != self.here.docs_dir]
        for file in list(files):
            source = (file.abs_src_path or "").replace("\\", "/")
            if any(source.startswith(folder) and folder.startswith(f"{self.here.docs_dir}/") for folder in others):
                files.remove(file)
            elif file.is_documentation_page():
                self._place(file)
        known = {address_of(file.src_uri) for file in files.documentation_pages()}
        for address, text in (dict.fromkeys(self.sheets, "") | self.press.documents()).items():
            if address not in known:
                name = f"{address}.md" if address else "index.md"
                files.append(File.generated(self.config, name, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
        for address, text in self.press.files().items():
            files.append(File.generated(self.config, address, content=text))
        if self.config.nav is None:
            sources = {address_of(file.src_uri): file.src_uri for file in files.documentation_pages()}
            self.config.nav = [{title: sources[address]} for address, title in self.press.navigation().items()]

    def _place(self, file: File) -> None:
        """Give `temi/index.md` the address of `temi.md`: without directory addresses, MkDocs tells them apart."""
        if not file.use_directory_urls:
            file.dest_uri = self.switch.routes.file(address_of(file.src_uri))
            file.url = quote(file.dest_uri)

    def keep_intro(self, page: MkDocsPage, html: str) -> None:
        """Keep what a hand-written page says, if a section has its address; the section brings its own title."""
        address = address_of(page.file.src_uri)
        if address not in self.sheets:
            self.search.add_page(address, page.url, str(page.title), html)
        else:
            self.intros[address] = _FIRST_TITLE.sub("", html, count=1)
            self.section_pages[address] = page

    def dress_sections(self) -> None:
        """Render every section around its introduction into MkDocs' own page."""
        for address, page in self.section_pages.items():
            made = self.press.render(self.sheets[address], self.intros[address])
            filling = self.fill(made)
            dress_page(page, filling)
            # Its lists name every record: only what it says of itself is to be found.
            about = f"<p>{escape(made.description)}</p>{self.intros[address]}"
            self.search.add_page(address, filling.url, made.title, about)
            page.edit_url = filling.edit or page.edit_url
            if "title" not in vars(page):
                page.title = tidy(made.title)
            page.present_anchor_ids = (page.present_anchor_ids or set()) | set(_ID.findall(made.content))

    def fill(self, page: Page) -> Filling:
        """Return what one of Regesto's pages puts into the frame."""
        edit = self.edition.edit_address(page.edit) if page.edit else None
        return fill(
            page,
            quote(self.switch.routes.url(page.address)),
            canonical=self.switch.url(self.here, page.address),
            edit=edit,
            alternates=self.switch.alternates(self.here, page.address, everywhere=True, instead=page.counterpart),
        )

    def scope_of(self, base_url: str) -> str:
        """Return the site's root as seen from a page: light or dark, once chosen, holds in every edition."""
        return f"{base_url.rstrip('/')}/.." if self.here.prefix else base_url

    def context_of(self, page: MkDocsPage | None, base_url: str) -> dict[str, Any]:
        """Return the theme's `regesto` for one of MkDocs' own pages, or for a page without an address (404)."""
        self.config.extra["scope"] = self.scope_of(base_url)
        if page is None:
            return self.masthead.context((), "website")
        escape_meta(page)
        address = address_of(page.file.src_uri)
        return self.masthead.context(self.switch.alternates(self.here, address), "website")

    def frame(self) -> Frame:
        """Return the frame for pages that MkDocs does not know."""
        return Frame(
            self.config,
            self.nav,
            self.files.documentation_pages(),
            self.env,
            self.section_pages,
            self.masthead,
            self.setting,
            self.scope_of,
        )

    def write_bulk(self, render: Render, tree: SiteTree, tell: Callable[[str, int], None]) -> None:
        """Write every other page and what redirects to it, and let them be found. `tell` hears how far it is."""
        writing = BulkWriting(self, render, tree)
        for number, one in enumerate(self.press.bulk(writing.holds), start=1):
            if one.page is None:
                writing.keep(one)
            else:
                writing.write(one.key, one.page)
            tell(self.edition.language, number)

    def renderer(self, *, shell: bool) -> Render:
        """Return the fast or the slow way to render a page."""
        frame = self.frame()
        return Shells(frame.render) if shell else frame.render


def flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Return a tree of words as one map with dotted keys."""
    flat: dict[str, str] = {}
    for key, value in tree.items():
        flat |= flatten(value, f"{prefix}{key}.") if isinstance(value, Mapping) else {f"{prefix}{key}": value}
    return flat


def guess_locale(language: str) -> str | None:
    """Return the language with its likeliest country, as Open Graph wants it (`it_IT`), by CLDR's likely subtags."""
    likely = get_global("likely_subtags").get(language.replace("-", "_"))
    return f"{likely.split('_')[0]}_{likely.rpartition('_')[2]}" if likely else None
