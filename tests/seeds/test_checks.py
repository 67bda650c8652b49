"""Every check has a valid and an invalid example in tests/cases/checks/<code>/, laid over the lighthouses.

A folder `valid-alone` or `invalid-alone` is a whole dossier and is laid over nothing. In an invalid example the lines
at which the problem is reported end in `# <- <code>`. A check that is registered and has no examples fails here.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from regesto.seeds.checks import CHECKS, Check
from regesto.seeds.dossier import read_dossier

CASES = Path(__file__).parents[1] / "cases" / "checks"
LIGHTHOUSES = Path(__file__).parents[1] / "fixtures" / "lighthouses"
_MARK = re.compile(r"# <- ([a-z-]+)$")

each_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)


def _read(check: Check, name: str, folder: Path):
    examples = list((CASES / check.code).glob(f"{name}*"))
    assert len(examples) == 1, f"tests/cases/checks/{check.code} needs one {name} example"
    if not examples[0].name.endswith("-alone"):
        shutil.copytree(LIGHTHOUSES / "seeds", folder)
    shutil.copytree(examples[0], folder, dirs_exist_ok=True)
    return read_dossier(folder, LIGHTHOUSES / "articles" if check.needs_articles else None)


def _marked_lines(folder: Path) -> set[tuple[str, int, str]]:
    return {
        (path.relative_to(folder).as_posix(), number, mark[1])
        for path in folder.rglob("*.yml")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (mark := _MARK.search(line))
    }


@each_check
def test_valid_example_has_no_problem(check: Check, tmp_path: Path) -> None:
    reading = _read(check, "valid", tmp_path / "seeds")
    assert list(map(str, reading.problems)) == []
    assert reading.dossier is not None


@each_check
def test_invalid_example_has_this_problem_at_the_marked_lines(check: Check, tmp_path: Path) -> None:
    reading = _read(check, "invalid", tmp_path / "seeds")
    found = {(problem.where.file, problem.where.line, problem.code) for problem in reading.problems}
    marked = _marked_lines(tmp_path / "seeds")
    assert marked, "no line of the example is marked"
    assert found == marked, "\n".join(map(str, reading.problems))
    assert {problem.severity for problem in reading.problems} == {check.severity}
    assert (reading.dossier is None) == (check.severity == "error")


def test_every_example_belongs_to_a_check() -> None:
    assert {path.name for path in CASES.iterdir()} == {check.code for check in CHECKS}


def test_codes_and_descriptions_are_unique_and_whole() -> None:
    assert len({check.code for check in CHECKS}) == len(CHECKS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", check.code) for check in CHECKS)
    assert all(check.description.endswith(".") for check in CHECKS)
