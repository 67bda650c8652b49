"""Checks of quotes: short enough, to the letter, and unaltered since they were sealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from regesto.model.entry import Claim, Entry, Evidence
from regesto.model.ids import Kind
from regesto.model.seal import SealState, normalise
from regesto.seeds.checks.context import Context, Finding
from regesto.seeds.places import SEALS
from regesto.seeds.texts import ArticleText

MOST_WORDS = 30
"""Words of one quote. With the next, the dossier's rule on short quotation (design, section 2)."""
MOST_PERCENT = 15
"""Per cent of an article's words that all quotes from it may have together."""


def _evidence(context: Context) -> Iterator[tuple[Entry, Claim, Evidence, tuple]]:
    for entry in context.dossier.entries.values():
        for place, claim in enumerate(entry.claims):
            for number, evidence in enumerate(claim.evidence):
                yield entry, claim, evidence, ("claims", place, "evidence", number)


def find_long_quotes(context: Context) -> Iterator[Finding]:
    """Yield quotes of more words than may be quoted."""
    for entry, _, evidence, path in _evidence(context):
        words = len(evidence.quote.split())
        if words > MOST_WORDS:
            yield Finding(
                Kind.ENTRY,
                entry.id,
                (*path, "quote"),
                "the quote is too long; keep the words that matter",
                expected=f"{MOST_WORDS} words at most",
                found=f"{words} words",
            )


def find_overquoted_sources(context: Context) -> Iterator[Finding]:
    """Yield sources of which too much is quoted; only where the length of the text is known."""
    quotes: dict[str, set[str]] = defaultdict(set)
    for _, claim, evidence, _ in _evidence(context):
        quotes[claim.source].add(normalise(evidence.quote))
    for id, source in context.dossier.sources.items():
        text = context.text_of(id)
        fingerprint = text.fingerprint if text else source.fingerprint
        if fingerprint is None:
            continue
        quoted = sum(len(quote.split()) for quote in _outermost(quotes[id]))
        if quoted * 100 > fingerprint.words * MOST_PERCENT:
            yield Finding(
                Kind.SOURCE,
                id,
                ("fingerprint", "words"),
                "too much of this article is quoted; shorten or drop some quotes",
                expected=f"at most {MOST_PERCENT} % of {fingerprint.words} words, which is "
                f"{fingerprint.words * MOST_PERCENT // 100}",
                found=f"{quoted} words",
            )


def _outermost(quotes: set[str]) -> list[str]:
    """Return the quotes that are not part of a longer one: a passage quoted twice counts once."""
    kept: list[str] = []
    for quote in sorted(quotes, key=lambda quote: (-len(quote), quote)):
        if not any(quote in longer for longer in kept):
            kept.append(quote)
    return kept


def find_misquotes(context: Context) -> Iterator[Finding]:
    """Yield quotes that are not in the paragraph they name; only where the text is at hand."""
    for entry, claim, evidence, path in _evidence(context):
        text = context.text_of(claim.source)
        if text is not None and (finding := judge_quote(text, entry, evidence, path)):
            yield finding


def judge_quote(text: ArticleText, entry: Entry, evidence: Evidence, path: tuple) -> Finding | None:
    """Return what is wrong with a quote from `text`: not there, or in another paragraph; `None` if it is right."""
    quote = normalise(evidence.quote)
    if quote in text.paragraphs.get(evidence.paragraph, ""):
        return None
    elsewhere = text.find(quote)
    if elsewhere:
        numbers = ", ".join(map(str, elsewhere))
        message = f"the quote does not stand in paragraph {evidence.paragraph}, but in paragraph {numbers}"
        return Finding(Kind.ENTRY, entry.id, (*path, "paragraph"), message, example=f"paragraph: {elsewhere[0]}")
    if evidence.paragraph not in text.paragraphs:
        message = f"the text has no paragraph {evidence.paragraph}, and the quote stands in no other"
        expected = f"a paragraph from {min(text.paragraphs)} to {max(text.paragraphs)}"
        return Finding(Kind.ENTRY, entry.id, (*path, "paragraph"), message, expected=expected)
    return Finding(
        Kind.ENTRY,
        entry.id,
        (*path, "quote"),
        "the quote does not stand in the text to the letter",
        expected="a passage copied from the article without a change",
        found=_first_difference(quote, text.paragraphs[evidence.paragraph]),
    )


def _first_difference(quote: str, paragraph: str) -> str:
    """Say up to where the quote agrees with the paragraph: few words of it, never the article's own."""
    words = quote.split()
    for count in range(len(words) - 1, 0, -1):
        if " ".join(words[:count]) in paragraph:
            return f"the text agrees up to “{' '.join(words[max(0, count - 3) : count])}”, then not “{words[count]}”"
    return f"the text does not have “{' '.join(words[:3])}” in this paragraph"


def find_altered_quotes(context: Context) -> Iterator[Finding]:
    """Yield quotes that were sealed and are not as they were, and seals of another text than the source's."""
    for entry in context.dossier.entries.values():
        for place, claim in enumerate(entry.claims):
            source = context.dossier.sources.get(claim.source)
            for number, sealing in enumerate(context.dossier.sealings(entry, claim)):
                path = ("claims", place, "evidence", number, "quote")
                if sealing.state is SealState.ALTERED:
                    message = "this is not the quote, paragraph or source that was sealed"
                elif sealing.seal and source and source.fingerprint and sealing.seal.text != source.fingerprint.sha256:
                    message = f"the quote was sealed on another text than the fingerprint of {source.id} tells"
                else:
                    continue
                hint = "what was sealed; if the change is right, run `regesto seal` with the article's text"
                yield Finding(Kind.ENTRY, entry.id, path, message, expected=hint)


def find_changed_texts(context: Context) -> Iterator[Finding]:
    """Yield sources whose text at hand is not the one that their fingerprint was taken of."""
    for id, source in context.dossier.sources.items():
        text = context.text_of(id)
        if text and source.fingerprint and text.fingerprint != source.fingerprint:
            hint = "the same text; if the new one is right, run `regesto seal`"
            message = "the article's text is not the one that was read before"
            yield Finding(Kind.SOURCE, id, ("fingerprint",), message, expected=hint)


def find_stale_seals(context: Context) -> Iterator[Finding]:
    """Yield seals of claims that are gone; silent while some record is broken."""
    if not context.reading.complete:
        return
    claims = {f"{entry.id}/{claim.id}": (entry, claim) for entry, claim in context.dossier.claims()}
    for ref, seals in context.dossier.seals.items():
        if ref not in claims:
            yield Finding(None, SEALS, (ref,), f"there is no claim {ref} any more; run `regesto seal`", key=True)
            continue
        used = {sealing.seal for sealing in context.dossier.sealings(*claims[ref])}
        states = {sealing.state for sealing in context.dossier.sealings(*claims[ref])}
        if not set(seals) <= used and SealState.ALTERED not in states:
            yield Finding(None, SEALS, (ref,), "a sealed quote of this claim is gone; run `regesto seal`", key=True)
