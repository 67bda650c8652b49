"""What the explorer filters: entries and claims as columns of small numbers, which a browser reads fast.

Every value is the place of an id in its table, and every list of values is a pair: how many there are for each row, and
all of them one after the other. Nothing here depends on a language, and nothing that the explorer's script can derive
(labels, counts of origins) is stored beside what it derives from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from regesto.model.dossier import Dossier
from regesto.model.entry import Certainty, Claim, Entry, Stance, Status
from regesto.model.ids import UNNAMED
from regesto.views.corroboration import Label
from regesto.views.index import with_wholes
from regesto.views.known import find_known_from

ENUMS: Mapping[str, tuple[str, ...]] = {
    "stances": tuple(Stance),
    "certainties": tuple(Certainty),
    "statuses": tuple(Status),
    "corroborations": (Label.INDEPENDENT, Label.SINGLE, Label.HEDGED, Label.UNNAMED, Label.CONTESTED),
}
"""The tables that are the same in every dossier, in the order in which a reader sees them."""


class Lists(NamedTuple):
    """One list of values a row: how many each row has, and all values in the order of the rows."""

    counts: list[int]
    values: list[int]


@dataclass(frozen=True)
class Explorer:
    """The columns. `ids` has the tables; the last of `actors` is `unnamed`, an origin that is nobody's.

    `wholes` says of each actor and place what it is part of, itself first; `voices` of each actor the outermost one;
    `known` of each source the day from which what it says is known (`None`: never for certain). `entries` stand in the
    order of time, and the first `dated` of them have a date. Columns of claims go through the entries in that order.
    """

    entries: tuple[Entry, ...]
    dated: int
    ids: Mapping[str, tuple[str, ...]]
    wholes: Mapping[str, Lists]
    voices: list[int]
    known: list[int | None]
    entry_columns: Mapping[str, list[int] | Lists]
    claim_columns: Mapping[str, list[int] | Lists]


def view_explorer(dossier: Dossier) -> Explorer:
    """Return the columns of a whole dossier."""
    entries = dossier.chronology
    ids = {
        "topics": tuple(dossier.topics),
        "actors": (*dossier.actors, UNNAMED),
        "roles": tuple(dossier.roles),
        "places": tuple(dossier.places),
        "materiel": tuple(dossier.materiel),
        "measures": tuple(dossier.measures),
        "sources": tuple(dossier.sources),
        **ENUMS,
    }
    at = {table: {id: place for place, id in enumerate(of)} for table, of in ids.items()}
    return Explorer(
        entries=entries,
        dated=sum(entry.date is not None for entry in entries),
        ids=ids,
        wholes={
            "actors": _list_wholes(ids["actors"], dossier.actors, at["actors"]),
            "places": _list_wholes(ids["places"], dossier.places, at["places"]),
        },
        voices=[at["actors"][dossier.voice_of(id)] for id in ids["actors"]],
        known=[find_known_from(dossier, id) for id in ids["sources"]],
        entry_columns=_entry_columns(entries, at),
        claim_columns=_claim_columns([claim for entry in entries for claim in entry.claims], at),
    )


def _make_lists(rows: Iterable[Sequence[int]]) -> Lists:
    counts, values = [], []
    for row in rows:
        counts.append(len(row))
        values += row
    return Lists(counts, values)


def _list_wholes(ids: Iterable[str], terms: Mapping, at: Mapping[str, int]) -> Lists:
    return _make_lists([at[id], *sorted(at[whole] for whole in with_wholes([id], terms) - {id})] for id in ids)


def _entry_columns(entries: Sequence[Entry], at: Mapping[str, Mapping[str, int]]) -> dict[str, list[int] | Lists]:
    def look_up(table: str, ids: Iterable[str]) -> list[int]:
        return [at[table][id] for id in dict.fromkeys(ids)]

    return {
        "status": [at["statuses"][entry.status] for entry in entries],
        "topics": _make_lists(look_up("topics", entry.topics) for entry in entries),
        "places": _make_lists(look_up("places", entry.places) for entry in entries),
        "materiel": _make_lists(look_up("materiel", entry.materiel) for entry in entries),
        "actors": _make_lists([at["actors"][one.actor] for one in entry.actors] for entry in entries),
        "roles": _make_lists([at["roles"][one.role] for one in entry.actors] for entry in entries),
        "claims": [len(entry.claims) for entry in entries],
    }


def _claim_columns(claims: Sequence[Claim], at: Mapping[str, Mapping[str, int]]) -> dict[str, list[int] | Lists]:
    def measures(claim: Claim) -> list[int]:
        return [at["measures"][id] for id in dict.fromkeys(quantity.measure for quantity in claim.quantities)]

    return {
        "source": [at["sources"][claim.source] for claim in claims],
        "stance": [at["stances"][claim.stance] for claim in claims],
        "certainty": [at["certainties"][claim.certainty] for claim in claims],
        "aside": [int(claim.aside) for claim in claims],
        "origins": _make_lists([at["actors"][id] for id in claim.origin] for claim in claims),
        "relays": _make_lists([at["actors"][id] for id in claim.via] for claim in claims),
        "measures": _make_lists(measures(claim) for claim in claims),
    }
