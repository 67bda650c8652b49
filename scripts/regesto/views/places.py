"""Places as a map shows them: the ones it is about, and the others of the dossier around them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

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


def view_spots(dossier: Dossier, index: Index, places: Collection[str] | None = None) -> tuple[Spot, ...]:
    """Return every place of the dossier, those with most entries first; of `places`, if given, the map is about."""
    spots = [
        Spot(
            place.id,
            place.lat,
            place.lon,
            place.precision,
            len(index.of(Kind.PLACE, place.id)),
            places is None or place.id in places,
        )
        for place in dossier.places.values()
    ]
    return tuple(sorted(spots, key=lambda spot: (-spot.entries, spot.place)))
