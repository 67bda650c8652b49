"""The index: which words stand in which findable, and how much they weigh there (BM25 over weighted fields)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from regesto.search.findable import WEIGHTS, Field, Findable, FindableKind
from regesto.search.stems import stems_of
from regesto.search.stop_words import STOP_WORDS
from regesto.search.words import find_words

SATURATION = 1.2
LENGTH_SHARE = 0.4
"""BM25's k1 and b. b is below the usual 0.75: a long entry is one with many claims, not one that wanders."""

ALWAYS = frozenset({Field.TITLE, Field.HEADING, Field.ALIAS})
"""The fields in which stop words are indexed too, so that a title made of nothing else is found."""

UNMEASURED = frozenset({Field.ALIAS, Field.NAME, Field.OTHER_NAME, Field.SOURCE})
"""The fields that do not make a findable longer: who has many names is not less likely to be meant by one of them."""

PRIOR: dict[FindableKind, float] = {
    FindableKind.ENTRY: 1.0,
    FindableKind.TOPIC: 1.0,
    FindableKind.QUESTION: 0.8,
    FindableKind.ACTOR: 1.0,
    FindableKind.PLACE: 1.0,
    FindableKind.MATERIEL: 1.0,
    FindableKind.MEASURE: 0.9,
    FindableKind.SOURCE: 0.9,
    FindableKind.YEAR: 0.8,
    FindableKind.PAGE: 0.7,
}
"""What a word in each kind of findable counts, beside its fields."""


@dataclass(slots=True, eq=False)
class Group:
    """The words of one stem in one language: what a query for any of them asks for, and what was found.

    Compared by identity: it is a key of the sums of every findable.
    """

    stem: str
    language: str
    docs: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)


class Forms(dict[str, Group]):
    """The group of every folded word of one language; groups are made as words come."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.stop = STOP_WORDS.get(language.partition("-")[0], frozenset())
        self._stems = stems_of(language)
        self._groups: dict[str, Group] = {}

    def __missing__(self, word: str) -> Group:
        stem = self._stems[word]
        group = self._groups.get(stem)
        if group is None:
            group = self._groups[stem] = Group(stem, self.language)
        self[word] = group
        return group

    def groups(self) -> list[Group]:
        """Return every group that something was found for."""
        return [group for group in self._groups.values() if group.docs]


class SearchIndex:
    """Takes in findables one by one; `docs` are they, by number. `language` is the edition's own."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.docs: list[Findable] = []
        self.lengths: list[int] = []
        self.forms: dict[str, Forms] = {}
        self.facets: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in ("topic", "actor", "year")}
        self._cut: dict[tuple[str, str, bool], list[Group]] = {}

    def add(self, one: Findable) -> None:
        """Take in a findable. Where it stands among the others decides between equals."""
        number = len(self.docs)
        self.docs.append(one)
        weights: dict[Group, float] = {}
        held = weights.get
        length = 0
        for field_, text, language in self._texts(one):
            weight = WEIGHTS[field_] * PRIOR[one.kind]
            for group in self._groups_in(field_, text, language):
                weights[group] = held(group, 0.0) + weight
            if field_ not in UNMEASURED:
                length += len(text)
        for group, weight in weights.items():
            group.docs.append(number)
            group.weights.append(weight)
        self.lengths.append(length)
        self._file(number, one)

    def _texts(self, one: Findable):
        yield Field.TITLE, one.title, one.language
        for passage in one.passages:
            yield passage[:3]
        yield from one.labels

    def _groups_in(self, field_: Field, text: str, language: str) -> list[Group]:
        """Return the group of each word. Labels come again and again, and are cut once."""
        short = len(text) < 80
        key = (text, language, field_ in ALWAYS)
        if short and key in self._cut:
            return self._cut[key]
        forms = self.forms.get(language)
        if forms is None:
            forms = self.forms[language] = Forms(language)
        words = find_words(text)
        if key[2]:
            groups = [forms[word] for word in words]
        else:
            stop = forms.stop
            groups = [forms[word] for word in words if word not in stop]
        if short:
            self._cut[key] = groups
        return groups

    def _file(self, number: int, one: Findable) -> None:
        for name, values in (("topic", one.topics), ("actor", one.actors), ("year", one.years)):
            for value in values:
                self.facets[name][str(value)].append(number)

    def grade(self, levels: int) -> None:
        """Turn weights into grades from 0 to `levels` - 1: what of BM25 does not depend on how rare a word is."""
        average = sum(self.lengths) / max(len(self.lengths), 1) or 1
        pivots = [SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / average) for length in self.lengths]
        for forms in self.forms.values():
            for group in forms.groups():
                group.weights = [
                    int(levels * weight / (weight + pivots[doc]))
                    for doc, weight in zip(group.docs, group.weights, strict=True)
                ]

    def stop_words(self) -> list[str]:
        """Return the stop words of the edition's language, and of English, which designations and names are full of."""
        return sorted(STOP_WORDS.get(self.language.partition("-")[0], frozenset()))

    def first_words(self) -> dict[str, list[int]]:
        """Return, for every beginning of one or two letters, the docs to show before a word is whole: those whose
        title has such a word, names before entries, the shorter title first."""
        found: dict[str, dict[int, None]] = defaultdict(dict)
        order = sorted(range(len(self.docs)), key=lambda n: (self.docs[n].kind is FindableKind.ENTRY, n))
        for number in order:
            one = self.docs[number]
            stop = STOP_WORDS.get(one.language.partition("-")[0], frozenset())
            for word in find_words(one.title):
                if word not in stop:
                    for start in (word[:1], word[:2]):
                        if len(found[start]) < SHOWN_FIRST:
                            found[start][number] = None
        return {start: list(numbers) for start, numbers in sorted(found.items())}


SHOWN_FIRST = 8
"""How many docs are shown for the first letters of a word."""
