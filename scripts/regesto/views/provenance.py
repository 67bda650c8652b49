"""Where an entry comes from: who says it, who relays it, in which articles we read it, as one net of chains."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from regesto.model.dossier import Dossier
from regesto.model.entry import Certainty, Claim, Entry, Stance
from regesto.model.ids import UNNAMED


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """Someone or something on a chain, at `level` steps from the origins (0).

    `kind` is `origin`, `relay` or `article`, `id` an actor or a source. Origins that are not named are not one: each
    belongs to the article that does not name it, `within`.
    """

    level: int
    kind: str
    id: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one stop to the next, and how what goes along it is said: each stance with its most certain tone."""

    start: Stop
    end: Stop
    tones: tuple[tuple[Stance, Certainty], ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The chains of an entry: stops by level, articles last, in the order in which they are first met, and the legs.

    `voices` names, for each origin that is a part of another actor, the outermost one, which counts as the origin.
    """

    levels: tuple[tuple[Stop, ...], ...]
    legs: tuple[Leg, ...]
    voices: dict[Stop, str]

    @property
    def articles(self) -> tuple[Stop, ...]:
        """The articles."""
        return self.levels[-1]


def view_provenance(dossier: Dossier, entry: Entry) -> Provenance | None:
    """Return the chains of an entry; `None` where it has a single one, which its claim shows already."""
    chains = {(claim.origin, claim.via, claim.source) for claim in entry.claims}
    if len(chains) < 2:
        return None
    last = 1 + max(len(claim.via) for claim in entry.claims)
    tones: dict[tuple[Stop, Stop], dict[Stance, Certainty]] = {}
    for claim in entry.claims:
        for start, end in _legs(claim, last):
            said = tones.setdefault((start, end), {})
            said[claim.stance] = _surer(said.get(claim.stance), claim.certainty)
    stops = dict.fromkeys(stop for leg in tones for stop in leg)
    levels = tuple(tuple(stop for stop in stops if stop.level == level) for level in range(last + 1))
    legs = tuple(Leg(*ends, tuple(said.items())) for ends, said in tones.items())
    voices = {stop: dossier.voice_of(stop.id) for stop in levels[0] if stop.id != UNNAMED}
    return Provenance(levels, legs, {stop: voice for stop, voice in voices.items() if voice != stop.id})


def _legs(claim: Claim, last: int) -> list[tuple[Stop, Stop]]:
    origins = [Stop(0, "origin", id, claim.source if id == UNNAMED else "") for id in claim.origin]
    relays = [Stop(level, "relay", id) for level, id in enumerate(claim.via, start=1)]
    way = [*relays, Stop(last, "article", claim.source)]
    return [(origin, way[0]) for origin in origins] + list(pairwise(way))


def _surer(one: Certainty | None, other: Certainty) -> Certainty:
    order = (Certainty.STATED, Certainty.ESTIMATED, Certainty.HEDGED)
    return other if one is None else min(one, other, key=order.index)
