"""Fixtures: a dossier of hostile texts as data, and as the site that is built of it, once for all processes."""

import os
from pathlib import Path

import pytest

from hostile_records import write_dossier
from html_pages import read_pages
from regesto.seeds.dossier import read_dossier
from whole_site import make_once, run_python

CONFIG = """\
site_name: Prova
site_url: https://x.example/d/
docs_dir: docs/it
theme: {name: material, language: it}
plugins:
  - regesto: {editions: [mkdocs.en.yml], edit_base: "https://forge.example/edit/"}
"""
CONFIG_EN = "INHERIT: mkdocs.yml\ndocs_dir: docs/en\ntheme: {language: en}\n"


def write_project(folder: Path) -> None:
    """Write a dossier of hostile records with its settings, ready to be built."""
    write_dossier(folder / "seeds")
    for name in ("it", "en"):
        (folder / "docs" / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "mkdocs.en.yml").write_text(CONFIG_EN, encoding="utf-8")


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """Return a folder that all processes of this test run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def hostile_folder(shared) -> Path:
    """Return a folder with the hostile dossier and, under `site`, what a strict build makes of it."""

    def make(folder: Path) -> None:
        write_project(folder)
        run_python("mkdocs", "build", "--strict", "--quiet", "--site-dir", "site", cwd=folder)

    return make_once(shared, "hostile", make)


@pytest.fixture(scope="session")
def hostile_site(hostile_folder) -> Path:
    """Return the built site."""
    return hostile_folder / "site"


@pytest.fixture(scope="session")
def hostile_dossier(hostile_folder):
    """Return the dossier as the reader of seeds gives it."""
    return read_dossier(hostile_folder / "seeds").dossier


@pytest.fixture(scope="session")
def hostile_pages(hostile_site):
    """Return the built pages by file name."""
    return read_pages(hostile_site)
