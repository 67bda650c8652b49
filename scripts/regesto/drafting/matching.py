"""Proposes which curated entry, or which other draft, tells of the same thing, with its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from regesto.drafting.drafts import DraftEntry
from regesto.model.dossier import Dossier
from regesto.model.edtf import Edtf
from regesto.model.entry import Entry

# Out of about ten points; below six, on the first dossier, proposals were wrong more often than right.
LIKELY = 6.0


def propose_matches(entry: DraftEntry, dossier: Dossier, language: str) -> list[tuple[str, str]]:
    """Return up to two curated entries that `entry` seems to tell of, as (id, reasons), the likeliest first."""
    text = " ".join(claim.text for claim in entry.claims)
    scored = [
        (-score, id, why)
        for id, other in dossier.entries.items()
        for score, why in [_weigh(entry, text, other, dossier, language)]
    ]
    return [(id, why) for score, id, why in sorted(scored)[:2] if -score >= LIKELY]


def _weigh(entry: DraftEntry, text: str, other: Entry, dossier: Dossier, language: str) -> tuple[float, str]:
    reasons: list[str] = []
    score = 0.0
    actors = {one.actor for one in other.actors} & set(entry.actors)
    things = (set(other.places) & set(entry.places)) | (set(other.materiel) & set(entry.materiel))
    if actors:
        score += min(2.0, len(actors))
        reasons.append("both name " + ", ".join(sorted(actors)))
    if things:
        score += 1.5 * min(2, len(things))
        reasons.append("both tell of " + ", ".join(sorted(things)))
    if entry.date and other.date is not None and Edtf.parse(entry.date).overlaps(other.date):
        score += 1.5
        reasons.append(f"dates overlap ({entry.date} and {other.date})")
    figures = _figures(entry) & _curated_figures(other)
    if figures:
        score += 3.0
        reasons.append("same figure " + ", ".join(f"{one:g}" for one in sorted(figures)))
    words = _words(other, dossier, language)
    alike = fuzz.token_set_ratio(text.lower(), words.lower())
    if alike >= 50:
        score += (alike - 40) / 12
        reasons.append(f"words are {alike:.0f} % alike")
    return score, "; ".join(reasons)


def _figures(entry: DraftEntry) -> set[float]:
    amounts = (amount for claim in entry.claims for amount, _ in claim.amounts)
    return {float(one) for amount in amounts for one in amount.figures if one is not None and one > 2}


def _curated_figures(other: Entry) -> set[float]:
    quantities = (quantity for claim in other.claims for quantity in claim.quantities)
    return {
        float(one)
        for one in (value for q in quantities for value in (q.value, q.min, q.max))
        if one is not None and one > 2
    }


def _words(other: Entry, dossier: Dossier, language: str) -> str:
    texts: Sequence = (other.title, other.summary)
    return " ".join(one.choose(language, dossier.default_language).value for one in texts)
