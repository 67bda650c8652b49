"""Rendered pages kept from build to build, each under a digest of everything that it was made of.

Nothing is trusted for its age or its name: a page is taken only if its key is the digest of what it would be made of
now, and if its own bytes are those that were kept. Whatever is wrong with the file, the pages are rendered anew.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from jinja2.meta import find_referenced_templates
from pydantic_core import to_json

from regesto.pages.page import Heading, Page
from regesto.stores import describe_code, open_store
from regesto.views.digests import digest

if TYPE_CHECKING:
    from regesto.pages.edition import Edition

_TABLE = """create table if not exists pages (
    edition text, address text, key blob, page blob, seal blob, primary key (edition, address)
)"""

_KEYS = "create index if not exists keys on pages (edition, address, key)"
"""All keys are read in every build: from here, without the pages that would lie between them."""

_LIBRARIES = ("jinja2", "markupsafe", "babel", "pydantic")
"""What, beside Regesto and Python, has a say in how a page comes out."""


class KeptPages:
    """The pages of one edition as the last build left them, and as this one leaves them for the next."""

    def __init__(self, file: sqlite3.Connection | None, edition: str) -> None:
        self._file = file
        self._edition = edition
        self._seen: set[str] = set()
        self._keys: dict[str, bytes] = {}
        if file is not None:
            with suppress(sqlite3.Error):
                self._keys = dict(file.execute("select address, key from pages where edition = ?", (edition,)))

    def has(self, address: str, key: bytes) -> bool:
        """Tell whether the page at `address` was made under `key`, and that this build has one there."""
        self._seen.add(address)
        return self._keys.get(address) == key

    def find(self, address: str, key: bytes) -> Page | None:
        """Return the page at `address` if it was made under `key`."""
        self._seen.add(address)
        if self._file is None:
            return None
        query = "select page, seal from pages where edition = ? and address = ? and key = ?"
        with suppress(sqlite3.Error):
            found = self._file.execute(query, (self._edition, address, key)).fetchone()
            if found is not None and digest(key, found[0]) == found[1]:
                return _read_page(found[0])
        return None

    def keep(self, key: bytes, page: Page) -> None:
        """Keep a page in place of the one at its address."""
        if self._file is not None:
            data = to_json(page)
            row = (self._edition, page.address, key, data, digest(key, data))
            with suppress(sqlite3.Error):
                self._file.execute("insert or replace into pages values (?, ?, ?, ?, ?)", row)

    def drop_others(self) -> None:
        """Drop the pages that this build did not ask for."""
        if self._file is not None:
            with suppress(sqlite3.Error):
                known = self._file.execute("select address from pages where edition = ?", (self._edition,))
                gone = [(self._edition, address) for (address,) in known if address not in self._seen]
                self._file.executemany("delete from pages where edition = ? and address = ?", gone)


@contextmanager
def open_kept(path: Path | None, edition: str) -> Iterator[KeptPages]:
    """Open the kept pages of an edition; `edition` names it among those that share the file.

    All changes are made at once at the end, or none if the build ends before: SQLite's journal sees to that even where
    the process is killed. A file that cannot be read is begun anew; one that another build holds is left alone.
    """
    file = open_store(path, _TABLE, _KEYS) if path else None
    kept = KeptPages(file, edition)
    try:
        yield kept
        kept.drop_others()
        if file is not None:
            with suppress(sqlite3.Error):
                file.commit()
    finally:
        if file is not None:
            file.close()


def _read_page(data: bytes) -> Page:
    known = json.loads(data)
    return Page(**{**known, "toc": _read_toc(known["toc"]), "aliases": tuple(known["aliases"])})


def _read_toc(items: list[dict]) -> tuple[Heading, ...]:
    return tuple(Heading(item["id"], item["title"], _read_toc(item["children"])) for item in items)


def describe_edition(edition: Edition) -> bytes:
    """Return a digest of what every page of an edition depends on beside its records."""
    where = (edition.language, edition.site_name, edition.directory_urls, edition.edit_base, edition.edit_address(""))
    words = (edition.site_url, edition.prefix, edition.words.tree, edition.routes.paths)
    return digest(
        describe_code("model", "views", "pages"),
        *(version(name) for name in _LIBRARIES),
        json.dumps([where, words], ensure_ascii=False),
        edition.dossier.settings.model_dump_json(),
        edition.digests.vocabularies(),
    )


def describe_template(environment: Environment, name: str) -> bytes:
    """Return a digest of a template and of all that it extends, includes or imports.

    Raises jinja2's `TemplateNotFound`. One that names another by an expression is refused: what it needs is not known.
    """
    waiting, sources = [name], {}
    while waiting:
        name = waiting.pop()
        if name not in sources:
            sources[name] = environment.loader.get_source(environment, name)[0]
            waiting += _list_references(sources[name])
    return digest(*(part for item in sorted(sources.items()) for part in item))


_REFERRING = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(?:(?!\{%).)*?%\}", re.DOTALL)
_RAW = re.compile(r"\{%[-+]?\s*raw\b")


@lru_cache(maxsize=256)
def _list_references(source: str) -> tuple[str, ...]:
    if not _RAW.search(source):
        # To parse whole templates for this would be a tenth of the smallest build.
        text, *comments = source.split("{#")
        source = "".join(_REFERRING.findall(text + "".join(one.partition("#}")[2] for one in comments)))
    found = tuple(find_referenced_templates(Environment().parse(source)))
    if None in found:
        raise ValueError("a template names another one by an expression; write its name in quotation marks")
    return found
