"""What YAML files hold, from one reading to the next."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from benchmarks.generate import write_dossier

from regesto.seeds import reading
from regesto.seeds.dossier import read_dossier


def _count(store):
    with closing(sqlite3.connect(store)) as file:
        return file.execute("select count(*) from files").fetchone()[0]


def test_what_is_read_twice_in_one_process_stays_kept(tmp_path, monkeypatch):
    """As under `mkdocs serve`: records that are in memory need no data, and the next process needs it all the same."""
    monkeypatch.setattr(reading, "_VALID", {})
    write_dossier(20, tmp_path / "dossier")
    seeds, store = tmp_path / "dossier" / "seeds", tmp_path / "seeds.sqlite"
    first = read_dossier(seeds, kept=store)
    files = len(first.dossier.entries) + len(first.dossier.sources)
    assert _count(store) == files
    assert read_dossier(seeds, kept=store).dossier == first.dossier
    assert _count(store) == files
    gone = sorted((seeds / "entries").glob("*/*.yml"))[0]
    gone.unlink()
    read_dossier(seeds, kept=store)
    assert _count(store) == files - 1
