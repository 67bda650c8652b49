"""Bulk pages in Material's search, and the search that works from a disk."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import ClassVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from regesto.site.filling import Filling
from regesto.site.frame import make_page

SHIM = "assets/javascripts/regesto-worker.js"
"""Gives pages on a disk a search worker; see the file."""

_DRAWING = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL)

MOST_KEPT = 5_000
"""Pages whose sections are kept; some 20 kB each."""

_LUNR = "assets/javascripts/lunr/"
_NEEDED = (f"{_LUNR}min/lunr.regesto.min.js", f"{_LUNR}min/lunr.stemmer.support.min.js")


class SearchIndex:
    """Material's search index of one build, or nothing where the site has no search."""

    _parsed: ClassVar[dict[tuple, list[dict]]] = {}

    def __init__(self, config: MkDocsConfig) -> None:
        plugin = config.plugins.get("material/search")
        self._index = plugin.search_index if plugin is not None and plugin.config.enabled else None
        self._config = config

    def add(self, filling: Filling) -> None:
        """Add a page, cut into its sections as Material cuts its own pages.

        Without its drawings: the same data stands beside each, and parsing them is a third of a build's time. What was
        cut is kept while the process runs, as between two saves under `mkdocs serve` few pages change.
        """
        if self._index is None:
            return
        key = (filling.url, filling.title, filling.content, filling.toc, filling.boost)
        if key not in self._parsed:
            if len(self._parsed) > MOST_KEPT:
                self._parsed.clear()
            self._parsed[key] = self._parse(filling)
        self._index.entries += self._parsed[key]

    def _parse(self, filling: Filling) -> list[dict]:
        page = make_page(filling, self._config)
        # A plain text: slicing markup, as the parser does all the time, is ten times as slow.
        page.content = _DRAWING.sub("", str(filling.content))
        before = len(self._index.entries)
        self._index.add_entry_from_context(page)
        found = self._index.entries[before:]
        del self._index.entries[before:]
        return found


def drop_unneeded(files: Files, *, offline: bool) -> None:
    """Take out what Regesto's pages never load: source maps, lunr's languages, the shim where there is a server."""
    for file in list(files):
        uri = file.src_uri
        spare = uri.startswith("assets/") and uri.endswith(".map")
        spare |= uri.startswith(_LUNR) and uri not in _NEEDED
        spare |= uri == "sitemap.xml"  # MkDocs' template, which it would copy as it is
        if spare or (uri == SHIM and not offline):
            files.remove(file)


def write_offline_search(site: Path) -> None:
    """Turn the index and the worker into scripts: a page on a disk may load those, but not fetch or start a worker.

    `search/search_index.js` is where Material's bundle looks for the index when the page's address begins with `file:`.
    """
    index = site / "search" / "search_index.json"
    if not index.is_file():
        return
    data = index.read_text(encoding="utf-8")
    (site / "search" / "search_index.js").write_text(f"var __index = {data}\n", encoding="utf-8", newline="\n")
    index.unlink()
    scripts = site / "assets" / "javascripts"
    (worker,) = (scripts / "workers").glob("search.*.min.js")
    languages = {name.rpartition("/")[2]: (site / name).read_text(encoding="utf-8") for name in _NEEDED}
    text = f"var __regesto_worker = {json.dumps([worker.read_text(encoding='utf-8'), languages], ensure_ascii=True)}\n"
    (site / "search" / "worker.js").write_text(text, encoding="utf-8", newline="\n")
    for path in (worker, *(site / name for name in _NEEDED)):
        path.unlink()
