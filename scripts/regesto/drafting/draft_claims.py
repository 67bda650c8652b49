"""Claims as drafting proposes them: each field with the grounds on which it is proposed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from regesto.drafting.annotation import Annotation, Kind
from regesto.drafting.build_quantities import Amount
from regesto.drafting.engine import Reading, Sentence
from regesto.drafting.lemmas import lemma
from regesto.drafting.vocabulary import ACTING, Name
from regesto.model.dossier import Dossier
from regesto.reading.document import PartKind

DECIDE = "DECIDE"
"""Stands where only a person can say; `regesto accept` refuses an entry that still has it."""


QUOTED = 8
"""Words of a proposed quote: far below the 30 of the rule, since all quotes together may be 15 % of an article."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a field is proposed: the rule, how sure it is (0 to 1), the words, and the readings that were not taken."""

    rule: str
    confidence: float
    words: str
    start: int
    end: int
    rejected: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class DraftClaim:
    """A claim as proposed: the fields of the model, and the grounds for them by field."""

    sentence: Sentence
    text: str
    fields: dict[str, Any]
    grounds: dict[str, list[Ground]] = field(default_factory=dict)
    amounts: list[tuple[Amount, str]] = field(default_factory=list)
    origin_words: str = ""
    spoken_by: str = ""


def ground_of(one: Annotation, reading: Reading) -> Ground:
    """Return an annotation as a ground for a field."""
    words = reading.document.text[one.start : one.end]
    return Ground(one.rule, one.confidence, words, one.start, one.end, one.rejected)


def draft_claim(
    sentence: Sentence,
    reading: Reading,
    source: str,
    dossier: Dossier | None,
    voices: Sequence[Annotation],
    earlier: Sequence[DraftClaim],
) -> DraftClaim:
    """Return the claim that a sentence makes; `voices` are the attributions that bear on it."""
    text = " ".join(reading.document.text[sentence.start : sentence.end].split())
    claim = DraftClaim(sentence, text, {"id": "", "says": DECIDE, "source": source, "origin": "unnamed"})
    _add_voice(claim, reading, voices, earlier)
    people = [
        name.id for one in voices if one.value.chain for name in one.value.chain[-1].names if name.type == "person"
    ]
    claim.spoken_by = people[0] if people else ""
    _add_certainty(claim, reading)
    for one in reading.within(sentence.start, sentence.end, Kind.QUANTITY):
        claim.amounts.append((one.value, _measure_of(one.value, dossier, reading.document.language)))
        claim.grounds.setdefault("quantities", []).append(ground_of(one, reading))
    quantities = [_quantity(amount, measure, dossier) for amount, measure in claim.amounts if measure]
    if quantities:
        claim.fields["quantities"] = quantities
    claim.fields["evidence"] = [{"quote": _quote(claim, reading), "paragraph": _paragraph(sentence, reading)}]
    return claim


def _paragraph(sentence: Sentence, reading: Reading) -> int:
    """Number paragraphs as sealing does: the title is 0; a text without one starts at 1."""
    first = reading.document.parts[0]
    return sentence.part.paragraph + (0 if first.kind is PartKind.TITLE and first.paragraph == 0 else 1)


def _add_voice(
    claim: DraftClaim, reading: Reading, voices: Sequence[Annotation], earlier: Sequence[DraftClaim]
) -> None:
    """Fill in origin, relays and stance from the attributions that bear on the claim."""
    if not voices:
        return
    best = max(voices, key=lambda one: (len(one.value.chain), one.confidence, -one.start))
    claim.grounds["origin"] = [ground_of(one, reading) for one in voices]
    if best.kind is Kind.DENIAL:
        claim.fields["stance"] = "denies"
    chain = best.value.chain
    if not chain:
        claim.origin_words = "nobody is named"
        return
    ids = [_actor_id(source.names) for source in chain]
    while len(ids) > 1 and not ids[-1]:
        ids.pop()  # documents and information that a named voice speaks of are that voice's
    claim.origin_words = chain[-1].text
    origins = [id for source in best.value.others if (id := _actor_id(source.names))] + ids[-1:]
    if not origins[-1]:
        origins = [_earlier_person(chain[-1].text, earlier) or ("unnamed" if _is_vague(chain[-1].text) else DECIDE)]
    claim.fields["origin"] = origins[0] if len(origins) == 1 else origins
    if via := [one for one in reversed(ids[:-1]) if one]:
        claim.fields["via"] = via


def _is_vague(text: str) -> bool:
    return text.lower().startswith(_VAGUE)


_VAGUE = ("alcun", "divers", "vari", "fonti", "fonte", "molti", "some", "several", "sources")


def _earlier_person(text: str, earlier: Sequence[DraftClaim]) -> str:
    """Return who spoke last by name, for "l'esperto" and the like: one common noun, a few claims later."""
    if len(text.split()) > 1:
        return ""
    for claim in reversed(earlier[-4:]):
        if claim.spoken_by:
            return claim.spoken_by
    return ""


def _actor_id(names: Iterable[Name]) -> str:
    known = [name for name in names if name.id]
    acting = [name.id for name in known if name.type in ACTING]
    return next(iter(acting or [name.id for name in known if name.type == "demonym"]), "")


def _add_certainty(claim: DraftClaim, reading: Reading) -> None:
    sentence = claim.sentence
    found = reading.within(sentence.start, sentence.end, Kind.CONDITIONAL, Kind.HEDGE)
    if found:
        claim.fields["certainty"] = "hedged"
        claim.grounds["certainty"] = [ground_of(one, reading) for one in found]
    elif re.search(r"\bstim(?:a|e|ano|ata|ato|ati|ate)\b", claim.text):
        claim.fields["certainty"] = "estimated"


def _measure_of(amount: Amount, dossier: Dossier | None, language: str) -> str:
    """Return the measure whose unit is the amount's: the same code, or a name with the same dictionary form."""
    if dossier is None or not isinstance(amount, Amount) or not amount.unit:
        return ""
    for id, measure in dossier.measures.items():
        words = measure.unit_name.choose(language, dossier.default_language).value.lower().split()
        if measure.unit == amount.unit or amount.unit in {lemma(word, language) for word in words}:
            return id
    return ""


def _quantity(amount: Amount, measure: str, dossier: Dossier) -> dict[str, Any]:
    figures = {name: value for name in ("value", "min", "max") if (value := getattr(amount, name)) is not None}
    return {"measure": measure, "bound": amount.bound, **figures, "unit": dossier.measures[measure].unit}


def _quote(claim: DraftClaim, reading: Reading) -> str:
    """Return a few words around what the claim is about: its figure, its cue, or its first words."""
    text = reading.document.text[claim.sentence.start : claim.sentence.end]
    words = list(re.finditer(r"\S+", text))
    focus = [ground for name in ("quantities", "certainty", "origin") for ground in claim.grounds.get(name, ())]
    at = max(0, focus[0].start - claim.sentence.start) if focus else 0
    first = next((number for number, word in enumerate(words) if word.end() > at), 0)
    first = max(0, min(first, len(words) - QUOTED))
    chosen = words[first : first + QUOTED]
    return " ".join(text[chosen[0].start() : chosen[-1].end()].split()).strip(" ,;")
