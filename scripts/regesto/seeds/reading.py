"""From a folder of YAML files to records of the model: everything is read, and all problems are reported at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from regesto.model.dossier import FORMAT, Dossier, Settings
from regesto.model.entry import Entry
from regesto.model.ids import ID_PATTERN, Kind, is_reserved
from regesto.model.problem import Problem, Severity
from regesto.model.seal import Seal
from regesto.model.source import Source
from regesto.model.text import Text
from regesto.model.vocabulary import Actor, Materiel, Measure, PlaceTerm, Question, Role, Topic
from regesto.seeds.document import LIMITS, Document, Limits, field_name
from regesto.seeds.files import load, read_bytes
from regesto.seeds.kept import KeptData, open_kept
from regesto.seeds.layout import Layout, SeedFile, find_files
from regesto.seeds.places import SEALS, Places
from regesto.seeds.result import BrokenRecord, Reading
from regesto.seeds.shapes import KIND_NAMES, describe, field_names
from regesto.seeds.wording import explain_errors, show
from regesto.seeds.yaml import read_yaml

MODELS: Mapping[Kind, type[BaseModel]] = {
    Kind.TOPIC: Topic,
    Kind.ACTOR: Actor,
    Kind.PLACE: PlaceTerm,
    Kind.MATERIEL: Materiel,
    Kind.MEASURE: Measure,
    Kind.QUESTION: Question,
    Kind.ROLE: Role,
    Kind.SOURCE: Source,
    Kind.ENTRY: Entry,
}
"""The model of each kind of record that has files of its own."""

VOCABULARY_LIMITS = Limits(size=16_000_000, nodes=500_000)
"""Of the file of a vocabulary, which holds all its terms: some 40,000 of a dozen values each."""

SEALS_LIMITS = Limits(size=64_000_000, nodes=5_000_000)
"""Seals are written by the command, 14 values for each quote: 64 MB hold some 200,000."""

_VALID: dict[tuple[Kind, str, bytes], BaseModel] = {}
"""The valid records read while the process runs, by kind, id and the file's content: between two saves under
`mkdocs serve` all files but one are as they were."""

_ID = re.compile(ID_PATTERN + r"\Z")
_CLAIM_REF = re.compile(r"[a-z0-9-]+/[a-z0-9-]+\Z")


def read_seeds(folder: Path, kept: Path | None = None) -> Reading:
    """Read the dossier in `folder`: layout, YAML, and each record by itself. Checks across records come after this.

    `kept` is the file that keeps what the YAML files hold, from one time to the next.
    """
    with open_kept(kept) as data:
        return _read(find_files(folder), data)


def _read(layout: Layout, kept: KeptData) -> Reading:
    reader = _Reader(layout, kept)
    settings = reader.read_settings()
    if reader.newer is not None:  # whatever else is said of these files would be noise
        return Reading(Dossier(settings=_stand_in_settings()), reader.places, [reader.newer], complete=False)
    records = {kind: reader.read_vocabulary(kind) for kind in layout.vocabularies}
    sources = reader.read_files(Kind.SOURCE, layout.sources)
    entries = reader.read_files(Kind.ENTRY, layout.entries)
    draft = Dossier(
        settings=settings or _stand_in_settings(),
        topics=records.get(Kind.TOPIC, {}),
        actors=records.get(Kind.ACTOR, {}),
        places=records.get(Kind.PLACE, {}),
        materiel=records.get(Kind.MATERIEL, {}),
        measures=records.get(Kind.MEASURE, {}),
        questions=records.get(Kind.QUESTION, {}),
        roles=records.get(Kind.ROLE, {}),
        sources=sources,
        entries=entries,
        seals=reader.read_seals(),
    )
    problems = sorted(layout.problems + reader.problems, key=lambda problem: problem.sort_key)
    complete = not any(problem.severity is Severity.ERROR for problem in problems)
    return Reading(draft, reader.places, problems, settings is not None, complete, reader.broken, reader.unread)


def find_newer(settings: Mapping[str, Any]) -> int | None:
    """Return the data format that dossier.yml names, if it is one that is not known yet."""
    given = settings.get("format")
    known = not (isinstance(given, str) and re.fullmatch(r"[0-9]{1,9}", given)) or int(given) <= FORMAT
    return None if known else int(given)


def _stand_in_settings() -> Settings:
    """Return settings that let the checks look at the rest of a dossier whose dossier.yml is broken."""
    return Settings.model_construct(
        id="unreadable",
        title=Text.parse("?"),
        description=Text.parse("?"),
        version="0",
        languages=("en",),
        editors={},
        licence=Text.parse("?"),
    )


class _Reader:
    """Reads the files of one layout and collects places and problems."""

    def __init__(self, layout: Layout, kept: KeptData) -> None:
        self.layout = layout
        self.kept = kept
        self.places = Places()
        self.problems: list[Problem] = []
        self.broken: list[BrokenRecord] = []
        self.unread: set[Kind] = set()
        self.newer: Problem | None = None

    def read_settings(self) -> Settings | None:
        """Read dossier.yml; its editors become known even if the rest of it is broken."""
        if self.layout.settings is None:
            return None
        document = self._open(self.layout.settings)
        self.places.add(None, "", document)
        if not self._is_map(document, Settings):
            return None
        if (version := find_newer(document.data)) is not None:
            self.newer = Problem(
                "newer-format",
                f"this dossier is in data format {version}, which this Regesto does not know",
                document.place(("format",)),
                "format",
                f"{FORMAT} at most, or a newer Regesto: pip install --upgrade regesto",
            )
            return None
        editors = document.data.get("editors")
        for id in editors if isinstance(editors, dict) else ():
            self.places.add(Kind.EDITOR, id, document, ("editors", id))
        return self._validate(Settings, document.data, document, ())

    def read_vocabulary(self, kind: Kind) -> dict[str, Any]:
        """Read the file of a vocabulary: a map from id to term."""
        document = self._open(self.layout.vocabularies[kind], VOCABULARY_LIMITS)
        if document.broken:
            self.unread.add(kind)
            return {}
        if document.data is None:
            return {}
        if not isinstance(document.data, dict):
            self.unread.add(kind)
            self._refuse(document, (), "the file is not a map", f"an id, a colon, and the fields of {KIND_NAMES[kind]}")
            return {}
        terms = {}
        for id, data in document.data.items():
            self.places.add(kind, id, document, (id,))
            if not _ID.match(id) or len(id) > 80 or is_reserved(id):
                self._refuse_id(document, id, document.data)
            elif not isinstance(data, dict):
                self._refuse(document, (id,), f"{id} has no fields", describe(MODELS[kind]), show(data) if data else "")
            elif (term := self._validate(MODELS[kind], data, document, (id,), id)) is not None:
                terms[id] = term
            else:
                self.broken.append(BrokenRecord(kind, id, MODELS[kind], data))
        return terms

    def read_files(self, kind: Kind, files: list[SeedFile]) -> dict[str, Any]:
        """Read one record a file; the file's name is its id."""
        records = {}
        for file in files:
            raw = read_bytes(file)
            key = (kind, file.id, blake2b(raw or b"", digest_size=16).digest())
            known = _VALID.get(key) or self._revive(kind, file, raw or b"")
            if known is not None:
                self.kept.touch(raw or b"")
                document = Document(file.name)
                document.forget(partial(load, file))
                self.places.add(kind, file.id, document)
                records[file.id] = _VALID[key] = known
                continue
            before = len(self.problems)
            document = self._open(file, raw=raw)
            self.places.add(kind, file.id, document)
            if self._is_map(document, MODELS[kind]):
                data = document.data
                record = self._validate(MODELS[kind], data, document, (), file.id)
                if record is not None:
                    records[file.id] = record
                    document.forget(partial(load, file))
                    if len(self.problems) == before:
                        _VALID[key] = record
                        self.kept.keep(raw or b"", data)
                else:
                    self.broken.append(BrokenRecord(kind, file.id, MODELS[kind], document.data))
        return records

    def _revive(self, kind: Kind, file: SeedFile, raw: bytes) -> BaseModel | None:
        """Return the record of a file whose data was kept, if it is valid still."""
        data = self.kept.find(raw)
        if not isinstance(data, dict) or "id" in data:
            return None
        try:
            return MODELS[kind].model_validate({**data, "id": file.id})
        except ValidationError:
            return None

    def read_seals(self) -> dict[str, tuple[Seal, ...]]:
        """Read seals.yml: a map from entry/claim to a list of seals."""
        if self.layout.seals is None:
            return {}
        document = self._open(self.layout.seals, SEALS_LIMITS)
        self.places.add(None, SEALS, document)
        if document.broken or document.data is None:
            return {}
        if not isinstance(document.data, dict):
            self._refuse(document, (), "the file is not a map", "what `regesto seal` writes")
            return {}
        seals = {}
        for ref, items in document.data.items():
            if not _CLAIM_REF.match(ref) or not isinstance(items, list):
                self._refuse(document, (ref,), "this is not a list of seals", "what `regesto seal` writes", show(ref))
                continue
            read = [self._validate(Seal, item, document, (ref, place)) for place, item in enumerate(items)]
            seals[ref] = tuple(seal for seal in read if seal is not None)
        return seals

    def _open(self, file: SeedFile, limits: Limits = LIMITS, raw: bytes | None = None) -> Document:
        document = load(file, limits) if raw is None else read_yaml(raw, file.name, limits)
        self.problems += document.problems
        return document

    def _is_map(self, document: Document, model: type[BaseModel]) -> bool:
        if document.broken:
            return False
        if document.data is None:
            self._refuse(document, (), "the file is empty", describe(model))
        elif not isinstance(document.data, dict):
            self._refuse(document, (), "the file is not a map of fields", describe(model), show(document.data))
        return isinstance(document.data, dict)

    def _validate(
        self, model: type[BaseModel], data: Any, document: Document, prefix: tuple, id: str | None = None
    ) -> Any:
        """Return the record, or `None` after its problems were noted."""
        if id is not None:
            if "id" in data:
                self.problems.append(self._given_id(model, document, prefix, id))
            data = {**data, "id": id}
        try:
            return model.model_validate(data)
        except ValidationError as error:
            known = {problem.where for problem in document.problems}
            explained = explain_errors(error, model, document, prefix)
            self.problems += [problem for problem in explained if problem.where not in known]
            return None

    def _given_id(self, model: type[BaseModel], document: Document, prefix: tuple, id: str) -> Problem:
        source = f"the name {id} before its colon" if prefix else f"the file's name, {id}.yml"
        path = (*prefix, "id")
        message = f"the id is given by {source}; remove this line"
        fields = f"one of {', '.join(field_names(model))}"
        return Problem("given-id", message, document.place(path, key=True), field_name(path), fields)

    def _refuse_id(self, document: Document, id: str, others: Mapping[str, Any]) -> None:
        small = id.lower()
        twin = small != id and small in others
        message = f"{show(id)} differs from {small} only by capitals" if twin else f"{show(id)} cannot be an id"
        message += ": it is a device on Windows" if is_reserved(id) else ""
        expected = "small letters a to z, digits and single hyphens, 80 at most"
        example = re.sub(r"[^a-z0-9]+", "-", small).strip("-")[:80].strip("-")
        where = document.place((id,), key=True)
        self.problems.append(Problem("malformed", message, where, field_name((show(id),)), expected, example=example))

    def _refuse(self, document: Document, path: tuple, message: str, expected: str, found: str = "") -> None:
        where = document.place(path, key=bool(path))
        self.problems.append(Problem("wrong-type", message, where, field_name(path), expected, found))
