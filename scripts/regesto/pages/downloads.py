"""The files of the dossier's data, as the pages know them: a name, the content, and how to link to them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field

from regesto.pages.i18n import NO_BREAK_SPACE, Words

_UNITS = (("MB", 1_000_000), ("kB", 1_000))


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away.

    `export` names its format (a key of the words under `data.export`); `path` is its path from the site's root, as it
    is written; `media_type` and `size` (in bytes) are its own. `read` returns its content: what all files hold together
    is more than a build should keep in memory.
    """

    export: str
    path: str
    media_type: str
    size: int
    read: Callable[[], bytes] = field(repr=False, compare=False)

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.read()

    @property
    def name(self) -> str:
        """The name that the file has on a reader's disk."""
        return posixpath.basename(self.path)

    def href(self, page: str) -> str:
        """Return the relative link to it from a page, whose file is given from the site's root."""
        return posixpath.relpath(self.path, posixpath.dirname(page) or ".")


def write_size(size: int, words: Words) -> str:
    """Return a number of bytes in words: `1,2 MB`, `38 kB`, `970 B`. Units are decimal, as file managers count."""
    for unit, scale in _UNITS:
        if size >= scale:
            amount = size / scale
            return f"{words.number(round(amount, 1) if amount < 10 else round(amount))}{NO_BREAK_SPACE}{unit}"
    return f"{words.number(size)}{NO_BREAK_SPACE}B"
