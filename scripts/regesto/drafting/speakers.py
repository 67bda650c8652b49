"""Brings cues and noun phrases together: who speaks in a sentence, through whom, and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from regesto.drafting.annotation import Annotation, Item, Kind
from regesto.drafting.attributions import Attribution, Source
from regesto.drafting.entities import can_act
from regesto.drafting.hedges import is_participle
from regesto.drafting.language import Language
from regesto.drafting.vocabulary import Name

_OPENING = frozenset({"«", "“", '"', "„", "''", "``"})
_CLOSING = frozenset({"»", "”", '"', "''", "``"})
_STOPS = frozenset({";", ":", ".", "?", "!"})


@dataclass(slots=True)
class Voiced:
    """One cue with the source it makes speak; `at` and `reach` are item numbers: the cue, and what it covers."""

    cue: Item
    at: int
    sources: list[Source]
    kind: str
    stance: str = "affirms"
    confidence: float = 0.9
    quoted: bool = False
    scope: str = "this"
    outer: Source | None = None
    reach: tuple[int, int] = (0, 0)
    extra: list[Source] = field(default_factory=list)


class Speakers:
    """Finds the attributions of one sentence. `memory` holds the last speaker, for verbs without a subject."""

    def __init__(self, items: Sequence[Item], text: str, language: Language, memory: dict) -> None:
        self.items, self.text, self.language, self.memory = items, text, language, memory
        self.used: set[int] = set()
        self.last: Source | None = None

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
        return found

    def _read_cue(self, at: int, item: Item) -> Voiced | None:
        labels = item.labels
        if "cue-impersonal" in labels:
            return Voiced(item, at, [], "impersonal", confidence=0.9, reach=(at + 1, len(self.items)))
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
        if "cue-gerund" in labels:
            return self._gerund(at, item)
        return self._verb(at, item)

    # --- sources after the cue

    def _after(self, at: int, item: Item, kind: str, scope: str = "this") -> Voiced | None:
        sources, _ = self._sources_from(at + 1)
        if not sources and item.rule in ("cue.secondo", "cue.secondo-quanto"):
            sources = self._generic_from(at + 1)
        if not sources:
            return None
        return Voiced(item, at, sources, kind, scope=scope, reach=(0, len(self.items)))

    def _last_source(self, at: int) -> Source | None:
        """Return the source nearest before item `at` that is a name, else the nearest at all."""
        numbers = [number for number in range(at) if self._speaks(self.items[number])]
        named = [number for number in numbers if self._is_name(self.items[number])]
        if not numbers:
            return None
        return self._source((named or numbers)[-1])

    def _generic_from(self, at: int) -> list[Source]:
        """Return the noun phrase that starts at `at` as a source, though its noun is not known to speak."""
        items = self.items
        if at >= len(items) or not (
            items[at].labels & {"article", "determiner", "di", "da", "a"} or "plain" in items[at].labels
        ):
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
        words = [item for item in items[at:end] if item.labels & {"plain", "voice", "carrier", "named", "office"}]
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

    # --- participles: "un rapporto pubblicato da X", "proclamato da X"

    def _participle(self, at: int, item: Item) -> Voiced | None:
        sources, _ = self._sources_from(at + 1)
        if not sources:
            return None
        before = self._source_before(at)
        if before is not None and "carrier" in self._head_labels(self.items[before]):
            owner = sources[0]
            self.memory["carrier"] = (before, owner)
        return Voiced(item, at, sources, "participle", confidence=0.6, reach=(0, at))

    # --- gerunds: the subject of the main verb goes on speaking

    def _gerund(self, at: int, item: Item) -> Voiced | None:
        follows = self.items[at + 1 : at + 16]
        if not any(one.low in ("che", "come", ":", "quanto") for one in follows[:3]) and not any(
            one.low in _OPENING for one in follows
        ):
            return None
        subject = self._subject_of_sentence(at)
        if subject is None:
            return None
        return Voiced(item, at, [subject], "gerund", confidence=0.75, reach=(at + 1, len(self.items)))

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

    # --- finite verbs

    def _verb(self, at: int, item: Item) -> Voiced | None:
        deny = "deny" in item.labels
        introduces = self._introduces(at)
        strong = "say" in item.labels
        after_quote = self._after_quote(at)
        voiced = None
        if after_quote or (
            at and self.items[at - 1].low in (",", "-", "–", "—", ")") and not self._subject_before(at, skip=False)
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
        if voiced is None or not (strong or deny or introduces or after_quote or voiced.quoted):
            return None
        voiced.quoted = voiced.quoted or after_quote or self._before_quote(at)
        if not (introduces or after_quote or voiced.quoted):
            voiced.confidence = min(voiced.confidence, 0.6)
        if deny:
            voiced.stance = "denies"
        voiced.outer = self._told_to(at)
        return voiced

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
                        item, at, [self._source(number)], "subject", confidence=0.7, reach=(at + 1, len(self.items))
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
            if low in ("che", "come", "quanto", ":", "ch'", "perché", "se") or low in _OPENING:
                return True
            if low == "di" and number == at + 1:
                return True
            if low == "plausibile" or low == "probabile" or low == "possibile":
                return True
            if low in _STOPS or "cue" in labels or low == ",":
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
        return number >= 0 and self.items[number].low in _CLOSING

    def _before_quote(self, at: int) -> bool:
        return any(item.low in _OPENING for item in self.items[at + 1 : at + 6])

    def _inverted(self, at: int, item: Item) -> Voiced | None:
        sources, _ = self._sources_from(at + 1)
        after_quote = self._after_quote(at)
        if not sources and after_quote:
            sources = self._past_adverbials(at + 1) or self._generic_from(at + 1)
        if not sources or (at == 0 and not self._closes_frame(at)):
            return None
        return Voiced(item, at, sources, "inverted", confidence=0.9, reach=(0, at))

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

    def _closes_frame(self, at: int) -> bool:
        """Tell "Spiega il ministro:" and "Dice Rossi che" from "Descrive Rossi come poco capace"."""
        return any(item.low in (":", "che", "»") or item.low in _OPENING for item in self.items[at + 2 : at + 5])

    def _subject_first(self, at: int, item: Item, introduces: bool) -> Voiced | None:
        number = self._subject_before(at)
        if number is None:
            return None
        sources = self._coordinated(number)
        if basis := self._basis(number, at):
            sources = [basis]
            outer = self._source(number)
            return Voiced(item, at, sources, "subject", reach=(at + 1, len(self.items)), extra=[outer])
        return Voiced(
            item, at, sources, "subject", confidence=0.9 if introduces else 0.65, reach=(at + 1, len(self.items))
        )

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
                if number and items[number - 1].labels & {"preposition"} and not self._opens_clause(number - 1):
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

    def _relative(self, number: int) -> int | None:
        """Return the source that a relative "che" stands for: "un funzionario americano, che ha attribuito"."""
        while number >= 0 and self.items[number].low == ",":
            number -= 1
        return number if number >= 0 and self._speaks(self.items[number]) else None

    def _opens_clause(self, number: int) -> bool:
        return False

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
            if item.low in _STOPS or item.low in _OPENING or "cue-verb" in item.labels:
                return None
        return None

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
        ):
            return number - 2
        return number

    def _remembered(self, at: int, item: Item) -> Voiced | None:
        last = self.memory.get("speaker")
        if last is None:
            return None
        return Voiced(item, at, [last], "remembered", confidence=0.55, reach=(0, at))

    def _told_to(self, at: int) -> Source | None:
        """Return the outlet that was told: "ha detto al WP che", "in un'intervista a Repubblica", "citato dall'Eco"."""
        for number in range(1, at):
            name = self._outlet(self.items[number])
            before = self.items[number - 1]
            if name is None or not before.labels & {"a", "da", "cue-participle"}:
                continue
            words = {item.low for item in self.items[max(0, number - 5) : number]} | set(
                self.text[before.start : before.end].lower().split()
            )
            if words & {"intervista", "colloquio", "parlando", "microfoni", *self.language.settings["quoted_by"]}:
                return self._source(number, name)
        for number in range(at + 1, min(at + 14, len(self.items))):
            item = self.items[number]
            if item.low in _STOPS or item.low == "che" or item.low in _OPENING:
                return None
            name = self._outlet(item)
            if name is not None and (self.items[number - 1].labels & {"a", "da"} or self._starts_with_a(item)):
                return self._source(number, name)
        return None

    def _starts_with_a(self, item: Item) -> bool:
        return False

    def _outlet(self, item: Item) -> Item | None:
        inner = item.inner if "source" in item.labels else (item,)
        for one in inner:
            if (
                isinstance(one.value, tuple)
                and one.value
                and isinstance(one.value[0], Name)
                and one.value[0].type == "outlet"
            ):
                return one
        return None

    # --- what a source is

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
        while len(inner) > 1 and inner[0].labels & {"article", "di", "da", "a"}:
            inner = inner[1:]
        start, end = inner[0].start, inner[-1].end
        return Source(start, end, self.text[start:end], names, carrier)

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
                if at + 1 < len(items) and self._speaks(items[at + 1]):
                    one = items[at + 1]
                    return list(one.inner) if "source" in one.labels else [one]
                return []
            if item.low in _STOPS or "cue-verb" in item.labels:
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


def chain(found: list[Voiced], items: Sequence[Item]) -> list[tuple[Voiced, Attribution]]:
    """Make attributions of what the cues yielded: a preposition's source is the relay of the verb that it reaches."""
    out: list[tuple[Voiced, Attribution]] = []
    outer: Voiced | None = None
    for voiced in found:
        sources = tuple(voiced.sources[-1:])
        relays: tuple[Source, ...] = ((voiced.outer,) if voiced.outer else ()) + tuple(voiced.extra)
        joins = voiced.stance != "denies" and voiced.kind in ("subject", "inverted", "preposition")
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
    firm = {one.text for voiced, attribution in out if voiced.kind not in _WEAK for one in attribution.chain}
    return [pair for pair in out if pair[0].kind not in _WEAK or pair[1].origin not in firm]


def _only_relays(voiced: Voiced) -> bool:
    """Tell "intervistato da", "citato da", which name the relay, and "sostenuta da", which names a supporter."""
    return voiced.cue.text.lower().startswith(_RELAYING)


_RELAYING = (
    "citat",
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
    for quote in quotes:
        part = next(one.part for one in sentences if one.start <= quote.start < one.part.end)
        near = [one for one in speaking if one.value.quoted and part.start <= one.start < part.end]
        speaker = next((one for one in near if _is_about(one, quote, text)), None)
        if speaker is None:
            continue
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


def _is_about(speaker: Annotation, quote: Annotation, text: str) -> bool:
    """Tell whether a cue stands next to a quote, with no other sentence or quote between them."""
    if quote.end <= speaker.start <= quote.end + _NEAR:
        between = text[quote.end : speaker.start]
        return not any(mark in between[1:] for mark in "«“„") and "\n" not in between
    if speaker.end <= quote.start <= speaker.end + _NEAR:
        between = text[speaker.end : quote.start]
        return not any(mark in between for mark in ".»”\n")
    return False
