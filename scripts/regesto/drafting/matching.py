"""Proposes which curated entry, or which other draft, tells of the same thing, with its reasons."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from regesto.drafting.drafts import DraftEntry
from regesto.model.dossier import Dossier
from regesto.model.edtf import Edtf
from regesto.model.entry import Entry

# Out of about ten points; below six, on the first dossier, proposals were wrong more often than right.
LIKELY = 6.0
# How many tellings are weighed for one: those that share most with it. And what more than so many share tells nothing.
_WEIGHED, _COMMON = 40, 60
# Long words are rare ones: so many of so many letters find two reports of one thing that share no name.
_TELLING_WORD, _MOST_WORDS = 8, 8
# Words this alike (0 to 100) are one agency's text in two papers.
_COPIED = 95


@dataclass(frozen=True, slots=True)
class Telling:
    """What an entry tells, as far as two can be compared: ids it names, its date (EDTF), figures, and its words."""

    id: str
    actors: frozenset[str]
    things: frozenset[str]
    date: str
    figures: frozenset[float]
    words: str

    def traits(self) -> Iterator[str]:
        """Yield what another telling of the same thing is likely to share."""
        yield from sorted(self.actors | self.things)
        yield from (f"{figure:g}" for figure in sorted(self.figures))
        words = {word for word in self.words.split() if len(word) >= _TELLING_WORD}
        yield from sorted(words, key=lambda word: (-len(word), word))[:_MOST_WORDS]


class TellingIndex:
    """Tellings to compare with, found by what they share, so that a thousand times as many cost no more to ask.

    They are kept in a small database: in memory, or in a file, which keeps the memory flat over any number of drafts.
    A file that is no such database is made anew, for all that it holds can be found out again.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._base = _open_base(path)

    def add(self, source: str, tellings: Iterable[Telling]) -> None:
        """Take in what a source tells, in place of what it told before."""
        tellings = list(tellings)
        with self._base as base:
            base.execute("DELETE FROM trait WHERE source = ?", (source,))
            base.execute("DELETE FROM telling WHERE source = ?", (source,))
            base.executemany(
                "INSERT OR REPLACE INTO telling VALUES (?, ?, ?)", [(one.id, source, _pack(one)) for one in tellings]
            )
            base.executemany(
                "INSERT INTO trait VALUES (?, ?, ?)",
                [(trait, one.id, source) for one in tellings for trait in one.traits()],
            )

    def propose(self, telling: Telling, *, apart_from: str = "", most: int = 2) -> list[tuple[str, str]]:
        """Return up to `most` tellings that seem to be of the same thing, as (id, reasons), the likeliest first.

        Those of the source `apart_from` are left out.
        """
        others = [_unpack(packed) for packed in self._candidates(telling, apart_from)]
        scored = [(-score, other.id, why) for other in others for score, why in [_weigh(telling, other)]]
        return [(id, why) for score, id, why in sorted(scored)[:most] if -score >= LIKELY]

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _candidates(self, telling: Telling, apart_from: str) -> list[str]:
        shared: Counter[str] = Counter()
        ask = "SELECT id FROM trait WHERE trait = ? AND source <> ? LIMIT ?"
        for trait in dict.fromkeys(telling.traits()):
            holders = {id for (id,) in self._base.execute(ask, (trait, apart_from, _COMMON + 1))}
            if len(holders) <= _COMMON:
                shared.update(holders)
        best = sorted(shared, key=lambda id: (-shared[id], id))[:_WEIGHED]
        return [self._base.execute("SELECT packed FROM telling WHERE id = ?", (id,)).fetchone()[0] for id in best]


def _open_base(path: Path | None) -> sqlite3.Connection:
    try:
        return _prepare(sqlite3.connect(path or ":memory:"))
    except sqlite3.DatabaseError:
        if path is None:
            raise
        path.unlink(missing_ok=True)
        return _prepare(sqlite3.connect(path))


def _prepare(base: sqlite3.Connection) -> sqlite3.Connection:
    # Killed at any moment the file is whole; only a power cut could spoil it, and then it is made anew.
    base.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
    base.execute("PRAGMA synchronous = OFF")
    base.execute("CREATE TABLE IF NOT EXISTS telling (id TEXT PRIMARY KEY, source TEXT, packed TEXT)")
    base.execute("CREATE TABLE IF NOT EXISTS trait (trait TEXT, id TEXT, source TEXT)")
    for column in ("trait", "source"):
        base.execute(f"CREATE INDEX IF NOT EXISTS by_{column} ON trait ({column})")
    base.execute("CREATE INDEX IF NOT EXISTS telling_by_source ON telling (source)")
    return base


def _pack(one: Telling) -> str:
    parts = (one.id, sorted(one.actors), sorted(one.things), one.date, sorted(one.figures), one.words)
    return json.dumps(parts, ensure_ascii=False)


def _unpack(packed: str) -> Telling:
    id, actors, things, date, figures, words = json.loads(packed)
    return Telling(id, frozenset(actors), frozenset(things), date, frozenset(figures), words)


def _weigh(one: Telling, other: Telling) -> tuple[float, str]:
    reasons: list[str] = []
    score = 0.0
    if actors := one.actors & other.actors:
        score += min(2.0, len(actors))
        reasons.append("both name " + ", ".join(sorted(actors)))
    if things := one.things & other.things:
        score += 1.5 * min(2, len(things))
        reasons.append("both tell of " + ", ".join(sorted(things)))
    if one.date and other.date and Edtf.parse(one.date).overlaps(Edtf.parse(other.date)):
        score += 1.5
        reasons.append(f"dates overlap ({one.date} and {other.date})")
    if figures := one.figures & other.figures:
        score += 3.0
        reasons.append("same figure " + ", ".join(f"{figure:g}" for figure in sorted(figures)))
    alike = fuzz.token_set_ratio(one.words, other.words)
    if alike >= 50:
        score += (alike - 40) / 12 + (1 if alike >= _COPIED else 0)
        reasons.append(f"words are {alike:.0f} % alike")
    return score, "; ".join(reasons)


def telling_of_draft(entry: DraftEntry, source: str) -> Telling:
    """Return what a draft tells; its id is `source/entry`."""
    amounts = (amount for claim in entry.claims for amount, _ in claim.amounts)
    return Telling(
        f"{source}/{entry.id}",
        frozenset(entry.actors),
        frozenset([*entry.places, *entry.materiel]),
        entry.date,
        _telling_figures(figure for amount in amounts for figure in amount.figures),
        " ".join(claim.text for claim in entry.claims).lower(),
    )


def index_dossier(dossier: Dossier, language: str) -> TellingIndex:
    """Return the index of all curated entries, with their words in `language`."""
    index = TellingIndex()
    index.add("", (_telling_of_entry(id, entry, dossier, language) for id, entry in dossier.entries.items()))
    return index


def _telling_of_entry(id: str, entry: Entry, dossier: Dossier, language: str) -> Telling:
    quantities = (quantity for claim in entry.claims for quantity in claim.quantities)
    texts = (entry.title, entry.summary)
    return Telling(
        id,
        frozenset(one.actor for one in entry.actors),
        frozenset([*entry.places, *entry.materiel]),
        str(entry.date or ""),
        _telling_figures(value for one in quantities for value in (one.value, one.min, one.max)),
        " ".join(one.choose(language, dossier.default_language).value for one in texts).lower(),
    )


def _telling_figures(figures: Iterable[float | None]) -> frozenset[float]:
    """Return the figures that are worth comparing: one and two are in every text."""
    return frozenset(float(one) for one in figures if one is not None and one > 2)
