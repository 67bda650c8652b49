"""What does the search's index cost? `python -m benchmarks.search_build 10000` makes one of a generated dossier.

Printed are seconds of CPU, from records that have been read to files that have been written: from nothing, with nothing
changed, with one entry changed, renamed, and gone. What the rest of a build needs too, the digests of records among it,
is made before. Beside them stands, in the same run, what SQLite takes for a full-text index (FTS5) of the same texts,
which knows no stems, weights or files for a browser.
"""

from __future__ import annotations

import dataclasses
import gc
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.generate import make_dossier
from regesto.model.dossier import Dossier
from regesto.model.ids import Kind
from regesto.model.text import Text
from regesto.pages.edition import Edition
from regesto.search.collect import collect
from regesto.search.stems import stems_of
from regesto.site.search import FOLDER, SiteSearch
from regesto.site.tree import SiteTree


def open_edition(dossier: Dossier, kept: Path | None) -> Edition:
    """Return an edition, with what every build makes of it whether it is searched or not."""
    edition = Edition(dossier, "it", "Generated", kept=kept)
    _ = edition.index, edition.words, edition.routes, dossier.chronology
    for kind in Kind:
        for id in dossier.of_kind(kind):
            edition.digests.of(kind, id)
    return edition


def write_index(dossier: Dossier, folder: Path) -> tuple[float, float]:
    """Index a dossier into a site under `folder` and return the seconds of CPU and by the clock that it took."""
    edition = open_edition(dossier, folder / "cache" / "pages.sqlite")
    tree = SiteTree(folder / "site", folder / "cache" / "site.json")
    tree.begin()
    cpu, wall = time.process_time(), time.perf_counter()
    SiteSearch(edition).write(tree, "")
    took = time.process_time() - cpu, time.perf_counter() - wall
    tree.finish()
    return took


def edit_summary(dossier: Dossier, id: str) -> Dossier:
    """Return a dossier in which a word more stands in an entry's summary."""
    entry = dossier.entries[id]
    summary = Text(tuple((language, f"Edited {text}") for language, text in entry.summary.by_language))
    return dataclasses.replace(dossier, entries=dossier.entries | {id: entry.model_copy(update={"summary": summary})})


def rename(dossier: Dossier, id: str) -> Dossier:
    """Return a dossier in which an actor, whom some entries name, has another name."""
    actor = dossier.actors[id]
    name = Text(tuple((language, f"{text} Nuovo") for language, text in actor.name.by_language))
    return dataclasses.replace(dossier, actors=dossier.actors | {id: actor.model_copy(update={"name": name})})


def drop(dossier: Dossier, id: str) -> Dossier:
    """Return a dossier without an entry that no other one names."""
    return dataclasses.replace(dossier, entries={key: one for key, one in dossier.entries.items() if key != id})


def find_unnamed(dossier: Dossier) -> str:
    """Return an entry in the midst that no other one names."""
    named = {relation.entry for entry in dossier.entries.values() for relation in entry.relations}
    return next(id for id in list(dossier.entries)[len(dossier.entries) // 2 :] if id not in named)


def index_by_sqlite(dossier: Dossier, folder: Path) -> tuple[float, float]:
    """Index the same texts by FTS5 and return the seconds of CPU, collecting included, and the MB of its file."""
    edition = open_edition(dossier, None)
    cpu = time.process_time()
    path = folder / "fts.sqlite"
    file = sqlite3.connect(path)
    file.execute("create virtual table found using fts5(title, text, names, tokenize='unicode61 remove_diacritics 2')")
    rows = (
        (one.title, "\n".join(text.text for text in one.passages), "\n".join(label.text for label in one.labels))
        for one in collect(edition)
    )
    file.executemany("insert into found values (?, ?, ?)", rows)
    file.commit()
    file.close()
    return time.process_time() - cpu, path.stat().st_size / 1e6


def count_files(folder: Path) -> tuple[int, float]:
    """Return how many files an index has, and their MB."""
    sizes = [path.stat().st_size for path in (folder / "site" / FOLDER).iterdir()]
    return len(sizes), sum(sizes) / 1e6


def main(size: int) -> int:
    """Print the figures."""
    dossier = make_dossier(size)
    gc.freeze()
    gc.disable()  # as `mkdocs build` does
    print(
        f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; {time_loop():.2f} s a bare loop"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold = None

        def say(label: str, took: tuple[float, float]) -> None:
            print(f"{label:28}{took[0]:8.3f} s CPU {took[1]:8.3f} s wall {took[0] / cold[0]:8.3f} of cold", flush=True)

        cold = write_index(dossier, folder)
        say("from nothing", cold)
        files, size = count_files(folder)
        print(f"{'':28}{files:,} files, {size:.1f} MB, {peak_memory():.0f} MB of memory at the most")
        edited = edit_summary(dossier, "entry-7")
        steps: tuple[tuple[str, Callable[[], Dossier]], ...] = (
            ("nothing changed", lambda: dossier),
            ("one entry changed", lambda: edited),
            ("and back", lambda: dossier),
            ("an actor renamed", lambda: rename(dossier, "actor-3")),
            ("an entry gone", lambda: drop(dossier, find_unnamed(dossier))),
            ("and added", lambda: dossier),
        )
        for label, make in steps:
            say(label, write_index(make(), folder))
        cpu, megabytes = index_by_sqlite(dossier, folder)
        print(f"{'SQLite FTS5':28}{cpu:8.3f} s CPU, {megabytes:.1f} MB, {cpu / cold[0]:.3f} of cold")
        print(f"{len(stems_of('it')):,} forms of words")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}; {time_loop():.2f} s a bare loop")
    return 0


def time_loop() -> float:
    """Return the seconds of CPU that ten million additions take: what the machine is worth at the moment."""
    cpu, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - cpu


def peak_memory() -> float:
    """Return the MB of memory that this process had at the most, the dossier included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
