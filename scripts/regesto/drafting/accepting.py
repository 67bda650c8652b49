"""Turns a corrected draft into curated data: validated as a whole before anything is written."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from regesto.drafting.draft_claims import DECIDE
from regesto.drafting.draft_file import dump
from regesto.drafting.draft_reading import is_id, read_drafts
from regesto.model.calendar import find_day
from regesto.model.edtf import Edtf, EdtfError
from regesto.seeds.reading import read_seeds
from regesto.seeds.writing import write_if_changed

_ENTRY_HEAD = "# yaml-language-server: $schema=../../../schema/entry.json\n"
_SOURCE_HEAD = "# yaml-language-server: $schema=../../schema/source.json\n"
# The comments that drafting wrote; those of a person have other beginnings and stay.
_MACHINE = (
    r"(?:DECIDE|NEW SUGGESTION|proposed by shared words|«|quantities: «|origin: «|certainty: «|Names that the voc)"
)
_MACHINE_LINE = re.compile(rf"^[ \t]*#[ \t]*{_MACHINE}.*\n", re.M)
_MACHINE_END = re.compile(rf"(?<![ \t])[ \t]+#[ \t]*{_MACHINE}[^\n]*$", re.M)


@dataclass(slots=True)
class Accepted:
    """What accepting came to: the files to write by path, lines that say what is wrong, and the ids accepted.

    `waiting` has a line for each entry that is left because it still says DECIDE.
    """

    files: dict[Path, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)


def accept(seeds: Path, source: str, wanted: str | None, by: str, on: str) -> Accepted:
    """Prepare the acceptance of one entry of a file of drafts, or of all that are ready when `wanted` is `None`.

    `by` is the editor's id and `on` the day of the review (EDTF). Writes nothing; see `write`.
    """
    result = Accepted()
    path = seeds / "drafts" / f"{source}.yml"
    if not is_id(source) or not path.is_file():
        result.problems.append(f"there is no file of drafts {path}; `regesto draft` makes it")
        return result
    root, faults = read_drafts(path)
    if faults:
        result.problems += faults
        return result
    entries: Mapping[str, Any] = root.get("entries") or {}
    if wanted is not None and wanted not in entries:
        result.problems.append(f"{path}: there is no entry {wanted}; there are: {', '.join(entries) or 'none'}")
        return result
    _add_source(seeds, source, root, result)
    for id in [wanted] if wanted else list(entries):
        _add_entry(seeds, id, entries[id], by, on, result)
    if not result.entries or (wanted and result.waiting):
        result.problems += result.waiting or ["there is nothing to accept"]
    if not result.problems:
        _check(seeds, result)
    if not result.problems:
        for id in result.entries:
            del root["entries"][id]
        result.files[path] = dump(root) if root["entries"] else ""
    return result


def _undecided(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _undecided(one, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _undecided(one, f"{path}[{number}]")
    elif isinstance(value, str) and DECIDE in value:
        yield path


def _add_source(seeds: Path, source: str, root: Mapping[str, Any], result: Accepted) -> None:
    path = seeds / "sources" / f"{source}.yml"
    if path.exists():
        return
    given = root.get("source") or {}
    for name in _undecided(given, "source"):
        result.problems.append(f"{name} still says DECIDE")
    result.files[path] = _SOURCE_HEAD + _own_words(dump(given))


def _own_words(text: str) -> str:
    return _MACHINE_END.sub("", _MACHINE_LINE.sub("", text))


def _add_entry(seeds: Path, id: str, entry: Any, by: str, on: str, result: Accepted) -> None:
    target = entry.get("add_to")
    part = {"claims": entry.get("claims")} if target else entry
    undecided = list(_undecided(part, ""))
    if undecided:
        result.waiting.append(f"{id}: still to decide: {', '.join(undecided)}")
        return
    if target:
        _append(seeds, id, str(target), entry, result)
        return
    try:
        earliest = Edtf.parse(str(entry.get("date"))).bounds
    except EdtfError as error:
        result.problems.append(f"{id}: date: {error}")
        return
    day = earliest.earliest if earliest.earliest is not None else earliest.latest
    entry["status"] = "reviewed"
    entry["reviewed"] = {"by": by, "on": on}
    path = seeds / "entries" / str(find_day(day).year) / f"{id}.yml"
    if list((seeds / "entries").glob(f"*/{id}.yml")):
        result.problems.append(f"{id}: there is an entry of that name already; give the draft another one")
        return
    result.files[path] = _ENTRY_HEAD + _own_words(dump(entry))
    result.entries.append(id)


def _append(seeds: Path, id: str, target: str, entry: Any, result: Accepted) -> None:
    """Put the draft's claims after those of the curated entry `target`, and leave every other byte of it as it is."""
    path = next(iter((seeds / "entries").glob(f"*/{target}.yml")), None)
    if path is None:
        result.problems.append(f"{id}: add_to: there is no entry {target}")
        return
    text = result.files.get(path) or path.read_text("utf-8")
    match = re.search(r"^claims:.*\n(?:(?![^\s#]).*\n)*", text, re.M)
    if match is None:
        result.problems.append(f"{id}: add_to: {path} has no claims to add to")
        return
    claims = _own_words(dump({"claims": entry["claims"]})).split("\n", 1)[1]
    result.files[path] = text[: match.end()] + claims + text[match.end() :]
    result.entries.append(id)


def _check(seeds: Path, result: Accepted) -> None:
    """Read a copy of the seeds with the new files in it; what is wrong with those files are the problems."""
    links = [path for path in result.files if any(one.is_symlink() for one in _within(seeds, path))]
    if links:
        result.problems += [f"{path}: links are not followed; put the file or folder itself there" for path in links]
        return
    with tempfile.TemporaryDirectory(prefix="regesto-") as folder:
        copy = Path(folder) / "seeds"
        # Links stay links: one to / would be followed, and everything be copied.
        shutil.copytree(seeds, copy, symlinks=True, ignore=shutil.ignore_patterns("articles", "drafts"))
        names = set()
        for path, text in result.files.items():
            name = path.relative_to(seeds)
            names.add(name.as_posix())
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_text(text, "utf-8", newline="\n")
        errors = read_seeds(copy).errors
    result.problems += [str(problem) for problem in errors if problem.where.file in names]


def _within(seeds: Path, path: Path) -> Iterator[Path]:
    """Yield a path and the folders above it, up to the seeds folder, which may itself be a link."""
    while path != seeds:
        yield path
        path = path.parent


def write(result: Accepted) -> list[Path]:
    """Write what was prepared, curated files before the file of drafts, each whole; return what changed."""
    changed = []
    for path, text in sorted(result.files.items(), key=lambda item: item[0].parent.name == "drafts"):
        if not text:
            path.unlink(missing_ok=True)
            changed.append(path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if write_if_changed(path, text.encode()):
            changed.append(path)
    return changed
