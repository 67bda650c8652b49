"""Files of SQLite that keep what can be made again, from one build to the next."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path


def open_store(path: Path, table: str) -> sqlite3.Connection | None:
    """Open a file and begin to write to it; `table` is the statement that makes its table where there is none.

    A file that cannot be read is begun anew. Returns `None` where the folder cannot be written or another build holds
    the file: nothing is kept then.
    """
    for _ in range(2):
        with suppress(OSError, sqlite3.OperationalError):
            path.parent.mkdir(parents=True, exist_ok=True)
            file = sqlite3.connect(path, timeout=0.5)
            try:
                file.execute("pragma synchronous = normal")
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
