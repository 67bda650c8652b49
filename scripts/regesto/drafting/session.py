"""Drafting as commands do it: articles in, files of drafts out, nothing half-written, nothing of a person's lost."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml.error import YAMLError

from regesto.drafting.draft_file import make_file
from regesto.drafting.draft_merge import merge
from regesto.drafting.drafts import DraftEntry, draft_entries
from regesto.drafting.engine import Engine, Reading
from regesto.drafting.language import load_language
from regesto.drafting.matching import propose_matches
from regesto.drafting.plugins import Plugin, add_spans
from regesto.drafting.vocabulary import make_vocabulary
from regesto.model.dossier import Dossier
from regesto.reading.document import Document
from regesto.seeds.writing import write_if_changed

MADE = ".made"
"""The folder beside the drafts that remembers, as hashes, what was proposed last."""


@dataclass(slots=True)
class Drafted:
    """What drafting one article came to: the file, its text before and after, and a line for a person."""

    source: str
    path: Path
    before: str
    after: str
    made: dict[str, str]
    kept: list[str] = field(default_factory=list)
    entries: int = 0
    asks: str = ""

    @property
    def changes(self) -> bool:
        """Whether the file would be written."""
        return self.before != self.after

    def diff(self) -> str:
        """Return what would change in the file, as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            f"{self.path.name} (now)",
            f"{self.path.name} (then)",
        )
        return "".join(lines)


class Drafter:
    """Drafts articles into the `drafts` folder of a dossier; `dossier` is `None` where there is none yet.

    `plugins` are asked beside the rules; `failures` has a line for each time that one did not answer.
    """

    def __init__(self, seeds: Path, dossier: Dossier | None, plugins: Sequence[Plugin] = ()) -> None:
        self.seeds, self.dossier, self.plugins = seeds, dossier, tuple(plugins)
        self.failures: list[str] = []
        self._engines: dict[str, Engine] = {}

    def engine(self, code: str) -> Engine:
        """Return the engine for a language, with the dossier's vocabulary."""
        if code not in self._engines:
            language = load_language(code)
            self._engines[code] = Engine(language, make_vocabulary(self.dossier, language))
        return self._engines[code]

    def source_of(self, document: Document) -> str:
        """Return the id of the source record: the dossier's with that title or text file, else the file's name."""
        for id, source in (self.dossier.sources if self.dossier else {}).items():
            if source.text_file and document.origin.endswith(source.text_file):
                return id
            if document.facts.title and source.title == document.facts.title:
                return id
        return document.name

    def read(self, document: Document) -> tuple[Reading, list[DraftEntry]]:
        """Return the annotated article and the entries to propose."""
        reading = self.engine(document.language).read(document)
        if self.plugins:
            reading.annotations, failures = add_spans(document, reading.annotations, self.plugins)
            self.failures += failures
        entries = draft_entries(reading, self.source_of(document), self.dossier)
        if self.dossier is not None:
            for entry in entries:
                entry.matches = propose_matches(entry, self.dossier, document.language)
        return reading, entries

    def draft(self, document: Document) -> Drafted:
        """Return what the file of drafts for `document` should be. Raises ValueError on a broken file."""
        source = self.source_of(document)
        path = self.seeds / "drafts" / f"{source}.yml"
        asks = "" if document.facts.published else "when was it published? (or say --published 2024-09~)"
        _, entries = self.read(document)
        before = path.read_text("utf-8") if path.is_file() else ""
        try:
            merged = merge(make_file(document, source, entries, asks), before, self._made(source))
        except YAMLError as error:
            raise ValueError(f"{path} cannot be read as YAML, and is left alone: {error}") from error
        return Drafted(source, path, before, merged.text, merged.made, merged.kept, len(entries), asks)

    def _made(self, source: str) -> dict[str, str]:
        path = self.seeds / "drafts" / MADE / f"{source}.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else {}

    def write(self, drafted: Drafted) -> bool:
        """Write the file and what is remembered of it; return whether the file changed."""
        folder = drafted.path.parent
        (folder / MADE).mkdir(parents=True, exist_ok=True)
        changed = write_if_changed(drafted.path, drafted.after.encode())
        made = json.dumps(drafted.made, indent=0, sort_keys=True) + "\n"
        write_if_changed(folder / MADE / f"{drafted.source}.json", made.encode())
        return changed
