"""Runs the rules of one phase over the items of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from regesto.drafting.annotation import Item
from regesto.drafting.automaton import Automaton, Match
from regesto.drafting.captures import compile_capture
from regesto.drafting.language import Language, Rule, TableError


@dataclass(slots=True)
class Scene:
    """What a builder may look at: the language, the sentence's items, where the match stands, and the article's frame.

    `reference` is the article's date; `state` carries what one sentence leaves to the next (such as the last date).
    """

    language: Language
    items: Sequence[Item]
    start: int = 0
    end: int = 0
    reference: Any = None
    state: dict[str, Any] = field(default_factory=dict)

    def before(self, steps: int = 1) -> Item | None:
        """The item `steps` before the match, if any."""
        return self.items[self.start - steps] if self.start >= steps else None

    def after(self, steps: int = 1) -> Item | None:
        """The item `steps` after the match, if any."""
        at = self.end + steps - 1
        return self.items[at] if at < len(self.items) else None


@dataclass(frozen=True, slots=True)
class Found:
    """What a builder returns: the value, further labels for the chunk, and readings that were not taken.

    `drop` leaves out that many items at the front of the match (a preposition that only the pattern needed),
    `drop_end` at its end.
    """

    value: Any
    labels: frozenset[str] = frozenset()
    rejected: tuple[tuple[str, str], ...] = ()
    confidence: float = 1.0
    drop: int = 0
    drop_end: int = 0


Names = Mapping[str, list[Item]]
Builder = Callable[[Names, Rule, Scene], Found | None]


class Phase:
    """The rules of one phase, compiled into one automaton."""

    def __init__(self, name: str, rules: Sequence[Rule], builders: Mapping[str, Builder]) -> None:
        self.name = name
        self.rules = tuple(rules)
        for rule in rules:
            if rule.build not in builders:
                raise TableError(f"{name}.yml, rule {rule.id}: there is no way to build {rule.build!r}")
        self._builders = [builders[rule.build] for rule in rules]
        self._captures = [compile_capture(rule.pattern) for rule in rules]
        self._automaton = Automaton(rule.pattern for rule in rules)

    def run(self, items: list[Item], scene: Scene) -> list[Item]:
        """Return `items` with each match made one chunk: longest match first, from the left, earlier rules first."""
        out: list[Item] = []
        done = 0
        scene.items = items
        for matches in self._automaton.find(items):
            if matches[0].start < done:
                continue
            for match in matches:
                chunk = self._build(match, items, scene)
                if chunk is not None:
                    item, start, end = chunk
                    out += items[done:start]
                    out.append(item)
                    done = end
                    break
        return out + items[done:] if done else items

    def _build(self, match: Match, items: list[Item], scene: Scene) -> tuple[Item, int, int] | None:
        rule = self.rules[match.pattern]
        if rule.not_after and match.start and _is(items[match.start - 1], rule.not_after):
            return None
        if rule.not_before and match.end < len(items) and _is(items[match.end], rule.not_before):
            return None
        scene.start, scene.end = match.start, match.end
        names = self._captures[match.pattern](items, match.start, match.end)
        found = self._builders[match.pattern](names, rule, scene)
        if found is None:
            return None
        start, end = match.start + found.drop, match.end - found.drop_end
        inner = tuple(items[start:end])
        first, last = inner[0], inner[-1]
        labels = (
            rule.makes
            | found.labels
            | (first.labels if "num" in rule.makes and len(inner) == 1 else first.labels & _KEPT)
        )
        low = first.low if len(inner) == 1 else ""
        item = Item(first.start, last.end, "", low, labels, found, inner, rule.id)
        return item, start, end


_KEPT = frozenset({"cap", "caps", "small"})


def _is(item: Item, words_or_labels: frozenset[str]) -> bool:
    return item.low in words_or_labels or not item.labels.isdisjoint(words_or_labels)
