"""Who is mentioned where: every record with the entries and claims that refer to it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from regesto.model.dossier import Dossier
from regesto.model.entry import Claim, Entry, Status
from regesto.model.ids import UNNAMED, Kind


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim together with the entry that holds it."""

    entry: Entry
    claim: Claim


@dataclass(frozen=True)
class Index:
    """Look-ups from a record to what mentions it. Entries are in order of time, statements in that of their entries.
    Retracted entries are in none of them but `years`.

    `entries[kind][id]` are the entries on a record's page: for an actor, those it is involved in or speaks in; for a
    place, those set in it or in a place within it. `speaks[id]` are the claims whose origin is the actor or
    one of its parts; `relays[id]` those it passes on; `answers[id]` those on a question; `quoted[id]` those that cite
    a source.
    `years` are the calendar years in which some entry begins or ends, each with every entry that may fall in it.
    """

    entries: Mapping[Kind, Mapping[str, tuple[Entry, ...]]]
    speaks: Mapping[str, tuple[Statement, ...]]
    relays: Mapping[str, tuple[Statement, ...]]
    answers: Mapping[str, tuple[Statement, ...]]
    quoted: Mapping[str, tuple[Statement, ...]]
    years: Mapping[int, tuple[Entry, ...]]

    def of(self, kind: Kind, id: str) -> tuple[Entry, ...]:
        """Return the entries on the page of one record."""
        return self.entries.get(kind, {}).get(id, ())


def with_wholes(ids: Iterable[str], terms: Mapping) -> set[str]:
    """Return `ids` and everything they are part of; a cycle ends where it meets itself."""
    reached: set[str] = set()
    waiting = list(ids)
    while waiting:
        id = waiting.pop()
        if id not in reached and id in terms:
            reached.add(id)
            waiting += [terms[id].part_of] if terms[id].part_of else []
    return reached


def _mentions(dossier: Dossier, entry: Entry) -> dict[Kind, set[str]]:
    voices = {origin for claim in entry.claims for origin in (*claim.origin, *claim.via) if origin != UNNAMED}
    return {
        Kind.TOPIC: set(entry.topics),
        Kind.PLACE: with_wholes(entry.places, dossier.places),
        Kind.ACTOR: with_wholes({one.actor for one in entry.actors} | voices, dossier.actors),
        Kind.MATERIEL: set(entry.materiel),
        Kind.SOURCE: {claim.source for claim in entry.claims},
        Kind.QUESTION: {claim.question for claim in entry.claims if claim.question},
        Kind.MEASURE: {quantity.measure for claim in entry.claims for quantity in claim.quantities},
    }


def build_index(dossier: Dossier) -> Index:
    """Read the whole dossier once and return its look-ups."""
    entries: dict[Kind, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    claims: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for entry in dossier.chronology:
        if entry.status is Status.RETRACTED:
            continue  # it counts nowhere; lists of all entries and of a year still show it
        for kind, ids in _mentions(dossier, entry).items():
            for id in ids:
                entries[kind][id].append(entry)
        for claim in entry.claims:
            _file_claim(dossier, Statement(entry, claim), claims)
    return Index(
        entries={kind: {id: tuple(found) for id, found in by_id.items()} for kind, by_id in entries.items()},
        **{
            name: {id: tuple(found) for id, found in claims[name].items()}
            for name in ("speaks", "relays", "answers", "quoted")
        },
        years=_by_year(dossier),
    )


def _by_year(dossier: Dossier) -> dict[int, tuple[Entry, ...]]:
    dated = [entry for entry in dossier.chronology if entry.date]
    years = sorted({year for entry in dated for year in (entry.date.years[0], entry.date.years[-1])})
    found: dict[int, list[Entry]] = {year: [] for year in years}
    if not years:
        return {}
    for entry in dated:  # once each: to ask of every year about every entry would be the product of both
        touched = entry.date.years_within(years[0], years[-1])
        for year in years[bisect_left(years, touched.start) : bisect_left(years, touched.stop)]:
            found[year].append(entry)
    return {year: tuple(entries) for year, entries in found.items()}


def _file_claim(dossier: Dossier, statement: Statement, claims: dict[str, dict[str, list[Statement]]]) -> None:
    claim = statement.claim
    claims["quoted"][claim.source].append(statement)
    if claim.question:
        claims["answers"][claim.question].append(statement)
    for relay in dict.fromkeys(claim.via):
        claims["relays"][relay].append(statement)
    for voice in sorted(with_wholes(claim.origin, dossier.actors)):
        claims["speaks"][voice].append(statement)
