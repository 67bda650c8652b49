"""Where the files of a dossier stand: finds them, and reports what is missing, misplaced or unsafe.

Only regular files are read, and links are not followed: nothing outside the seeds folder can get in.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from regesto.model.ids import ID_PATTERN, Kind, is_reserved
from regesto.model.problem import Place, Problem, Severity
from regesto.seeds.nearest import nearest

SETTINGS_FILE = "dossier.yml"
SEALS_FILE = "seals.yml"
VOCABULARY_FILES = {
    "topics.yml": Kind.TOPIC,
    "actors.yml": Kind.ACTOR,
    "places.yml": Kind.PLACE,
    "materiel.yml": Kind.MATERIEL,
    "measures.yml": Kind.MEASURE,
    "questions.yml": Kind.QUESTION,
    "roles.yml": Kind.ROLE,
}
SOURCES_FOLDER = "sources"
ENTRIES_FOLDER = "entries"
UNDATED_FOLDER = "undated"
OTHER_FOLDERS = frozenset({"drafts", "articles"})
"""Folders that belong to the dossier and are read by other commands."""

NOTES = frozenset({"README.md", "LICENSE.md"})
"""Files for people, which may stand in any folder."""

_TOP_FILES = (SETTINGS_FILE, SEALS_FILE, *VOCABULARY_FILES)
_TOP_FOLDERS = (SOURCES_FOLDER, ENTRIES_FOLDER, *sorted(OTHER_FOLDERS))
_YEAR = re.compile(r"[0-9]{4}\Z")
_ID = re.compile(ID_PATTERN + r"\Z")


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A file to read: where it is, its name under the seeds folder, and for a record the id that it gives."""

    path: Path
    name: str
    id: str = ""


