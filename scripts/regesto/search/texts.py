"""What is shown of docs, cut into files; those of docs that are as they were are not looked at again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from regesto.search.coding import write_number
from regesto.search.docs import Docs
from regesto.search.runs import Part, begins_run, cut
from regesto.views.digests import digest

SIZE = 5_000
"""Characters after which a new file begins: a result needs one of them, and others in it are loaded for nothing."""

SPAN = 64
"""Docs of a run, on average; see `runs.py`."""


class Texts:
    """The files of all docs' texts. `held` is what `held` was after an earlier build.

    That is, for each run, the number of its first doc, and how many docs each file has, with the digest of them.
    """

    def __init__(self, docs: Docs, held: Sequence) -> None:
        self._docs = docs
        self.held: list[tuple[int, list[tuple[int, str]]]] = [(start, list(map(tuple, parts))) for start, parts in held]

    def update(self) -> None:
        """Cut anew where docs changed."""
        docs = self._docs
        if docs.have_moved or docs.are_new or docs.are_more:
            borders = pairwise([*self._find_borders(), len(docs.now)])
            self.held = [(start, self._cut(start, end)) for start, end in borders]
            return
        borders = [start for start, _ in self.held]
        for run in {bisect_right(borders, number) - 1 for number in docs.changed}:
            end = borders[run + 1] if run + 1 < len(borders) else len(docs.now)
            self.held[run] = (borders[run], self._cut(borders[run], end))

    def _find_borders(self) -> Iterator[int]:
        last = None
        for number, doc in enumerate(self._docs.now):
            if doc.unit != last and (last is None or begins_run(doc.unit, SPAN)):
                yield number
            last = doc.unit

    def _cut(self, start: int, end: int) -> list[tuple[int, str]]:
        docs = self._docs.now[start:end]
        borders = cut((doc.size for doc in docs), SIZE)
        return [(last - first, digest(*(doc.seal for doc in docs[first:last])).hex()) for first, last in borders]

    def parts(self) -> list[list[Part]]:
        """Return the parts of each run; the first of each is the number of its first doc."""
        runs = []
        for start, counts in self.held:
            runs.append([])
            for count, key in counts:
                runs[-1].append(Part(start, key, lambda numbers=range(start, start + count): self._write(numbers)))
                start += count
        return runs

    def _write(self, numbers: Iterable[int]) -> str:
        return f"[{','.join(map(self._docs.text, numbers))}]"

    def write_counts(self) -> list[str]:
        """Return, for each run, how many docs each part has."""
        return ["".join([write_number(count) for count, _ in counts]) for _, counts in self.held]
