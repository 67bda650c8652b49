"""Older data formats are lifted, comments and all; a newer one is one clear message."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from regesto.cli import main
from regesto.model.dossier import FORMAT
from regesto.seeds.migrating import MIGRATIONS, Migration, lift_seeds, write_format, write_lifted


@pytest.fixture
def old(lighthouses: Path) -> Path:
    """Return seeds from before there were formats."""
    seeds = lighthouses / "seeds"
    text = (seeds / "dossier.yml").read_text(encoding="utf-8")
    text = "# about lighthouses\n\n" + text.replace("format: 1\n", "").replace(
        "languages:", "# one for now\nlanguages:"
    )
    (seeds / "dossier.yml").write_text(text, encoding="utf-8")
    return seeds


def _run(*arguments: object):
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_there_is_a_migration_to_each_format() -> None:
    assert [one.to for one in MIGRATIONS] == list(range(1, FORMAT + 1))


def test_old_data_builds_with_a_warning_and_is_lifted(old: Path) -> None:
    checked = _run("check", "--seeds", old)
    assert checked.exit_code == 0
    assert "the data is in format 0; `regesto migrate` lifts it to 1  [old-format]" in checked.output
    before = (old / "dossier.yml").read_text(encoding="utf-8")
    dry = _run("migrate", "--seeds", old, "--dry-run")
    assert dry.output == (
        "From format 0 to format 1: dossier.yml says the format of its data; nothing else changes.\n"
        f"Would be written: {old.as_posix()}/dossier.yml\n"
        "1 file would change; nothing was written.\n"
    )
    assert (old / "dossier.yml").read_text(encoding="utf-8") == before
    done = _run("migrate", "--seeds", old)
    assert done.exit_code == 0
    assert f"Written: {old.as_posix()}/dossier.yml\n" in done.output
    assert (old / "dossier.yml").read_text(encoding="utf-8") == before.replace("id: light", "format: 1\nid: light")
    assert "0 warnings" in _run("check", "--seeds", old).output
    assert _run("migrate", "--seeds", old).output == "The data is in format 1, the one of today.\n"


def test_a_newer_format_is_the_one_thing_said(old: Path) -> None:
    path = old / "dossier.yml"
    path.write_text("format: 7\n" + path.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    for command in ("check", "migrate"):
        result = _run(command, "--seeds", old)
        assert result.exit_code == 1
        assert "dossier.yml:1:9: error: format: this dossier is in data format 7, which this Regesto does not know" in (
            result.output
        )
        assert "expected: 1 at most, or a newer Regesto: pip install --upgrade regesto" in result.output
        assert "colour" not in result.output


@pytest.mark.parametrize("given", ["one", "-1", "[1]", "²"])
def test_a_format_that_is_none(old: Path, given: str) -> None:
    path = old / "dossier.yml"
    path.write_text(f"format: {given}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    for command in ("check", "migrate"):
        result = _run(command, "--seeds", old)
        assert result.exit_code == 1
        assert "dossier.yml:1:9: error: format" in result.output


def test_broken_files_stop_a_migration(old: Path) -> None:
    (old / "topics.yml").write_text("a: [\n", encoding="utf-8")
    result = _run("migrate", "--seeds", old)
    assert result.exit_code == 1
    assert "topics.yml:" in result.output
    assert result.output.endswith("Nothing was changed.\n")


def test_steps_follow_each_other_and_keep_every_comment(old: Path) -> None:
    """Formats that do not exist yet: a field is renamed, then a term."""
    steps = (
        *MIGRATIONS,
        Migration(2, "licence is called rights", _rename("dossier.yml", "licence:", "rights:")),
        Migration(3, "a lamp is a light", _rename("materiel.yml", "category: light", "category: lamp")),
    )
    lifted = lift_seeds(old, steps)
    assert sorted(lifted.files) == ["dossier.yml", "materiel.yml"]
    assert write_lifted(old, lifted) == ["materiel.yml", "dossier.yml"]
    text = (old / "dossier.yml").read_text(encoding="utf-8")
    assert text.startswith("# about lighthouses\n\nformat: 3\nid: lighthouses\n")
    assert "# one for now\nlanguages: [en]\n" in text
    assert "rights: CC0" in text
    assert "category: lamp" in (old / "materiel.yml").read_text(encoding="utf-8")


def _rename(name: str, old: str, new: str):
    return lambda texts: {name: texts[name].replace(old, new)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id: a\n", "format: 2\nid: a\n"),
        ("# head\nid: a\n", "# head\nformat: 2\nid: a\n"),
        ("id: a\r\n", "format: 2\r\nid: a\r\n"),
        ("id: a\nformat: 1 # this\n", "id: a\nformat: 2 # this\n"),
        ('format: "1"\n', 'format: "2"\n'),
    ],
)
def test_only_the_number_changes(before: str, after: str) -> None:
    assert write_format(before, 2) == after
