"""The pages of the lists that are too long for one: a page a shelf, with the ways to the others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from regesto.pages.edition import Edition
from regesto.pages.listings import FORMS, Listing, digest_shelf, label_shelf, list_ways, take
from regesto.pages.parts import Link
from regesto.pages.sheet import Plan, Sheet
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.shelves import Shelf, walk


def make_shelf_sheets(edition: Edition) -> Iterator[Plan]:
    """Yield the sheets of all shelves, list by list."""
    for listing in edition.listings.values():
        for shelf in walk(listing.shelves):
            shows = (listing.owner, listing.form, digest_shelf(edition, listing, shelf))
            yield Plan("shelf", listing.place(shelf), shows, partial(_make_sheet, edition, listing, shelf))


def _make_sheet(edition: Edition, listing: Listing, shelf: Shelf) -> Sheet:
    w = Writer(edition, listing.place(shelf))
    v = Voices(w)
    owner = _name_owner(w, listing)
    name = label_shelf(w, listing, shelf)
    number = len(shelf.items)
    return Sheet(
        template="shelf",
        address=w.address,
        section=listing.section if listing.section in edition.routes.paths else "home",
        title=w.t("shelves.title", owner=owner, name=name),
        description=w.t("shelves.description", n=number, owner=owner, name=name),
        context={
            "w": w,
            "v": v,
            "back": Link(owner, edition.routes.href(w.address, listing.owner)),
            "shown": len(take(shelf)),
            "number": number,
            "ways": list_ways(w, listing.owner, shelf.name),
            "inner": bool(shelf.inner),
            "lists": list(FORMS[listing.form](edition, v, listing, take(shelf))),
        },
        boost=0.0,
        # Names have other letters in other languages; dates have the same.
        counterpart=listing.owner if listing.form == "names" else None,
    )


def _name_owner(w: Writer, listing: Listing) -> str:
    if listing.record:
        kind, id = listing.record
        return w.plain(w.dossier.of_kind(kind)[id].name)
    if listing.form == "dated":
        return listing.owner.rpartition("/")[2]
    return w.t(f"section.{listing.section}.title")
