"""What drafting remembers beside its files: the marks of what it proposed last, and what each draft tells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from regesto.drafting.matching import Telling, TellingIndex
from regesto.seeds.writing import write_if_changed

FOLDER = ".made"


class Made:
    """The folder `.made` in a folder of drafts. What is unreadable in it counts as not there: it can be made again."""

    def __init__(self, drafts: Path) -> None:
        self._drafts = drafts
        self._index: TellingIndex | None = None

    def marks(self, source: str) -> dict[str, str]:
        """Return the marks of what was proposed last for a source, by path of the field."""
        return _read(self._path(source))

    def write(self, source: str, marks: Mapping[str, str], tellings: Iterable[Telling]) -> None:
        """Remember marks and tellings of a source."""
        content = json.dumps(marks, indent=0, sort_keys=True) + "\n"
        self._path(source).parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(self._path(source), content.encode())
        self.index().add(source, tellings)

    def index(self) -> TellingIndex:
        """Return the index of what the drafts in the folder tell; an empty one while there are none."""
        if self._index is None:
            path = self._drafts / FOLDER / "tellings.sqlite"
            if not path.parent.is_dir():
                return TellingIndex()
            self._index = TellingIndex(path)
        return self._index

    def is_draft(self, id: str) -> bool:
        """Tell whether the draft `source/entry` is still there: not accepted, not deleted."""
        source, _, entry = id.partition("/")
        path = self._drafts / f"{source}.yml"
        return path.is_file() and f"\n  {entry}:" in path.read_text("utf-8")

    def _path(self, source: str) -> Path:
        return self._drafts / FOLDER / f"{source}.json"


def _read(path: Path) -> dict:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
