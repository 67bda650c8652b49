"""From an annotated article to draft entries: claims put together, with what they name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from regesto.drafting.annotation import Annotation, Kind
from regesto.drafting.draft_claims import DraftClaim, Ground, draft_claim, ground_of
from regesto.drafting.engine import Reading, Sentence
from regesto.drafting.lemmas import lemma
from regesto.drafting.vocabulary import Name
from regesto.model.dossier import Dossier
from regesto.model.edtf import Edtf, EdtfError
from regesto.reading.document import TELLING, PartKind

# Two sentences of one article this alike (0 to 100, words in any order) tell the same thing: a lead and its paragraph.
_ALIKE = 82


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
                claims.append(draft_claim(sentence, reading, source, dossier, voices, claims))
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
                entry.date, entry.date_ground = one.value.edtf, ground_of(one, reading)
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
