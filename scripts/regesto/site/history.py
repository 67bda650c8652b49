"""The history of the entries' files, from git: one `git log` for all of them, old versions only if asked for.

Neither messages nor names nor addresses of people are read: what changed is told by the files themselves. Where there
is no git, no repository, or nothing of it knows the folder, no entry has a history.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from regesto.model.entry import Entry
from regesto.seeds.yaml import read_yaml
from regesto.views.history import Change, Difference, History, compare

_GIT = ("git", "--no-replace-objects", "-c", "log.showSignature=false", "-c", "core.quotePath=false")

_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
"""Git is to read what is here: it writes nothing, and fetches nothing where a clone is partial."""

_LOG = ("log", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-color", "--format=%x01%H %ct %P")

LONGEST_LOG = 120
"""Seconds after which git is given up."""


class Touch(NamedTuple):
    """What one commit did to one file: the hashes of the content before and after, `None` where there is none.

    `place` is the commit's in the log, 0 being the newest; `root` tells that it has no parent.
    """

    place: int
    day: str
    commit: str
    old: str | None
    new: str | None
    root: bool


class GitHistories:
    """The histories of a folder's entries. `shallow` tells that the oldest commits of the clone have been cut off."""

    def __init__(self, folder: Path, touches: Mapping[str, tuple[Touch, ...]], shallow: bool) -> None:
        self._folder, self._touches, self._shallow = folder, touches, shallow
        self._texts: subprocess.Popen[bytes] | None = None
        self._inherited: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._made: dict[str, History] = {}

    def key(self, entry: Entry) -> str:
        """Return what a page that shows the history depends on."""
        return repr((self._shallow, self._gather(entry)))

    def of(self, entry: Entry) -> History:
        """Return the history of an entry under all its ids."""
        if entry.id not in self._made:
            self._made[entry.id] = self._make(entry)
        return self._made[entry.id]

    def close(self) -> None:
        """End the process that reads old versions; it begins anew when one is asked for."""
        if self._texts is not None:
            self._texts.stdin.close()
            self._texts.stdout.close()
            self._texts.wait()
            self._texts = None

    def _gather(self, entry: Entry) -> list[Touch]:
        found: dict[int, Touch] = {}
        for id in (entry.id, *entry.aliases):
            for touch in self._touches.get(id, ()):
                other = found.get(touch.place)  # a file that was moved: gone in one place, new in the other
                found[touch.place] = (
                    touch._replace(old=touch.old or other.old, new=touch.new or other.new) if other else touch
                )
        return [found[place] for place in sorted(found, reverse=True)]

    def _make(self, entry: Entry) -> History:
        changes: list[Change] = []
        before: str | None = None
        whole = True
        for touch in self._gather(entry):
            if touch.root and self._shallow:  # git shows every file as new in it
                before, whole = touch.new, False
                continue
            old = touch.old or before
            before = touch.new or old
            if touch.new is None or touch.new == old:
                continue
            difference = self._compare(old, touch.new) if old else None
            changes.append(Change(touch.day, touch.commit, created=old is None, difference=difference))
        return History(tuple(reversed(changes)), whole)

    def _compare(self, old: str, new: str) -> Difference | None:
        documents = [read_yaml(self._read(name), "") for name in (old, new)]
        if any(one.broken or not isinstance(one.data, dict) for one in documents):
            return None
        return compare(documents[0].data, documents[1].data)

    def _read(self, name: str) -> bytes:
        # Pages are rendered by copies of this process too: each asks a git of its own, or answers would be mixed up.
        if self._texts is None or self._owner != os.getpid():
            self._inherited, self._owner = self._texts, os.getpid()
            self._texts = subprocess.Popen(
                [*_GIT, "-C", str(self._folder), "cat-file", "--batch"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | _ENVIRONMENT,
            )
        try:
            self._texts.stdin.write(f"{name}\n".encode())
            self._texts.stdin.flush()
            head = self._texts.stdout.readline().split()
            if len(head) != 3:  # "<hash> missing"
                return b""
            return self._texts.stdout.read(int(head[2]) + 1)[:-1]
        except OSError:
            return b""


def read_histories(folder: Path) -> GitHistories | None:
    """Return the histories of the entries under the seeds folder `folder`, or `None` where git knows of none."""
    entries = folder / "entries"
    try:
        shallow = _ask(entries, "rev-parse", "--is-shallow-repository").strip() == b"true"
        touches = parse_log(_ask(entries, *_LOG, "--", "."))
    except (OSError, subprocess.SubprocessError):
        return None
    return GitHistories(entries, touches, shallow) if touches else None


def find_state(folder: Path) -> str:
    """Return the commit that the repository around a folder is at and whether its clone is shallow, or nothing."""
    try:
        return _ask(folder, "rev-parse", "HEAD", "--is-shallow-repository").decode("ascii", "replace")
    except (OSError, subprocess.SubprocessError):
        return ""


def is_tracked(path: Path) -> bool:
    """Tell whether the repository around a file or a folder holds it, or anything in it."""
    try:
        return bool(_ask(path.parent, "ls-files", "-z", "--", path.name))
    except (OSError, subprocess.SubprocessError):
        return False


def _ask(folder: Path, *arguments: str) -> bytes:
    command = [*_GIT, "-C", str(folder), *arguments]
    environment = os.environ | _ENVIRONMENT
    return subprocess.run(command, capture_output=True, check=True, timeout=LONGEST_LOG, env=environment).stdout


def parse_log(log: bytes) -> dict[str, tuple[Touch, ...]]:
    """Return who was touched when, by the stems of the files' names, the newest first.

    `log` is what `git log -z --raw` writes in the format above: after a commit's line, pairs of what happened and the
    path that it happened to, all of them ended by NUL.
    """
    found: dict[str, list[Touch]] = defaultdict(list)
    parts = iter(log.decode("utf-8", "replace").split("\0"))
    place, commit, day, root = -1, "", "", False
    for part in parts:
        part = part.strip("\n")
        if part.startswith("\x01"):
            commit, seconds, *parents = part[1:].split(" ")
            place, day, root = place + 1, _write_day(int(seconds)), not any(parents)
        elif part.startswith(":"):
            _, _, old, new, _ = part.split(" ")
            path = PurePosixPath(next(parts))
            if path.suffix == ".yml":
                found[path.stem].append(Touch(place, day, commit, _or_none(old), _or_none(new), root))
    return {stem: _join_moves(touches) for stem, touches in sorted(found.items())}


def _join_moves(touches: Iterable[Touch]) -> tuple[Touch, ...]:
    """Make one touch of two in the same commit: the file went to another year's folder."""
    joined: dict[int, Touch] = {}
    for touch in touches:
        other = joined.get(touch.place)
        joined[touch.place] = touch._replace(old=other.old or touch.old, new=other.new or touch.new) if other else touch
    return tuple(joined.values())


def _or_none(name: str) -> str | None:
    return None if set(name) == {"0"} else name


def _write_day(seconds: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(seconds))
