"""The threat model in the docs: each line of its table names tests, and they exist."""

import ast
import re

import pytest

from bounded import ROOT

MODEL = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
ROWS = [line for line in MODEL.splitlines() if line.startswith("| ")][2:]
NAMED = re.compile(r"`(tests/[\w/.]+\.py)::(\w+)`")


def list_tests(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_the_table_is_there():
    assert len(ROWS) > 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:60])
def test_each_line_names_tests_that_exist(row):
    who, holds, tests = (cell.strip() for cell in row.strip("| ").split(" | "))
    assert who
    assert holds
    named = NAMED.findall(tests)
    assert named
    assert re.sub(r"`[^`]+`|[, ]", "", tests) == "", "only names of tests stand in the last column"
    for path, name in named:
        assert name in list_tests(path), f"{path} has no {name}"


def test_every_module_of_hostile_tests_is_in_the_table():
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests/hostile").glob("test_*.py")}
    named = {path for row in ROWS for path, _ in NAMED.findall(row)}
    assert modules - named - {"tests/hostile/test_hostile_model.py"} == set()
