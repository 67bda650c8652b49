"""A deterministic zip: the same files give the same bytes, on every machine and every day."""

from __future__ import annotations

import os
import subprocess
import time
import zipfile
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name."""

_MODE = 0o100644 << 16


def find_moment(folder: Path) -> tuple[int, int, int, int, int, int]:
    """Return the time that the files in an archive bear, in UTC.

    `SOURCE_DATE_EPOCH` (reproducible-builds.org) if it is set, else the date of the last commit of the repository that
    `folder` is in, else 1980. Never the clock.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or _ask_git(folder)
    if not seconds:
        return EARLIEST
    return max(EARLIEST, time.gmtime(int(seconds))[:6])


def _ask_git(folder: Path) -> str:
    command = ["git", "-C", str(folder), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def write_archive(archive: Path, root: str, folder: Path, moment: tuple[int, int, int, int, int, int]) -> None:
    """Write the files under `folder` into a zip, all below one folder named `root`, in the order of their paths."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
            if path.is_file():
                info = zipfile.ZipInfo(f"{root}/{path.relative_to(folder).as_posix()}", moment)
                info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, _MODE, 3
                target.writestr(info, path.read_bytes(), compresslevel=9)
