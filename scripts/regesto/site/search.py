"""The search of one edition's site: takes in its pages, and writes the index beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from regesto.pages.edition import Edition
from regesto.search.collect import collect
from regesto.search.files import name_filters, write_index
from regesto.search.index import SearchIndex
from regesto.search.reading import read_page
from regesto.search.stems import Stems, stems_of
from regesto.site.tree import SiteTree

log = get_plugin_logger("regesto")

FOLDER = "search"
"""Where the index stands under the root of each edition; `regesto-find.js` looks for it there."""

_MATERIALS = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


class SiteSearch:
    """What readers of one edition can find. Records are known from the dossier; other pages are read as they are."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._index = SearchIndex(edition.language)
        self._known: set[str] = set()
        self._load_stems()
        for address, findable in collect(edition):
            self._index.add(findable)
            self._known.add(address)

    def _list_stems(self) -> Iterator[tuple[Stems, Path]]:
        """Yield the stems of each of the dossier's languages, and where they are kept from build to build."""
        if self._edition.kept is not None:
            for language in self._edition.dossier.settings.languages:
                yield stems_of(language), self._edition.kept.with_name(f"stems.{language}.json")

    def _load_stems(self) -> None:
        for stems, path in self._list_stems():
            with suppress(OSError, ValueError):
                stems.load(path.read_text(encoding="utf-8"))

    def _save_stems(self) -> None:
        for stems, path in self._list_stems():
            if (text := stems.dump()) is not None:
                with suppress(OSError):
                    path.parent.mkdir(parents=True, exist_ok=True)
                    draft = path.with_suffix(f".{os.getpid()}")
                    draft.write_text(text, encoding="utf-8", newline="\n")
                    draft.replace(path)

    def knows(self, address: str) -> bool:
        """Tell whether a page is a record's, which is found by what the dossier says of it."""
        return address in self._known

    def add_page(self, address: str, url: str, title: str, html: str) -> None:
        """Take in a page by its text, unless it is a record's. `url` is from the edition's root, percent-encoded."""
        if address not in self._known:
            for findable in read_page(url, title, html, self._edition.language):
                self._index.add(findable)

    def write(self, tree: SiteTree, prefix: str) -> None:
        """Write the index into a site, for the edition under `prefix`."""
        self._save_stems()
        for name, text in write_index(self._index, name_filters(self._edition)).items():
            tree.write(f"{prefix}{FOLDER}/{name}", text.encode("utf-8"))


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
