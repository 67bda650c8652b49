"""What reading a folder of seeds comes to: records, where everything stands, and all that is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel

from regesto.model.dossier import Dossier
from regesto.model.ids import Kind
from regesto.model.problem import Problem, Severity
from regesto.seeds.places import Places


class BrokenRecord(NamedTuple):
    """A record that is not valid, so that what it points to can still be checked."""

    kind: Kind
    id: str
    model: type[BaseModel]
    data: dict[str, Any]


@dataclass(slots=True)
class Reading:
    """What was read: the valid records, where everything stands, and what is wrong.

    `dossier` is `None` as soon as there is one error, because a site is built from all of the data or not at all.
    `draft` holds the records that are valid by themselves; it is what the checks look at. `complete` tells whether all
    records are in it; `broken` holds those that are not. `has_settings` is false where dossier.yml could not be read;
    the draft's settings then stand in. `unread` are the kinds whose vocabulary could not be read: which terms it has is
    not known.
    """

    draft: Dossier
    places: Places = field(default_factory=Places)
    problems: list[Problem] = field(default_factory=list)
    has_settings: bool = False
    complete: bool = True
    broken: list[BrokenRecord] = field(default_factory=list)
    unread: set[Kind] = field(default_factory=set)

    @property
    def dossier(self) -> Dossier | None:
        """The dossier if it has no error, or `None`."""
        return None if self.errors or not self.has_settings else self.draft

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Problem]:
        """The problems that are shown and counted only."""
        return [problem for problem in self.problems if problem.severity is Severity.WARNING]
