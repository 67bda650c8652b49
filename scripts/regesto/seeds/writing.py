"""Writes files whole or not at all, and only where something changes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write `content` to `path` unless it is there already; return whether it was written.

    Goes through a new file in the same folder that takes the old one's place at once, so that a reader (or a power cut)
    never meets half a file. Raises OSError where the folder cannot be written.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        new.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return True


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet, whole or not at all; makes its folder.

    Raises FileExistsError where there is something at `path`, and other OSErrors where the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        new.chmod(0o644)
        _take_place(new, path)
    finally:
        new.unlink(missing_ok=True)


def _take_place(new: Path, path: Path) -> None:
    """Give a written file its name, at once and over nothing; a disk without hard links has only a copy to offer."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        raise
    except OSError:
        with path.open("xb") as stream:
            stream.write(new.read_bytes())