@dataclass(slots=True)
class Layout:
    """The files of a dossier, sorted by name."""

    settings: SeedFile | None = None
    seals: SeedFile | None = None
    vocabularies: dict[Kind, SeedFile] = field(default_factory=dict)
    sources: list[SeedFile] = field(default_factory=list)
    entries: list[SeedFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_files(folder: Path) -> Layout:
    """Return the files of the dossier in `folder`, with problems for everything that does not belong there."""
    layout = Layout()
    if not folder.is_dir():
        layout.problems.append(Problem("no-folder", "there is no such folder", Place(str(folder))))
        return layout
    for item in _items(folder, "", layout):
        _sort_top(item, folder, layout)
    if layout.settings is None:
        message = f"the dossier has no {SETTINGS_FILE}, which says its title and languages"
        layout.problems.append(Problem("no-settings", message, Place(SETTINGS_FILE)))
    _report_twins(layout)
    return layout


@dataclass(frozen=True, slots=True)
class _Item:
    """A file or folder as it is found; `name` is its path under the seeds folder, with slashes."""

    path: Path
    name: str
    is_folder: bool

    @property
    def last(self) -> str:
        return self.path.name


def _items(folder: Path, prefix: str, layout: Layout) -> list[_Item]:
    """List `folder` in the order of names, without hidden files, notes for people, and what is no file (reported)."""
    items = []
    for path in sorted(folder.iterdir()):
        name = path.name
        if name.startswith(".") or name in NOTES:
            continue
        shown = prefix + name
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            _report(layout, "link", "links to other files are not followed; put the file itself here", shown)
        elif stat.S_ISDIR(mode) or stat.S_ISREG(mode):
            items.append(_Item(path, shown, stat.S_ISDIR(mode)))
        else:
            _report(layout, "link", "this is not a regular file", shown)
    return items


def _sort_top(item: _Item, folder: Path, layout: Layout) -> None:
    if item.is_folder:
        if item.name == SOURCES_FOLDER:
            layout.sources = _records(item, layout)
        elif item.name == ENTRIES_FOLDER:
            _sort_years(item, layout)
        elif item.name not in OTHER_FOLDERS:
            _report_unexpected(layout, item, _TOP_FOLDERS)
    elif item.name == SETTINGS_FILE:
        layout.settings = SeedFile(item.path, item.name)
    elif item.name == SEALS_FILE:
        layout.seals = SeedFile(item.path, item.name)
    elif item.name in VOCABULARY_FILES:
        layout.vocabularies[VOCABULARY_FILES[item.name]] = SeedFile(item.path, item.name)
    else:
        _report_unexpected(layout, item, _TOP_FILES)


def _sort_years(entries: _Item, layout: Layout) -> None:
    for item in _items(entries.path, f"{entries.name}/", layout):
        if not item.is_folder:
            _report(
                layout,
                "misplaced",
                "an entry stands in the folder of its year, not directly in entries",
                item.name,
                example=f"{ENTRIES_FOLDER}/2024/{item.last}",
            )
        elif _YEAR.match(item.last) or item.last == UNDATED_FOLDER:
            layout.entries += _records(item, layout)
        else:
            expected = f"a year in four digits, or {UNDATED_FOLDER}"
            _report(layout, "misplaced", "this folder is not a year", item.name, expected, f"{ENTRIES_FOLDER}/2024")


def _records(folder: _Item, layout: Layout) -> list[SeedFile]:
    files = []
    for item in _items(folder.path, f"{folder.name}/", layout):
        stem, dot, suffix = item.last.rpartition(".")
        if item.is_folder:
            _report(layout, "misplaced", "a folder stands where only files are expected", item.name)
        elif not dot or suffix != "yml":
            _report_unexpected(layout, item, (f"{_make_safe(item.last.partition('.')[0])}.yml",))
        elif not _ID.match(stem) or len(stem) > 80 or is_reserved(stem):
            _report_name(layout, item, stem)
        else:
            files.append(SeedFile(item.path, item.name, stem))
    return files


def _report_name(layout: Layout, item: _Item, stem: str) -> None:
    _report(
        layout,
        "file-name",
        f"{_printable(stem)} cannot be an id" + (": it is a device on Windows" if is_reserved(stem) else ""),
        item.name,
        "small letters a to z, digits and single hyphens, 80 at most",
        f"{_make_safe(stem)}.yml",
    )


def _make_safe(stem: str) -> str:
    """Return an id like the name of a file."""
    safe = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:80].strip("-") or "a-name"
    return f"{safe}-1" if is_reserved(safe) else safe


def _report_twins(layout: Layout) -> None:
    first: dict[str, SeedFile] = {}
    kept = []
    for file in layout.entries:
        if file.id in first:
            message = f"another entry has the id {file.id}: {first[file.id].name}; one of them needs another name"
            _report(layout, "duplicate-id", message, file.name)
        else:
            first[file.id] = file
            kept.append(file)
    layout.entries = kept


def _report_unexpected(layout: Layout, item: _Item, known: tuple[str, ...]) -> None:
    what = "folder" if item.is_folder else "file"
    # A file that was meant to be read (a typo, .yaml for .yml) would be lost unseen: that is an error.
    meant = item.last.endswith((".yml", ".yaml")) or item.is_folder
    near = nearest(item.last, known)
    layout.problems.append(
        Problem(
            "unexpected-file",
            f"this {what} does not belong to a dossier and is not read",
            Place(_printable(item.name)),
            expected="" if near else f"one of {', '.join(known)}",
            suggestion=near,
            severity=Severity.ERROR if meant else Severity.WARNING,
        )
    )


def _report(layout: Layout, code: str, message: str, name: str, expected: str = "", example: str = "") -> None:
    layout.problems.append(Problem(code, message, Place(_printable(name)), expected=expected, example=example))


def _printable(name: str) -> str:
    """Return a file's name as it may be shown: names may hold line ends, escapes and undecodable bytes."""
    return "".join(character if character.isprintable() else "\ufffd" for character in name)
