"""The index of one edition: which words stand in which findable, patched where something changed since the last build.

What comes out depends on what there is to find alone, not on the builds before: see which units changed (`docs.py`),
edit the findings of the words that are concerned, and cut everything into files where the cuts of others do not move
(`runs.py`).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import NamedTuple

from regesto.search.coding import (
    LEVELS,
    read_findings,
    read_steps,
    write_data,
    write_findings,
    write_script,
    write_steps,
    write_steps_any,
)
from regesto.search.docs import GONE, Docs
from regesto.search.files import GROUPS, KINDS, shape_words, write_filter
from regesto.search.findable import Findable, FindableKind, Unit
from regesto.search.runs import Runs
from regesto.search.store import BROKEN, SearchStore
from regesto.search.texts import Texts
from regesto.search.weighing import LONGEST_START, stop_words
from regesto.views.digests import digest

SHAPE = 1
"""Of what is kept: raised where a store must be read differently. Code that only makes other files is in the base."""

SHOWN_FIRST = 8
"""How many docs are shown for the first letters of a word."""

FILTERS = ("topic", "actor", "year")


class File(NamedTuple):
    """A file of an index: its name, a digest of its text, and what makes that."""

    name: str
    key: str
    make: Callable[[], str]


def index_units(
    units: Iterable[Unit],
    read: Callable[[str], Iterable[Findable]],
    main: str,
    names: Mapping[str, Mapping[str, list[str]]],
    store: SearchStore,
    write: Callable[[File], None],
    base: bytes = b"",
) -> None:
    """Make an index and `write` its files.

    `read` returns the findables of the unit with an id; `main` is the edition's language; `names` are those of each
    filter's values: `names["topic"]["missili"]`. `store` has what is known from the last build, if that was made on the
    same `base`: all that the units' keys say nothing of.
    """
    units = list(units)
    try:
        _index(units, read, main, names, store, write, base)
    except BROKEN:  # somebody spoiled the store; a bug will show again
        store.clear()
        _index(units, read, main, names, store, write, base)


def _index(units, read, main, names, store, write, base) -> None:
    facts = store.facts()
    stamp = [SHAPE, main, base.hex()]
    if facts.get("base") != stamp:
        store.clear()
        facts = {}
    index = SearchIndex(main, store, facts)
    index.update(units, read)
    for file in index.files(names):
        write(file)
    index.keep(stamp)


class SearchIndex:
    """An index on its way from what was to what is. `facts` are the small things that the store has kept."""

    def __init__(self, main: str, store: SearchStore, facts: Mapping) -> None:
        self._main, self._store = main, store
        self._docs = Docs(store, main)
        self._words = Runs(shape_words(main), store, _name_text)
        self._groups = Runs(GROUPS, store, _name_text)
        self._texts = Texts(self._docs, facts.get("texts", ()))
        self._values: dict[str, str] = dict(facts.get("values", {}))
        self._first: dict[str, list[int]] = dict(facts.get("first", {}))
        self._short: set[str] = set(facts.get("short", ()))

    def update(self, units: Iterable[Unit], read: Callable[[str], Iterable[Findable]]) -> None:
        """Bring everything up to what there is now."""
        docs = self._docs
        docs.read(units, read)
        moves = docs.moves if docs.have_moved else None
        known = {name for name, _ in self._groups.items()} if moves else set()
        edited = known.union(docs.added, docs.removed)
        self._groups.edit(edited, lambda group, old: _edit_findings(group, old, docs, moves))
        counted: dict[str, dict[str, int]] = defaultdict(dict)
        for language, counts in docs.counted.items():
            for form, count in counts.items():
                if count:
                    counted[form][language] = count
        self._words.edit(counted, lambda form, old: self._count(form, old, counted[form]))
        self._texts.update()
        self._edit_values(moves)
        self._edit_first(moves is not None or docs.are_new)

    def _count(self, form: str, old: Mapping[str, int] | None, more: Mapping[str, int]) -> dict[str, int] | None:
        """Return how many docs have a form, by language, and see which short words there are."""
        found = dict(old or {})
        for language, count in more.items():
            found[language] = found.get(language, 0) + count
            if found[language] < 0:
                raise ValueError("a word was counted less often than it is taken away")
        found = {language: count for language, count in sorted(found.items()) if count}
        if len(form) <= LONGEST_START:
            (self._short.add if found else self._short.discard)(form)
        return found or None

    def _edit_values(self, moves: array | None) -> None:
        docs = self._docs
        for value in set(self._values if moves else ()).union(docs.added_values, docs.removed_values):
            numbers = read_steps(self._values.pop(value, ""))
            if moves:
                numbers = [moves[number] for number in numbers]
            gone = docs.removed_values.get(value, ())
            found = sorted(
                {number for number in numbers if number != GONE and number not in gone}.union(
                    docs.added_values.get(value, ())
                )
            )
            if found:
                self._values[value] = write_steps(found)

    def _edit_first(self, whole: bool) -> None:
        """Say what to show for the first letters of a word before it is whole: docs whose title has such a word, names
        before entries."""
        if not whole and not self._docs.starts:
            return
        now, entry = self._docs.now, FindableKind.ENTRY + "/"
        entries = [doc.unit.startswith(entry) for doc in now]
        order = sorted(range(len(now)), key=entries.__getitem__)
        if whole:
            self._first = {}
            for number in order:
                for start in now[number].list_starts():
                    found = self._first.setdefault(start, [])
                    if len(found) < SHOWN_FIRST:
                        found.append(number)
            return
        for start in self._docs.starts:
            mark = f"|{start}|"
            self._first[start] = list(islice((n for n in order if mark in now[n].starts), SHOWN_FIRST))
            if not self._first[start]:
                del self._first[start]

    def files(self, names: Mapping[str, Mapping[str, list[str]]]) -> Iterator[File]:
        """Yield the files, the one that names the others last."""
        keys, starts = [], {}
        for letter, runs in (("v", self._words.parts()), ("p", self._groups.parts()), ("t", self._texts.parts())):
            for run, parts in enumerate(runs):
                for place, part in enumerate(parts):
                    keys.append(part.key)
                    name = f"{letter}{run}-{place}"
                    yield File(name, part.key, lambda name=name, make=part.make: write_script(name, make()))
            starts[letter] = [[part.first for part in parts] for parts in runs]
        starts["t"] = self._texts.write_counts()
        for name in FILTERS:
            rows = {
                value.partition(":")[2]: docs for value, docs in self._values.items() if value.startswith(f"{name}:")
            }
            yield (made := _make_file(f"f-{name}", write_filter(rows, names.get(name, {}))))
            keys.append(made.key)
        starts["letters"] = []
        for letter, found in groupby(sorted(self._first.items()), lambda row: row[0][0]):
            rows = [[start, write_steps_any(docs), int(start in self._short)] for start, docs in found]
            starts["letters"].append([ord(letter), rows[0][1]])  # the letter itself comes before all that begins so
            yield (made := _make_file(f"b{ord(letter)}", write_data(rows[1:])))
            keys.append(made.key)
        yield _make_file("start", write_data(self._write_start(keys, starts)))

    def _write_start(self, keys: list[str], starts: dict[str, list[list]]) -> dict:
        # What the other files hold: a browser that kept some of an older index must not mix them.
        version = digest(*keys).hex()[:10]
        return {
            "version": version,
            "docs": len(self._docs.now),
            "language": self._main,
            "kinds": [kind.value for kind in KINDS],
            "stop": " ".join(sorted(stop_words(self._main))),
            **starts,
        }

    def keep(self, stamp: list) -> None:
        """Hand over to the store what the next build needs."""
        self._docs.keep()
        self._words.keep()
        self._groups.keep()
        facts = {"base": stamp, "values": self._values, "first": self._first, "short": sorted(self._short)}
        facts["texts"] = self._texts.held
        self._store.keep_facts(facts, self._docs.now)


def _edit_findings(group: str, old: str | None, docs: Docs, moves: array | None) -> str | None:
    found = read_findings(old) if old else array("Q")
    if moves is not None:
        found = [moves[n // LEVELS] * LEVELS + n % LEVELS for n in found if moves[n // LEVELS] != GONE]
    removed = docs.removed.get(group)
    if removed:
        found = [n for n in found if n // LEVELS not in removed]
    added = docs.added.get(group, ())
    if moves is None and not found:
        return write_findings(added) or None
    return write_findings(sorted([*found, *added])) or None


def _name_text(text: str) -> str:
    return digest(text).hex()


def _make_file(name: str, text: str) -> File:
    return File(name, _name_text(text), lambda: write_script(name, text))
