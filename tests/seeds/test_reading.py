"""From a folder to a dossier: mistakes as people make them, the layout, and that nothing ever ends in a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesto.model.ids import Kind
from regesto.seeds.dossier import read_dossier
from regesto.seeds.reading import read_seeds

MISTAKES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "mistakes.yml").read_text(encoding="utf-8"))
JARGON = ("Input should", "pydantic", "None", " dict", "tuple", "str ", "Extra inputs", "type=", "Traceback")
"""Words of the libraries, which nobody who edits a file should have to know."""
Change = Callable[[str, str, str], Path]


def test_the_lighthouses_have_no_problem(lighthouses: Path) -> None:
    reading = read_dossier(lighthouses / "seeds", lighthouses / "articles")
    assert [str(problem) for problem in reading.problems] == []
    dossier = reading.dossier
    assert [entry.id for entry in dossier.chronology] == ["tower-begun", "groundings", "lamp-relit"]
    assert dossier.actors["spokeswoman"].part_of == "harbour-office"
    assert str(dossier.sources["yearbook-1950"].issued) == "1950?"
    assert str(reading.places.find(Kind.ENTRY, "lamp-relit", ("claims", 1, "id"))) == "entries/2021/lamp-relit.yml:19:9"


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake["name"] for mistake in MISTAKES])
def test_mistake(mistake: dict, change: Change) -> None:
    reading = read_dossier(change(f"seeds/{mistake['file']}", mistake["old"], mistake["new"]))
    place = f"{mistake['file']}:{mistake['where']}"
    assert len(reading.problems) == 1, "\n".join(map(str, reading.problems))
    problem = reading.problems[0]
    assert (str(problem.where), problem.code, problem.field) == (place, mistake["code"], mistake["field"])
    assert [text for text in mistake["says"] if text not in str(problem)] == [], str(problem)
    assert [word for word in JARGON if word in str(problem)] == []
    assert reading.dossier is None


def test_a_broken_record_does_not_hide_the_problems_of_others(change: Change) -> None:
    change("seeds/entries/2021/lamp-relit.yml", "summary:", "sumary:")
    change("seeds/entries/2018/groundings.yml", "topics: [accidents]", "topics: [accident]")
    seeds = change("seeds/dossier.yml", "version:", "vresion:")
    reading = read_dossier(seeds)
    codes = [(problem.where.file, problem.code) for problem in reading.problems]
    assert ("entries/2018/groundings.yml", "unknown-id") in codes
    assert ("entries/2021/lamp-relit.yml", "unknown-field") in codes
    assert ("dossier.yml", "unknown-field") in codes
    # What points to a broken record points to something, and what only a broken record uses may be in use.
    assert not {"key-figure", "unused-term", "fewer-than-expected"} & {code for _, code in codes}


def _codes(seeds: Path) -> list[str]:
    return [f"{problem.where.file} {problem.code} {problem.severity}" for problem in read_dossier(seeds).problems]


def test_files_in_the_wrong_place(lighthouses: Path) -> None:
    seeds = lighthouses / "seeds"
    entry = (seeds / "entries/2021/lamp-relit.yml").read_bytes()
    for name in (
        "entries/stray.yml",
        "entries/21/short.yml",
        "entries/2021/deep/down.yml",
        "entries/2018/lamp-relit.yml",
    ):
        (seeds / name).parent.mkdir(exist_ok=True)
        (seeds / name).write_bytes(entry)
    (seeds / "sources/Gazette 2022.yml").write_bytes(b"title: x")
    (seeds / "sources/other.yaml").write_bytes(b"title: x")
    (seeds / "topic.yml").write_bytes(b"")
    (seeds / "notes.txt").write_bytes(b"")
    (seeds / "README.md").write_bytes(b"")
    (seeds / "LICENSE.md").write_bytes(b"")
    (seeds / ".DS_Store").write_bytes(b"")
    (seeds / "drafts").mkdir()
    (seeds / "drafts/x.yml").write_bytes(b"anything: [")
    assert _codes(seeds) == [
        "entries/2018/lamp-relit.yml year-folder warning",
        "entries/2021/deep misplaced error",
        "entries/2021/lamp-relit.yml duplicate-id error",
        "entries/21 misplaced error",
        "entries/stray.yml misplaced error",
        "notes.txt unexpected-file warning",
        "sources/Gazette 2022.yml file-name error",
        "sources/other.yaml unexpected-file error",
        "topic.yml unexpected-file error",
    ]


@pytest.mark.parametrize(("name", "meant"), [("My Entry.yaml", "my-entry.yml"), ("Con.yml", "con-1.yml")])
def test_a_name_that_is_refused_comes_with_one_that_is_not(lighthouses: Path, name: str, meant: str) -> None:
    (lighthouses / "seeds/entries/2021" / name).write_bytes(b"title: x")
    (told,) = [one for one in read_dossier(lighthouses / "seeds").problems if one.where.file.endswith(name)]
    assert meant in (told.suggestion, told.example)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of Unix")
def test_links_and_pipes_are_not_followed(lighthouses: Path, tmp_path: Path) -> None:
    seeds = lighthouses / "seeds"
    (tmp_path / "secret.yml").write_text("title: secret")
    (seeds / "sources/link.yml").symlink_to(tmp_path / "secret.yml")
    (seeds / "entries/2022").symlink_to(seeds / "entries/2021")
    (seeds / "entries/2021/loop").symlink_to(seeds)
    os.mkfifo(seeds / "sources/pipe.yml")  # opening it would wait for ever
    assert _codes(seeds) == [
        "entries/2021/loop link error",
        "entries/2022 link error",
        "sources/link.yml link error",
        "sources/pipe.yml link error",
    ]


def test_a_name_that_would_write_to_the_terminal(lighthouses: Path) -> None:
    (lighthouses / "seeds/sources/\x1b[31m\n.yml").write_bytes(b"")
    (problem,) = read_dossier(lighthouses / "seeds").problems
    assert "\x1b" not in str(problem)
    assert "\n" not in str(problem)


def test_an_empty_folder(tmp_path: Path) -> None:
    assert _codes(tmp_path) == ["dossier.yml no-settings error"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert read_dossier(tmp_path / "seeds").dossier is None


def test_problems_come_in_the_order_of_the_files(change: Change) -> None:
    change("seeds/places.yml", "lat:", "lta:")
    change("seeds/actors.yml", "kind: person", "kind: persona")
    places = [problem.where for problem in read_dossier(change("seeds/topics.yml", "name:", "nome:")).problems]
    assert places == sorted(places)
    assert len(places) >= 5


FIELDS = ("title", "date", "claims", "topics", "reviewed", "issued", "name", "id", "part_of")
VALUES = ("", "x", "[x]", "{x: y}", "[{x: y}]", "2021", "''", "unnamed")
LINES = st.sampled_from(
    [f"{field}: {value}\n" for field in FIELDS for value in VALUES]
    + ["  - {id: one, says: x, source: gazette-2021, origin: unnamed}\n", "- x\n", "  x: y\n", "lamp:\n", "  name: x\n"]
)
FILES = st.sampled_from(
    ["dossier.yml", "actors.yml", "seals.yml", "sources/gazette-2021.yml", "entries/2021/lamp-relit.yml", "places.yml"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(name=FILES, content=st.one_of(st.lists(LINES, max_size=12).map("".join), st.text()))
def test_no_content_ends_in_a_traceback(lighthouses: Path, name: str, content: str) -> None:
    path = lighthouses / "seeds" / name
    before = path.read_bytes() if path.exists() else b""
    try:
        path.write_bytes(content.encode("utf-8", "surrogatepass"))
        for problem in read_dossier(lighthouses / "seeds", lighthouses / "articles").problems:
            str(problem).encode()
    finally:
        path.write_bytes(before)


def test_reading_without_checks_knows_what_is_complete(change: Change) -> None:
    assert read_seeds(change("seeds/places.yml", "precision: site", "precision: site")).complete
    assert not read_seeds(change("seeds/places.yml", "precision: site", "precision: sight")).complete


@pytest.mark.parametrize("broken", ["- a list\n", "x: [\n", "x: {name: \x00}\n"])
def test_a_vocabulary_that_cannot_be_read_is_one_problem(lighthouses, broken):
    """Which terms it has is not known: those that refer to them are not wrong."""
    (lighthouses / "seeds" / "places.yml").write_text(broken, encoding="utf-8")
    reading = read_dossier(lighthouses / "seeds")
    assert reading.dossier is None
    assert {str(problem).partition(":")[0] for problem in reading.errors} == {"places.yml"}
