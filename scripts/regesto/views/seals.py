"""Seals as a reader sees them: which quotes were found in the article to the letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regesto.model.dossier import Dossier
from regesto.model.entry import Claim, Entry
from regesto.model.seal import SealState


@dataclass(frozen=True, slots=True)
class Tally:
    """How many quotes there are, and how many of them are sealed."""

    quotes: int
    sealed: int


def count_seals(dossier: Dossier, statements: Iterable[tuple[Entry, Claim]]) -> Tally:
    """Count the quotes of some claims and the sealed ones among them."""
    states = [sealing.state for entry, claim in statements for sealing in dossier.sealings(entry, claim)]
    return Tally(len(states), states.count(SealState.SEALED))
