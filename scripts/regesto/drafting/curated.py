"""Compares drafts with a dossier that people curated: what a curator would still do, as a short list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from regesto.drafting.draft_claims import DECIDE, DraftClaim
from regesto.drafting.session import Drafter
from regesto.model.dossier import Dossier
from regesto.model.entry import Claim
from regesto.model.seal import normalise
from regesto.reading.document import Document, Facts
from regesto.reading.reader import read_file


def score_curated(seeds: Path, dossier: Dossier, articles: Path) -> Iterator[str]:
    """Yield lines: how many curated claims the drafts hold, how many fields agree, and what is left to a person."""
    drafter = Drafter(seeds, dossier)
    drafts = {source: _draft(drafter, articles, source, dossier) for source in sorted(dossier.sources)}
    found = total = origins = stances = certainties = 0
    left: list[str] = []
    for entry, claim in dossier.claims():
        document, claims = drafts.get(claim.source, (None, []))
        if document is None:
            continue
        total += 1
        draft = _find(claim, document, claims)
        if draft is None:
            left.append(f"  {entry.id}/{claim.id}: no draft has its passage")
            continue
        found += 1
        proposed = draft.fields["origin"]
        origin = bool(
            {proposed} & set(claim.origin) if isinstance(proposed, str) else set(proposed) & set(claim.origin)
        )
        origins += origin
        stances += draft.fields.get("stance", "affirms") == claim.stance
        certainties += draft.fields.get("certainty", "stated") == claim.certainty
        if not origin:
            words = f" («{draft.origin_words}»)" if proposed == DECIDE else ""
            left.append(f"  {entry.id}/{claim.id}: origin is {', '.join(claim.origin)}, drafted {proposed}{words}")
    if total:
        yield f"curated claims found in drafts: {found} of {total} ({found / total:.2f})"
        yield f"  of these: origin right {origins}, stance right {stances}, certainty right {certainties}"
        yield "left to a curator, besides titles, summaries and the words of each claim:"
        yield from left


def _draft(drafter: Drafter, articles: Path, source: str, dossier: Dossier) -> tuple[Document | None, list[DraftClaim]]:
    record = dossier.sources[source]
    path = articles / (record.text_file or f"{source}.txt")
    facts = Facts(published=str(record.issued)) if record.issued else None
    document = read_file(path, facts, record.language)
    if not isinstance(document, Document):
        return None, []
    _, entries = drafter.read(document)
    return document, [claim for entry in entries for claim in entry.claims]


def _find(claim: Claim, document: Document, claims: list[DraftClaim]) -> DraftClaim | None:
    """Return the draft claim whose sentence holds the curated quote (or most of its words)."""
    for evidence in claim.evidence:
        quote = normalise(evidence.quote)
        for draft in sorted(claims, key=lambda one: one.fields.get("stance", "affirms") != claim.stance):
            sentence = normalise(document.text[draft.sentence.start : draft.sentence.end])
            if quote in sentence or sentence in quote:
                return draft
        for draft in claims:
            # A quote may run over two sentences: its first words tell in which it begins.
            if quote[:25] in normalise(document.text[draft.sentence.start : draft.sentence.end + 60]):
                return draft
    return None
