"""Runs the phases over a document: masks, numbers, time, periods, quantities, entities, attribution, hedging."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from regesto.drafting.annotation import Annotation, Item, Kind
from regesto.drafting.attributions import ATTRIBUTION_BUILDERS
from regesto.drafting.build_dates import DATE_BUILDERS
from regesto.drafting.build_masks import MASK_BUILDERS, find_designations, join_items
from regesto.drafting.build_numbers import NUMBER_BUILDERS, label_numbers
from regesto.drafting.build_periods import PERIOD_BUILDERS
from regesto.drafting.build_quantities import QUANTITY_BUILDERS, spread_bounds
from regesto.drafting.build_relative import RELATIVE_BUILDERS
from regesto.drafting.chains import chain, spread_quotes, to_annotations
from regesto.drafting.entities import mark_known, mark_unknown, name_annotations
from regesto.drafting.hedges import HEDGE_BUILDERS, find_conditionals
from regesto.drafting.language import Language, load_language
from regesto.drafting.phase import Phase, Scene
from regesto.drafting.quotes import find_quotes
from regesto.drafting.sentences import cut_sentences
from regesto.drafting.speakers import Speakers
from regesto.drafting.time_values import TimeValue
from regesto.drafting.tokens import tokenise
from regesto.drafting.vocabulary import Vocabulary, make_vocabulary
from regesto.drafting.when import When, read_reference
from regesto.reading.document import TELLING, Document, Part, PartKind

BUILDERS: Mapping[str, Mapping[str, Any]] = {
    "masks": MASK_BUILDERS,
    "numbers": NUMBER_BUILDERS,
    "time": {**DATE_BUILDERS, **RELATIVE_BUILDERS},
    "periods": PERIOD_BUILDERS,
    "quantities": QUANTITY_BUILDERS,
    "phrases": ATTRIBUTION_BUILDERS,
    "attribution": ATTRIBUTION_BUILDERS,
    "hedging": HEDGE_BUILDERS,
}
"""Which builders each table may name."""

CHUNKING = ("numbers", "time", "periods", "quantities")
"""The phases that make chunks of a sentence's items, after masks and names, in order."""


_HEARD = frozenset({PartKind.CAPTION, PartKind.DATELINE, PartKind.REPEAT})


@dataclass(slots=True)
class Sentence:
    """A sentence: offsets, the part it belongs to, its items after the last phase, and whether it looks forward."""

    start: int
    end: int
    part: Part
    items: list[Item]
    number: int = 0


@dataclass(slots=True)
class Reading:
    """A document as understood: its sentences and every annotation, in the order of the text."""

    document: Document
    sentences: list[Sentence] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)

    def of_kind(self, *kinds: Kind) -> list[Annotation]:
        """Return the annotations of the given kinds."""
        return [one for one in self.annotations if one.kind in kinds]

    def within(self, start: int, end: int, *kinds: Kind) -> list[Annotation]:
        """Return the annotations of the given kinds that lie inside the offsets."""
        return [one for one in self.of_kind(*kinds) if start <= one.start and one.end <= end]


