"""The index of names: every title and name from A to Z, for whoever has no scripts or does not know what to ask."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from regesto.model.ids import Kind
from regesto.pages.edition import Edition
from regesto.pages.parts import Link
from regesto.pages.routes import SECTION_OF_KIND
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer

TERMS = (Kind.TOPIC, Kind.ACTOR, Kind.PLACE, Kind.MATERIEL, Kind.MEASURE)
"""The kinds whose names have other names beside them."""


def make_names(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    """Return the context of the index: links by first letter, and those that begin with none."""
    letters: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for name, link in _list_names(edition, w):
        key = fold_name(name)
        first = key[:1].upper()
        letters[first if "A" <= first <= "Z" else ""].append((key, link))
    groups = {letter: [link for _, link in sorted(found, key=_by_name)] for letter, found in sorted(letters.items())}
    return {"letters": {letter: links for letter, links in groups.items() if letter}, "others": groups.get("", [])}


def fold_name(name: str) -> str:
    """Return what a name is sorted by: small letters and digits without accents, and single spaces."""
    plain = unicodedata.normalize("NFD", name.casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.split())


def _by_name(one: tuple[str, Link]) -> tuple[str, str]:
    return one[0], one[1].href or ""


def _list_names(edition: Edition, w: Writer) -> Iterator[tuple[str, Link]]:
    dossier = edition.dossier
    for entry in dossier.entries.values():
        yield w.plain(entry.title), w.link(Kind.ENTRY, entry.id)
    for source in dossier.sources.values():
        yield source.title, w.link(Kind.SOURCE, source.id, note=w.t("section.sources.title"))
    for kind in TERMS:
        note = w.t(f"section.{SECTION_OF_KIND[kind]}.title")
        for term in dossier.of_kind(kind).values():
            name = w.plain(term.name)
            yield name, w.link(kind, term.id, note=note)
            see = w.t("names.see", name=name)
            for alias in dict.fromkeys(term.aliases.choose(edition.language)):
                if alias != name:
                    yield alias, Link(Markup.escape(alias), w.href(kind, term.id), note=see)
