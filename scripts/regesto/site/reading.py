"""Reading the seeds for a build: a dossier, or an end that says plainly what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs.exceptions import Abort

from regesto.model.dossier import Dossier
from regesto.model.problem import Problem, Severity

Reader = Callable[[Path], tuple[Dossier | None, Sequence[Problem]]]
"""Reads a seeds folder: the dossier, if it is fit to be built, and every problem found."""


def read_seeds(folder: Path) -> tuple[Dossier | None, Sequence[Problem]]:
    """Read and check a seeds folder."""
    from regesto.seeds import read_dossier

    return read_dossier(folder)


def read_or_abort(read: Reader, folder: Path, say: Callable[[str], None], warn: Callable[[str], None]) -> Dossier:
    """Return the dossier, or raise MkDocs' `Abort`, which ends a build without a traceback, after naming every error.

    `say` gets the errors, `warn` the warnings, one text each.
    """
    if not folder.is_dir():
        raise Abort(
            f"There is no folder {folder.name!r} beside mkdocs.yml; the option `seeds` of the plugin says where it is."
        )
    dossier, problems = read(folder)
    ordered = sorted(problems, key=lambda problem: problem.sort_key)
    errors = [problem for problem in ordered if problem.severity is Severity.ERROR]
    for problem in ordered:
        (say if problem.severity is Severity.ERROR else warn)(f"{folder.name}/{problem}")
    if errors or dossier is None:
        raise Abort(f"The seeds have {len(errors)} error{'' if len(errors) == 1 else 's'}; nothing was built.")
    return dossier
