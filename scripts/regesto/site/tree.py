"""The folder that a site is written into: what has not changed is left alone, what is no longer made is removed.

A record beside the cache says of each file what it was made of, its size and the time of its last change, as Git's
index does. Nothing in the folder is trusted for its name: a file that was changed, torn, or put there by somebody else
is written anew or removed. The record is written once, at the end: a build that is killed leaves the one before, which
the files written since no longer match.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

VERSION = 1
"""Of the shape of the record: one of another version is not read."""

_RECORDS: dict[str, str] = {}
"""The records of folders whose own is not to last, while the process runs: `mkdocs serve` writes into a new one."""


class Made(NamedTuple):
    """A file as it was written: what it was made of, its size in bytes, the nanosecond of its change, and a note of
    whoever wrote it."""

    key: str
    size: int
    changed: int
    note: Any = None


class SiteTree:
    """The files under `root`. `record` is where the record lasts; `None` keeps it in memory."""

    def __init__(self, root: Path, record: Path | None) -> None:
        self.root = root
        self._record = record
        self._before: dict[str, Made] = {}
        self._now: dict[str, Made] = {}

    def begin(self) -> None:
        """Read the record, and remove what it does not name, as MkDocs empties the folder; hidden files stay."""
        self._before = self._read()[1]
        self._now = {}
        for name in list_files(self.root):
            if name not in self._before:
                self._remove(name)

    def _read(self) -> tuple[str | None, dict[str, Made]]:
        """Return the stamp and the files of the last build; nothing if the record is missing, broken, or another's."""
        with suppress(OSError, ValueError, TypeError, LookupError, AttributeError):
            text = _RECORDS[str(self.root)] if self._record is None else self._record.read_text(encoding="utf-8")
            found = json.loads(text)
            if (found["version"], found["root"]) == (VERSION, str(self.root.resolve())):
                return found["stamp"], {name: Made(*made) for name, made in found["files"].items()}
        return None, {}

    def is_whole(self, stamp: str) -> bool:
        """Tell whether the last build ended under a stamp, every file is as it left it, and no other is there."""
        left, files = self._read()
        if left != stamp or set(list_files(self.root)) != files.keys():
            return False
        return all(self._is_as_made(name, made) for name, made in files.items())

    def find(self, name: str) -> Made | None:
        """Return what is known of a file that is as the last build left it."""
        made = self._before.get(name)
        return made if made is not None and self._is_as_made(name, made) else None

    def _is_as_made(self, name: str, made: Made) -> bool:
        try:
            found = os.stat(f"{self.root}/{name}")  # noqa: PTH116 - a `Path` for each file takes three times as long
        except OSError:
            return False
        return found.st_size == made.size and found.st_mtime_ns == made.changed

    def keep(self, name: str) -> None:
        """Say that a file that was found is still what it should be."""
        self._now[name] = self._before[name]

    def write(self, name: str, data: bytes | Callable[[], bytes], key: str | None = None, note: Any = None) -> None:
        """Write a file, unless it is there already.

        `data` may be what makes it, for a file with a `key` that stands for all that it is made of.
        """
        if key is None:
            data = data() if callable(data) else data
            key = blake2b(data, digest_size=16).hexdigest()
        made = self.find(name)
        if made is not None and made.key == key:
            self._now[name] = made._replace(note=note)
            return
        data = data() if callable(data) else data
        path = self.root / name
        try:
            path.write_bytes(data)
        except FileNotFoundError:  # to ask for every file whether its folder is there took a tenth of the time
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        found = path.stat()
        self._now[name] = Made(key, found.st_size, found.st_mtime_ns, note)

    def finish(self, stamp: str | None = None) -> None:
        """Remove the files that were not written this time, and write the record. `stamp` stands for the whole site."""
        for name in self._before.keys() - self._now.keys():
            self._remove(name)
        record = {"version": VERSION, "root": str(self.root.resolve()), "stamp": stamp, "files": self._now}
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        if self._record is None:
            _RECORDS[str(self.root)] = text
            return
        with suppress(OSError):  # without a record, the next build writes every file
            self._record.parent.mkdir(parents=True, exist_ok=True)
            draft = self._record.with_suffix(f".{os.getpid()}")
            draft.write_text(text, encoding="utf-8", newline="\n")
            draft.replace(self._record)

    def _remove(self, name: str) -> None:
        path = self.root / name
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
        for folder in path.parents:
            if folder == self.root or not _remove_empty(folder):
                break


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


def list_files(root: Path) -> Iterable[str]:
    """Yield the names of all files under a folder, with slashes, but those at its top that are hidden."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(root / prefix) as found:
            for item in found:
                if prefix or not item.name.startswith("."):
                    if item.is_dir(follow_symlinks=False):
                        waiting.append(f"{prefix}{item.name}/")
                    else:
                        yield f"{prefix}{item.name}"
