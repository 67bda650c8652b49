"""Edits of a seeds folder such as people make them: every one leaves the folder as some text editor might."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Leaf = tuple[Path, tuple]
"""A file, and the way to a text in it."""


def read(file: Path) -> Any:
    """Return the data of a YAML file with every scalar as a text."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def write(file: Path, data: Any) -> None:
    """Write data as YAML."""
    file.write_text(yaml.dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def find_leaves(seeds: Path) -> list[Leaf]:
    """Return every text in every record, in order."""
    files = sorted(path for path in seeds.rglob("*.yml") if path.name != "seals.yml")
    return [(file, path) for file in files for path in _walk(read(file), ())]


def _walk(data: Any, path: tuple) -> Iterator[tuple]:
    if isinstance(data, str):
        yield path
    else:
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _walk(value, (*path, key))


def look_up(data: Any, path: tuple) -> Any:
    """Return what stands at `path`."""
    for step in path:
        data = data[step]
    return data


def change(leaf: Leaf, value: str) -> None:
    """Put another text in the place of one."""
    file, path = leaf
    data = read(file)
    look_up(data, path[:-1])[path[-1]] = value
    write(file, data)


def name_of_field(path: tuple) -> str:
    """Return the name of the field that a text belongs to, whatever its position in lists."""
    return next(step for step in reversed(path) if isinstance(step, str))


class Undoable:
    """Takes an edit back if it left data that no site is built from."""

    def __init__(self, seeds: Path, spare: Path) -> None:
        self.seeds, self.spare = seeds, spare

    def __enter__(self) -> Undoable:
        shutil.rmtree(self.spare, ignore_errors=True)
        shutil.copytree(self.seeds, self.spare)
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing to do: what was done stands until it is undone."""

    def undo(self) -> None:
        """Put everything back as it was."""
        shutil.rmtree(self.seeds)
        shutil.copytree(self.spare, self.seeds)
