"""Corroboration by rule: how many independent origins stand behind a matter, and whether anyone objects.

The rule, in the order in which it is applied to the claims on one matter. An entry's own matter is what it tells: all
its claims bear on it but those marked `aside`. A question's matter is every claim, in any entry, that answers it.

1. `contested`: a named origin denies or doubts it.
2. `unnamed`: no named origin affirms it; the articles name nobody.
3. `hedged`: origins affirm it, but none of them outright (all in the conditional, or as a prediction).
4. `independent`: two or more independent origins affirm it outright.
5. `single`: one does.

Two actors that are part of the same one (a ministry and a spokesman of one government) are one origin. Relays and
articles are never counted: repeating is not confirming.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from regesto.model.dossier import Dossier
from regesto.model.entry import Certainty, Claim, Entry, Stance
from regesto.model.ids import UNNAMED


class Label(StrEnum):
    """The outcome of the rule, from the strongest objection to the plain cases."""

    CONTESTED = "contested"
    UNNAMED = "unnamed"
    HEDGED = "hedged"
    INDEPENDENT = "independent"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Corroboration:
    """The label, and everything that was counted to reach it. Origins are ids of actors, each the outermost voice.

    `unnamed` counts the affirmations of nobody; `speakers` are, voice by voice, the parts of it that spoke.
    """

    label: Label
    affirming: tuple[str, ...]
    hedging: tuple[str, ...]
    denying: tuple[str, ...]
    doubting: tuple[str, ...]
    unnamed: int
    sources: tuple[str, ...]
    speakers: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def origins(self) -> tuple[str, ...]:
        """Every named origin on the matter, whatever its stance."""
        return tuple(sorted({*self.affirming, *self.hedging, *self.denying, *self.doubting}))


def _is_outright(claim: Claim) -> bool:
    return claim.stance is Stance.AFFIRMS and claim.certainty is not Certainty.HEDGED


def corroborate(dossier: Dossier, claims: Iterable[Claim]) -> Corroboration:
    """Apply the rule to the claims on one matter; an estimate counts as said outright, a prediction as hedged."""
    speakers: dict[str, set[str]] = {}
    voices: dict[str, set[str]] = {"affirming": set(), "hedging": set(), "denying": set(), "doubting": set()}
    unnamed = 0
    sources = set()
    for claim in claims:
        sources.add(claim.source)
        side = {Stance.DENIES: "denying", Stance.DOUBTS: "doubting"}.get(claim.stance)
        side = side or ("affirming" if _is_outright(claim) else "hedging")
        for origin in claim.origin:
            if origin == UNNAMED:
                unnamed += side in ("affirming", "hedging")
            else:
                voice = dossier.voice_of(origin)
                voices[side].add(voice)
                speakers.setdefault(voice, set()).add(origin)
    voices["hedging"] -= voices["affirming"]
    return Corroboration(
        label=_label(**voices),
        **{side: tuple(sorted(ids)) for side, ids in voices.items()},
        unnamed=unnamed,
        sources=tuple(sorted(sources)),
        speakers=tuple((voice, tuple(sorted(spoken - {voice}))) for voice, spoken in sorted(speakers.items())),
    )


def _label(affirming: set[str], hedging: set[str], denying: set[str], doubting: set[str]) -> Label:
    if denying or doubting:
        return Label.CONTESTED
    if not affirming:
        return Label.HEDGED if hedging else Label.UNNAMED
    return Label.INDEPENDENT if len(affirming) > 1 else Label.SINGLE


def claims_on_own_matter(entry: Entry) -> tuple[Claim, ...]:
    """Return the claims that decide an entry's label: all but those marked as asides."""
    return tuple(claim for claim in entry.claims if not claim.aside)


def corroborate_entry(dossier: Dossier, entry: Entry) -> Corroboration:
    """Apply the rule to an entry's own matter; remembered, for an entry stands in a dozen lists."""
    return dossier.remember("corroboration", entry, lambda: corroborate(dossier, claims_on_own_matter(entry)))


def corroborate_question(dossier: Dossier, question: str) -> Corroboration:
    """Apply the rule to every claim, of whatever entry, that answers `question`."""
    return corroborate(dossier, (claim for entry, claim in dossier.standing_claims() if claim.question == question))
