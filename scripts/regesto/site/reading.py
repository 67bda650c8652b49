"""Reading the seeds for a build: a dossier, or an end that says plainly what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from mkdocs.exceptions import Abort

from regesto.model.dossier import Dossier
from regesto.model.ids import Kind
from regesto.model.problem import Problem, Severity


class ReadingLike(Protocol):
    """What reading gives: the dossier, if it is fit to be built, and every problem found."""

    dossier: Dossier | None
    problems: Sequence[Problem]


VOCABULARIES = (Kind.TOPIC, Kind.ACTOR, Kind.PLACE, Kind.MATERIEL, Kind.MEASURE, Kind.QUESTION, Kind.ROLE)
"""The kinds whose records share a file, so that a link to it wants a line."""


def find_lines(reading: ReadingLike) -> Mapping[tuple[Kind, str], int]:
    """Return the line at which each record of a vocabulary begins; nothing where the reading kept no places."""
    places = getattr(reading, "places", None)
    if places is None or reading.dossier is None:
        return {}
    return {(kind, id): places.find(kind, id).line for kind in VOCABULARIES for id in reading.dossier.of_kind(kind)}


Reader = Callable[[Path], ReadingLike]
"""Reads a seeds folder."""


NAMED = 200
"""Problems that a build names."""


def read_or_abort(read: Reader, folder: Path, say: Callable[[str], None], warn: Callable[[str], None]) -> Dossier:
    """Return the dossier, or raise MkDocs' `Abort`, which ends a build without a traceback, after naming every error.

    `say` gets the errors, `warn` the warnings, one text each.
    """
    if not folder.is_dir():
        raise Abort(f"There is no folder {folder.name!r}; the plugin's option `seeds` says where the data is.")
    reading = read(folder)
    problems = sorted(reading.problems, key=lambda problem: problem.sort_key)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    named = problems
    if len(problems) > NAMED:  # a log that scrolls by for minutes tells nobody where to begin
        named = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)[:NAMED]
    for problem in named:
        (say if problem.severity is Severity.ERROR else warn)(f"{folder.name}/{problem}")
    if len(problems) > len(named):
        warn(f"{len(problems) - len(named):,} more problems; `regesto check` names them all.")
    if errors or reading.dossier is None:
        raise Abort(f"The seeds have {errors} error{'' if errors == 1 else 's'}; nothing was built.")
    return reading.dossier
