"""Reads the noun phrases of a sentence as sources: who they are, whose document they are, whom they told."""

from __future__ import annotations

from collections.abc import Sequence

from regesto.drafting.annotation import Item
from regesto.drafting.attributions import Source
from regesto.drafting.entities import can_act
from regesto.drafting.language import Language
from regesto.drafting.vocabulary import Name

OPENING = frozenset({"«", "“", '"', "„", "''", "``"})
CLOSING = frozenset({"»", "”", '"', "''", "``"})
STOPS = frozenset({";", ":", ".", "?", "!"})
"""Marks that open and close a quote, and those that end a clause."""


class SourceReader:
    """Reads sources among the items of one sentence. `memory` holds what earlier sentences left."""

    def __init__(self, items: Sequence[Item], text: str, language: Language, memory: dict) -> None:
        self.items, self.text, self.language, self.memory = items, text, language, memory
        self.used: set[int] = set()
        self.last: Source | None = None
        self.told: dict[int, Source] = {}  # by where a source starts: the medium that it told, inside its own phrase

    def _last_source(self, at: int) -> Source | None:
        """Return the source nearest before item `at` that is a name, else the nearest at all."""
        numbers = [number for number in range(at) if self._speaks(self.items[number])]
        free = [number for number in numbers if not self._labels_at(number - 1) & {"preposition", "su", "in"}]
        numbers = free or numbers
        named = [number for number in numbers if self._is_name(self.items[number])]
        if not numbers:
            return None
        return self._source((named or numbers)[-1])

    def _generic_from(self, at: int) -> list[Source]:
        """Return the noun phrase that starts at `at` as a source, though its noun is not known to speak."""
        items = self.items
        if at >= len(items) or not (items[at].labels & {"article", "determiner", "di", "da", "a", "plain", "quantity"}):
            return []
        end = at
        while end < len(items) and end - at < 7:
            item = items[end]
            if item.labels & {
                "mark",
                "verb-like",
                "cue",
                "that",
                "have",
                "be",
                "conditional-have",
                "time",
            } or item.low in ("e", "ed", "o"):
                break
            end += 1
        while at < end and items[at].labels & {"article", "di", "da", "a"}:
            at += 1
        while end > at and items[end - 1].labels & {"preposition", "article", "adverb", "joint"}:
            end -= 1
        words = [
            item for item in items[at:end] if item.labels & {"plain", "voice", "carrier", "named", "office", "quantity"}
        ]
        if not words or end - at > 6:
            return []
        return [Source(items[at].start, items[end - 1].end, self.text[items[at].start : items[end - 1].end])]

    def _sources_from(self, at: int) -> tuple[list[Source], int]:
        """Return the coordinated sources that start at item `at` (adverbs before them skipped), and where they end."""
        items = self.items
        while (at < len(items) and items[at].labels & {"adverb", "adverb-mente", "time"}) or (
            at < len(items) and items[at].low == "anche"
        ):
            at += 1
        sources = []
        while at < len(items) and self._speaks(items[at]):
            sources.append(self._source(at))
            self.used.add(at)
            follows = at + 1
            if follows + 1 < len(items) and items[follows].low in ("e", "ed") and self._speaks(items[follows + 1]):
                at = follows + 1
            elif follows + 1 < len(items) and items[follows].low == "," and self._is_apposition(at, follows + 1):
                sources[-1] = self._named_by(sources[-1], follows + 1)
                return sources, follows + 2
            else:
                return sources, follows
        return sources, at

    def _quoted_by(self, at: int) -> Source | None:
        """Return the outlet of "fonti citate dal Wall Street Journal", where the participle stands at `at`."""
        items = self.items
        at += at < len(items) and items[at].low == ","
        if at + 1 >= len(items) or "cue-participle" not in items[at].labels or not self._speaks(items[at + 1]):
            return None
        first = self.text[items[at].start : items[at].end].lower().split()[0]
        return self._source(at + 1) if first in self.language.settings["quoted_by"] else None

    def _told_medium(self, at: int) -> Source | None:
        """Return whom a source told: "riferito da testimoni all'emittente", where the preposition stands at `at`."""
        if "a" not in self._labels_at(at) or at + 1 >= len(self.items):
            return None
        item = self.items[at + 1]
        inner = item.inner if "source" in item.labels else (item,)
        media = set(self.language.settings.get("media_nouns", ()))
        is_medium = self._outlet(item) is not None or any(one.low in media for one in inner)
        return self._source(at + 1) if is_medium else None

    def _labels_at(self, at: int) -> frozenset[str]:
        return self.items[at].labels if 0 <= at < len(self.items) else frozenset()

    def _outlet_in(self, cue: Item) -> Source | None:
        """Return the outlet inside a cue: "è stata confermata all'Ansa da"."""
        name = self._outlet(cue)
        return self._source(0, name) if name is not None else None

    def _speaks(self, item: Item) -> bool:
        return "source" in item.labels or can_act(item) or "carrier" in item.labels

    def _is_apposition(self, at: int, after: int) -> bool:
        """Tell "il portavoce, John Kirby," : a bare name in commas after a source with a common noun."""
        items = self.items
        if after >= len(items) or not self._is_name(items[after]):
            return False
        closed = after + 1 >= len(items) or items[after + 1].low in (",", ".", ")", ";")
        return closed and not self._is_name(items[at])

    def _is_name(self, item: Item) -> bool:
        return can_act(item) or ("source" in item.labels and len(item.inner) == 1 and "named" in item.inner[0].labels)

    def _named_by(self, source: Source, at: int) -> Source:
        named = self._source(at)
        self.used.add(at)
        return Source(named.start, named.end, named.text, (*named.names, *source.names), source.carrier)

    def _told_to(self, at: int, *, interview: bool = False) -> Source | None:
        """Return the outlet that was told: "ha detto al WP che", "in un'intervista a Repubblica", "citato dall'Eco".

        `interview` asks for a word such as "intervista" also after the cue.
        """
        settings = self.language.settings
        for number in range(1, at):
            item, before = self.items[number], self.items[number - 1]
            words = self.text[self.items[max(0, number - 5)].start : item.start].lower().replace("'", " ").split()
            if "cue-participle" in before.labels and self._speaks(item) and set(words) & set(settings["quoted_by"]):
                return self._source(number)
            name = self._outlet(item)
            asked = set(words) & set(settings["interview_words"])
            near = before.labels & {"a"} or before.low == "con" or self._is_interview(number - 2)
            if name is not None and asked and near:
                return self._source(number, name)
        for number in range(at + 1, min(at + 14, len(self.items))):
            item = self.items[number]
            if item.low in STOPS or item.low == "che" or item.low in OPENING:
                return None
            name = self._outlet(item)
            if name is not None and "source" in item.labels and self._is_told_inside(item, name):
                return self._source(number, name)
            told = self.items[number - 1].labels & {"a", "da"} and not interview
            if name is not None and (told or self._is_interview(number - 2)):
                return self._source(number, name)
        return None

    def _is_interview(self, at: int) -> bool:
        """Tell "ai microfoni" and "in un'intervista" before the outlet's preposition."""
        return at >= 0 and self.items[at].low in self.language.settings["interview_words"]

    def _is_told_inside(self, item: Item, name: Item) -> bool:
        at = item.inner.index(name)
        return at > 0 and "a" in item.inner[at - 1].labels

    def _outlet(self, item: Item) -> Item | None:
        inner = item.inner if item.labels & {"source", "cue"} else (item,)
        for one in inner:
            if (
                isinstance(one.value, tuple)
                and one.value
                and isinstance(one.value[0], Name)
                and one.value[0].type == "outlet"
            ):
                return one
        return None

    def _head_labels(self, item: Item) -> frozenset[str]:
        if "source" not in item.labels:
            return item.labels
        for one in item.inner:
            if one.labels & {"voice", "carrier", "named"}:
                return one.labels
        return item.labels

    def _source(self, number: int, only: Item | None = None) -> Source:
        """Return the source that an item is: without its article; of a carrier, whose it is."""
        item = only or self.items[number]
        inner = list(item.inner) if "source" in item.labels else [item]
        names = tuple(name for one in inner for name in _names_of(one))
        head = self._head_labels(item)
        carrier = ""
        if "carrier" in head and "source" in item.labels:
            carrier, inner = self._owner(inner, number)
            names = tuple(name for one in inner for name in _names_of(one)) or names
        told = self._medium_inside(inner)
        medium, inner = (inner[told:], inner[: told - 1]) if told > 1 else ([], inner)
        while len(inner) > 1 and inner[0].labels & {"article", "di", "da", "a"}:
            inner = inner[1:]
        source = self._span(inner, names, carrier)
        if medium:  # "un portavoce dell'Onu all'Afp" is a spokesman of the UN
            self.told[source.start] = self._span(medium, tuple(name for one in medium for name in _names_of(one)))
        return source

    def _span(self, items: Sequence[Item], names: tuple[Name, ...], carrier: str = "") -> Source:
        start, end = items[0].start, items[-1].end
        return Source(start, end, self.text[start:end], names, carrier)

    def _medium_inside(self, inner: Sequence[Item]) -> int:
        """Return where the medium stands that a voice told, among the items of one phrase; 0 where there is none."""
        media = set(self.language.settings.get("media_nouns", ()))
        told = (at for at in range(1, len(inner)) if "outlet" in inner[at].labels or inner[at].low in media)
        return next((at for at in told if "a" in inner[at - 1].labels), 0)

    def _owner(self, inner: list[Item], number: int) -> tuple[str, list[Item]]:
        """Of "i rapporti dell'intelligence sudcoreana" return the carrier and the items of its owner."""
        for at, item in enumerate(inner):
            if "carrier" in item.labels:
                rest = inner[at + 1 :]
                while rest and not rest[0].labels & {"voice", "named", "carrier"}:
                    rest = rest[1:]
                if rest and any(one.labels & {"voice", "named"} for one in rest):
                    return item.text, rest
                owner = self._owner_after(number)
                return (item.text, owner) if owner else (item.text, inner)
        return "", inner

    def _owner_after(self, number: int) -> list[Item]:
        """Of "immagini analizzate dal centro X" return the items of X: a participle and "da" after the carrier."""
        items = self.items
        at = number + 1
        while at < min(number + 8, len(items)):
            item = items[at]
            if "da" in item.labels or "cue-participle" in item.labels:
                words = self.text[item.start : item.end].lower().split()
                if words[0] in self.language.settings["quoted_by"]:
                    return []  # "voci raccolte dal Times" are not the voices of the Times
                if at + 1 < len(items) and self._speaks(items[at + 1]):
                    one = items[at + 1]
                    return list(one.inner) if "source" in one.labels else [one]
                return []
            if item.low in STOPS or "cue-verb" in item.labels:
                return []
            at += 1
        return []

    def _source_before(self, at: int) -> int | None:
        number = at - 1
        while number >= 0 and self.items[number].labels & {"adverb", "adjective", "demonym"}:
            number -= 1
        return number if number >= 0 and self._speaks(self.items[number]) else None


def _names_of(item: Item) -> tuple[Name, ...]:
    if isinstance(item.value, tuple) and item.value and isinstance(item.value[0], Name):
        return (item.value[0],)
    return ()
