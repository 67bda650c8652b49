"""From an annotated article to draft entries: claims with their fields, each with the grounds for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from regesto.drafting.annotation import Annotation, Kind
from regesto.drafting.build_quantities import Amount, lemma
from regesto.drafting.engine import Reading, Sentence
from regesto.drafting.vocabulary import ACTING, Name
from regesto.model.dossier import Dossier
from regesto.model.edtf import Edtf, EdtfError
from regesto.reading.document import TELLING, PartKind

DECIDE = "DECIDE"
"""Stands where only a person can say; `regesto accept` refuses an entry that still has it."""

QUOTED = 8
"""Words of a proposed quote: far below the 30 of the rule, since all quotes together may be 15 % of an article."""

# Two sentences of one article this alike (0 to 100, words in any order) tell the same thing: a lead and its paragraph.
_ALIKE = 82


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


@dataclass(slots=True)
class DraftEntry:
    """An entry as proposed, with its claims and what it names."""

    id: str
    claims: list[DraftClaim]
    date: str = ""
    date_ground: Ground | None = None
    actors: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    materiel: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    matches: list[tuple[str, str]] = field(default_factory=list)


def draft_entries(reading: Reading, source: str, dossier: Dossier | None) -> list[DraftEntry]:
    """Group what an article claims into entries. `source` is the id of its source record."""
    claims: list[DraftClaim] = []
    for sentence in reading.sentences:
        if _tells(sentence, reading) and not _is_repeated(sentence, reading, claims):
            for voices in _voices(sentence, reading):
                claims.append(_draft_claim(sentence, reading, source, dossier, voices, claims))
    entries: list[DraftEntry] = []
    taken: set[str] = set()
    for group in _group(claims, reading):
        entry = DraftEntry(_entry_id(group, taken), group)
        taken.add(entry.id)
        _fill_entry(entry, reading, dossier)
        entries.append(entry)
    return entries


def _tells(sentence: Sentence, reading: Reading) -> bool:
    text = reading.document.text[sentence.start : sentence.end]
    return sentence.part.kind in TELLING and not text.rstrip(' "»”').endswith("?") and len(text.split()) >= 5


def _is_repeated(sentence: Sentence, reading: Reading, claims: Sequence[DraftClaim]) -> bool:
    """Tell whether a sentence says only what an earlier one said: headings and leads repeat the text, or it them."""
    text = reading.document.text[sentence.start : sentence.end]
    if sentence.part.kind is PartKind.HEADING:
        whole = [reading.document.text[one.start : one.end] for one in reading.sentences if one is not sentence]
        return any(fuzz.token_set_ratio(text, other) >= _ALIKE for other in whole)
    return any(fuzz.token_sort_ratio(text, claim.text) >= 95 for claim in claims)


def _voices(sentence: Sentence, reading: Reading) -> list[list[Annotation]]:
    """Return the attributions that bear on a sentence, once for each claim in it: a denial is a claim of its own."""
    said = reading.of_kind(Kind.ATTRIBUTION)
    here = [one for one in said if sentence.start <= one.start < sentence.end and one.value.scope != "previous"]
    if sentence.number + 1 < len(reading.sentences):
        after = reading.sentences[sentence.number + 1]
        if after.part is sentence.part and not here:
            here = [one for one in said if after.start <= one.start < after.end and one.value.scope == "previous"]
    here = here or [one for one in said if sentence.start <= one.start < sentence.end]
    denials = [one for one in reading.of_kind(Kind.DENIAL) if sentence.start <= one.start < sentence.end]
    return [group for group in (here, denials) if group] or [[]]


def _ground(one: Annotation, reading: Reading) -> Ground:
    words = reading.document.text[one.start : one.end]
    return Ground(one.rule, one.confidence, words, one.start, one.end, one.rejected)


def _draft_claim(
    sentence: Sentence,
    reading: Reading,
    source: str,
    dossier: Dossier | None,
    voices: Sequence[Annotation],
    earlier: Sequence[DraftClaim],
) -> DraftClaim:
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
        claim.grounds.setdefault("quantities", []).append(_ground(one, reading))
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
    claim.grounds["origin"] = [_ground(one, reading) for one in voices]
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
        claim.grounds["certainty"] = [_ground(one, reading) for one in found]
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


def _dates(claim: DraftClaim, reading: Reading) -> list[Annotation]:
    found = reading.within(claim.sentence.start, claim.sentence.end, Kind.TIME)
    return [one for one in found if one.value.edtf and one.value.type != "TIME" and _is_edtf(one.value.edtf)]


def _is_edtf(text: str) -> bool:
    try:
        Edtf.parse(text)
    except EdtfError:
        return False
    return True


def _group(claims: Sequence[DraftClaim], reading: Reading) -> list[list[DraftClaim]]:
    """Join the claims of one paragraph until another date is named or nobody and nothing is shared."""
    groups: list[list[DraftClaim]] = []
    for claim in claims:
        last = groups[-1] if groups else None
        if (
            last
            and last[-1].sentence.part is claim.sentence.part
            and not _dates(claim, reading)
            and _share(last, claim, reading)
        ):
            last.append(claim)
        else:
            groups.append([claim])
    return groups


def _named(claim: DraftClaim, reading: Reading) -> set[str]:
    names = reading.within(claim.sentence.start, claim.sentence.end, Kind.ENTITY)
    return {one.value.id or one.value.code for one in names}


def _share(group: Sequence[DraftClaim], claim: DraftClaim, reading: Reading) -> bool:
    before = set().union(*(_named(one, reading) for one in group))
    mine = _named(claim, reading)
    return not mine or bool(before & mine)


def slug(text: str, words: int = 6) -> str:
    """Return an id made of the first content words of `text`, in ASCII."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    parts = [part for part in re.findall(r"[a-z0-9]+", plain) if len(part) > 3 or part.isdigit()]
    return "-".join(parts[:words])[:60].strip("-") or "entry"


