"""Proposes which curated entry, or which other draft, tells of the same thing, with its reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from regesto.drafting.drafts import DraftEntry
from regesto.model.dossier import Dossier
from regesto.model.edtf import Edtf
from regesto.model.entry import Entry

# Out of about ten points; below six, on the first dossier, proposals were wrong more often than right.
LIKELY = 6.0
# How many tellings are weighed for one: those that share most with it. And a name that so many share tells nothing.
_WEIGHED, _COMMON = 40, 500
# Long words are rare ones: so many of so many letters find two reports of one thing that share no name.
_TELLING_WORD, _MOST_WORDS = 8, 8
# Words this alike (0 to 100) are one agency's text in two papers.
_COPIED = 95


@dataclass(frozen=True, slots=True)
class Telling:
    """What an entry tells, as far as two can be compared: ids it names, its date (EDTF), figures, and its words."""

    id: str
    actors: frozenset[str]
    things: frozenset[str]
    date: str
    figures: frozenset[float]
    words: str

    def traits(self) -> Iterator[object]:
        """Yield what another telling of the same thing is likely to share."""
        yield from self.actors
        yield from self.things
        yield from self.figures
        words = {word for word in self.words.split() if len(word) >= _TELLING_WORD}
        yield from sorted(words, key=lambda word: (-len(word), word))[:_MOST_WORDS]


class TellingIndex:
    """Tellings to compare with, found by what they share, so that a thousand times as many cost no more to ask."""

    def __init__(self, tellings: Iterable[Telling] = ()) -> None:
        self._by_id: dict[str, Telling] = {}
        self._holders: dict[object, set[str]] = defaultdict(set)
        for telling in tellings:
            self.add(telling)

    def add(self, telling: Telling) -> None:
        """Take in a telling, in place of an earlier one with its id."""
        self.remove(telling.id)
        self._by_id[telling.id] = telling
        for key in telling.traits():
            self._holders[key].add(telling.id)

    def remove(self, id: str) -> None:
        """Forget a telling, if it is known."""
        if known := self._by_id.pop(id, None):
            for key in known.traits():
                self._holders[key].discard(id)

    def propose(self, telling: Telling, *, most: int = 2) -> list[tuple[str, str]]:
        """Return up to `most` tellings that seem to be of the same thing, as (id, reasons), the likeliest first."""
        scored = [(-score, id, why) for id in self._candidates(telling) for score, why in [self._weigh(telling, id)]]
        return [(id, why) for score, id, why in sorted(scored)[:most] if -score >= LIKELY]

    def _candidates(self, telling: Telling) -> list[str]:
        if len(self._by_id) <= _WEIGHED:
            return sorted(self._by_id)
        shared: Counter[str] = Counter()
        for key in telling.traits():
            holders = self._holders.get(key, ())
            if len(holders) <= _COMMON:
                shared.update(dict.fromkeys(holders, 1))
        return sorted(shared, key=lambda id: (-shared[id], id))[:_WEIGHED]

    def _weigh(self, one: Telling, id: str) -> tuple[float, str]:
        other = self._by_id[id]
        reasons: list[str] = []
        score = 0.0
        if actors := one.actors & other.actors:
            score += min(2.0, len(actors))
            reasons.append("both name " + ", ".join(sorted(actors)))
        if things := one.things & other.things:
            score += 1.5 * min(2, len(things))
            reasons.append("both tell of " + ", ".join(sorted(things)))
        if one.date and other.date and Edtf.parse(one.date).overlaps(Edtf.parse(other.date)):
            score += 1.5
            reasons.append(f"dates overlap ({one.date} and {other.date})")
        if figures := one.figures & other.figures:
            score += 3.0
            reasons.append("same figure " + ", ".join(f"{figure:g}" for figure in sorted(figures)))
        alike = fuzz.token_set_ratio(one.words, other.words)
        if alike >= 50:
            score += (alike - 40) / 12 + (1 if alike >= _COPIED else 0)
            reasons.append(f"words are {alike:.0f} % alike")
        return score, "; ".join(reasons)


def telling_of_draft(entry: DraftEntry, source: str) -> Telling:
    """Return what a draft tells; its id is `source/entry`."""
    amounts = (amount for claim in entry.claims for amount, _ in claim.amounts)
    return Telling(
        f"{source}/{entry.id}",
        frozenset(entry.actors),
        frozenset([*entry.places, *entry.materiel]),
        entry.date,
        _telling_figures(figure for amount in amounts for figure in amount.figures),
        " ".join(claim.text for claim in entry.claims).lower(),
    )


def index_dossier(dossier: Dossier, language: str) -> TellingIndex:
    """Return the index of all curated entries, with their words in `language`."""
    return TellingIndex(_telling_of_entry(id, entry, dossier, language) for id, entry in dossier.entries.items())


def _telling_of_entry(id: str, entry: Entry, dossier: Dossier, language: str) -> Telling:
    quantities = (quantity for claim in entry.claims for quantity in claim.quantities)
    texts = (entry.title, entry.summary)
    return Telling(
        id,
        frozenset(one.actor for one in entry.actors),
        frozenset([*entry.places, *entry.materiel]),
        str(entry.date or ""),
        _telling_figures(value for one in quantities for value in (one.value, one.min, one.max)),
        " ".join(one.choose(language, dossier.default_language).value for one in texts).lower(),
    )


def _telling_figures(figures: Iterable[float | None]) -> frozenset[float]:
    """Return the figures that are worth comparing: one and two are in every text."""
    return frozenset(float(one) for one in figures if one is not None and one > 2)
