"""A YAML file as it was read: plain data, where each part of it stands, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from regesto.model.problem import Place, Problem

Path = tuple[str | int, ...]
"""The way to a value inside a file: names of fields and positions in lists."""
Mark = tuple[int, int]
"""A line and a column, both from 1."""
Data = str | None | list["Data"] | dict[str, "Data"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: bytes, levels of nesting, values, and how many problems are reported of it."""

    size: int = 1_000_000
    depth: int = 20
    nodes: int = 50_000
    problems: int = 50


LONGEST_STEP = 80
"""Characters of a field's name that are shown: one may be as long as the file."""

LIMITS = Limits()
"""The limits of a file that people write."""


@dataclass(slots=True)
class Document:
    """What a file holds: `data`, where each value and each key stands, and what is wrong with it.

    `broken` says that the reading ended early, so that `data` is not all there is; problems of other sorts (a key
    written twice) leave `data` whole, with the first value.
    """

    file: str
    data: Data = None
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False
    reread: Callable[[], Document] | None = None

    def forget(self, reread: Callable[[], Document]) -> None:
        """Drop data and places, and read them again by `reread` when a place is asked for.

        Of 10,000 valid entries nobody asks; keeping their places took 250 MB and half of the time.
        """
        self.data, self.values, self.keys, self.reread = None, {}, {}, reread

    def place(self, path: Path, key: bool = False) -> Place:
        """Return where the value at `path` stands (or its key); where there is none, the nearest thing around it."""
        if self.reread is not None:
            again, self.reread = self.reread(), None
            self.values, self.keys = again.values, again.keys
        if key and path in self.keys:
            return Place(self.file, *self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
        return Place(self.file, *self.values.get(path, (1, 1)))


def field_name(path: Path) -> str:
    """Return `path` as people write it: `("claims", 0, "origin")` is `claims[0].origin`."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step[:LONGEST_STEP]}" for step in path]
    return "".join(parts).removeprefix(".")
