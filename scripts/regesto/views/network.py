"""Who has to do with whom: what actors do to each other in the entries, whom they deny, whom they relay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from regesto.model.dossier import Dossier
from regesto.model.entry import Claim, Entry, Stance, Status
from regesto.model.ids import UNNAMED

MOST_TIES = 48
"""Ties in one drawing or matrix: those that most entries tell of. More of them make a thicket."""


class TieKind(StrEnum):
    """What a tie is made of: a role in an entry, or what one says of another's words."""

    ROLE = "role"
    DENIES = "denies"
    DOUBTS = "doubts"
    RELAYS = "relays"


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """What `start` does to `end`: of `kind`, by the role with the id `role` (empty for the other kinds)."""

    start: str
    end: str
    kind: TieKind
    role: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Actors with ties, those of one voice next to each other, and each tie with the entries that tell of it."""

    actors: tuple[str, ...]
    voices: dict[str, str]
    ties: dict[Tie, tuple[str, ...]]
    total: int = 0
    """How many ties there were before the weakest were left out; 0 where none was."""

    @property
    def matrix(self) -> dict[tuple[str, str], int]:
        """How many entries tell of some tie from one voice to another."""
        entries: dict[tuple[str, str], set[str]] = defaultdict(set)
        for tie, told in self.ties.items():
            entries[self.voices[tie.start], self.voices[tie.end]].update(told)
        return {pair: len(told) for pair, told in sorted(entries.items()) if pair[0] != pair[1]}


def fold(network: Network) -> Network | None:
    """Return the ties between voices: each actor stands for its parts. `None` where there are none but within one."""
    told: dict[Tie, dict[str, None]] = defaultdict(dict)
    for tie, entries in network.ties.items():
        start, end = network.voices[tie.start], network.voices[tie.end]
        if start != end:
            told[Tie(start, end, tie.kind, tie.role)].update(dict.fromkeys(entries))
    in_order = {tie: dict.fromkeys(sorted(entries)) for tie, entries in told.items()}
    return _make(in_order, {id: id for tie in told for id in (tie.start, tie.end)}) if told else None


def keep_strongest(network: Network, most: int = MOST_TIES) -> Network:
    """Return the `most` ties that most entries tell of, and the actors that they join."""
    if len(network.ties) <= most:
        return network
    kept = sorted(network.ties.items(), key=lambda one: (-len(one[1]), one[0]))[:most]
    ties = {tie: dict.fromkeys(told) for tie, told in kept}
    return _make(ties, {id: network.voices[id] for tie in ties for id in (tie.start, tie.end)}, len(network.ties))


def split(network: Network) -> dict[str, Network]:
    """Return the ties of each actor, the strongest ones, as networks of their own."""
    told: dict[str, dict[Tie, dict[str, None]]] = defaultdict(dict)
    for tie, entries in network.ties.items():
        for end in (tie.start, tie.end):
            told[end][tie] = dict.fromkeys(entries)
    return {actor: _split_one(ties, network.voices) for actor, ties in told.items()}


def _split_one(told: dict[Tie, dict[str, None]], voices: dict[str, str]) -> Network:
    kept = told
    if len(told) > MOST_TIES:
        kept = dict(sorted(told.items(), key=lambda one: (-len(one[1]), one[0]))[:MOST_TIES])
    total = len(told) if len(told) > len(kept) else 0
    return _make(kept, {id: voices[id] for tie in kept for id in (tie.start, tie.end)}, total)


def view_network(dossier: Dossier) -> Network | None:
    """Return every tie that standing entries tell of; `None` if there is none."""
    told: dict[Tie, dict[str, None]] = defaultdict(dict)
    affirming = _find_affirming(dossier)
    for entry in dossier.chronology:
        if entry.status is not Status.RETRACTED:
            for tie in _find_ties(dossier, entry, affirming):
                if tie.start != tie.end:
                    told[tie][entry.id] = None
    if not told:
        return None
    actors = {end for tie in told for end in (tie.start, tie.end)}
    return _make(told, {id: dossier.voice_of(id) for id in actors})


def _make(told: dict[Tie, dict[str, None]], voices: dict[str, str], total: int = 0) -> Network:
    ties = {tie: tuple(entries) for tie, entries in sorted(told.items())}
    # What is never drawn whole needs no order, which takes the square of the voices to find.
    return Network(_order(ties, voices) if len(ties) <= 4 * MOST_TIES else tuple(sorted(voices)), voices, ties, total)


def _find_affirming(dossier: Dossier) -> dict[str, dict[str, None]]:
    """Return, by question, the named origins that affirm it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for _, claim in dossier.standing_claims():
        if claim.question and claim.stance is Stance.AFFIRMS:
            found[claim.question].update(dict.fromkeys(id for id in claim.origin if id != UNNAMED))
    return found


