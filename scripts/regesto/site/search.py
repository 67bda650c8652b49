"""The search of one edition's site: takes in its pages, and writes the index beside them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from regesto.pages.edition import Edition
from regesto.search.collect import Collector, describe_collecting
from regesto.search.files import name_filters
from regesto.search.findable import Findable, Unit
from regesto.search.index import File, index_units
from regesto.search.reading import read_page
from regesto.search.store import TABLES, SearchStore
from regesto.site.tree import SiteTree
from regesto.stores import describe_code, open_store
from regesto.views.digests import digest

log = get_plugin_logger("regesto")

FOLDER = "search"
"""Where the index stands under the root of each edition; `regesto-find.js` looks for it there."""

_LIBRARIES = ("babel", "snowballstemmer", "pystemmer")
"""What, beside Regesto and Python, has a say in what is found, and how."""

_MATERIALS = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


class SiteSearch:
    """What readers of one edition can find. Records are known from the dossier; other pages are read as they are."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._collector = Collector(edition)
        found = list(self._collector.list_units())
        self._units = [unit for _, unit in found]
        self._known = {address for address, _ in found}
        self._pages: dict[str, tuple[str, str, str]] = {}

    def knows(self, address: str) -> bool:
        """Tell whether a page is a record's, which is found by what the dossier says of it."""
        return address in self._known

    def add_page(self, address: str, url: str, title: str, html: str) -> None:
        """Take in a page by its text, unless it is a record's. `url` is from the edition's root, percent-encoded."""
        if address not in self._known:
            self._pages[f"page/{address}"] = (url, title, html)

    def _read(self, id: str) -> Iterable[Findable]:
        if id in self._pages:
            return read_page(*self._pages[id], self._edition.language)
        return self._collector.read(id)

    def write(self, tree: SiteTree, prefix: str) -> None:
        """Write the index into a site, for the edition under `prefix`; what is as it was stays."""
        edition = self._edition
        units = [*self._units, *(Unit(id, digest(*page)) for id, page in self._pages.items())]
        code = digest(describe_code("model", "views", "pages", "search"), *map(version, _LIBRARIES))
        base = digest(code, describe_collecting(edition))
        kept = edition.kept and edition.kept.with_name(f"search.{edition.language}.sqlite")

        def write(file: File) -> None:
            tree.write(f"{prefix}{FOLDER}/{file.name}.js", lambda: file.make().encode("utf-8"), file.key + code.hex())

        with open_search_store(kept) as store:
            index_units(units, self._read, edition.language, name_filters(edition), store, write, base)


@contextmanager
def open_search_store(path: Path | None) -> Iterator[SearchStore]:
    """Open what was kept of one edition's index. What is kept in the end is kept at once, or not at all."""
    file = open_store(path, *TABLES) if path else None
    try:
        yield SearchStore(file)
        if file is not None:
            with suppress(sqlite3.Error):
                file.commit()
    finally:
        if file is not None:
            file.close()


def silence_material(config: MkDocsConfig) -> None:
    """Switch Material's own search off, where a `mkdocs.yml` asks for it. Must run before its own `on_config`."""
    plugin = config.plugins.get("material/search")
    if plugin is not None and plugin.config.enabled:
        log.debug("The plugin `search` has nothing to do: Regesto has its own search.")
        plugin.config.enabled = False


def drop_unneeded(files: Files) -> None:
    """Take out what Regesto's pages never load: source maps, and what belongs to Material's search."""
    for file in list(files):
        uri = file.src_uri
        spare = uri.startswith("assets/") and uri.endswith(".map")
        spare |= uri.startswith(_MATERIALS)
        spare |= uri == "sitemap.xml"  # MkDocs' template, which it would copy as it is
        if spare:
            files.remove(file)
