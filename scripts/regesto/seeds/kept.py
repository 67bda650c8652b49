"""What YAML files hold, kept from build to build under the digest of their bytes: to read YAML takes longest of all.

Only plain data is kept, as JSON, and only of files without a problem. The model validates it as it does what was read
just now; whatever is wrong with the file, the YAML is read again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml

from regesto.stores import describe_code, open_store

_TABLE = "create table if not exists files (key blob primary key, data text) without rowid"

_CODE = ("seeds/yaml.py", "seeds/document.py", "seeds/kept.py")
"""What decides, beside PyYAML, which data is read from which bytes."""


class KeptData:
    """The data of files by the digest of their bytes."""

    def __init__(self, file: sqlite3.Connection | None) -> None:
        self._file = file
        self._seen: set[bytes] = set()
        self._new: list[tuple[bytes, str]] = []

    def find(self, raw: bytes) -> Any:
        """Return the data of a file with these bytes, if it is known; else `None`."""
        if self._file is None:
            return None
        with suppress(sqlite3.Error, ValueError):
            found = self._file.execute("select data from files where key = ?", (_digest(raw),)).fetchone()
            if found is not None:
                return json.loads(found[0])
        return None

    def touch(self, raw: bytes) -> None:
        """Keep what is known of a file with these bytes, whose data nobody needs just now."""
        if self._file is not None:
            self._seen.add(_digest(raw))

    def keep(self, raw: bytes, data: Any) -> None:
        """Keep the data of a file."""
        if self._file is not None:
            self._new.append((_digest(raw), json.dumps(data, ensure_ascii=False, separators=(",", ":"))))

    def save(self) -> None:
        """Write what is new, and drop what no file holds any more, all at once."""
        if self._file is not None:
            with suppress(sqlite3.Error):
                gone = [(key,) for (key,) in self._file.execute("select key from files") if key not in self._seen]
                self._file.executemany("delete from files where key = ?", gone)
                self._file.executemany("insert or replace into files values (?, ?)", self._new)
                self._file.commit()


@contextmanager
def open_kept(path: Path | None) -> Iterator[KeptData]:
    """Open what is kept in a file of SQLite; without one, or where another build holds it, nothing is."""
    file = open_store(path, _TABLE) if path else None
    kept = KeptData(file)
    try:
        yield kept
        kept.save()
    finally:
        if file is not None:
            file.close()


def _digest(raw: bytes) -> bytes:
    return blake2b(raw, digest_size=16, key=_describe_reading()).digest()


@cache
def _describe_reading() -> bytes:
    return blake2b(yaml.__version__.encode(), digest_size=16, key=describe_code(*_CODE)).digest()
