"""Finds who speaks where no verb of saying does: quotes, colons, nouns of saying, documents, and whom a voice cites."""

from __future__ import annotations

from regesto.drafting.annotation import Item
from regesto.drafting.attributions import Source, Voiced
from regesto.drafting.hedges import is_participle
from regesto.drafting.sources import CLOSING, OPENING
from regesto.drafting.subjects import SubjectFinder

# Between a closing quote and the verb or noun that says whose it is may stand a comma or a dash.
_LINKS = frozenset({",", "-", "–", "—"})
# A word of one of these classes is no finite verb after a quote.
_NO_VERBS = frozenset({"preposition", "article", "joint", "verb-like", "voice", "carrier", "cue"})


class FrameFinder(SubjectFinder):
    """Finds attributions that rest on how a sentence is built, not on a verb of saying."""

    def _arising(self, at: int, item: Item) -> Voiced | None:
        """Read "emerge da un'inchiesta", "dai tabulati risulta che", "l'allarme arriva da Coldiretti"."""
        words = self.text[item.start : item.end].lower().split()
        if words[0] in self.language.settings.get("arriving", ()) and not any(
            "speech-noun" in one.labels or "speech-noun" in self._head_labels(one) for one in self.items[:at]
        ):
            return None
        if "da" in item.inner[-1].labels:
            sources = self._sources_from(at + 1)[0] or self._generic_from(at + 1)
        else:
            sources = self._from_before(at)
        return Voiced(item, at, sources, "cleft", scope="previous", reach=(0, len(self.items))) if sources else None

    def _from_before(self, at: int) -> list[Source]:
        """Return what stands between "dai" at the start of the clause and the verb."""
        for number in range(at - 2, max(-1, at - 9), -1):
            if "da" in self.items[number].labels and (number == 0 or self.items[number - 1].low in (",", ";", "e")):
                sources = self._sources_from(number + 1)[0] or self._generic_from(number + 1)
                return sources if sources and sources[-1].end == self.items[at - 1].end else []
        return []

    def _read_in(self, at: int, item: Item) -> Voiced | None:
        """Read "nel rapporto di Amnesty si legge che", "si legge nella nota del ministero"."""
        after = self._sources_from(at + 2)[0] if "in" in self._labels_at(at + 1) else []
        numbers = [one for one in range(at) if "carrier" in self._head_labels(self.items[one])]
        if not after and not numbers:
            return None
        source = after[-1] if after else self._source(numbers[-1])
        voiced = Voiced(item, at, [source], "reads", reach=(at + 1, len(self.items)))
        voiced.outer = self._told_to(at)
        return voiced

    def _noun_of(self, at: int, item: Item) -> Voiced | None:
        """Read "«...», il commento di X", "la replica di X: «...»", "l'idea di X è che", "sono parole di X"."""
        sources, end = self._sources_from(at + 1)
        after_quote = at > 0 and self._closes_before(at)
        before_quote = end < len(self.items) and self.items[end].low == ":"
        is_that = "be" in self._labels_at(end) and end + 1 < len(self.items) and self.items[end + 1].low == "che"
        words_of = at == 0 and "be" in item.inner[0].labels  # "Sono parole di Rota"
        if not (after_quote or before_quote or is_that or words_of):
            return None
        sources = sources or (self._generic_from(at + 1) if after_quote or is_that else [])
        reach = (0, at) if after_quote else (end, len(self.items))
        return Voiced(item, at, sources, "noun", confidence=0.8, quoted=not is_that, reach=reach) if sources else None

    def _quotes_without_cue(self, found: list[Voiced]) -> list[Voiced]:
        """Return who speaks in quotes that no cue is near: any verb after them, or a bare voice before a colon."""
        if found and any(one.kind not in ("participle", "gerund") for one in found):
            return []
        for at, item in enumerate(self.items):
            if item.low in CLOSING and self._is_speech(at) and (voiced := self._any_verb_after(at)):
                return [voiced]
            if item.low == ":" and self._labels_at(at + 1) and self.items[at + 1].low in OPENING:
                voiced = self._voice_before_colon(at)
                return [voiced] if voiced else []
        return []

    def _is_speech(self, closing: int) -> bool:
        """Tell a quote from a single word in quotation marks."""
        opened = next((one for one in range(closing - 1, -1, -1) if self.items[one].low in OPENING), closing)
        return closing - opened > 2

    def _any_verb_after(self, closing: int) -> Voiced | None:
        """Read "«Abbiamo perso tutto», si dispera Giulia": after a quote and a comma, any verb with a subject."""
        items, at = self.items, closing + 1
        if at >= len(items) or items[at].low not in _LINKS:
            return None
        at += 1
        while at < len(items) and items[at].labels & {"clitic", "object-clitic", "adverb"}:
            at += 1
        verb = at
        auxiliary = {"have"} if items[at - 1].low != "si" else {"have", "be"}
        if self._labels_at(at) & auxiliary and at + 1 < len(items) and is_participle(items[at + 1].low):
            at += 1
        elif not self._may_be_finite(at):
            return None
        sources, _ = self._sources_from(at + 1)
        if not sources:
            return None
        return Voiced(items[verb], verb, sources, "inverted", confidence=0.7, quoted=True, reach=(0, closing))

    def _may_be_finite(self, at: int) -> bool:
        labels = self._labels_at(at)
        ending = tuple(self.language.settings.get("finite_endings", ()))
        if "small" not in labels or labels & _NO_VERBS:
            return False
        return bool(ending) and self.items[at].low.endswith(ending) and not is_participle(self.items[at].low)

    def _voice_before_colon(self, colon: int) -> Voiced | None:
        """Read "Zelensky: «Senza aiuti perderemo»" and "Così il ministro in conferenza stampa: «...»"."""
        for number in range(colon):
            if self._speaks(self.items[number]) and not self._labels_at(number - 1) & {"preposition"}:
                sources, _ = self._sources_from(number)
                reach = (colon + 1, len(self.items))
                return Voiced(self.items[colon], colon, sources, "colon", confidence=0.6, quoted=True, reach=reach)
        return None

    def _cite(self, found: list[Voiced]) -> None:
        """Put whom a voice cites at the origin: "la Tass, citando una fonte militare", "il NYT, che cita due voci"."""
        for number in range(len(self.items) - 1):
            begin = self._starts_citation(number)
            if begin is None:
                continue
            basis = next((one for one in found if one.at == number and "cue-basis" in one.cue.labels), None)
            cited = self._sources_from(begin)[0] or self._generic_from(begin)
            relays = [
                one
                for one in found
                if cited and one.sources and not one.extra and one.kind not in ("participle", "gerund")
                if one is not basis and one.sources[-1].text != cited[-1].text
            ]
            if not relays:
                continue
            start = self.items[number].start
            before = [one for one in relays if one.sources[-1].start < start]
            relay = max(before, key=lambda one: one.sources[-1].start) if before else relays[0]
            relay.extra, relay.sources = [relay.sources[-1]], [cited[-1]]
            # The same voice again, by a cue of its own: "riporta le parole di un disertore, secondo cui".
            found[:] = [one for one in found if one is relay or not _is_voiced_by(one, cited[-1])]

    def _starts_citation(self, number: int) -> int | None:
        """Return where the cited one starts, if a citation begins at `number`."""
        settings = self.language.settings
        item, follows = self.items[number], self.items[number + 1]
        if item.low in settings["citing"] or "cue-basis" in item.labels:
            return number + 1
        relaying = self.text[item.start : item.end].lower().split()[-1] in settings.get("relaying", ())
        if relaying and "cue-noun" in follows.labels:
            return number + 2  # "riporta le parole di"
        if item.low not in ("che", "who", "which"):
            return None
        if follows.low in settings.get("citing_finite", ()):
            return number + 2
        seen = "have" in follows.labels and self._word_at(number + 2) in settings["quoted_by"]
        return number + 3 if seen else None

    def _word_at(self, at: int) -> str:
        return self.items[at].low if at < len(self.items) else ""

    def _closes_before(self, at: int) -> bool:
        number = at - 1
        while number >= 0 and self.items[number].low in _LINKS:
            number -= 1
        return number >= 0 and self.items[number].low in CLOSING


def _is_voiced_by(one: Voiced, source: Source) -> bool:
    return bool(one.sources) and (one.sources[-1].start, one.sources[-1].end) == (source.start, source.end)
