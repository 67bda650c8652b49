"""Drafting as commands do it: articles in, files of drafts out, nothing half-written, nothing of a person's lost."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml.error import YAMLError

from regesto.drafting.draft_file import make_file
from regesto.drafting.draft_merge import merge
from regesto.drafting.draft_reading import read_drafts
from regesto.drafting.drafts import DraftEntry, draft_entries
from regesto.drafting.engine import Engine, Reading
from regesto.drafting.language import load_language
from regesto.drafting.made import Made
from regesto.drafting.matching import Telling, TellingIndex, index_dossier, telling_of_draft
from regesto.drafting.plugins import Plugin, add_spans
from regesto.drafting.vocabulary import make_vocabulary
from regesto.model.dossier import Dossier
from regesto.reading.document import Document
from regesto.seeds.writing import write_if_changed


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
    tellings: list[Telling] = field(default_factory=list)

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
        self.made = Made(seeds / "drafts")
        self._curated: dict[str, TellingIndex] = {}
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
        source = self.source_of(document)
        entries = draft_entries(reading, source, self.dossier)
        for entry in entries:
            entry.matches = self._index_of_curated(document.language).propose(telling_of_draft(entry, source))
        return reading, entries

    def _index_of_curated(self, language: str) -> TellingIndex:
        if language not in self._curated:
            self._curated[language] = index_dossier(self.dossier, language) if self.dossier else TellingIndex()
        return self._curated[language]

    def draft(self, document: Document) -> Drafted:
        """Return what the file of drafts for `document` should be. Raises ValueError on a broken file."""
        source = self.source_of(document)
        path = self.seeds / "drafts" / f"{source}.yml"
        asks = "" if document.facts.published else "when was it published? (or say --published 2024-09~)"
        _, entries = self.read(document)
        if path.is_symlink() or path.parent.is_symlink():
            raise ValueError(f"{path} is a link, or in a folder that is one; links are not followed")
        if path.is_file() and (faults := read_drafts(path)[1]):
            raise ValueError(f"{path} cannot be read, and is left alone: {faults[0]}")
        before = path.read_text("utf-8") if path.is_file() else ""
        try:
            merged = merge(make_file(document, source, entries, asks), before, self.made.marks(source))
        except YAMLError as error:
            raise ValueError(f"{path} cannot be read as YAML, and is left alone: {error}") from error
        tellings = [telling_of_draft(entry, source) for entry in entries]
        return Drafted(
            source, path, before, merged.text, merged.made, merged.kept, len(entries), asks, tellings=tellings
        )

    def compare(self, drafted: Drafted) -> None:
        """Note above each entry that is new in the file which draft of another article may tell the same thing.

        Is called in the order of the articles, so that workers change nothing in what is proposed.
        """
        index = self.made.index()
        for telling in drafted.tellings:
            line = f"\n  {telling.id.partition('/')[2]}:"
            if line not in drafted.after or line in drafted.before:
                continue
            found = index.propose(telling, apart_from=drafted.source, most=5)
            for id, why in [pair for pair in found if self.made.is_draft(pair[0])][:1]:
                note = (
                    f"\n  # DECIDE: perhaps the same as the draft {id} ({why}); "
                    f"if so, accept that one first, then write add_to: {id.partition('/')[2]}"
                )
                drafted.after = drafted.after.replace(line, note + line, 1)

    def write(self, drafted: Drafted) -> bool:
        """Write the file and what is remembered of it; return whether the file changed."""
        drafted.path.parent.mkdir(parents=True, exist_ok=True)
        changed = write_if_changed(drafted.path, drafted.after.encode())
        self.made.write(drafted.source, drafted.made, drafted.tellings)
        return changed
