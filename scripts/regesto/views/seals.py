"""Seals as a reader sees them: which quotes were found in the article to the letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regesto.model.dossier import Dossier
from regesto.model.entry import Claim, Entry, Evidence
from regesto.model.seal import Seal, digest, normalise


@dataclass(frozen=True, slots=True)
class Tally:
    """How many quotes there are, and how many of them are sealed."""

    quotes: int
    sealed: int


def find_seal(dossier: Dossier, entry: Entry, claim: Claim, evidence: Evidence) -> Seal | None:
    """Return the seal of one quote, if it was sealed as it now stands."""
    wanted = digest(normalise(evidence.quote))
    for seal in dossier.seals.get(f"{entry.id}/{claim.id}", ()):
        if seal.quote == wanted and seal.paragraph == evidence.paragraph and seal.source == claim.source:
            return seal
    return None


def count_seals(dossier: Dossier, statements: Iterable[tuple[Entry, Claim]]) -> Tally:
    """Count the quotes of some claims and the sealed ones among them."""
    states = [
        find_seal(dossier, entry, claim, evidence) is not None
        for entry, claim in statements
        for evidence in claim.evidence
    ]
    return Tally(len(states), sum(states))
