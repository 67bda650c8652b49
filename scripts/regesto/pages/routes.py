"""Addresses of pages and the links between them. Addresses are the same in every language of a dossier."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from regesto.model.ids import Kind

SECTION_OF_KIND = {
    Kind.TOPIC: "topics",
    Kind.ACTOR: "actors",
    Kind.PLACE: "places",
    Kind.MATERIEL: "materiel",
    Kind.MEASURE: "measures",
    Kind.SOURCE: "sources",
    Kind.ENTRY: "entries",
}
"""The section under whose address the pages of each kind stand."""


@dataclass(frozen=True, slots=True)
class Routes:
    """Makes addresses and relative links.

    `paths` gives each section its folder, in the words of the dossier's default language. With `directory_urls` the
    address `temi/missili` is the file `temi/missili/index.html`, else `temi/missili.html`, which opens from a disk too.
    """

    paths: Mapping[str, str]
    directory_urls: bool = True

    def section(self, name: str) -> str:
        """Return the address of a section page; `home` is the empty address."""
        return "" if name == "home" else self.paths[name]

    def of(self, kind: Kind, id: str) -> str:
        """Return the address of a record's own page."""
        return f"{self.paths[SECTION_OF_KIND[kind]]}/{id}"

    def year(self, year: int) -> str:
        """Return the address of a year's page; years before 1 keep their minus sign."""
        return f"{self.paths['timeline']}/{year:04d}"

    def file(self, address: str) -> str:
        """Return the file that holds a page, from the edition's root."""
        if not address:
            return "index.html"
        return f"{address}/index.html" if self.directory_urls else f"{address}.html"

    def url(self, address: str) -> str:
        """Return the address as the browser asks for it, from the edition's root, not escaped."""
        file = self.file(address)
        return file.removesuffix("index.html") if self.directory_urls else file

    def href(self, origin: str, target: str, fragment: str = "") -> str:
        """Return the relative link from the page `origin` to the page `target`, both addresses."""
        start = posixpath.dirname(self.file(origin))
        url = self.url(target)
        link = find_way(start, url)
        return f"{link}#{fragment}" if fragment else link


def find_way(start: str, url: str) -> str:
    """Return the relative link from the folder `start` to `url`, both from the edition's root and without dots.

    What `posixpath.relpath` would give, at a sixth of the time: a page has a hundred links. A folder's ends in `/`.
    """
    here = start.split("/") if start else []
    folder, _, name = url.rpartition("/")
    there = folder.split("/") if folder else []
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    way = "../" * (len(here) - shared) + "".join(f"{part}/" for part in there[shared:]) + name
    return way or "./"
