"""Which files are meant: single files, folders, patterns, and `-` for what is piped in."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from regesto.reading.document import Unread

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf"})
"""The endings that are looked for in a folder; a file named outright may end as it likes."""

STANDARD_INPUT = "-"


def find_articles(names: Iterable[str]) -> Iterator[Path | str | Unread]:
    """Yield the files that `names` mean, each once, sorted within a folder or pattern; `-` is passed on as it is.

    A name that means nothing is yielded as an `Unread` that says why.
    """
    seen: set[Path] = set()
    for name in names:
        if name == STANDARD_INPUT:
            yield STANDARD_INPUT
            continue
        for found in _expand(name):
            if isinstance(found, Unread):
                yield found
            elif found not in seen:
                seen.add(found)
                yield found


def _expand(name: str) -> Iterator[Path | Unread]:
    path = Path(name)
    try:
        if path.is_dir():
            yield from _in_folder(path)
            return
        if path.exists():
            yield path
            return
    except PermissionError:
        yield Unread(name, "no permission to read it")
        return
    except OSError as error:
        yield Unread(name, f"cannot be opened ({error.strerror or error})")
        return
    found = [] if not glob.has_magic(name) else sorted(Path(one) for one in glob.iglob(name, recursive=True))  # noqa: PTH207 - a pattern may be absolute
    files = [one for one in found if one.is_file()]
    if files:
        yield from files
    else:
        yield Unread(name, "there is no such file or folder")


def _in_folder(folder: Path) -> Iterator[Path | Unread]:
    try:
        entries = sorted(folder.rglob("*"))
    except PermissionError:
        yield Unread(str(folder), "no permission to read this folder")
        return
    files = [one for one in entries if one.suffix.lower() in SUFFIXES and one.is_file() and not _is_hidden(one, folder)]
    if files:
        yield from files
    else:
        yield Unread(str(folder), "no article in this folder (looked for " + ", ".join(sorted(SUFFIXES)) + ")")


def _is_hidden(path: Path, folder: Path) -> bool:
    relative = path.relative_to(folder)
    return any(part.startswith(".") for part in relative.parts) or relative.name == "README.md"
