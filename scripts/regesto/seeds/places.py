"""Where each record of a dossier was read, so that checks can point to a line."""

from __future__ import annotations

from dataclasses import dataclass, field

from regesto.model.ids import Kind
from regesto.model.problem import Place, Problem, Severity
from regesto.seeds.document import Document, Path, field_name
from regesto.seeds.layout import SETTINGS_FILE

SEALS = "seals"
"""The id of seals.yml among the places, as the empty id is that of dossier.yml; both have no kind."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A record's document and the path to it in there: `()` where the file is the record."""

    document: Document
    prefix: Path = ()


@dataclass(slots=True)
class Places:
    """The spots of all records that were found, valid or not; the settings are the record `(None, "")`."""

    spots: dict[tuple[Kind | None, str], Spot] = field(default_factory=dict)

    def add(self, kind: Kind | None, id: str, document: Document, prefix: Path = ()) -> None:
        """Remember that the record `id` of `kind` stands at `prefix` in `document`."""
        self.spots.setdefault((kind, id), Spot(document, prefix))

    def ids(self, kind: Kind) -> set[str]:
        """Return the ids of all records of `kind` that were found, broken ones too."""
        return {id for known, id in self.spots if known is kind}

    def file(self, kind: Kind | None, id: str = "") -> str:
        """Return the file of a record, relative to the seeds folder."""
        spot = self.spots.get((kind, id))
        return spot.document.file if spot else SETTINGS_FILE

    def find(self, kind: Kind | None, id: str = "", path: Path = (), key: bool = False) -> Place:
        """Return where `path` in a record stands, or its key; the nearest thing around it where it is not there."""
        spot = self.spots.get((kind, id))
        if spot is None:
            return Place(SETTINGS_FILE)
        whole = (*spot.prefix, *path)
        return spot.document.place(whole, key=key or (bool(spot.prefix) and not path))

    def problem(
        self, code: str, message: str, kind: Kind | None, id: str = "", path: Path = (), key: bool = False, **more: str
    ) -> Problem:
        """Make the problem that `path` of a record has, at its place; `more` are further fields of `Problem`."""
        spot = self.spots.get((kind, id))
        shown = (*(spot.prefix if spot else ()), *path)
        severity = Severity(more.pop("severity", Severity.ERROR))
        return Problem(code, message, self.find(kind, id, path, key), field_name(shown), severity=severity, **more)
