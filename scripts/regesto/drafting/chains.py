"""Makes chains of who speaks through whom, and lets a speaker speak in the whole of a quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from regesto.drafting.annotation import Annotation, Item, Kind
from regesto.drafting.attributions import Attribution, Source, Voiced


def chain(found: list[Voiced], items: Sequence[Item]) -> list[tuple[Voiced, Attribution]]:
    """Make attributions of what the cues yielded: a preposition's source is the relay of the verb that it reaches."""
    out: list[tuple[Voiced, Attribution]] = []
    outer: Voiced | None = None
    for voiced in found:
        sources = tuple(voiced.sources[-1:])
        relays: tuple[Source, ...] = ((voiced.outer,) if voiced.outer else ()) + tuple(voiced.extra)
        joins = (
            "cue-per" not in voiced.cue.labels
            and voiced.stance != "denies"
            and voiced.kind in ("subject", "inverted", "preposition")
        )
        if outer is not None and joins and any(stop.low in (":", ";") for stop in items[outer.at : voiced.at]):
            outer = None
        if outer is not None and joins:
            same = voiced.sources and outer.sources and voiced.sources[-1].text == outer.sources[-1].text
            if not same:
                relays = (*outer.sources[-1:], *relays)
        others = tuple(voiced.sources[:-1])
        attribution = Attribution(
            (*relays, *sources), voiced.cue.text, voiced.stance, voiced.quoted, voiced.scope, others
        )
        if outer is not None and relays and relays[0] == outer.sources[-1]:
            out = [pair for pair in out if pair[0] is not outer]
        out.append((voiced, attribution))
        if voiced.kind == "preposition" and voiced.at == 0:
            outer = voiced
    out = [pair for pair in out if not (pair[0].kind == "participle" and _only_relays(pair[0]))]
    clefts = {one.text for voiced, attribution in out if voiced.kind in ("cleft", "noun") for one in attribution.chain}
    out = [pair for pair in out if pair[0].kind != "relative" or pair[1].origin not in clefts]
    firm = {one.text for voiced, attribution in out if voiced.kind not in _WEAK for one in attribution.chain}
    return [pair for pair in out if pair[0].kind not in _WEAK or pair[1].origin not in firm]


def _only_relays(voiced: Voiced) -> bool:
    """Tell "intervistato da", "citato da", which name the relay, and "sostenuta da", which names a supporter."""
    return voiced.cue.text.lower().startswith(_RELAYING)


_RELAYING = (
    "citat",
    "riportat",
    "intervistat",
    "sentit",
    "interpellat",
    "contattat",
    "ripres",
    "rilanciat",
    "sostenut",
    "attribuit",
)


_WEAK = frozenset({"gerund", "participle"})
"""Cues that only go on where a verb already speaks: said once is enough."""


def to_annotations(found: list[tuple[Voiced, Attribution]], text: str) -> list[Annotation]:
    """Return attributions (and denials) as annotations over cue and source."""
    annotations = []
    for voiced, attribution in found:
        cue = text[voiced.cue.start : voiced.cue.end]
        attribution = replace(attribution, cue=cue)
        ends = [(voiced.cue.start, voiced.cue.end), *((one.start, one.end) for one in attribution.chain)]
        here = [span for span in ends if abs(span[0] - voiced.cue.start) < 400]
        start, end = min(span[0] for span in here), max(span[1] for span in here)
        kind = Kind.DENIAL if attribution.stance == "denies" else Kind.ATTRIBUTION
        rule = voiced.cue.rule + (
            "" if voiced.kind in ("preposition", "impersonal", "cleft", "passive") else f".{voiced.kind}"
        )
        annotations.append(Annotation(kind, start, end, rule, attribution, voiced.confidence))
    return annotations


# A cue may stand this many letters from the quote that it is about (a comma, a blank, "ma", an adverb).
_NEAR = 40


def spread_quotes(annotations: list[Annotation], sentences: Sequence, text: str) -> list[Annotation]:
    """Let the speaker of a quote speak in all of it: in its other sentences, and outside of whom it quotes itself."""
    quotes = [one for one in annotations if one.kind is Kind.QUOTE]
    speaking = [one for one in annotations if one.kind is Kind.ATTRIBUTION]
    out = list(annotations)
    spoke: tuple[object, Annotation] | None = None  # the part that the last quote stands in, and whose it is
    for quote in quotes:
        part = next(one.part for one in sentences if one.start <= quote.start < one.part.end)
        near = [one for one in speaking if one.value.quoted and part.start <= one.start < part.end]
        speaker = next((one for one in near if _is_about(one, quote, text)), None)
        if speaker is None:
            if spoke is not None and spoke[0] is part and _opens_sentence(quote, sentences, annotations):
                out.append(_go_on(quote, spoke[1]))
            continue
        spoke = (part, speaker)
        for sentence in sentences:
            start, end = max(sentence.start, quote.start), min(sentence.end, quote.end)
            if start >= end:
                continue
            inside = [one for one in speaking if start <= one.start and one.end <= end and one is not speaker]
            for one in inside:
                out[out.index(one)] = replace(
                    one, value=replace(one.value, chain=(*speaker.value.chain, *one.value.chain))
                )
            holds_cue = sentence.start <= speaker.start < sentence.end
            if not inside and not holds_cue:
                value = replace(speaker.value, scope="quote")
                out.append(
                    Annotation(Kind.ATTRIBUTION, start, end, f"{speaker.rule}.quote", value, speaker.confidence * 0.95)
                )
            if inside and holds_cue and any(one.value.chain for one in inside):
                out = [one for one in out if one is not speaker]
    return out


def _opens_sentence(quote: Annotation, sentences: Sequence, annotations: list[Annotation]) -> bool:
    """Tell a quote that is a sentence of its own, in which nobody else is named as its speaker."""
    sentence = next((one for one in sentences if one.start <= quote.start < one.end), None)
    if sentence is None or quote.start - sentence.start > 2 or sentence.end - quote.end > 3:
        return False
    return not any(one.kind is Kind.ATTRIBUTION and sentence.start <= one.start < sentence.end for one in annotations)


def _go_on(quote: Annotation, speaker: Annotation) -> Annotation:
    """Return the attribution of a quote after a quote of the same paragraph: «...», racconta un testimone. «...»."""
    value = replace(speaker.value, scope="quote")
    rule = speaker.rule.removesuffix(".quote")
    return Annotation(Kind.ATTRIBUTION, quote.start, quote.end, f"{rule}.quote", value, 0.7)


def _is_about(speaker: Annotation, quote: Annotation, text: str) -> bool:
    """Tell whether a cue stands next to a quote, with no other sentence or quote between them."""
    if quote.end <= speaker.start <= quote.end + _NEAR:
        between = text[quote.end : speaker.start]
        return not any(mark in between[1:] for mark in "«“„") and "\n" not in between
    if speaker.end <= quote.start <= speaker.end + _NEAR:
        between = text[speaker.end : quote.start]
        return not any(mark in between for mark in ".»”\n")
    return False
