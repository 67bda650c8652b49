"""The lists that are too long for one page: which there are, how they are shelved, and what each shelf shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from babel.dates import get_month_names

from regesto.model.entry import Entry
from regesto.model.ids import Kind
from regesto.pages.parts import Link, Row
from regesto.views.digests import digest
from regesto.views.estimates import Estimate, view_estimates
from regesto.views.shelves import (
    BY_TIME,
    MOST,
    OTHER,
    SHOWN,
    UNDATED,
    Shelf,
    by_letters,
    fold_name,
    name_month,
    name_year,
    shelve,
    walk,
)

if TYPE_CHECKING:
    from regesto.pages.edition import Edition
    from regesto.pages.voices import Voices
    from regesto.pages.writer import Writer

SHELVED = (Kind.TOPIC, Kind.ACTOR, Kind.PLACE, Kind.MATERIEL)
"""The kinds of record whose entries are listed on their pages."""
NAMED = (Kind.TOPIC, Kind.ACTOR, Kind.PLACE, Kind.MATERIEL, Kind.MEASURE)
"""The kinds whose names have other names beside them."""

MOST_NAMES = 750
"""Names in the index on one page, which take less room than rows do. Of records, whose one page shows rows, a third."""

_YEAR = re.compile(r"-?[0-9]+\Z")
_NUMBERED = re.compile(r"(.+)-p([0-9]+)\Z")
_MONTH = re.compile(r"(-?[0-9]{3,})-([0-9]{2})\Z")
_DECADE = re.compile(r"(-?[0-9]{3,})-(-?[0-9]{3,})\Z")


class Name(NamedTuple):
    """A name in the index: how it is sorted, how it is written, whose it is, and the record's own name if it is
    another one."""

    key: str
    text: str
    kind: Kind
    id: str
    see: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with pages of its own: one a shelf, under `address`, all reached from the page at `owner`.

    `section` is that of all of them, `form` what is listed: a key of `FORMS`. `record` is the record that the entries
    are about, if there is one.
    """

    owner: str
    address: str
    section: str
    form: str
    shelves: tuple[Shelf[Any], ...]
    record: tuple[Kind, str] | None = None

    def place(self, shelf: Shelf[Any]) -> str:
        """Return the address of a shelf's page."""
        return f"{self.address}/{shelf.name}"


def find_listings(edition: Edition) -> dict[str, Listing]:
    """Return every list that has pages of its own, by the address of the page that it belongs to."""
    found = (*_list_by_time(edition), *_list_estimates(edition), *_list_by_letters(edition))
    return {one.owner: one for one in found if one.shelves}


def _list_by_time(edition: Edition) -> Iterator[Listing]:
    from regesto.pages.routes import SECTION_OF_KIND

    for kind in SHELVED:
        for id, entries in edition.index.entries.get(kind, {}).items():
            owner = edition.routes.of(kind, id)
            yield Listing(owner, owner, SECTION_OF_KIND[kind], "entries", shelve(entries, BY_TIME, MOST), (kind, id))
    for year, entries in edition.index.years.items():
        owner = edition.routes.year(year)
        yield Listing(owner, owner, "timeline", "dated", shelve(entries, _within(year), MOST))


def _within(year: int) -> tuple[Callable[[Entry], str], ...]:
    """Return the shelves of a year's page: its months, and the years in which what was under way began."""
    return (lambda entry: name_month(entry) if entry.date.years[0] == year else name_year(entry),)


def _list_estimates(edition: Edition) -> Iterator[Listing]:
    keys = tuple(lambda one, key=key: key(one.entry) for key in BY_TIME)
    order = {entry.id: place for place, entry in enumerate(edition.dossier.chronology)}
    for id in edition.dossier.measures:
        owner = edition.routes.of(Kind.MEASURE, id)
        found = sorted(view_estimates(edition.dossier, id), key=lambda one: order[one.entry.id])
        yield Listing(owner, owner, "measures", "estimates", shelve(found, keys, MOST), (Kind.MEASURE, id))


