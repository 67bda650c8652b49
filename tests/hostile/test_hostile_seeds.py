"""Folders of seeds made to escape, to stall or to break: each gets a clear message, soon, in little memory."""

import os
import re
import shutil
from pathlib import Path

import pytest

from bounded import ROOT, run_bounded, run_here

LIGHTHOUSES = ROOT / "tests/fixtures/lighthouses/seeds"
SOURCE = "sources/gazette-2021.yml"
GOOD = next((LIGHTHOUSES / "entries").rglob("*.yml")).read_text(encoding="utf-8")


def put(name, data):
    """Return an edit that writes a file of the seeds; a number of bytes instead of data writes a large one."""

    def edit(seeds):
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, int):
            with path.open("wb") as stream:
                stream.truncate(data)
        else:
            path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape"))

    return edit


def link(name, target):
    def edit(seeds):
        (seeds / name).parent.mkdir(parents=True, exist_ok=True)
        (seeds / name).symlink_to(target)

    return edit


def retitle(text):
    """Return an edit that gives the first entry another title, as written in YAML."""

    def edit(seeds):
        path = next((seeds / "entries").rglob("*.yml"))
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("title:")]
        path.write_text("\n".join([f"title: {text}", *lines, ""]), encoding="utf-8")

    return edit


def multiply(name, old, new):
    return lambda seeds: (seeds / name).write_bytes((seeds / name).read_bytes().replace(old, new))


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)

REFUSED = {
    "a name with a space": (put("entries/2021/a b.yml", GOOD), "a b.yml", "cannot be an id"),
    "a device of Windows": (put("entries/2021/nul.yml", GOOD), "nul.yml", "device on Windows"),
    "a device as a source": (put("sources/con.yml", "x: y"), "con.yml", "device on Windows"),
    "a device as a term": (put("topics.yml", "aux: {name: x}"), "topics.yml:1:1", "device on Windows"),
    "capitals": (put("entries/2021/TOWER-BEGUN.yml", GOOD), "TOWER-BEGUN.yml", "cannot be an id"),
    "twins but for capitals": (put("topics.yml", "x: {name: x}\nX: {name: x}"), "topics.yml:2:1", "only by capitals"),
    "the same id twice": (put("entries/2022/tower-begun.yml", GOOD), "tower-begun", "another entry has the id"),
    "letters that look alike": (put("entries/2021/fаro.yml", GOOD), "2021/f", "cannot be an id"),
    "text that turns": (put("entries/2021/x\u202elmy.yml", GOOD), "2021/x\ufffdlmy.yml", "cannot be an id"),
    "a terminal's escape": (put("entries/2021/x\x1b[31m.yml", GOOD), "2021/x\ufffd", "cannot be an id"),
    "a line end in a name": (put("entries/2021/x\ny.yml", GOOD), "2021/x\ufffdy.yml", "cannot be an id"),
    "bytes that are no text": (put("entries/2021/\udcff\udcfe.yml", GOOD), "2021/", "cannot be an id"),
    "a name of 240 letters": (put(f"entries/2021/{'a' * 240}.yml", GOOD), "2021/aaa", "80 at most"),
    "an id with dots": (put("topics.yml", "../../x: {name: x}"), "topics.yml:1:1", "cannot be an id"),
    "an absolute path as id": (put("topics.yml", "/etc/passwd: {name: x}"), "topics.yml:1:1", "cannot be an id"),
    "an id of 1,000 letters": (put("topics.yml", "k" * 1000 + ": {name: x}"), "topics.yml:1:1", "cannot be an id"),
    "a path as text file": (
        multiply(SOURCE, b"\nlanguage:", b"\ntext_file: ../../x.txt\nlanguage:"),
        "gazette-2021.yml",
        "without folders",
    ),
    "aliases that grow": (put("topics.yml", BOMB), "topics.yml:1:4", "anchor"),
    "100,000 brackets": (put("topics.yml", "[" * 100_000), "topics.yml:1:21", "nested deeper than 20"),
    "1,400 levels": (put("topics.yml", "".join(" " * n + "a:\n" for n in range(1400))), "topics.yml", "nested deeper"),
    "a file of 100 MB": (put("entries/2021/x.yml", 100_000_000), "x.yml:1:1", "at most 1,000,000 are read"),
    "a vocabulary of 100 MB": (put("topics.yml", 100_000_000), "topics.yml:1:1", "at most 16,000,000 are read"),
    "seals of 100 MB": (put("seals.yml", 100_000_000), "seals.yml:1:1", "at most 64,000,000 are read"),
    "50,000 values": (put("entries/2021/x.yml", f"x: [{'a,' * 60_000}]"), "x.yml", "more than 50,000 values"),
    "500,000 values": (put("topics.yml", f"x: [{'a,' * 600_000}]"), "topics.yml", "more than 500,000 values"),
    "a text of 900 kB": (put("topics.yml", f"x: {{nome: {'b' * 900_000}}}"), "topics.yml:1:5", "not a field"),
    "a key of 900 kB": (put("topics.yml", f"x: {{? {'q' * 900_000} : y}}"), "topics.yml:1", "not a field"),
    "invalid UTF-8": (put("topics.yml", b"x: {name: \xff\xfe}"), "topics.yml:1:11", "not in UTF-8"),
    "UTF-16": (put("topics.yml", "x: y".encode("utf-16")), "topics.yml:1:1", "UTF-16"),
    "NUL": (put("topics.yml", b"x: {name: a\0b}"), "topics.yml:1:12", "U+0000"),
    "a binary file": (put("topics.yml", bytes(range(256))), "topics.yml", "not in UTF-8"),
    "a tag": (retitle("!!python/object/apply:os.system [id]"), "tower-begun.yml:1:8", "a tag (!) is not allowed"),
    "half a character": (retitle('"\\ud800"'), "tower-begun.yml:1", "backslash"),
    "a date of 100,000 parts": (
        put("entries/2021/x.yml", "date: '[" + "2024," * 20_000 + "]'"),
        "x.yml",
        "are the most",
    ),
    "a year of 20 digits": (put("entries/2021/x.yml", "date: 99999999999999999999-01-01"), "x.yml:1:7", "not a date"),
    "a link to a file": (link("entries/2021/x.yml", "/etc/passwd"), "entries/2021/x.yml", "links"),
    "a link to a folder": (link("entries/2022", "/etc"), "entries/2022", "links"),
    "a link to the whole disk": (link("sources/all", "/"), "sources/all", "links"),
    "a link to itself": (link("entries/2021/x.yml", "x.yml"), "entries/2021/x.yml", "links"),
    "a pipe": (lambda seeds: os.mkfifo(seeds / "entries/2021/x.yml"), "entries/2021/x.yml", "not a regular file"),
    "a folder for a file": (lambda seeds: (seeds / "entries/2021/x.yml").mkdir(), "entries/2021/x.yml", "folder"),
    "an address with a name": (
        multiply(SOURCE, b"issued:", b"url: https://bank.example@harm.example/\nissued:"),
        "gazette-2021.yml",
        "a name before the host",
    ),
}
"""By what is wrong: the edit, the place that the message must name, and what it must say."""

