"""The docs of an index: which of them changed since the last build, and what changes in the findings of which words."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from regesto.search.coding import LEVELS
from regesto.search.files import write_shown
from regesto.search.findable import Findable, Unit
from regesto.search.store import Doc, SearchStore
from regesto.search.weighing import Bag, read_bag, weigh
from regesto.views.digests import digest

GONE = -1


class Docs:
    """The docs by their numbers, as they are now, and what is to be changed where.

    `moves` has the number of each old doc, or `GONE`, and `have_moved` tells whether any is another; `added` and
    `removed` what is found of a group in docs by their new numbers, `added_values` and `removed_values` that of the
    values of filters; `counted` how many docs more have a form, by language; `starts` the beginnings of words in titles
    that changed; `changed` the numbers of docs that were read.
    """

    def __init__(self, store: SearchStore, main: str) -> None:
        self._store, self._main = store, main
        self._old = store.docs()
        self._next = max((doc.id for doc in self._old), default=0) + 1
        self.changed: list[int] = []
        self._gone: list[int] = []
        self.now: list[Doc] = []
        self.moves = array("q", [GONE]) * len(self._old)
        self.have_moved = False
        self.shown: dict[int, str] = {}
        self.words: dict[int, str] = {}
        self.added: dict[str, array[int]] = defaultdict(lambda: array("Q"))
        self.removed: dict[str, set[int]] = defaultdict(set)
        self.added_values: dict[str, list[int]] = defaultdict(list)
        self.removed_values: dict[str, set[int]] = defaultdict(set)
        self.counted: dict[str, Counter[str]] = defaultdict(Counter)
        self.starts: set[str] = set()

    def read(self, units: Iterable[Unit], read: Callable[[str], Iterable[Findable]]) -> None:
        """See what there is now; only units that changed are read."""
        old, now, moves = self._old, self.now, self.moves
        held = {doc.unit: number for number, doc in reversed(list(enumerate(old)))}
        for unit in units:
            first = end = held.get(unit.id, len(old))
            while end < len(old) and old[end].unit == unit.id:
                end += 1
            if first < end and old[first].key == unit.key:
                for number in range(first, end):
                    moves[number] = len(now)
                    now.append(old[number])
            else:
                for place, one in enumerate(read(unit.id), first):
                    self._take(unit, one, place if place < end else None)
        for number, place in enumerate(moves):
            if place == GONE:
                self._drop(old[number])
        self.have_moved = any(place != number for number, place in enumerate(moves))

    @property
    def are_new(self) -> bool:
        """Tell whether nothing is known of an earlier build."""
        return not self._old

    @property
    def are_more(self) -> bool:
        """Tell whether docs came after the last one that there was."""
        return len(self.now) > len(self._old)

    def _take(self, unit: Unit, one: Findable, was: int | None) -> None:
        """Take in a findable; `was` is the old number of what stood in its place."""
        number = len(self.now)
        shown, bag = write_shown(one), weigh(one, self._main)
        words, starts = bag.write(), bag.starts
        if was is None:
            id, old, old_starts = self._next, Bag(), []
            self._next += 1
        else:
            self.moves[was] = number
            id, old_starts = self._old[was].id, self._old[was].list_starts()
            old = read_bag(self._store.texts(id)[1], self._main)
        self.now.append(Doc(unit.id, unit.key, len(shown), digest(shown), "|".join(["", *starts, ""]), id))
        self.shown[id], self.words[id] = shown, words
        self.changed.append(number)
        if starts != old_starts:
            self.starts |= set(starts) ^ set(old_starts)
        self._edit(number, old, bag)

    def _edit(self, number: int, old: Bag, new: Bag) -> None:
        base, added = number * LEVELS, self.added
        before = old.grades.get
        changed = (
            {group: grade for group, grade in new.grades.items() if before(group) != grade}
            if old.grades
            else new.grades
        )
        for group, grade in changed.items():
            added[group].append(base + grade)
        now = new.grades.get
        for group, grade in old.grades.items():
            if now(group) != grade:
                self.removed[group].add(number)
        for value in set(new.values).difference(old.values):
            self.added_values[value].append(number)
        for value in set(old.values).difference(new.values):
            self.removed_values[value].add(number)
        for language, forms in new.forms.items():
            self.counted[language].update(forms)
        self._discount(old)

    def _discount(self, old: Bag) -> None:
        for language, forms in old.forms.items():
            self.counted[language].subtract(forms)

    def _drop(self, doc: Doc) -> None:
        """Take out a doc; its findings go where docs are numbered anew."""
        self._gone.append(doc.id)
        self.starts.update(doc.list_starts())
        self._discount(read_bag(self._store.texts(doc.id)[1], self._main))

    def text(self, number: int) -> str:
        """Return what is shown of a doc, as JSON."""
        id = self.now[number].id
        return self.shown[id] if id in self.shown else self._store.texts(id)[0]

    def keep(self) -> None:
        """Hand over to the store what changed."""
        whole = self.have_moved or self.are_new
        numbers = range(len(self.now)) if whole else self.changed
        self._store.keep_docs([(number, self.now[number]) for number in numbers], whole=whole)
        self._store.keep_texts([(id, self.shown[id], self.words[id]) for id in self.shown], self._gone)
