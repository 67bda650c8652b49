"""Estimates: every figure that anyone gave of one measure. Figures stand side by side and are never added."""

from __future__ import annotations

from dataclasses import dataclass

from regesto.model.dossier import Dossier
from regesto.model.edtf import Edtf
from regesto.model.entry import Claim, Entry
from regesto.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure with the claim that gives it; `when` is the time it holds for, else when it was said or printed."""

    quantity: Quantity
    entry: Entry
    claim: Claim
    when: Edtf | None


def view_estimates(dossier: Dossier, measure: str) -> tuple[Estimate, ...]:
    """Return the figures of `measure` by date, then claimant, then entry."""
    found = [
        Estimate(quantity, entry, claim, quantity.as_of or dossier.said_on(claim))
        for entry, claim in dossier.standing_claims()
        for quantity in claim.quantities
        if quantity.measure == measure
    ]
    found.sort(key=lambda one: (one.when is None, one.when and one.when.sort_key, one.claim.origin, one.entry.id))
    return tuple(found)
