"""The commands `build` and `export` on another dossier: another subject and language, only seeds and settings."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from regesto.cli import main

LIGHTHOUSES = Path(__file__).resolve().parents[1] / "fixtures" / "lighthouses" / "seeds"

pytestmark = pytest.mark.slow


@pytest.fixture
def dossier(tmp_path, monkeypatch):
    """Make a dossier's folder and go there."""
    shutil.copytree(LIGHTHOUSES, tmp_path / "seeds")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Lighthouses\ntheme: {name: material, language: en}\nplugins: [search, regesto]\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def test_build_says_where_the_site_is(dossier):
    done = run("build")
    assert done.exit_code == 0, done.output
    assert done.stdout.rstrip().endswith("The site is in site/")
    assert "Lighthouses" in (dossier / "site/index.html").read_text(encoding="utf-8")
    assert "\x1b" not in done.output, "nothing moves or is coloured where there is no terminal"


def test_export_says_what_to_open(dossier):
    done = run("export")
    assert done.exit_code == 0, done.output
    assert "build/regesto-lighthouses-1.0.zip" in done.stdout
    assert "OPEN.html is the file to open" in done.stdout
    assert (dossier / "build/regesto-lighthouses-1.0/README.txt").read_bytes().startswith(b"Lighthouses\r\n")


def test_an_error_in_the_data_ends_the_build(dossier):
    entry = next((dossier / "seeds/entries").rglob("*.yml"))
    entry.write_text(entry.read_text(encoding="utf-8") + "no_such_field: 1\n", encoding="utf-8")
    done = run("build")
    assert done.exit_code == 1
    assert "no_such_field" in done.output
    assert not (dossier / "site/index.html").exists()


def test_a_site_without_the_plugin_is_told_so(dossier):
    (dossier / "mkdocs.yml").write_text("site_name: X\ntheme: {name: material}\nplugins: [search]\n", encoding="utf-8")
    done = run("build")
    assert done.exit_code == 1
    assert "does not name the plugin `regesto`" in done.output