HARMLESS = {
    "a byte order mark": multiply("topics.yml", b"repairs:", b"\xef\xbb\xbfrepairs:"),
    "CRLF": multiply("topics.yml", b"\n", b"\r\n"),
    "CR": multiply("topics.yml", b"\n", b"\r"),
    "a title of 10,000 letters": retitle("x" * 10_000),
    "a title of 10,000 wide letters": retitle("鼠" * 10_000),
    "a letter with 10,000 accents": retitle('"a' + "\u0301" * 10_000 + '"'),
    "a title of 3,000 lines": retitle('"' + "a\\n" * 3_000 + '"'),
}


@pytest.fixture
def seeds(tmp_path) -> Path:
    return Path(shutil.copytree(LIGHTHOUSES, tmp_path / "seeds"))


def run(name):
    """Return what runs a case: here, which is fast, but where memory is the question in a process of its own."""
    heavy = {"aliases that grow", "100,000 brackets", "a file of 100 MB", "seals of 100 MB", "a key of 900 kB"}
    return run_bounded if name in heavy else run_here


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_said_with_its_place(seeds, name):
    edit, place, says = REFUSED[name]
    edit(seeds)
    outcome = run(name)("check", "--seeds", "seeds", cwd=seeds.parent)
    outcome.check_civil(seconds=30)
    assert outcome.code == 1
    lines = [line for line in outcome.said.splitlines() if re.match(r"seeds/\S*.*:\d+:\d+: error:", line)]
    assert any(place in line for line in lines), outcome.said[:1500]
    assert says in outcome.said, outcome.said[:1500]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_is_read(seeds, name):
    HARMLESS[name](seeds)
    outcome = run_here("check", "--seeds", "seeds", cwd=seeds.parent)
    outcome.check_civil(seconds=30)
    assert outcome.code == 0, outcome.said


def test_many_problems_are_told_in_linear_time(seeds):
    """Twice the broken records take no more than thrice the time."""
    took = []
    for count in (1_000, 2_000):
        put("topics.yml", "".join(f"K{n}: {{nome: x}}\n" for n in range(count)))(seeds)
        outcome = run_bounded("check", "--seeds", "seeds", cwd=seeds.parent)
        outcome.check_civil(seconds=60)
        took.append(outcome.seconds)
    assert took[1] < took[0] * 3


@pytest.mark.slow
def test_names_of_10000_letters_in_every_place_are_built(seeds):
    """Drawings, search, navigation and files take them, in bounded time."""
    for path in seeds.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        long = "W" * 5_000 + " " + "è" * 4_999
        path.write_text(
            re.sub(r"^(\s*)(name|title|summary): .*$", rf'\1\2: "{long}"', text, flags=re.M), encoding="utf-8"
        )
    (seeds.parent / "docs").mkdir()
    config = "site_name: x\ntheme: {name: material, language: en}\nplugins: [regesto]\n"
    (seeds.parent / "mkdocs.yml").write_text(config, encoding="utf-8")
    outcome = run_bounded("build", cwd=seeds.parent)
    assert outcome.code == 0, outcome.said[-2000:]
    outcome.check_civil(seconds=60)
