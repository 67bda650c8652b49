"""The canonical form: golden cases in formatting.yml, properties over files of every shape, and the command."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesto.cli import main
from regesto.seeds.comments import count_comments
from regesto.seeds.formatting import find_formattable, format_seed, write_modeline
from regesto.seeds.formatting import find_kind as kind_of
from regesto.seeds.yaml import read_yaml

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((Path(__file__).parent / "formatting.yml").read_text(encoding="utf-8"))

NAME = "entries/2024/depot.yml"
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" \n:#'\"-"), max_size=200
)
FIELDS = [
    "title",
    "date",
    "summary",
    "topics",
    "claims",
    "id",
    "says",
    "origin",
    "evidence",
    "quote",
    "it",
    "en",
    "odd",
]
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(st.sampled_from(FIELDS), VALUES, min_size=1, max_size=6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_case(case: dict[str, str]) -> None:
    made = format_seed(case["before"].encode(), case["name"], modeline=False)
    assert made.text == case["after"]
    assert format_seed(case["after"].encode(), case["name"], modeline=False).text == case["after"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(record=RECORDS, flow=st.sampled_from([True, False, None]), width=st.integers(20, 200), data=st.data())
def test_any_file_keeps_its_data_and_comments_and_comes_to_rest(record, flow, width, data) -> None:
    text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=width)
    lines, comments = [], []
    for number, line in enumerate(text.split("\n")):
        if re.match(r"(title|date|claims|odd):", line) and data.draw(st.booleans()):
            comments.append(f"# remark {number}")
            lines.append(comments[-1])
        lines.append(line)
    raw = "\n".join(lines).encode()
    before = read_yaml(raw, NAME)
    made = format_seed(raw, NAME)
    if before.problems:
        assert made.text is None
        return
    if made.text is None:  # lists in lists, which no record has, may lose a comment: then nothing is done
        assert comments
        assert "without losing a comment" in made.problems[0].message
        return
    assert read_yaml(made.text.encode(), NAME).data == before.data
    assert format_seed(made.text.encode(), NAME).text == made.text
    for comment in comments:
        assert comment in made.text
    assert made.text.startswith("# yaml-language-server: $schema=../../../schema/entry.json\n")


@settings(deadline=None)
@given(record=st.dictionaries(st.sampled_from(FIELDS), st.text("abc def", min_size=1, max_size=300), min_size=1))
def test_plain_files_can_always_be_laid_out(record) -> None:
    raw = yaml.safe_dump(record, sort_keys=False).encode()
    assert read_yaml(raw, NAME).problems or format_seed(raw, NAME).text is not None


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("# a\nb: c # d\n", ["a", "d"]),
        ("b: 'c # d' # e\nf: g#h\n", ["e"]),
        ("b: | # a\n  # c\n  d\n# e\n", ["a", "e"]),
        ("b: >-\n  x\n\n  # y\nc: [d, # e\n  f]\n", ["e"]),
        ("b: c\n  # d\n  # d\n", ["d", "d"]),
    ],
)
def test_comments_are_told_from_texts(text: str, comments: list[str]) -> None:
    assert sorted(count_comments(text).elements()) == comments


@settings(deadline=None)
@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_are_too_much(raw: bytes) -> None:
    made = format_seed(raw, NAME)
    assert (made.text is None) == bool(made.problems)


def test_the_dossier_of_this_repository_is_canonical() -> None:
    seeds = ROOT / "seeds"
    paths = find_formattable(seeds)
    assert len(paths) > 50
    for path in paths:
        raw = path.read_bytes()
        assert format_seed(raw, path.relative_to(seeds).as_posix()).text == raw.decode(), path


def test_the_schema_line_leads_to_the_schema() -> None:
    for path in find_formattable(ROOT / "seeds"):
        name = path.relative_to(ROOT / "seeds").as_posix()
        target = write_modeline(name, kind_of(name)).split("$schema=")[1].strip()
        assert (path.parent / target).resolve().is_relative_to(ROOT / "schema")
        assert (path.parent / target).is_file()


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return seeds in which one file is not canonical, and one is broken."""
    folder = tmp_path / "seeds"
    shutil.copytree(ROOT / "tests/fixtures/lighthouses/seeds", folder)
    (folder / "topics.yml").write_text("b:\n    name: B\n", encoding="utf-8")
    return folder


def _run(*arguments: object):
    return CliRunner().invoke(main, ["fmt", *map(str, arguments)])


def test_check_and_diff_write_nothing(seeds: Path) -> None:
    before = (seeds / "topics.yml").read_bytes()
    checked = _run("--check", "--seeds", seeds)
    assert checked.exit_code == 1
    assert f"Not canonical: {seeds.as_posix()}/topics.yml\n" in checked.output
    shown = _run("--diff", seeds / "topics.yml")
    assert shown.exit_code == 1
    assert "-    name: B\n+  name: B\n" in shown.output
    assert shown.output.endswith("0 files are canonical; 1 would change (run `regesto fmt`).\n")
    assert (seeds / "topics.yml").read_bytes() == before


def test_it_writes_and_then_has_nothing_to_do(seeds: Path) -> None:
    first = _run("--seeds", seeds)
    assert first.exit_code == 0
    assert f"Written: {seeds.as_posix()}/topics.yml\n" in first.output
    again = _run("--seeds", seeds)
    assert again.output == "13 files are canonical.\n"


def test_a_broken_file_stays_and_is_explained(seeds: Path) -> None:
    (seeds / "topics.yml").write_text("a: {name: A\n", encoding="utf-8")
    result = _run(seeds / "topics.yml")
    assert result.exit_code == 1
    assert "topics.yml:" in result.output
    assert "1 cannot be read" in result.output
    assert (seeds / "topics.yml").read_text(encoding="utf-8") == "a: {name: A\n"


def test_a_folder_that_is_no_dossier(tmp_path: Path) -> None:
    for command in ("fmt", "migrate"):
        result = CliRunner().invoke(main, [command, "--seeds", str(tmp_path)])
        assert result.exit_code in (1, 2)
        assert "there is no dossier.yml" in result.output


def test_a_file_outside_a_dossier_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("a: b\n", encoding="utf-8")
    result = _run(tmp_path / "a.yml")
    assert result.exit_code == 2
    assert "is in no dossier: no folder above it has a dossier.yml" in result.output