def _entry_id(group: Sequence[DraftClaim], taken: set[str]) -> str:
    base = slug(group[0].text)
    number, id = 2, base
    while id in taken:
        number, id = number + 1, f"{base}-{number}"
    return id


def _fill_entry(entry: DraftEntry, reading: Reading, dossier: Dossier | None) -> None:
    ids: set[str] = set()
    for claim in entry.claims:
        claim.fields["id"] = _claim_id(claim, ids)
        ids.add(claim.fields["id"])
        for one in _dates(claim, reading)[:1]:
            if not entry.date:
                entry.date, entry.date_ground = one.value.edtf, _ground(one, reading)
        for one in reading.within(claim.sentence.start, claim.sentence.end, Kind.ENTITY):
            _add_name(entry, one.value, dossier)
    if dossier is not None:
        entry.topics = _propose_topics(entry, dossier, reading.document.language)


def _claim_id(claim: DraftClaim, taken: set[str]) -> str:
    base = slug(claim.text, 3)
    number, id = 2, base
    while id in taken:
        id, number = f"{base}-{number}", number + 1
    return id


def _add_name(entry: DraftEntry, name: Name, dossier: Dossier | None) -> None:
    lists = {"place": entry.places, "materiel": entry.materiel}
    if not name.id:
        target, value = entry.unknown, name.code
        if name.type not in ("unknown", "person", "organisation", "place", "materiel"):
            return
    else:
        target, value = lists.get(name.type, entry.actors), name.id
    if value not in target:
        target.append(value)


def _propose_topics(entry: DraftEntry, dossier: Dossier, language: str) -> list[str]:
    """Return up to two topics whose names, aliases and descriptions share most words with the entry."""
    said = _content(" ".join(claim.text for claim in entry.claims), language)
    scores = []
    for id, topic in dossier.topics.items():
        names = " ".join([topic.name.choose(language, dossier.default_language).value, *topic.aliases.choose(language)])
        about = topic.description.choose(language, dossier.default_language).value if topic.description else ""
        score = 3 * len(said & _content(names, language)) + len(said & _content(about, language))
        scores.append((-score, id))
    return [id for score, id in sorted(scores)[:2] if score <= -2]


def _content(text: str, language: str) -> set[str]:
    return {lemma(word, language) for word in re.findall(r"[^\W\d_]{5,}", text.lower())}
