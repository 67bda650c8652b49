"""The strict YAML reader: golden cases in tests/cases/yaml.yml, hostile files, and any text at all."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from regesto.seeds.document import Limits, field_name
from regesto.seeds.yaml import read_yaml

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "yaml.yml").read_text(encoding="utf-8"))


@pytest.fixture(params=["libyaml", "pure"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers in turn: everything here must hold with either."""
    if request.param == "libyaml" and not yaml.__with_libyaml__:
        pytest.skip("PyYAML is installed without libyaml")
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param == "libyaml")
    return request.param


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict) -> None:
    document = read_yaml(case["text"].encode(), "file.yml")
    if "data" in case:
        assert [str(problem) for problem in document.problems] == []
        assert document.data == case["data"]
    else:
        assert len(document.problems) == 1
        problem = document.problems[0]
        where, code = case["problem"].split(" ")
        assert f"{problem.where.line}:{problem.where.column}".startswith(where)
        assert problem.code == code
        assert case["says"] in str(problem)


def test_every_value_and_key_has_its_place() -> None:
    document = read_yaml(b"title: T\nclaims:\n  - id: one\n    via: [a, b]\n", "file.yml")
    assert document.values[()] == (1, 1)
    assert document.keys["claims", 0, "via"] == (4, 5)
    assert document.values["claims", 0, "via", 1] == (4, 14)
    assert str(document.place(("claims", 0, "via", 7))) == "file.yml:4:10", "what is not there has its parent's place"
    assert field_name(("claims", 0, "via", 1)) == "claims[0].via[1]"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("a: perché".encode("latin-1"), "not in UTF-8: byte 0xe9"),
        ("a: b".encode("utf-16"), "UTF-16"),
        ("a: b".encode("utf-16-be"), "U+0000"),
        (b"a: \xff", "not in UTF-8"),
        (b"a: \xed\xa0\x80", "not in UTF-8"),
        (b"a" * 1_000_001, "1,000,001 bytes"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, says: str) -> None:
    document = read_yaml(raw, "file.yml")
    assert document.broken
    assert [says in str(problem) for problem in document.problems] == [True]


def test_half_a_character_is_refused() -> None:
    assert read_yaml(rb'a: "\ud800"', "file.yml").broken


def test_place_of_a_wrong_byte() -> None:
    assert str(read_yaml(b"a: b\r\nc: \xff", "file.yml").problems[0].where) == "file.yml:2:4"


@pytest.mark.parametrize("deep", ["[" * 21, "- " * 21, "{a: " * 21, "".join(f"{' ' * n}a:\n" for n in range(22))])
def test_too_deep(deep: str) -> None:
    assert [problem.code for problem in read_yaml(deep.encode(), "file.yml").problems] == ["depth"]


def test_twenty_levels_are_read() -> None:
    assert read_yaml(b"[" * 20 + b"]" * 20, "file.yml").problems == []


def test_too_many_values_and_problems() -> None:
    many = read_yaml(b"[" + b"a," * 60_000 + b"]", "file.yml")
    assert [problem.code for problem in many.problems] == ["nodes"]
    assert len(read_yaml(b"a: b\n" * 1000, "file.yml").problems) == Limits().problems


HOSTILE = {
    "opening brackets": "[" * 900_000,
    "opening braces": "{" * 900_000,
    "open questions": "? " * 450_000,
    "empty lines": "\n" * 900_000,
    "one long text": "a: " + "b" * 900_000,
    "many short lines": "a: b\n" + " c\n" * 300_000,
    "lists in lists": "[" * 19 + "[]," * 200_000,
    "anchors": "&a " * 300_000,
    "colons": ":" * 900_000,
    "keys": "".join(f"k{n}: v\n" for n in range(80_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_takes_no_time(name: str) -> None:
    start = time.process_time()
    read_yaml(HOSTILE[name].encode(), "file.yml")
    # Measured: 0.2 s with libyaml and 1.5 s without, at most; a reader that is quadratic takes minutes.
    assert time.process_time() - start < 10


PIECES = st.sampled_from(
    [
        *"[]{}:,-?|>&*!%@`'\"#~\\\t\n\r \0\x85\u2028\u202e\ufeff",
        "a",
        "- ",
        ": ",
        "? ",
        "--- ",
        "...\n",
        "<<",
        "null",
        "\n  ",
        "é",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_no_text_crashes_it(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    for libyaml in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml, "__with_libyaml__", libyaml)
            document = read_yaml(raw, "file.yml")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        assert all(1 <= problem.where.line <= lines + 1 for problem in document.problems)
        assert document.problems or not document.broken


@given(st.binary())
def test_no_bytes_crash_it(raw: bytes) -> None:
    read_yaml(raw, "file.yml")


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")))
TREES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(PLAIN.filter(bool), inner), max_leaves=20)


@given(TREES)
def test_what_a_library_writes_is_read_back(tree: object) -> None:
    raw = yaml.safe_dump(tree, allow_unicode=True, default_style='"').encode()
    document = read_yaml(raw, "file.yml", Limits(depth=200))
    assert document.problems == []
    assert document.data == tree
