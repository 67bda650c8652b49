"""What the files of an index hold, each small enough to be loaded when it is needed.

`start.js` has what every search needs: where each of the others begins, and what to show for one letter. `b<letter>`
says what to show for a word's first letters, up to three; `v<run>-<n>` are words in order, each with the group of its
stem; `p<run>-<n>` the findings of groups; `t<run>-<n>` the texts; `f-<name>` what a filter asks for. The reader of all
these is `regesto-find.js`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regesto.pages.edition import Edition
from regesto.search.coding import write_data, write_front, write_number
from regesto.search.findable import Field, Findable, FindableKind
from regesto.search.runs import Shape
from regesto.search.stems import stems_of
from regesto.search.words import find_words

WORDS_A_FILE = 12_000
FINDINGS_A_FILE = 14_000
"""Characters after which a new file begins: one answer needs one or two of the first, and one a word of the second."""

KINDS = list(FindableKind)
FIELDS = list(Field)
_KIND = {kind: place for place, kind in enumerate(KINDS)}
_FIELD = {field: place for place, field in enumerate(FIELDS)}


def shape_words(main: str) -> Shape:
    """Return how words become files. A word's value is how many docs have it, by language; `main` is the edition's."""
    return Shape("v", 2_048, WORDS_A_FILE, lambda word, languages: 4 + len(languages), _WriteWords(main))


class _WriteWords:
    """Writes words: forms, front-coded; for each how many letters its stem leaves out, twice, and one more if that is
    not all; and then what the stem has instead, and the language if it is not the edition's."""

    def __init__(self, main: str) -> None:
        self._main = main

    def __call__(self, items: list[tuple[str, Mapping[str, int]]]) -> str:
        words, cuts, more = [], [], []
        for word, languages in items:
            for language in sorted(languages):
                stem = stems_of(language)[word]
                same = len(stem) if word.startswith(stem) else _count_same(word, stem)
                rest = stem[same:] + ("" if language == self._main else f"~{language}")
                words.append(word)
                cuts.append(write_number(2 * (len(word) - same) + bool(rest)))
                if rest:
                    more.append(rest)
        return write_data([write_front(words), "".join(cuts), " ".join(more)])


def _count_same(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _write_groups(items: list[tuple[str, str]]) -> str:
    names, findings = zip(*items, strict=True)
    return write_data([write_front(names), *findings])


GROUPS = Shape("p", 256, FINDINGS_A_FILE, lambda name, findings: 3 + len(findings), _write_groups)
"""How groups become files; the value of each is its findings, as `coding.write_findings` has them."""


def write_shown(one: Findable) -> str:
    """Return what is shown of a findable: address, kind, title, date, passages; as JSON."""
    passages = [[_FIELD[passage.field], passage.fragment, passage.text] for passage in one.passages if passage.text]
    return write_data([one.url, _KIND[one.kind], one.title, one.when, passages])


def name_filters(edition: Edition) -> dict[str, dict[str, list[str]]]:
    """Return every name under which a reader may ask for a topic, an actor or a year."""
    dossier = edition.dossier
    names: dict[str, dict[str, list[str]]] = {"topic": {}, "actor": {}, "year": {}}
    for name, terms in (("topic", dossier.topics), ("actor", dossier.actors)):
        for id, term in terms.items():
            names[name][id] = [*(value for _, value in term.name.by_language), *term.aliases.everywhere(), id]
    return names


def write_filter(docs: Mapping[str, str], names: Mapping[str, Iterable[str]]) -> str:
    """Return the values of a filter, each with its names and the steps between its docs."""
    rows = [[value, _write_names(names.get(value, [value])), docs[value]] for value in sorted(docs)]
    return write_data(rows)


def _write_names(names: Iterable[str]) -> str:
    """Return names as folded words, a bar between them."""
    return "|".join(dict.fromkeys(" ".join(find_words(name)) for name in names))
