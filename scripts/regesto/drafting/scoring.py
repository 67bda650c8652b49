"""Scores what the engine found against a gold file: precision, recall and values, by kind, with the misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from regesto.drafting.annotation import Annotation, Kind
from regesto.drafting.build_quantities import Amount
from regesto.drafting.engine import Engine, Reading
from regesto.drafting.gold import KINDS, Expected, GoldArticle
from regesto.drafting.vocabulary import Name


@dataclass(slots=True)
class Score:
    """Counts of one kind: what was found of what should be, what was found besides, and how many values were right."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    right: int = 0
    valued: int = 0
    chains_right: int = 0
    chains: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of findings that should be there; 1 where there are none."""
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of what should be found that was; 1 where there is none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def value(self) -> float:
        """The share of right values among those that could be right, misses counted as wrong."""
        return self.right / self.valued if self.valued else 1.0

    @property
    def chain(self) -> float:
        """The share of chains of two voices or more that were found whole."""
        return self.chains_right / self.chains if self.chains else 1.0


_KINDS = {
    "time": Kind.TIME,
    "quantity": Kind.QUANTITY,
    "attribution": Kind.ATTRIBUTION,
    "denial": Kind.DENIAL,
    "conditional": Kind.CONDITIONAL,
    "name": Kind.ENTITY,
}


def score(articles: Iterable[GoldArticle], engine: Engine) -> dict[str, Score]:
    """Read each article with `engine` and return the scores by kind."""
    scores = {kind: Score() for kind in KINDS}
    for article in articles:
        reading = engine.read(article.document)
        for kind in KINDS:
            mine = [one for one in reading.annotations if one.kind is _KINDS[kind] and article.is_scored(one.start)]
            matcher = _score_voices if kind in ("attribution", "denial") else _score_spans
            matcher(article, kind, mine, scores[kind], reading)
    return scores


def _score_spans(article: GoldArticle, kind: str, mine: list[Annotation], score: Score, reading: Reading) -> None:
    left = list(mine)
    for expected in sorted(article.expected[kind], key=lambda one: one.optional):
        hits = [one for one in left if one.start < expected.end and expected.start < one.end]
        left = [one for one in left if one not in hits]
        if expected.optional:
            continue
        score.valued += expected.scored and bool(expected.values)
        if not hits:
            score.missed += 1
            score.misses.append(f"{article.id}: missed {expected.text!r}")
            continue
        score.found += 1
        if not expected.scored or not expected.values:
            continue
        if kind == "name" and _is_inside(expected, hits, article):
            score.right += 1
            continue
        best = max(hits, key=lambda one: min(one.end, expected.end) - max(one.start, expected.start))
        got = value_of(best)
        if got in expected.values or (kind == "name" and got == "capital" and "place" in expected.values):
            score.right += 1
        else:
            score.misses.append(f"{article.id}: {expected.text!r} is {expected.values[0]}, not {got} ({best.rule})")
    _count_extra(article, left, score)


def _is_inside(expected: Expected, hits: Sequence[Annotation], article: GoldArticle) -> bool:
    """Tell a name that the gold marks inside a larger one ("Usa" in "intelligence Usa"), where the larger was found."""
    return any(
        other is not expected
        and other.start <= expected.start
        and expected.end <= other.end
        and other.end - other.start > expected.end - expected.start
        and any(hit.start == other.start and hit.end == other.end for hit in hits)
        for other in article.expected["name"]
    )


def _count_extra(article: GoldArticle, left: Sequence[Annotation], score: Score) -> None:
    for one in left:
        score.extra += 1
        text = article.document.text[one.start : one.end]
        score.misses.append(f"{article.id}: not there: {text!r} {value_of(one)} ({one.rule})")


def value_of(one: Annotation) -> str:
    """Return the value of an annotation as gold files write it."""
    if isinstance(one.value, Amount):
        low, high = one.value.figures
        low, high = (high if low is None else low), (low if high is None else high)
        return f"{one.value.bound} {float(low):g} {float(high):g}"
    if isinstance(one.value, Name):
        return one.value.type
    return str(one.value)


# An attribution and its gold may lie this many letters apart: cue and source, or the sentences of a quote.
_FARTHEST = 600


def _score_voices(article: GoldArticle, kind: str, mine: list[Annotation], score: Score, reading: Reading) -> None:
    left = list(mine)
    for expected in sorted(article.expected[kind], key=lambda one: one.optional):
        near = sorted(left, key=lambda one: _distance(one, expected))
        hit = next((one for one in near if _distance(one, expected) < _FARTHEST and _same_origin(one, expected)), None)
        if hit is not None:
            left.remove(hit)
        if expected.optional:
            continue
        long = len(expected.values) > 1 and kind == "attribution"
        score.chains += long
        if hit is None:
            score.missed += 1
            score.misses.append(
                f"{article.id}: missed {expected.text!r} {' > '.join(expected.values) or '<impersonal>'}"
            )
            continue
        score.found += 1
        if long and _same_chain(hit, expected):
            score.chains_right += 1
        elif long:
            score.misses.append(f"{article.id}: chain {' > '.join(expected.values)} is {hit.value}")
    _count_extra(article, left, score)


def _distance(one: Annotation, expected: Expected) -> int:
    if one.start < expected.end and expected.start < one.end:
        return 0
    return min(abs(one.start - expected.end), abs(expected.start - one.end))


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 2 or word in ("wp", "ap", "ue")} - _EMPTY


_EMPTY = {
    "il",
    "lo",
    "la",
    "del",
    "della",
    "dello",
    "dei",
    "degli",
    "delle",
    "dell",
    "uno",
    "una",
    "alcuni",
    "the",
    "nostre",
}


def same_voice(text: str, wanted: str) -> bool:
    """Tell whether two ways of naming a voice mean the same one: all words of the shorter are in the longer."""
    mine, other = _words(text), _words(wanted)
    if not mine or not other:
        return mine == other
    return mine <= other or other <= mine or len(mine & other) >= 2


def _same_origin(one: Annotation, expected: Expected) -> bool:
    chain = one.value.chain
    if not expected.values:
        return not chain
    return bool(chain) and same_voice(chain[-1].text, expected.values[-1])


def _same_chain(one: Annotation, expected: Expected) -> bool:
    chain = one.value.chain
    return len(chain) == len(expected.values) and all(map(same_voice, (part.text for part in chain), expected.values))


def table(scores: dict[str, Score]) -> list[str]:
    """Return the scores as lines of a table."""
    lines = [f"{'kind':12} {'precision':>9} {'recall':>7} {'value':>15} {'chains':>8}"]
    for kind, one in scores.items():
        value = f"{one.right}/{one.valued} {one.value:.3f}" if one.valued else ""
        chains = f"{one.chains_right}/{one.chains}" if one.chains else ""
        lines.append(f"{kind:12} {one.precision:9.3f} {one.recall:7.3f} {value:>15} {chains:>8}")
    return lines
