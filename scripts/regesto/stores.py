"""Files of SQLite that keep what can be made again, from one build to the next."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

PACKAGE = Path(__file__).parent


@cache
def describe_code(*parts: str) -> bytes:
    """Return a digest of the package's own code, for the keys of what is kept: a version does not tell of a change.

    `parts` are files or folders of the package (`"views"`, `"seeds/yaml.py"`), which must be there: all that has a say
    in what is kept. Files of data in the folders count too.
    """
    made = blake2b(sys.version.encode(), digest_size=16)
    for part in parts:
        where = PACKAGE / part
        for path in sorted(where.rglob("*.*")) if where.is_dir() else [where]:
            if path.is_file() and path.suffix != ".pyc":
                data = path.read_bytes()
                made.update(f"\0{path.relative_to(PACKAGE).as_posix()}\0{len(data)}\0".encode() + data)
    return made.digest()


def open_store(path: Path, *tables: str) -> sqlite3.Connection | None:
    """Open a file and begin to write to it; `tables` are the statements that make its tables where there are none.

    A file that cannot be read is begun anew. Returns `None` where the folder cannot be written or another build holds
    the file: nothing is kept then.
    """
    for _ in range(2):
        with suppress(OSError, sqlite3.OperationalError):
            path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(path, timeout=0.5)
            try:
                file.execute("pragma synchronous = normal")
                for table in tables:
                    file.execute(table)
                file.execute("begin immediate")
                return file
            except sqlite3.OperationalError:  # another build is at it
                file.close()
                return None
            except sqlite3.DatabaseError:  # not a file of SQLite, or a broken one
                file.close()
                path.unlink(missing_ok=True)
    return None
