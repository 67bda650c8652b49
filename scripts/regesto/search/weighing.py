"""What the index takes from one findable: its words and how much they weigh there (BM25 over weighted fields).

Nothing here depends on what else there is to find, so that a change in one record changes nothing of the others. BM25's
average length is therefore a fixed one, and how rare a word is, the browser works out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache

from regesto.search.coding import ALPHABET, LEVELS
from regesto.search.findable import WEIGHTS, Field, Findable, FindableKind, Label
from regesto.search.stems import stems_of
from regesto.search.stop_words import STOP_WORDS
from regesto.search.words import find_words

SATURATION = 1.2
LENGTH_SHARE = 0.4
"""BM25's k1 and b. b is below the usual 0.75: a long entry is one with many claims, not one that wanders."""

USUAL_LENGTH = 350
"""Characters of a usual findable: the average of the dossier that the weights were set on. Were it the average of what
is indexed, every edit would change the grades of all."""

LENGTH_STEP = 100
"""Characters by which lengths are counted, so that a word more or less seldom changes the grades of all others."""

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


LONGEST_START = 3
"""Letters that are answered by what titles begin with, before a word is looked for: so few begin hundreds of words."""


@dataclass(slots=True)
class Bag:
    """The words of one findable.

    `forms` are its folded words by language, in the order in which they come; `grades` those of its groups, from 0 to
    `LEVELS` - 1, by their names; `values` what filters find it by, as in `topic:missili`; `starts` the beginnings of
    the words in its title, up to `LONGEST_START` letters, which are kept elsewhere.
    """

    forms: dict[str, list[str]] = field(default_factory=dict)
    grades: dict[str, int] = field(default_factory=dict)
    values: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)

    def write(self) -> str:
        """Return the bag as text, without the starts; the groups are known by the forms."""
        lines = [f"{language} {' '.join(forms)}" for language, forms in self.forms.items()]
        return "\n".join(["".join([ALPHABET[grade] for grade in self.grades.values()]), " ".join(self.values), *lines])


def read_bag(text: str, main: str) -> Bag:
    """Return the bag that `Bag.write` wrote, without the starts. Raises `ValueError` where it wrote no such text."""
    grades, values, *lines = text.split("\n")
    forms = {language: forms.split() for language, _, forms in (line.partition(" ") for line in lines)}
    groups = dict.fromkeys(groups_of(language, main)[form] for language in forms for form in forms[language])
    return Bag(forms, dict(zip(groups, map(ALPHABET.index, grades), strict=True)), values.split())


class Groups(dict[str, str]):
    """The name of the group of every folded word: its stem, and its language if that is not the edition's, `main`."""

    def __init__(self, language: str, main: str) -> None:
        super().__init__()
        self._stems = stems_of(language)
        self._more = "" if language == main else f"~{language}"

    def __missing__(self, word: str) -> str:
        group = self[word] = self._stems[word] + self._more
        return group


groups_of = cache(Groups)
"""The groups of a language, kept as long as the process."""


def weigh(one: Findable, main: str) -> Bag:
    """Return the words of a findable. `main` is the edition's language."""
    title = find_words(one.title)
    stop = stop_words(one.language)
    told = [word for word in title if word not in stop]
    starts = sorted({word[:letters] for word in told for letters in range(1, LONGEST_START + 1)})
    forms = _count(one, title)
    pivot = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * _measure(one) / USUAL_LENGTH) / PRIOR[one.kind]
    groups: dict[str, float] = {}
    held = groups.get
    for language, weights in forms.items():
        names = groups_of(language, main)
        for word, weight in weights.items():
            group = names[word]
            groups[group] = held(group, 0.0) + weight
    grades = {group: int(LEVELS * weight / (weight + pivot)) for group, weight in groups.items()}
    return Bag({language: list(weights) for language, weights in forms.items()}, grades, _list_values(one), starts)


def _measure(one: Findable) -> int:
    length = len(one.title) + sum([len(passage.text) for passage in one.passages if passage.field not in UNMEASURED])
    length += sum([len(label.text) for label in one.labels if label.field not in UNMEASURED])
    return length - length % LENGTH_STEP


def _count(one: Findable, title: list[str]) -> dict[str, dict[str, float]]:
    """Return what each form weighs, by language."""
    weight = WEIGHTS[Field.TITLE]
    main = {}
    for word in title:
        main[word] = main.get(word, 0.0) + weight
    forms = {one.language: main}
    for name, text, language, _ in one.passages:
        weight, stop = WEIGHTS[name], stop_words(language)
        weights = forms.setdefault(language, {})
        for word in find_words(text):
            if word not in stop:
                weights[word] = weights.get(word, 0.0) + weight
    for label in one.labels:
        weight = WEIGHTS[label.field]
        weights = forms.setdefault(label.language, {})
        for word in _cut_label(label):
            weights[word] = weights.get(word, 0.0) + weight
    return {language: weights for language, weights in forms.items() if weights}


@lru_cache(maxsize=20_000)  # names come again and again
def _cut_label(label: Label) -> tuple[str, ...]:
    stop = frozenset() if label.field in ALWAYS else stop_words(label.language)
    return tuple([word for word in find_words(label.text) if word not in stop])


def _list_values(one: Findable) -> list[str]:
    named = (("topic", one.topics), ("actor", one.actors), ("year", one.years))
    return [f"{name}:{value}" for name, values in named for value in values]


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of a language, folded; of one without a list, none."""
    return STOP_WORDS.get(language.partition("-")[0], frozenset())
