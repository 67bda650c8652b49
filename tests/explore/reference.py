"""The explorer's rules once more, written for reading: slow, one entry at a time, straight from the dossier."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace

from regesto.model.dossier import Dossier
from regesto.model.edtf import Bounds
from regesto.model.entry import Entry, Status
from regesto.views.corroboration import corroborate_entry
from regesto.views.known import corroborate_known, is_known

GROUPS = (
    ("topic",),
    ("place",),
    ("materiel",),
    ("status",),
    ("actor", "role"),
    ("source", "origin", "relay", "stance", "certainty", "corroboration", "measure"),
)
"""Facets that one and the same part of an entry must meet."""


@dataclass(frozen=True)
class Filters:
    """What a reader asks for: chosen ids by facet, a period and a day as day numbers, words of the title."""

    chosen: dict[str, list[str]] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None
    known: int | None = None
    words: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Return a text without accents and case, with one kind of apostrophe."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign)[0] != "M")
    return plain.lower().replace("\u2018", "'").replace("\u2019", "'").replace("\u02bc", "'")


def find_wholes(id: str, terms) -> set[str]:
    """Return an id and all that it is part of."""
    found = {id}
    while id in terms and terms[id].part_of and terms[id].part_of not in found:
        id = terms[id].part_of
        found.add(id)
    return found


def label_of(dossier: Dossier, entry: Entry, filters: Filters):
    """Return the corroboration of an entry on the day asked for; `None` if it was not known."""
    if filters.known is None:
        return corroborate_entry(dossier, entry)
    return corroborate_known(dossier, entry, filters.known)


def list_parts(dossier: Dossier, entry: Entry, filters: Filters) -> dict[tuple, list]:
    """Return by group the parts of an entry, each as (what it is, its values by facet)."""
    label = label_of(dossier, entry, filters)
    claims = [one for one in entry.claims if filters.known is None or is_known(dossier, one, filters.known)]

    def read_claim(claim):
        return {
            "source": {claim.source},
            "origin": set().union(*(find_wholes(id, dossier.actors) for id in claim.origin)),
            "relay": set().union(*(find_wholes(id, dossier.actors) for id in claim.via)),
            "stance": {claim.stance.value},
            "certainty": {claim.certainty.value},
            "corroboration": set() if claim.aside or label is None else {label.label.value},
            "measure": {quantity.measure for quantity in claim.quantities},
        }

    return dict(
        zip(
            GROUPS,
            (
                [(id, {"topic": {id}}) for id in entry.topics],
                [(id, {"place": find_wholes(id, dossier.places)}) for id in entry.places],
                [(id, {"materiel": {id}}) for id in entry.materiel],
                [(entry.id, {"status": {entry.status.value}})],
                [(o, {"actor": find_wholes(o.actor, dossier.actors), "role": {o.role}}) for o in entry.actors],
                [(claim.id, read_claim(claim)) for claim in claims],
            ),
            strict=True,
        )
    )


def passing_parts(dossier: Dossier, entry: Entry, filters: Filters) -> dict[tuple, list] | None:
    """Return by group the parts that meet the filters; `None` if the entry does not pass."""
    if label_of(dossier, entry, filters) is None:
        return None
    asked = Bounds(filters.first, filters.last)
    if asked != (None, None) and (entry.date is None or not entry.date.bounds.overlaps(asked)):
        return None
    if not all(word in fold(entry.title.by_language[0][1]) for word in filters.words):
        return None
    chosen = {facet: ids for facet, ids in filters.chosen.items() if ids}
    chosen.setdefault("status", [status.value for status in Status if status is not Status.RETRACTED])
    found = {}
    for group, parts in list_parts(dossier, entry, filters).items():
        asked_here = [facet for facet in group if facet in chosen]
        found[group] = [id for id, values in parts if all(values[facet] & set(chosen[facet]) for facet in asked_here)]
        if asked_here and not found[group]:
            return None
    return found


def select(dossier: Dossier, filters: Filters) -> tuple[list[str], list[str]]:
    """Return the ids of the entries that pass, and of their claims that do, in the order of time."""
    entries, claims = [], []
    for entry in dossier.chronology:
        found = passing_parts(dossier, entry, filters)
        if found is not None:
            entries.append(entry.id)
            claims += [f"{entry.id}/{id}" for id in found[GROUPS[-1]]]
    return entries, claims


def count(dossier: Dossier, filters: Filters, facet: str, id: str) -> int:
    """Return how many entries would pass if this value were the only one chosen of its facet."""
    return len(select(dossier, replace(filters, chosen={**filters.chosen, facet: [id]}))[0])
