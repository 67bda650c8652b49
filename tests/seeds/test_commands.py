"""The commands as they are typed: output, exit codes, formats, and that help is instant."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from regesto.cli import COMMANDS, main

Change = Callable[[str, str, str], Path]
ROOT = Path(__file__).parents[2]


def _run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_check_of_data_without_problems(lighthouses: Path) -> None:
    result = _run("check", "--seeds", lighthouses / "seeds", "--articles", lighthouses / "articles")
    assert result.exit_code == 0
    assert result.output == (
        "3 entries, 2 sources, 5 claims; 0 errors, 0 warnings; 0 quotes sealed, 0 altered, 5 not yet sealed\n"
    )


def test_check_says_what_is_wrong_and_where(change: Change) -> None:
    seeds = change("seeds/entries/2021/lamp-relit.yml", "port-example", "port-exmaple")
    result = _run("check", "--seeds", seeds)
    assert result.exit_code == 1
    assert result.output == (
        f"{seeds.as_posix()}/entries/2021/lamp-relit.yml:5:10: "
        "error: places[0]: there is no place port-exmaple  [unknown-id]\n"
        "      did you mean: port-example?\n"
        "\n"
        "3 entries, 2 sources, 5 claims; 1 error, 0 warnings; 0 quotes sealed, 0 altered, 5 not yet sealed\n"
    )


def test_what_a_broken_record_points_to_is_checked_too(change: Change) -> None:
    seeds = change("seeds/entries/2021/lamp-relit.yml", "places: [port-example]", "places: port-exmaple")
    output = _run("check", "--seeds", seeds).output
    assert "error: places: " in output
    assert "there is no place port-exmaple  [unknown-id]\n      did you mean: port-example?" in output


def test_warnings_count_if_strict(change: Change) -> None:
    seeds = change("seeds/topics.yml", "repairs:", "storms: {name: Storms}\nrepairs:")
    assert _run("check", "--seeds", seeds).exit_code == 0
    assert _run("check", "--seeds", seeds, "--strict").exit_code == 1


def test_json_for_programs(change: Change) -> None:
    seeds = change("seeds/entries/2021/lamp-relit.yml", "port-example", "port-exmaple")
    result = _run("check", "--seeds", seeds, "--format", "json")
    told = json.loads(result.output)
    assert result.exit_code == 1
    assert told["counts"] == {"entries": 3, "sources": 2, "claims": 5, "errors": 1, "warnings": 0} | {
        "sealed": 0,
        "altered": 0,
        "unsealed": 5,
    }
    assert told["problems"] == [
        {
            "code": "unknown-id",
            "severity": "error",
            "file": "entries/2021/lamp-relit.yml",
            "line": 5,
            "column": 10,
            "field": "places[0]",
            "message": "there is no place port-exmaple",
            "expected": "",
            "found": "",
            "suggestion": "port-example",
            "example": "",
        }
    ]


def test_github_annotations_cannot_be_forged(change: Change) -> None:
    seeds = change("seeds/entries/2021/lamp-relit.yml", "[port-example]", '["100%\\r\\n::error::x, y:z"]')
    output = _run("check", "--seeds", seeds, "--format", "github").output
    commands = [line for line in output.splitlines() if line.startswith("::")]
    assert len(commands) == 1
    place = f"file={seeds.as_posix()}/entries/2021/lamp-relit.yml,line=5,col=10,title=malformed"
    assert commands[0].startswith(f"::error {place}::places[0]: ")
    assert "100%25" in commands[0]
    assert "%0A" in commands[0]


def test_github_file_names_are_escaped(lighthouses: Path) -> None:
    (lighthouses / "seeds/a,b: c%.yml").write_text("")
    output = _run("check", "--seeds", lighthouses / "seeds", "--format", "github").output
    assert "/a%2Cb%3A c%25.yml,line=1" in output


def test_seal_then_check(lighthouses: Path) -> None:
    folders = ("--seeds", lighthouses / "seeds", "--articles", lighthouses / "articles")
    result = _run("seal", *folders)
    assert result.exit_code == 0
    assert result.output.endswith("5 quotes sealed, 5 of them new; 0 not right\n")
    assert "5 quotes sealed, 0 altered, 0 not yet sealed" in _run("check", *folders).output


def test_seal_writes_nothing_into_broken_seeds(lighthouses: Path, change: Change) -> None:
    seeds = change("seeds/entries/2021/lamp-relit.yml", "title:", "titel:")
    result = _run("seal", "--seeds", seeds, "--articles", lighthouses / "articles")
    assert result.exit_code == 1
    assert "Nothing was sealed" in result.output
    assert not (seeds / "seals.yml").exists()


def test_schema_is_written_and_checked(tmp_path: Path) -> None:
    folder = tmp_path / "schema"
    assert _run("schema", "--folder", folder, "--check").exit_code == 1
    assert "entry.json" in _run("schema", "--folder", folder).output
    assert _run("schema", "--folder", folder, "--check").exit_code == 0


@pytest.mark.parametrize(
    "arguments", [["chek"], ["check", "--seeds", "nowhere"], ["seal"], ["check", "--format", "xml"]]
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert _run(*arguments).exit_code == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command(name: str) -> None:
    command_help = _run(name, "--help").output
    assert COMMANDS[name][1] in _run("--help").output
    assert "Exit codes:" in command_help
    assert "-h, --help" in command_help


def test_help_imports_no_command() -> None:
    code = (
        "import sys; from regesto.cli import main; main(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "scripts", capture_output=True, text=True, check=True, timeout=60
    )
    assert "check " in run.stdout
    assert not [name for name in ("pydantic", "rich", "yaml", "mkdocs") if f"'{name}'" in run.stdout]


def test_no_colours_but_on_a_terminal(change: Change) -> None:
    seeds = change("seeds/places.yml", "lat:", "lta:")
    command = [sys.executable, "-m", "regesto", "check", "--seeds", str(seeds)]
    run = subprocess.run(command, cwd=ROOT / "scripts", capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 1
    assert "lta is not a field of a place" in run.stdout
    assert "\x1b" not in run.stdout
    assert run.stderr == ""
