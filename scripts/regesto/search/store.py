"""What a build keeps of an index for the next one: its docs with their words, and its runs, in a file of SQLite.

Nothing in the file is trusted for being there: it holds for one base (the code, the words, the routes) alone, what is
read of it is compared with its own digest, and whatever is wrong with it, the index is made from nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from regesto.views.digests import digest

TABLES = (
    "create table if not exists facts (name text primary key, value text) without rowid",
    "create table if not exists docs (number integer primary key, unit, key, size, seal, starts, id)",
    "create table if not exists texts (id integer primary key, shown text, words text, seal blob)",
    "create table if not exists runs (letter, first, parts, items, seal, primary key (letter, first)) without rowid",
)
"""Whoever opens the file makes these."""

BROKEN = (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError)
"""What reading a file that somebody spoiled may raise."""


class Doc(NamedTuple):
    """A doc of an index, but for its texts.

    `unit` is what it was made of, under the digest `key`; `size` the characters of what is shown of it, `seal` their
    digest; `starts` the beginnings of the words of its title, a bar after each and before the first. `id` names its
    texts in the store.
    """

    unit: str
    key: bytes
    size: int
    seal: bytes
    starts: str
    id: int

    def list_starts(self) -> list[str]:
        """Return the beginnings one by one."""
        return self.starts.split("|")[1:-1]


class Run(NamedTuple):
    """Neighbours in an order: `first` is the first of them; `parts` has the first and the digest of each file."""

    first: str
    parts: list[tuple[str, str]]


class SearchStore:
    """One edition's index as the last build left it, in a `file` that has the tables; without one nothing is kept."""

    def __init__(self, file: sqlite3.Connection | None) -> None:
        self._file = file

    def clear(self) -> None:
        """Forget everything, and make the tables anew: those of another version may have other columns."""
        for statement in TABLES:
            self._ask(f"drop table if exists {statement.split()[5]}")
            self._ask(statement)

    def _ask(self, query: str, values: tuple = ()) -> list[tuple]:
        return [] if self._file is None else self._file.execute(query, values).fetchall()

    def _write(self, query: str, rows: Iterable[tuple]) -> None:
        if self._file is not None:
            self._file.executemany(query, rows)

    def facts(self) -> dict[str, Any]:
        """Return the small things that were kept by their names; nothing if they are not as they were kept."""
        rows = dict(self._ask("select name, value from facts"))
        seal = rows.pop("seal", None)
        return {name: json.loads(value) for name, value in rows.items()} if seal == _seal_facts(rows) else {}

    def keep_facts(self, facts: dict[str, Any], docs: Sequence[Doc]) -> None:
        """Keep small things, which JSON can hold. `docs` are all that were kept."""
        rows = {name: json.dumps(value, ensure_ascii=True) for name, value in facts.items()}
        rows["docs"] = json.dumps(_seal_docs(docs))
        rows["seal"] = _seal_facts(rows)
        self._write("insert or replace into facts values (?, ?)", rows.items())

    def docs(self) -> list[Doc]:
        """Return all docs by their numbers. Raises what is in `BROKEN`."""
        docs = list(map(Doc._make, self._ask("select unit, key, size, seal, starts, id from docs order by number")))
        for (seal,) in self._ask("select value from facts where name = 'docs'"):
            if json.loads(seal) != _seal_docs(docs):
                raise ValueError("docs")
        return docs

    def keep_docs(self, docs: Iterable[tuple[int, Doc]], *, whole: bool) -> None:
        """Keep docs under their numbers; all others go, if these are the `whole`."""
        if whole:
            self._ask("delete from docs")
        self._write("insert or replace into docs values (?, ?, ?, ?, ?, ?, ?)", ((n, *doc) for n, doc in docs))

    def texts(self, id: int) -> tuple[str, str]:
        """Return what is shown of a doc, as JSON, and its words. Raises what is in `BROKEN`."""
        ((shown, words, seal),) = self._ask("select shown, words, seal from texts where id = ?", (id,))
        if digest(shown, words) != seal:
            raise ValueError(id)
        return shown, words

    def keep_texts(self, texts: Iterable[tuple[int, str, str]], gone: Iterable[int]) -> None:
        """Keep what is shown of docs and their words, and drop those of others."""
        self._write("delete from texts where id = ?", ((id,) for id in gone))
        rows = ((id, shown, words, digest(shown, words)) for id, shown, words in texts)
        self._write("insert or replace into texts values (?, ?, ?, ?)", rows)

    def runs(self, letter: str) -> list[Run]:
        """Return the runs of one kind, in any order."""
        rows = self._ask("select first, parts from runs where letter = ?", (letter,))
        return [Run(first, [tuple(part) for part in json.loads(parts)]) for first, parts in rows]

    def items(self, letter: str, first: str) -> dict[str, Any]:
        """Return what a run holds. Raises what is in `BROKEN`."""
        ((items, seal),) = self._ask("select items, seal from runs where letter = ? and first = ?", (letter, first))
        if digest(items) != seal:
            raise ValueError(first)
        return json.loads(items)

    def keep_runs(self, letter: str, runs: Iterable[tuple[Run, dict[str, Any]]], gone: Iterable[str]) -> None:
        """Keep runs with what they hold, and drop those that began with `gone`."""
        self._write("delete from runs where letter = ? and first = ?", ((letter, first) for first in gone))
        written = ((run, json.dumps(items, ensure_ascii=True, separators=(",", ":"))) for run, items in runs)
        rows = ((letter, run.first, json.dumps(run.parts), items, digest(items)) for run, items in written)
        self._write("insert or replace into runs values (?, ?, ?, ?, ?)", rows)


def _seal_facts(rows: Mapping[str, str]) -> str:
    return digest(*(part for row in sorted(rows.items()) for part in row)).hex()


def _seal_docs(docs: Sequence[Doc]) -> str:
    units, keys, _, seals, starts, ids = zip(*docs, strict=True) if docs else [()] * len(Doc._fields)
    return digest("\n".join(units), b"".join(keys), b"".join(seals), "\n".join(starts), repr(ids)).hex()
