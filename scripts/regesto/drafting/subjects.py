"""Finds the subject of a verb of saying: over adverbs, inserts in commas, relatives and complements."""

from __future__ import annotations

from regesto.drafting.attributions import Source
from regesto.drafting.entities import can_act
from regesto.drafting.hedges import is_participle
from regesto.drafting.sources import OPENING, STOPS, SourceReader


class SubjectFinder(SourceReader):
    """Finds subjects among the items of one sentence."""

    def _subject_of_sentence(self, at: int) -> Source | None:
        for number in range(at):
            item = self.items[number]
            if "source" in item.labels or can_act(item):
                if number and self.items[number - 1].labels & {"preposition"}:
                    continue
                if self._is_apposition(number, number + 2) and self.items[number + 1].low == ",":
                    return self._source(number + 2)
                return self._source(number)
        return None

    def _basis(self, number: int, at: int) -> Source | None:
        """Return what a document rests on: "un rapporto, basato su intelligence e documenti riservati, sottolinea"."""
        for place in range(number + 1, at - 1):
            if self.items[place].low in self.language.settings["based"] and "su" in self.items[place + 1].labels:
                sources, _ = self._sources_from(place + 2)
                if sources:
                    start, end = sources[0].start, sources[-1].end
                    names = tuple(name for one in sources for name in one.names)
                    return Source(start, end, self.text[start:end], names)
        return None

    def _coordinated(self, number: int) -> list[Source]:
        """Return the subject at item `number`, with those that are joined to it on the left: Mosca e Pyongyang."""
        sources = [self._source(number)]
        while number >= 2 and self.items[number - 1].low in ("e", "ed") and self._speaks(self.items[number - 2]):
            number -= 2
            sources.insert(0, self._source(number))
        return sources

    def _subject_before(self, at: int, *, skip: bool = True) -> int | None:
        """Return the number of the source that is the subject of the verb at `at`, over adverbs and inserts."""
        items, number = self.items, at - 1
        depth = unknown = 0
        while number >= 0:
            item = items[number]
            if self._speaks(item) and depth == 0:
                if number > 1 and "cue-participle" in items[number - 1].labels and items[number - 2].low != ",":
                    number -= 2  # "fonti della Difesa citate dal Corriere parlano": whoever cites is no subject
                    continue
                if number and items[number - 1].labels & {"preposition"} and not self._speaks_from(number):
                    number = self._over_complement(number)
                    if number is None:
                        return None
                    while number > 0 and is_participle(items[number].low) and not self._speaks(items[number]):
                        number -= 1
                    continue
                return self._apposed(number)
            if item.low == "," and skip:
                jump = self._over_insert(number)
                if jump is None:
                    return None
                if jump == number - 3 and self._is_name(items[number - 1]) and not self._is_name(items[jump]):
                    return number - 1
                number = jump
                continue
            if item.labels & {
                "adverb",
                "adverb-mente",
                "time",
                "negation",
                "clitic",
                "adjective",
                "demonym",
            } or item.low in ("che", "stesso", "stessa"):
                number -= 1
                if item.low == "che":
                    return self._relative(number)
                continue
            if item.low == ")":
                number = self._over_brackets(number)
                continue
            # An adjective or participle that no table knows: "gli economisti repubblicani avvertono".
            if "plain" in item.labels and unknown < 2:
                unknown, number = unknown + 1, number - 1
                continue
            return None
        return None

    def _speaks_from(self, number: int) -> bool:
        """Tell "Da Palazzo Chigi fanno notare": a place from which somebody speaks, at the start of a clause."""
        before = self.items[number - 1]
        return "da" in before.labels and (number == 1 or self.items[number - 2].low in (",", ";"))

    def _mouthpiece(self, number: int, at: int) -> Source | None:
        """Return through whom the subject speaks: "il Cremlino, attraverso il portavoce, ha definito"."""
        for place in range(number + 1, at - 1):
            if self.items[place].low in self.language.settings.get("through", ()):
                sources, _ = self._sources_from(place + 1)
                return sources[-1] if sources else None
        return None

    def _relative(self, number: int) -> int | None:
        """Return the source that a relative "che" stands for: "un funzionario americano, che ha attribuito"."""
        while number >= 0 and self.items[number].low == ",":
            number -= 1
        return self._apposed(number) if number >= 0 and self._speaks(self.items[number]) else None

    def _over_complement(self, number: int) -> int | None:
        """Step over "di X" and "per X" that belong to the subject before them."""
        number -= 1
        while number >= 0 and self.items[number].labels & {"preposition", "article", "adjective", "demonym", "office"}:
            number -= 1
        if number < 0:
            return None
        item = self.items[number]
        if self._speaks(item) or (item.labels & {"small"} and not item.labels & {"verb-like", "joint", "cue"}):
            return number
        return None

    def _over_insert(self, comma: int) -> int | None:
        """Return the item before an insert in commas that ends at `comma`; `None` when there is none such."""
        for number in range(comma - 1, max(-1, comma - 30), -1):
            item = self.items[number]
            if item.low == ",":
                before = number - 1
                if before >= 0 and (
                    self._speaks(self.items[before]) or self.items[before].labels & {"demonym", "adjective", "office"}
                ):
                    return before
            if item.low in STOPS or item.low in OPENING or "cue-verb" in item.labels:
                return None
        return None

    def _closes_circumstance(self, comma: int) -> bool:
        """Tell "la vedova, in un'intervista a Le Monde, accusa": an insert with a preposition after who can speak."""
        before = self._over_insert(comma)
        return before is not None and self._speaks(self.items[before]) and "in" in self._labels_at(before + 2)

    def _over_brackets(self, number: int) -> int:
        while number >= 0 and self.items[number].low != "(":
            number -= 1
        return number - 1

    def _apposed(self, number: int) -> int:
        """Of "il portavoce americano, John Kirby" return the name; of "Kofman, analista del Carnegie," the name too."""
        items = self.items
        if (
            number >= 2
            and items[number - 1].low == ","
            and self._is_name(items[number - 2])
            and not self._is_name(items[number])
            and not (number >= 3 and items[number - 3].labels & {"preposition", "cue-participle"})
        ):
            return number - 2
        return number

    def _past_adverbials(self, at: int) -> list[Source]:
        """Return the source after "lunedì in un blog", "al telefono": over short phrases with a preposition."""
        items, number = self.items, at
        while number < len(items) and number - at < 8:
            if self._speaks(items[number]) and not items[number - 1].labels & {"preposition"}:
                sources, _ = self._sources_from(number)
                return sources
            if items[number].labels & {"mark", "verb-like", "that", "cue"}:
                return []
            number += 1
        return []