class Engine:
    """The compiled rules of one language."""

    def __init__(self, language: Language, vocabulary: Vocabulary) -> None:
        self.language = language
        self.vocabulary = vocabulary
        self.phases = {name: Phase(name, language.rules[name], BUILDERS[name]) for name in BUILDERS}

    def read(self, document: Document) -> Reading:
        """Annotate the parts of `document` in which it speaks itself, and its captions (marked by their part)."""
        reading = Reading(document)
        reference = read_reference(document.facts.published)
        state: dict[str, Any] = {}
        for part in document.parts:
            if part.kind in TELLING or part.kind in _HEARD:
                self._read_part(part, reading, reference, state)
        reading.annotations = spread_quotes(reading.annotations, reading.sentences, document.text)
        reading.annotations.sort(key=lambda one: (one.start, -one.end, one.kind, one.rule))
        return reading

    def _read_part(self, part: Part, reading: Reading, reference: When | None, state: dict[str, Any]) -> None:
        text = reading.document.text
        for start, end in find_quotes(text, part.start, part.end):
            reading.annotations.append(Annotation(Kind.QUOTE, start, end, "mask.quote"))
        for start, end in cut_sentences(text, part.start, part.end, self.language.code):
            items = self.read_items(text, start, end, reference, state)
            sentence = Sentence(start, end, part, items, len(reading.sentences))
            reading.sentences.append(sentence)
            reading.annotations += collect(items)
            reading.annotations += name_annotations(items)
            reading.annotations += find_conditionals(items, self.language)
            reading.annotations += self._read_speakers(sentence, text, state)

    def _read_speakers(self, sentence: Sentence, text: str, state: dict[str, Any]) -> list[Annotation]:
        """Return who speaks in a sentence; its chunks for sources and cues are not kept in the sentence's items."""
        items = [_counted_voices(item) for item in sentence.items]
        scene = Scene(self.language, items, state=state)
        items = self.phases["attribution"].run(items, scene)
        items = self.phases["phrases"].run(items, scene)
        for item in items:
            if not item.text:
                item.text = text[item.start : item.end]
        found = chain(Speakers(items, text, self.language, state).find(), items)
        if found and found[-1][1].chain:
            state["speaker"] = found[-1][1].chain[-1]
        hedges = self.phases["hedging"].run(list(sentence.items), scene)
        return [*to_annotations(found, text), *(one for one in collect(hedges) if one.kind is Kind.HEDGE)]

    def read_items(self, text: str, start: int, end: int, reference: When | None, state: dict[str, Any]) -> list[Item]:
        """Return the items of one sentence after all phases that make chunks."""
        language = self.language
        items = tokenise(text, start, end, language.label, elision=language.elision)
        label_numbers(items, language)
        spans = find_designations(text, start, end, language.settings["designations"])
        items = join_items(items, spans, frozenset({"mask", "designation"}), text)
        items = mark_known(items, text, language, self.vocabulary)
        scene = Scene(language, items, reference=reference, state=state)
        state["tenses"] = _tenses(items, language)
        items = self.phases["masks"].run(items, scene)
        items = mark_unknown(items, text, language, state.setdefault("names", {}))
        for name in CHUNKING:
            items = self.phases[name].run(items, scene)
        spread_bounds(items)
        return items


def _counted_voices(item: Item) -> Item:
    """Return "due funzionari" as somebody who can speak, anything else as it is."""
    if "quantity" in item.labels and any("voice" in one.labels for one in item.inner):
        return replace(item, labels=item.labels | {"voice"})
    return item


def _tenses(items: list[Item], language: Language) -> list[tuple[int, bool]]:
    """Return where the sentence looks forward (True) and where back, by offsets."""
    settings = language.settings
    endings, never = tuple(settings["future_endings"]), settings["future_not"]
    found = []
    for item in items:
        low = item.low
        if low in settings["past_words"]:
            found.append((item.start, False))
        elif low in settings["future_words"] or (len(low) > 3 and low.endswith(endings) and low not in never):
            found.append((item.start, True))
    return found


def collect(items: list[Item]) -> Iterator[Annotation]:
    """Yield the annotations that the chunks among `items` stand for, those inside other chunks included."""
    for item in items:
        kind = _kind_of(item)
        if kind is not None:
            value = item.value.value if item.value is not None and hasattr(item.value, "value") else item.value
            found = item.value
            yield Annotation(
                kind,
                item.start,
                item.end,
                item.rule,
                value,
                getattr(found, "confidence", 1.0),
                getattr(found, "rejected", ()),
            )
        if item.inner and kind in (Kind.QUANTITY, Kind.TIME):
            yield from (one for one in collect(list(item.inner)) if one.kind is Kind.NUMBER or one.kind is Kind.ENTITY)


def _kind_of(item: Item) -> Kind | None:
    if not item.rule:
        return None
    labels = item.labels
    if "hedge" in labels and item.rule.startswith("hedge."):
        return Kind.HEDGE
    if "mask" in labels or "clock" in labels:
        return Kind.MASK
    if isinstance(getattr(item.value, "value", None), TimeValue):
        return Kind.TIME
    if "quantity" in labels:
        return Kind.QUANTITY
    return Kind.NUMBER if "num" in labels else None


@cache
def load_engine(code: str) -> Engine:
    """Return the engine of a language; raises `KeyError` for a language without tables."""
    language = load_language(code)
    return Engine(language, make_vocabulary(None, language))