def _list_by_letters(edition: Edition) -> Iterator[Listing]:
    routes, letters = edition.routes, by_letters(lambda name: name.key)
    names = list_names(edition)
    for section, kind in (("entries", Kind.ENTRY), ("sources", Kind.SOURCE)):
        owner = routes.section(section)
        own = [name for name in names if name.kind is kind]
        shelves = shelve(own, letters, MOST_NAMES // 3)
        yield Listing(owner, f"{owner}/{routes.paths['letter']}", section, "names", shelves)
    owner = routes.section("names")
    yield Listing(owner, owner, "names", "names", shelve(names, letters, MOST_NAMES))


def list_names(edition: Edition) -> list[Name]:
    """Return every title and name in the order of the alphabet."""
    return sorted(_find_names(edition), key=lambda name: (name.key, edition.routes.of(name.kind, name.id), name.text))


def _find_names(edition: Edition) -> Iterator[Name]:
    from regesto.pages.writer import Writer

    w, dossier = Writer(edition, ""), edition.dossier
    for entry in dossier.entries.values():
        title = w.plain(entry.title)
        yield Name(fold_name(title), title, Kind.ENTRY, entry.id)
    for source in dossier.sources.values():
        yield Name(fold_name(source.title), source.title, Kind.SOURCE, source.id)
    for kind in NAMED:
        for term in dossier.of_kind(kind).values():
            name = w.plain(term.name)
            yield Name(fold_name(name), name, kind, term.id)
            for alias in dict.fromkeys(term.aliases.choose(edition.language)):
                if alias != name:
                    yield Name(fold_name(alias), alias, kind, term.id, name)


def cut(edition: Edition, address: str, items: Sequence[Any]) -> Sequence[Any]:
    """Return what of a list stands on the page at `address`: all, or the last ones of a list with pages of its own."""
    return items[-SHOWN:] if address in edition.listings else items


def list_ways(w: Writer, address: str, here: str | None = None) -> list[Link]:
    """Return the links to the shelves of the list that belongs to the page at `address`; none where it has none.

    `here` is the shelf on whose page they stand: its neighbours are linked, or what it is cut into.
    """
    listing = w.edition.listings.get(address)
    if listing is None:
        return []
    return [_link_shelf(w, listing, one, here) for one in _find_level(listing.shelves, here)]


def _find_level(shelves: Sequence[Shelf[Any]], here: str | None) -> Sequence[Shelf[Any]]:
    for one in shelves if here else ():
        if one.name == here:
            return one.inner or shelves
        if any(inner.name == here for inner in walk(one.inner)):
            return _find_level(one.inner, here)
    return shelves


def _link_shelf(w: Writer, listing: Listing, shelf: Shelf[Any], here: str | None) -> Link:
    label = label_shelf(w, listing, shelf)
    href = None if shelf.name == here else w.edition.routes.href(w.address, listing.place(shelf))
    return Link(label, href, note=w.number(len(shelf.items)))


def label_shelf(w: Writer, listing: Listing, shelf: Shelf[Any]) -> str:
    """Return the name of a shelf as it stands on a page of its list: on a year's, another year is when things began."""
    if listing.form == "dated" and _YEAR.match(shelf.name):
        return w.t("shelves.since", year=_write_year(w, shelf.name))
    return name_shelf(w, shelf.name)


def name_shelf(w: Writer, name: str) -> str:
    """Return the name of a shelf in words: `2020–2029`, `2024`, `marzo 2024`, `A`, `Ab`."""
    if name == UNDATED:
        return w.t("shelves.undated")
    if name == OTHER:
        return w.t("names.other")
    if found := _DECADE.match(name):
        return f"{_write_year(w, found[1])}–{_write_year(w, found[2])}"
    if found := _MONTH.match(name):
        return _name_month(w, found[1], int(found[2]))
    if found := _NUMBERED.match(name):
        return w.t("shelves.part", name=name_shelf(w, found[1]), number=found[2])
    return name.rstrip("-").capitalize() if name[:1].isalpha() else _write_year(w, name)


def _name_month(w: Writer, year: str, month: int) -> str:
    if not month:
        return w.t("shelves.no_month", year=_write_year(w, year))
    months = get_month_names("wide", "stand-alone", w.t.locale)
    return w.t("calendar.month", month=months[month], year=_write_year(w, year))


def _write_year(w: Writer, year: str) -> str:
    return str(int(year)) if int(year) > 0 else w.t("years.bc", year=str(1 - int(year)))


class RowList(NamedTuple):
    """A list on a shelf's page: its title, its id on the page, its rows and how they look (`lists.rows`)."""

    title: str
    id: str
    rows: list[Row]
    kind: str


def _show_entries(edition: Edition, v: Voices, listing: Listing, entries: Sequence[Entry]) -> Iterator[RowList]:
    yield RowList(v.t("term.entries"), "schede", [v.row(entry) for entry in entries], "lines")
    if listing.record and listing.record[0] is Kind.ACTOR:
        within = {entry.id for entry in entries}
        for name, said, id in (("speaks", edition.index.speaks, "dice"), ("relays", edition.index.relays, "riprende")):
            rows = [v.row_of_claim(one) for one in said.get(listing.record[1], ()) if one.entry.id in within]
            if rows:
                yield RowList(v.t(f"term.{name}"), id, rows, "lines")


def _show_dated(edition: Edition, v: Voices, listing: Listing, entries: Sequence[Entry]) -> Iterator[RowList]:
    yield RowList(v.t("year.list"), "elenco", [v.row(entry) for entry in entries], "years")


def _show_names(edition: Edition, v: Voices, listing: Listing, names: Sequence[Name]) -> Iterator[RowList]:
    yield RowList(v.t("shelves.names"), "nomi", [Row("", link_name(v.w, name)) for name in names], "names")


def _show_estimates(edition: Edition, v: Voices, listing: Listing, found: Sequence[Estimate]) -> Iterator[RowList]:
    yield RowList(v.t("measure.table"), "tabella", list(found), "estimates")


def link_name(w: Writer, name: Name) -> Link:
    """Return the link of a name in the index, with what kind of thing it is or whose other name."""
    from regesto.pages.routes import SECTION_OF_KIND

    if name.see:
        return Link(name.text, w.href(name.kind, name.id), note=w.t("names.see", name=name.see))
    note = "" if name.kind is Kind.ENTRY else w.t(f"section.{SECTION_OF_KIND[name.kind]}.title")
    return w.link(name.kind, name.id, note=note)


Show = Callable[["Edition", "Voices", Listing, Sequence[Any]], Iterator[RowList]]

FORMS: dict[str, Show] = {
    "entries": _show_entries,
    "dated": _show_dated,
    "names": _show_names,
    "estimates": _show_estimates,
}
"""What the page of a shelf shows, by what is listed."""


def digest_shelf(edition: Edition, listing: Listing, shelf: Shelf[Any]) -> bytes:
    """Return the digest of all that the page of a shelf shows, the ways to other shelves included."""
    ways = repr([(one.name, len(one.items)) for one in _find_level(listing.shelves, shelf.name)])
    if listing.form == "names":
        return digest(ways, repr(shelf.items[: _shown(shelf)]))
    items = [one.entry if listing.form == "estimates" else one for one in shelf.items]
    record = edition.digests.of(*listing.record) if listing.record else b""
    return digest(ways, record, edition.digests.of_entries(items[: _shown(shelf)]))


def _shown(shelf: Shelf[Any]) -> int | None:
    """Return how many items stand on a shelf's own page: all, unless it is cut into smaller ones."""
    return SHOWN if shelf.inner else None


def take(shelf: Shelf[Any]) -> Sequence[Any]:
    """Return the items that stand on a shelf's own page."""
    return shelf.items[: _shown(shelf)]
