"""Checks of claims: that there are some, that they rest on something, and that their chain makes sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from regesto.model.entry import Status
from regesto.model.ids import UNNAMED, Kind
from regesto.model.problem import Severity
from regesto.seeds.checks.context import Context, Finding
from regesto.seeds.examples import EXAMPLES


def find_empty_entries(context: Context) -> Iterator[Finding]:
    """Yield entries without a claim."""
    for id, entry in context.dossier.entries.items():
        if not entry.claims:
            message = "an entry needs at least one claim: who says so, in which source"
            yield Finding(Kind.ENTRY, id, ("claims",), message, key=True, example=EXAMPLES["Entry.claims"])


def find_bare_claims(context: Context) -> Iterator[Finding]:
    """Yield claims without evidence; in a retracted entry that is only a warning."""
    for entry in context.dossier.entries.values():
        severity = Severity.WARNING if entry.status is Status.RETRACTED else None
        for place, claim in enumerate(entry.claims):
            if not claim.evidence:
                yield Finding(
                    Kind.ENTRY,
                    entry.id,
                    ("claims", place),
                    f"the claim {claim.id} quotes no passage that it rests on",
                    example=EXAMPLES["Claim.evidence"],
                    severity=severity,
                )


def find_repeated_claims(context: Context) -> Iterator[Finding]:
    """Yield claims whose id another claim of the same entry has."""
    for entry in context.dossier.entries.values():
        first: dict[str, int] = {}
        for place, claim in enumerate(entry.claims):
            if claim.id in first:
                message = f"claims[{first[claim.id]}] has the id {claim.id} too; each claim of an entry has its own"
                yield Finding(Kind.ENTRY, entry.id, ("claims", place, "id"), message)
            first.setdefault(claim.id, place)


def find_mixed_origins(context: Context) -> Iterator[Finding]:
    """Yield origins that are unnamed and named at once, or name one actor twice."""
    for entry in context.dossier.entries.values():
        for place, claim in enumerate(entry.claims):
            path = ("claims", place, "origin")
            if UNNAMED in claim.origin and len(claim.origin) > 1:
                yield Finding(
                    Kind.ENTRY, entry.id, path, f"{UNNAMED} stands alone, or the origins are named; write two claims"
                )
            elif repeated := [actor for actor, times in Counter(claim.origin).items() if times > 1]:
                yield Finding(Kind.ENTRY, entry.id, path, f"{repeated[0]} is named twice")


def find_circular_chains(context: Context) -> Iterator[Finding]:
    """Yield chains in which an origin relays itself, or a relay stands twice."""
    for entry in context.dossier.entries.values():
        for place, claim in enumerate(entry.claims):
            seen: set[str] = set(claim.origin)
            for step, actor in enumerate(claim.via):
                if actor in seen:
                    what = "the origin of the claim" if actor in claim.origin else "already in the chain"
                    yield Finding(
                        Kind.ENTRY, entry.id, ("claims", place, "via", step), f"{actor} is {what}, and cannot relay it"
                    )
                seen.add(actor)


def find_unlike_units(context: Context) -> Iterator[Finding]:
    """Yield quantities in another unit than their measure's, which could not be compared."""
    for entry in context.dossier.entries.values():
        for place, claim in enumerate(entry.claims):
            for number, quantity in enumerate(claim.quantities):
                measure = context.dossier.measures.get(quantity.measure)
                if measure and quantity.unit != measure.unit:
                    yield Finding(
                        Kind.ENTRY,
                        entry.id,
                        ("claims", place, "quantities", number, "unit"),
                        f"the measure {measure.id} is given in another unit",
                        expected=measure.unit,
                        found=quantity.unit,
                    )


def find_unanswered_questions(context: Context) -> Iterator[Finding]:
    """Yield questions that no claim answers; silent while some record is broken."""
    if not context.reading.complete:
        return
    answered = {claim.question for _, claim in context.dossier.claims()}
    for id in context.dossier.questions:
        if id not in answered:
            yield Finding(Kind.QUESTION, id, (), f"no claim answers the question {id}", key=True)
