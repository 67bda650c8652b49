"""Brings cues and sources together: who speaks in a sentence, and how far it reaches."""

from __future__ import annotations

from regesto.drafting.annotation import Item
from regesto.drafting.attributions import Voiced
from regesto.drafting.frames import FrameFinder
from regesto.drafting.sources import CLOSING, OPENING, STOPS


class Speakers(FrameFinder):
    """Finds the attributions of one sentence. `memory` holds the last speaker, for verbs without a subject."""

    def find(self) -> list[Voiced]:
        """Return what each cue of the sentence yields, in the order of the text."""
        found: list[Voiced] = []
        for at, item in enumerate(self.items):
            if "cue" not in item.labels:
                continue
            voiced = self._read_cue(at, item)
            if voiced is not None:
                found.append(voiced)
                self.last = voiced.sources[-1] if voiced.sources else self.last
        found += self._quotes_without_cue(found)
        self._cite(found)
        return sorted(found, key=lambda one: one.at)

    def _read_cue(self, at: int, item: Item) -> Voiced | None:
        labels = item.labels
        if "cue-impersonal" in labels:
            if sources := self._from_before(at):  # "dai primi rilievi pare che"
                return Voiced(item, at, sources, "cleft", confidence=0.8, reach=(at + 1, len(self.items)))
            return Voiced(item, at, [], "impersonal", confidence=0.9, reach=(at + 1, len(self.items)))
        if "cue-own" in labels:
            last = self.memory.get("speaker")
            return Voiced(item, at, [last], "preposition", confidence=0.7, reach=(0, len(self.items))) if last else None
        if "cue-relative" in labels:
            before = self._last_source(at)
            return Voiced(item, at, [before], "relative", reach=(at + 1, len(self.items))) if before else None
        if "cue-preposition" in labels:
            return self._after(at, item, "preposition")
        if "cue-cleft" in labels:
            return self._after(at, item, "cleft", scope="previous")
        if "cue-passive" in labels:
            return self._after(at, item, "passive")
        if "cue-participle" in labels:
            return self._participle(at, item)
        if "cue-arises" in labels:
            return self._arising(at, item)
        if "cue-reads" in labels:
            return self._read_in(at, item)
        if "cue-noun" in labels:
            return self._noun_of(at, item)
        if "cue-gerund" in labels:
            return self._gerund(at, item)
        return self._verb(at, item)

    def _after(self, at: int, item: Item, kind: str, scope: str = "this") -> Voiced | None:
        sources, end = self._sources_from(at + 1)
        if not sources and kind == "cleft":
            sources = self._past_adverbials(at + 1)
        if not sources and item.rule in ("cue.secondo", "cue.secondo-quanto"):
            sources = self._generic_from(at + 1)
        if not sources:
            return None
        voiced = Voiced(item, at, sources, kind, scope=scope, reach=(0, len(self.items)))
        if "deny" in item.labels:
            voiced.stance = "denies"
        voiced.outer = self._quoted_by(end) or self._told_medium(end) or self.told.get(sources[-1].start)
        if kind in ("passive", "cleft"):
            voiced.outer = self._outlet_in(item) or voiced.outer or self._told_to(at, interview=True)
        return voiced

    def _participle(self, at: int, item: Item) -> Voiced | None:
        sources, _ = self._sources_from(at + 1)
        if not sources:
            return None
        before = self._source_before(at)
        if before is not None and "carrier" in self._head_labels(self.items[before]):
            owner = sources[0]
            self.memory["carrier"] = (before, owner)
        return Voiced(item, at, sources, "participle", confidence=0.6, reach=(0, at))

    def _gerund(self, at: int, item: Item) -> Voiced | None:
        follows = self.items[at + 1 : at + 16]
        if not any(one.low in ("che", "come", ":", "quanto") for one in follows[:3]) and not any(
            one.low in OPENING for one in follows
        ):
            return None
        subject = self._subject_of_sentence(at)
        if subject is None:
            return None
        return Voiced(item, at, [subject], "gerund", confidence=0.75, reach=(at + 1, len(self.items)))

    def _verb(self, at: int, item: Item) -> Voiced | None:
        deny = "deny" in item.labels
        if deny and (self._refuses_a_thing(at, item) or self._charges(at, item)):
            return None
        introduces = self._introduces(at)
        strong = "say" in item.labels
        after_quote = self._after_quote(at)
        voiced = None
        if after_quote or (
            at
            and self.items[at - 1].low in (",", "-", "–", "—", ")")
            and not self._subject_before(at, skip=False)
            and not self._closes_circumstance(at - 1)
        ):
            voiced = self._inverted(at, item)
        if voiced is None:
            voiced = self._subject_first(at, item, introduces or after_quote)
        if voiced is None:
            voiced = self._inverted(at, item) if introduces or after_quote or at == 0 else None
        if voiced is None and after_quote:
            voiced = self._remembered(at, item)
        if (
            voiced is None
            and introduces
            and self.last is not None
            and at
            and self.items[at - 1].low in ("e", "ed", "ma", "poi", "né")
        ):
            voiced = Voiced(item, at, [self.last], "coordinated", confidence=0.8, reach=(at + 1, len(self.items)))
        if voiced is None and introduces and strong and at and self.items[at - 1].low in ("e", "ed", "ma"):
            subject = self._subject_of_sentence(at)
            if subject is not None:
                voiced = Voiced(item, at, [subject], "coordinated", confidence=0.7, reach=(at + 1, len(self.items)))
        if voiced is None:
            voiced = self._relative_subject(at, item)
        if voiced is None and introduces and strong:
            voiced = self._generic_subject(at, item)
        if voiced is None and introduces and strong and self._is_opening(at):
            voiced = self._remembered(at, item)
        if voiced is not None and not (introduces or after_quote) and self._looks_forward(item):
            return None  # "il consiglio dichiarerà lo stato di emergenza" is an act to come, no report
        told = strong or deny or introduces or after_quote
        if voiced is None or not (told or voiced.quoted or any(one.carrier for one in voiced.sources)):
            return None
        voiced.quoted = voiced.quoted or after_quote or self._before_quote(at)
        if not (introduces or after_quote or voiced.quoted):
            voiced.confidence = min(voiced.confidence, 0.6)
        if deny:
            voiced.stance = "denies"
        voiced.outer = self._told_to(at) or self.told.get(voiced.sources[-1].start)
        return voiced

    def _refuses_a_thing(self, at: int, item: Item) -> bool:
        """Tell "ha respinto il ricorso", which denies nothing, from "respinge le accuse"."""
        words = self.text[item.start : item.end].lower().split()
        settings = self.language.settings
        if not any(word.startswith(tuple(settings["refusing"])) for word in words):
            return False
        follows = self.text[item.end : item.end + 60].lower().split()[:6]
        return not any(word.startswith(tuple(settings["refused_words"])) for word in follows)

    def _charges(self, at: int, item: Item) -> bool:
        """Tell "la Procura contesta a sei persone il reato", which denies nothing."""
        charging = tuple(self.language.settings.get("charging", ()))
        word = self.text[item.start : item.end].lower().split()[-1]
        return bool(charging) and word.startswith(charging) and "a" in self._labels_at(at + 1)

    def _looks_forward(self, item: Item) -> bool:
        words = self.text[item.start : item.end].lower().split()
        return any(word.endswith(tuple(self.language.settings["future_endings"])) for word in words)

    def _relative_subject(self, at: int, item: Item) -> Voiced | None:
        """Return whom a "che" before the verb stands for: "Franca Moretti, macchinista, che al giornale ha detto"."""
        for number in range(at - 1, max(0, at - 9), -1):
            one = self.items[number]
            if one.low == "che":
                number -= 1
                if number >= 0 and self.items[number].low == ",":
                    inserted = self._over_insert(number)
                    number = (
                        inserted if inserted is not None and not self._speaks(self.items[number - 1]) else number - 1
                    )
                if number >= 0 and self._speaks(self.items[number]):
                    return Voiced(
                        item,
                        at,
                        [self._source(self._apposed(number))],
                        "subject",
                        confidence=0.7,
                        reach=(at + 1, len(self.items)),
                    )
                return None
            if one.labels & {"mark", "verb-like"} or "cue" in one.labels:
                return None
        return None

    def _generic_subject(self, at: int, item: Item) -> Voiced | None:
        """Return the noun phrase from the start of the clause to the verb: "La maggior parte di loro ritiene che"."""
        begin = at
        while (
            begin > 0
            and at - begin < 12
            and not (
                self.items[begin - 1].labels & {"that", "cue"}
                or self.items[begin - 1].low in (";", ":", "«", "“", "(", "ma")
            )
        ):
            begin -= 1
        first = self.items[begin] if begin < at else None
        if (
            first is None
            or not (first.labels & {"article", "determiner"} or "cap" in first.labels)
            or first.labels & {"preposition"}
        ):
            return None
        sources = self._generic_from(begin) if first.labels & {"article", "determiner"} else []
        if self._speaks(first):
            sources = [self._source(begin)]
        return (
            Voiced(item, at, sources, "subject", confidence=0.6, reach=(at + 1, len(self.items))) if sources else None
        )

    def _is_opening(self, at: int) -> bool:
        """Tell a verb without a subject at the start of a sentence or clause: "Ha aggiunto che"."""
        before = [
            one for one in self.items[:at] if not one.labels & {"adverb", "adverb-mente", "mark", "joint", "time"}
        ]
        return not before

    def _introduces(self, at: int) -> bool:
        """Tell whether a clause or a quote follows the verb: che, come, di, quanto, a colon."""
        items = self.items
        for number in range(at + 1, min(at + 12, len(items))):
            low, labels = items[number].low, items[number].labels
            if low in ("che", "come", "quanto", ":", "ch'", "perché", "se") or low in OPENING:
                return True
            if low == "di" and number == at + 1:
                return True
            if low == "plausibile" or low == "probabile" or low == "possibile":
                return True
            if low in STOPS or "cue" in labels or low == ",":
                return low == "," and number == at + 1 and self._che_after(number)
        return False

    def _che_after(self, at: int) -> bool:
        return any(item.low == "che" for item in self.items[at + 1 : at + 12])

    def _after_quote(self, at: int) -> bool:
        """Tell whether a quote closes right before the verb: ..., » ha detto X; "...", ha detto X."""
        number = at - 1
        while number >= 0 and (
            self.items[number].low in (",", "-", "–", ".", "…", "!", "?") or "adverb" in self.items[number].labels
        ):
            number -= 1
        return number >= 0 and self.items[number].low in CLOSING

    def _before_quote(self, at: int) -> bool:
        return any(item.low in OPENING for item in self.items[at + 1 : at + 6])

    def _inverted(self, at: int, item: Item) -> Voiced | None:
        sources, _ = self._sources_from(at + 1)
        after_quote = self._after_quote(at)
        follows = self.items[at + 1] if at + 1 < len(self.items) else None
        if not sources and follows is not None and "da" in follows.labels and "verb" in item.rule:
            sources, _ = self._sources_from(at + 2)  # "spiegano dalla questura"
        if not sources and after_quote:
            sources = self._past_adverbials(at + 1) or self._generic_from(at + 1)
        if not sources or (at == 0 and not self._closes_frame(at)):
            return None
        if not after_quote and self._is_what_is_said(at + 1):
            return None
        return Voiced(item, at, sources, "inverted", confidence=0.9, reach=(0, at))

    def _is_what_is_said(self, at: int) -> bool:
        """Tell "ha definito le accuse infondate", where the phrase at `at` is no subject after its verb."""
        return at < len(self.items) and not self._head_labels(self.items[at]).isdisjoint({"carrier", "speech-noun"})

    def _closes_frame(self, at: int) -> bool:
        """Tell "Spiega il ministro:" and "Dice Rossi che" from "Descrive Rossi come poco capace"."""
        return any(item.low in (":", "che", "»") or item.low in OPENING for item in self.items[at + 2 : at + 5])

    def _subject_first(self, at: int, item: Item, introduces: bool) -> Voiced | None:
        number = self._subject_before(at)
        if number is None or "né" in (self.items[number - 1].low, self.items[number].low):
            return None  # "né Mosca né Teheran hanno commentato"
        sources = self._coordinated(number)
        if origin := self._basis(number, at) or self._mouthpiece(number, at):
            sources = [origin]
            outer = self._source(number)
            return Voiced(item, at, sources, "subject", reach=(at + 1, len(self.items)), extra=[outer])
        return Voiced(
            item, at, sources, "subject", confidence=0.9 if introduces else 0.65, reach=(at + 1, len(self.items))
        )

    def _remembered(self, at: int, item: Item) -> Voiced | None:
        last = self.memory.get("speaker")
        if last is None:
            return None
        return Voiced(item, at, [last], "remembered", confidence=0.55, reach=(0, at))
