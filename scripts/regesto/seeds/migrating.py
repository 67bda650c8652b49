"""Lifts the data of a dossier from older formats to the one of today, and leaves every comment where it is.

A migration takes the texts of all files by their names under the seeds folder and returns those that change. It must
give the same if it is run again over its own result: after a power cut the number in dossier.yml, which is written
last, still is the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from regesto.model.dossier import FORMAT
from regesto.model.problem import Place, Problem
from regesto.seeds.document import Document
from regesto.seeds.formatting import find_formattable
from regesto.seeds.layout import SETTINGS_FILE
from regesto.seeds.reading import find_newer
from regesto.seeds.writing import write_if_changed
from regesto.seeds.yaml import read_yaml

Texts = Mapping[str, str]
"""The texts of files by name."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: the format that it leads to, what it does (for people), and how."""

    to: int
    description: str
    lift: Callable[[Texts], Texts]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "dossier.yml says the format of its data; nothing else changes", lambda texts: {}),
)
"""Every migration, in order: there is one to each format from 1 to `FORMAT`."""


@dataclass(slots=True)
class Lifted:
    """What a migration came to: the files to write, what was done, and what stands in the way."""

    start: int = FORMAT
    files: dict[str, str] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def lift_seeds(folder: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> Lifted:
    """Prepare the migration of a seeds folder, by default to the format of today; nothing is written."""
    if not (folder / SETTINGS_FILE).is_file():
        return Lifted(problems=[Problem("no-settings", "there is no dossier.yml here", Place(SETTINGS_FILE))])
    paths = {path.relative_to(folder).as_posix(): path for path in find_formattable(folder)}
    settings = read_yaml(paths[SETTINGS_FILE].read_bytes(), SETTINGS_FILE)
    start, problems = _read_format(settings)
    if problems:
        return Lifted(problems=problems)
    steps = [one for one in migrations if one.to > start]
    lifted = Lifted(start, steps=[f"to format {one.to}: {one.description}" for one in steps])
    if not steps:
        return lifted
    texts = {}
    for name, path in paths.items():
        document = read_yaml(path.read_bytes(), name)
        lifted.problems += document.problems
        texts[name] = path.read_bytes().decode("utf-8-sig", errors="replace")
    if lifted.problems:
        return lifted
    before = dict(texts)
    for one in steps:
        texts |= one.lift(texts)
        texts[SETTINGS_FILE] = write_format(texts[SETTINGS_FILE], one.to)
    lifted.files = {name: text for name, text in texts.items() if before.get(name) != text}
    return lifted


def write_lifted(folder: Path, lifted: Lifted) -> list[str]:
    """Write what was prepared, dossier.yml last; return the names of the files. Raises OSError."""
    names = sorted(lifted.files, key=lambda name: (name == SETTINGS_FILE, name))
    return [name for name in names if write_if_changed(folder / name, lifted.files[name].encode())]


def write_format(text: str, version: int) -> str:
    """Return the text of dossier.yml with its format set to `version`, and every other character as it was."""
    document = read_yaml(text.encode(), SETTINGS_FILE)
    lines = text.split("\n")
    if ("format",) in document.keys:
        row, column = document.values[("format",)]
        old = document.data["format"]
        line = lines[row - 1]
        lines[row - 1] = f"{line[: column - 1]}{line[column - 1 :].replace(old, str(version), 1)}"
        return "\n".join(lines)
    first = min(row for row, _ in document.keys.values())
    lines.insert(first - 1, f"format: {version}" + ("\r" if lines[first - 1].endswith("\r") else ""))
    return "\n".join(lines)


def _read_format(settings: Document) -> tuple[int, list[Problem]]:
    if settings.problems or not isinstance(settings.data, dict):
        return 0, settings.problems or [Problem("empty", "dossier.yml is not a map of fields", Place(SETTINGS_FILE))]
    newer = find_newer(settings.data)
    given = settings.data.get("format") or "0"
    where = settings.place(("format",))
    if newer is not None:
        message = f"this dossier is in data format {newer}, which this Regesto does not know"
        hint = f"{FORMAT} at most, or a newer Regesto: pip install --upgrade regesto"
        return 0, [Problem("newer-format", message, where, "format", hint)]
    if not (isinstance(given, str) and given.isascii() and given.isdigit()):
        return 0, [Problem("malformed", "this is no format", where, "format", f"a number, {FORMAT} at most")]
    return int(given), []