def _find_ties(dossier: Dossier, entry: Entry, affirming: dict[str, dict[str, None]]) -> Iterator[Tie]:
    for one in entry.actors:
        toward = dossier.roles[one.role].toward
        for other in entry.actors:
            if other.role in toward:
                yield Tie(one.actor, other.actor, TieKind.ROLE, one.role)
    for claim in entry.claims:
        yield from _find_relays(dossier, claim)
        if claim.stance in (Stance.DENIES, Stance.DOUBTS):
            kind = TieKind.DENIES if claim.stance is Stance.DENIES else TieKind.DOUBTS
            for other in _find_rivals(dossier, entry, claim, affirming):
                yield from (Tie(origin, other, kind) for origin in claim.origin if origin != UNNAMED)


def _find_relays(dossier: Dossier, claim: Claim) -> Iterator[Tie]:
    """Yield who relays whom, from the origin on; the article's own outlet, where it is known, comes last."""
    outlet = dossier.sources[claim.source].outlet
    heard = [id for id in claim.origin if id != UNNAMED]
    for relay in (*claim.via, *([outlet] if outlet else [])):
        yield from (Tie(relay, one, TieKind.RELAYS) for one in heard)
        heard = [relay]


def _find_rivals(dossier: Dossier, entry: Entry, denial: Claim, affirming: dict[str, dict[str, None]]) -> list[str]:
    """Return who affirms what a claim denies: on its question, else on what the entry itself tells."""
    if denial.question:
        names = affirming.get(denial.question, {})
    else:
        own_matter = (claim for claim in entry.claims if claim.question is None and not claim.aside)
        affirmed = (claim for claim in own_matter if claim.stance is Stance.AFFIRMS)
        names = dict.fromkeys(id for claim in affirmed for id in claim.origin if id != UNNAMED)
    own = {dossier.voice_of(id) for id in denial.origin}
    return [id for id in names if dossier.voice_of(id) not in own]


def _order(ties: dict[Tie, tuple[str, ...]], voices: dict[str, str]) -> tuple[str, ...]:
    """Return the actors so that ties are short: the voice with most of them first, then ever the one nearest to those
    already there; within a voice, the actor that gives it its name, then its parts by how many ties they have."""
    weight: dict[str, dict[str, int]] = {voice: defaultdict(int) for voice in voices.values()}
    degree: dict[str, int] = defaultdict(int)
    for tie, told in ties.items():
        start, end = voices[tie.start], voices[tie.end]
        weight[start][end] += len(told)
        if end != start:
            weight[end][start] += len(told)
        for id in (tie.start, tie.end):
            degree[id] += len(told)
    total = {voice: sum(others.values()) for voice, others in weight.items()}
    near = dict.fromkeys(weight, 0)
    order: dict[str, int] = {}
    while near:
        voice = min(near, key=lambda one: (-near[one], -total[one], one))
        order[voice] = len(order)
        del near[voice]
        for other, number in weight[voice].items():
            if other in near:
                near[other] += number
    return tuple(sorted(voices, key=lambda id: (order[voices[id]], id != voices[id], -degree[id], id)))
