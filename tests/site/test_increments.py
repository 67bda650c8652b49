"""Builds over one another: whatever was edited, however often, and wherever one was killed, the whole tree of files is
that of a build from nothing."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

import edits
from any_edits import EDITS, find_entry
from regesto.pages import listings
from regesto.seeds.dossier import read_dossier
from regesto.views import timeline

LIGHTHOUSES = Path(__file__).resolve().parents[1] / "fixtures" / "lighthouses" / "seeds"

EXAMPLES = int(os.environ.get("REGESTO_EXAMPLES", "3"))
"""Sequences of edits that are tried. Each step builds two sites; `make test-increments` tries many."""


class Site:
    """A dossier's folder, in two languages, and the site that is built in it again and again."""

    def __init__(self, folder):
        self.folder, self.seeds = folder, folder / "seeds"
        shutil.copytree(LIGHTHOUSES, self.seeds)
        about = edits.read(self.seeds / "dossier.yml")
        del about["expected"], about["key_figures"]  # which would refuse to let a record go
        edits.write(self.seeds / "dossier.yml", about | {"languages": ["en", "it"]})
        (folder / "templates").mkdir()
        self.write_settings("mkdocs.yml", "en", ["mkdocs.it.yml"])
        self.write_settings("mkdocs.it.yml", "it", [])

    def write_settings(self, name, language, editions):
        docs = self.folder / "docs" / language
        docs.mkdir(parents=True)
        (docs / "about.md").write_text("# About\n\nBy hand.\n", encoding="utf-8")
        options = {"editions": editions, "templates": "templates"}
        theme = {"name": "material", "language": language}
        data = {
            "site_name": "Lights",
            "site_url": "https://lights.example/",
            "docs_dir": f"docs/{language}",
            "theme": theme,
            "plugins": [{"regesto": options}],
        }
        (self.folder / name).write_text(yaml.safe_dump(data), encoding="utf-8")

    def build(self):
        """Build over what is there and return the tree."""
        build(load_config(str(self.folder / "mkdocs.yml")))
        return read_tree(self.folder / "site")

    def build_from_nothing(self):
        """Build in a folder that has neither a site nor a cache."""
        with tempfile.TemporaryDirectory() as other:
            clean = Path(other) / "clean"
            shutil.copytree(self.folder, clean, ignore=shutil.ignore_patterns("site", ".cache", "before"))
            build(load_config(str(clean / "mkdocs.yml")))
            return read_tree(clean / "site")

    def save(self, edit):
        """Edit, unless nothing could be built from what comes of it; tell whether it stands."""
        before = edits.Undoable(self.seeds, self.folder / "before")
        with before:
            edit()
            if read_dossier(self.seeds).dossier is None:
                before.undo()
                return False
        return True


def read_tree(site):
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def find_differences(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    """Cut lists and drawings of three entries as those of thousands are."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(listings, "MOST", 1)
    monkeypatch.setattr(listings, "SHOWN", 1)
    monkeypatch.setattr(listings, "MOST_NAMES", 6)
    monkeypatch.setattr(timeline, "MOST_MARKS", 2)


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_sequence_of_edits_leaves_the_tree_of_a_build_from_nothing(data):
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.build()
        for _ in range(data.draw(st.integers(2, 5))):
            edit = data.draw(st.sampled_from(EDITS))
            if site.save(lambda edit=edit: edit(data, site.seeds)):
                assert find_differences(site.build(), site.build_from_nothing()) == [], edit.__name__


def test_lists_have_pages_of_their_own_here(site):
    """Else nothing here would say anything of them."""
    names = site.build()
    assert any(name.startswith("names/") and name.count("/") > 1 for name in names)
    assert any(name.startswith(("topics/", "actors/")) and name.count("/") > 2 for name in names)


def test_what_is_as_it_was_is_not_written(site):
    site.build()
    before = {path: path.stat().st_mtime_ns for path in (site.folder / "site").rglob("*") if path.is_file()}
    find_entry(site.seeds, "groundings").touch()
    site.build()
    after = {path: path.stat().st_mtime_ns for path in (site.folder / "site").rglob("*") if path.is_file()}
    assert after == before


def test_what_others_did_to_the_site_is_put_right(site):
    tree = site.build()
    folder = site.folder / "site"
    (folder / "index.html").write_text("mine", encoding="utf-8")
    (folder / "entries" / "groundings" / "index.html").unlink()
    (folder / "stray").mkdir()
    (folder / "stray" / "file.txt").write_text("stray", encoding="utf-8")
    assert site.build() == tree
    assert not (folder / "stray").exists()


@pytest.mark.parametrize("spoil", ["text", "half", "empty", "version"])
def test_a_broken_record_of_the_site_is_not_used(site, spoil):
    tree = site.build()
    (record,) = (site.folder / ".cache" / "regesto").glob("site-*.json")
    raw = record.read_text(encoding="utf-8")
    kinds = {"text": "no record", "half": raw[: len(raw) // 2], "empty": "", "version": raw.replace("version", "v")}
    record.write_text(kinds[spoil], encoding="utf-8")
    assert site.build() == tree


COMMAND = [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def start(site):
    paths = [str(Path(listings.__file__).resolve().parents[2])]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.Popen(COMMAND, cwd=site.folder, env=environment)


@pytest.mark.slow
def test_a_build_killed_at_any_moment_is_made_good_by_the_next(site, monkeypatch):
    monkeypatch.undo()  # whatever is patched here is not so in another process
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    begun = time.monotonic()
    assert start(site).wait() == 0
    whole = time.monotonic() - begun
    chance = random.Random(5)
    for number in range(4):
        edits.change((find_entry(site.seeds, "groundings"), ("claims", 1, "says")), f"Not {number} boats ran aground.")
        process = start(site)
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert start(site).wait() == 0
    assert find_differences(read_tree(site.folder / "site"), site.build_from_nothing()) == []
