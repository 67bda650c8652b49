"""A cache that came with the repository: its keys and seals can be computed by anybody, so it is not used."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from regesto.views.digests import digest

LIGHTHOUSES = Path(__file__).resolve().parents[1] / "fixtures" / "lighthouses" / "seeds"
SETTINGS = "site_name: Lights\ntheme: {name: material, language: en}\nplugins: [regesto]\n"


@pytest.fixture
def folder(tmp_path):
    """Return the folder of a dossier that was built once, with another text in every page that was kept."""
    shutil.copytree(LIGHTHOUSES, tmp_path / "seeds")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml")))
    shutil.rmtree(tmp_path / "site")
    with closing(sqlite3.connect(tmp_path / ".cache/regesto/pages.sqlite")) as file, file:
        for address, key, page in file.execute("select address, key, page from pages").fetchall():
            page = page.replace(b"</h1>", b" PLANTED</h1>")
            file.execute("update pages set page = ?, seal = ? where address = ?", (page, digest(key, page), address))
    return tmp_path


def find_planted(folder):
    return [path.name for path in (folder / "site").rglob("*.html") if "PLANTED" in path.read_text(encoding="utf-8")]


def git(folder, *arguments):
    subprocess.run(["git", "-C", folder, "-c", "user.name=x", "-c", "user.email=x@x.example", *arguments], check=True)


def test_ones_own_cache_is_used(folder):
    """What is planted there would be shown: seals guard against accidents, not against people."""
    build(load_config(str(folder / "mkdocs.yml")))
    assert find_planted(folder)


def test_a_cache_that_came_with_the_repository_is_not_used(folder, caplog):
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--message", "Add")
    kept = (folder / ".cache/regesto/pages.sqlite").read_bytes()
    build(load_config(str(folder / "mkdocs.yml")))
    assert not find_planted(folder)
    assert ".cache is in the repository, so it is not used: git rm -r --cached .cache" in caplog.text
    assert (folder / ".cache/regesto/pages.sqlite").read_bytes() == kept
