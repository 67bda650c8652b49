"""All patterns of a phase in one automaton, built as it is needed; longest match from the left.

The patterns become one nondeterministic automaton (Thompson's construction). Its subsets of states are made
deterministic only where texts lead, and remembered: after a few articles an item costs one look-up, however many rules
there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from regesto.drafting.annotation import Item
from regesto.drafting.pattern import Choice, Label, Repeat, Row, Word

_DEAD: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that matched: its number, and the items from `start` to `end` (exclusive)."""

    pattern: int
    start: int
    end: int


class Automaton:
    """Matches many patterns at once over items."""

    def __init__(self, patterns: Iterable[Row]) -> None:
        self._patterns = tuple(patterns)
        self._arcs: list[list[tuple[bool, str, int]]] = []  # by state: (is a word, word or label, target)
        self._skips: list[list[int]] = []
        self._accepts: dict[int, int] = {}
        starts = []
        for number, row in enumerate(self._patterns):
            start, end = self._new_state(), self._new_state()
            self._add(row, start, end)
            self._accepts[end] = number
            starts.append(start)
        self.words = frozenset(one for arcs in self._arcs for is_word, one, _ in arcs if is_word)
        self.labels = frozenset(one for arcs in self._arcs for is_word, one, _ in arcs if not is_word)
        self._signs: dict[tuple[str, frozenset[str]], int] = {}
        self._known: dict[tuple[str, frozenset[str]], int] = {}
        self._readings: list[tuple[str, frozenset[str]]] = []
        self._sets: dict[frozenset[int], int] = {}
        self._subsets: list[frozenset[int]] = []
        self._accepted: list[tuple[int, ...]] = []
        self._steps: list[dict[int, int]] = []
        self._intern(_DEAD)
        self._start = self._intern(self._close(starts))

    def find(self, items: Sequence[Item]) -> Iterator[list[Match]]:
        """Yield, from the left, the matches that start at each item where any does: the longest first.

        The caller sends nothing back; it skips what overlaps a match that it took.
        """
        signs = [self._sign(item) for item in items]
        first = self._steps[self._start]
        for at, sign in enumerate(signs):
            state = first.get(sign)
            if state is None:
                state = self._step(self._start, sign)
            if state:
                found = self._run(signs, at, state)
                if found:
                    yield found

    def _run(self, signs: list[int], start: int, state: int) -> list[Match]:
        found: list[Match] = []
        at, end = start + 1, len(signs)
        while True:
            if self._accepted[state]:
                found[:0] = [Match(pattern, start, at) for pattern in self._accepted[state]]
            if at == end:
                return found
            following = self._steps[state].get(signs[at])
            if following is None:
                following = self._step(state, signs[at])
            if not following:
                return found
            state, at = following, at + 1

    def _sign(self, item: Item) -> int:
        word = item.low if item.low in self.words else ""
        sign = self._known.get((word, item.labels))
        if sign is None:
            key = (word, item.labels & self.labels)
            sign = self._signs.get(key)
            if sign is None:
                sign = self._signs[key] = len(self._readings)
                self._readings.append(key)
            # Labels carry what no rule of this phase asks for; their sets hash once, where a cut would hash each time.
            self._known[(word, item.labels)] = sign
        return sign

    def _step(self, state: int, sign: int) -> int:
        word, labels = self._readings[sign]
        targets = [
            target
            for member in self._subsets[state]
            for is_word, one, target in self._arcs[member]
            if (one == word if is_word else one in labels)
        ]
        following = self._intern(self._close(targets)) if targets else 0
        self._steps[state][sign] = following
        return following

    def _close(self, states: Iterable[int]) -> frozenset[int]:
        closed, waiting = set(), list(states)
        while waiting:
            state = waiting.pop()
            if state not in closed:
                closed.add(state)
                waiting += self._skips[state]
        return frozenset(closed)

    def _intern(self, subset: frozenset[int]) -> int:
        number = self._sets.get(subset)
        if number is None:
            number = self._sets[subset] = len(self._subsets)
            self._subsets.append(subset)
            self._accepted.append(tuple(sorted(self._accepts[one] for one in subset if one in self._accepts)))
            self._steps.append({})
        return number

    def _new_state(self) -> int:
        self._arcs.append([])
        self._skips.append([])
        return len(self._arcs) - 1

    def _add(self, element: object, start: int, end: int) -> None:
        match element:
            case Word(word, _):
                self._arcs[start].append((True, word, end))
            case Label(label):
                self._arcs[start].append((False, label, end))
            case Row(elements):
                for one in elements:
                    middle = self._new_state()
                    self._add(one, start, middle)
                    start = middle
                self._skips[start].append(end)
            case Choice(rows):
                for row in rows:
                    self._add(row, start, end)
            case Repeat(inner, least, many):
                before, after = self._new_state(), self._new_state()
                self._skips[start].append(before)
                self._add(inner, before, after)
                self._skips[after].append(end)
                if least == 0:
                    self._skips[start].append(end)
                if many:
                    self._skips[after].append(before)
