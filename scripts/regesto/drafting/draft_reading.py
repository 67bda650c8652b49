"""Reads a file of drafts that somebody else may have written: strictly first, and only then with its comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from regesto.drafting.draft_file import load
from regesto.model.ids import ID_PATTERN, is_reserved
from regesto.model.problem import Place, Problem
from regesto.seeds.document import LIMITS, Document
from regesto.seeds.yaml import read_yaml

_ID = re.compile(ID_PATTERN + r"\Z")


def read_drafts(path: Path) -> tuple[CommentedMap, list[str]]:
    """Return the drafts in a file with their comments, and lines that say what is wrong; then the drafts are empty.

    Whatever the file holds, no name in it leads out of the seeds folder, and nothing in it grows or runs.
    """
    with path.open("rb") as stream:
        raw = stream.read(LIMITS.size + 1)
    document = read_yaml(raw, path.as_posix())
    problems = document.problems or list(_find_misshapen(document))
    if problems:
        return CommentedMap(), [str(problem) for problem in problems]
    return load(raw.decode("utf-8-sig")), []


def is_id(text: object) -> bool:
    """Tell whether a text can be the id of a record, and so the name of its file."""
    return isinstance(text, str) and bool(_ID.match(text)) and len(text) <= 80 and not is_reserved(text)


def _find_misshapen(document: Document) -> Iterator[Problem]:
    """Yield what is not built as a file of drafts is: a source, and entries by id, each with a list of claims."""

    def wrong(path: tuple, message: str) -> Problem:
        return Problem("draft", message, Place(document.file, document.place(path).line))

    root = document.data
    if not isinstance(root, dict):
        yield wrong((), "the file is not a map with `source` and `entries`, as `regesto draft` writes it")
        return
    for name in ("source", "entries"):
        if root.get(name) is not None and not isinstance(root[name], dict):
            yield wrong((name,), f"{name} is not a map of fields")
            return
    for id, entry in (root.get("entries") or {}).items():
        yield from (wrong(("entries", id, *path), message) for path, message in _find_faults(id, entry))


def _find_faults(id: str, entry: Any) -> Iterator[tuple[tuple, str]]:
    if not is_id(id):
        yield (), f"{id[:80]!a} cannot be an id; expected small letters a to z, digits and single hyphens, 80 at most"
    if not isinstance(entry, dict):
        yield (), "a draft is a map of fields"
        return
    if "add_to" in entry and not is_id(entry["add_to"]):
        yield ("add_to",), "add_to is not the id of an entry"
    claims = entry.get("claims")
    if claims is not None and not (isinstance(claims, list) and all(isinstance(one, dict) for one in claims)):
        yield ("claims",), "claims is not a list, each item a map of fields"
