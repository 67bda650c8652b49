"""Places as a map shows them: the ones it is about, and the others of the dossier around them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from regesto.model.dossier import Dossier
from regesto.model.ids import Kind
from regesto.model.vocabulary import Precision
from regesto.views.index import Index


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a map. `entries` counts those set in it or within it; `is_main` where the map is about it."""

    place: str
    lat: float
    lon: float
    precision: Precision
    entries: int
    is_main: bool = True


AROUND = 60
"""Places that a map shows around those it is about: those with most entries."""


def choose_spots(spots: Sequence[Spot], places: Collection[str]) -> tuple[Spot, ...]:
    """Return those of `spots` that a map is about, with the others of the dossier around them."""
    main = [spot for spot in spots if spot.place in places]
    around = AROUND if len(main) < AROUND else 3 * AROUND
    others = [replace(spot, is_main=False) for spot in spots[:around] if spot.place not in places]
    return (*main, *others) if main else ()


def view_spots(dossier: Dossier, index: Index) -> tuple[Spot, ...]:
    """Return every place of the dossier, those with most entries first."""
    spots = [
        Spot(
            place.id,
            place.lat,
            place.lon,
            place.precision,
            len(index.of(Kind.PLACE, place.id)),
        )
        for place in dossier.places.values()
    ]
    return tuple(sorted(spots, key=lambda spot: (-spot.entries, spot.place)))
