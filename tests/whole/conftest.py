"""The repository's own dossier, built as a reader gets it; each site is made once for all test processes."""

import os
import zipfile
from pathlib import Path

import pytest

from html_pages import read_pages
from regesto.seeds.dossier import read_dossier
from whole_site import (
    ADDRESS,
    ALIAS,
    RENAMED,
    RETRACTED,
    ROOT,
    WHY,
    build,
    copy_dossier,
    make_environment,
    make_once,
    run_python,
)


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """Return a folder that all processes of this test run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def dossier():
    """Return the dossier in seeds/."""
    return read_dossier(ROOT / "seeds").dossier


@pytest.fixture(scope="session")
def site(shared) -> Path:
    """Return the site as `mkdocs build --strict` makes it in a checkout."""
    return make_once(shared, "site", lambda folder: build(ROOT, folder))


@pytest.fixture(scope="session")
def stick(shared) -> Path:
    """Return the folder that the zip of `regesto export` unpacks to."""

    def export(folder: Path) -> None:
        run_python("regesto", "export", "--output", folder / "build")
        (archive,) = (folder / "build").glob("*.zip")
        with zipfile.ZipFile(archive) as file:
            file.extractall(folder / "stick")

    (found,) = (make_once(shared, "copy", export) / "stick").iterdir()
    return found


@pytest.fixture(scope="session")
def published(shared) -> Path:
    """Return the site as it would be at an address of its own, with a renamed and a retracted entry in it."""

    def make(folder: Path) -> None:
        copy_dossier(folder / "dossier")
        change(folder / "dossier", RENAMED, "", f"aliases: [{ALIAS}]\n")
        change(
            folder / "dossier",
            RETRACTED,
            "status: reviewed",
            f"status: retracted\nstatus_note: {{it: {WHY}, en: {WHY}}}",
        )
        build(folder / "dossier", folder / "site", f"site_url: {ADDRESS}")

    return make_once(shared, "published", make) / "site"


def change(folder: Path, entry: str, old: str, new: str) -> None:
    """Replace a line in an entry's file, or add one where nothing is replaced."""
    (path,) = (folder / "seeds/entries").glob(f"*/{entry}.yml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new) if old else f"{text}\n{new}", encoding="utf-8")


@pytest.fixture(scope="session")
def pages(site):
    """Return the site's pages by file name."""
    return read_pages(site)


@pytest.fixture(scope="session")
def stick_pages(stick):
    """Return the offline copy's pages by file name."""
    return read_pages(stick)


@pytest.fixture(scope="session")
def published_pages(published):
    """Return the pages of the site that has an address, by file name."""
    return read_pages(published)


@pytest.fixture(scope="session")
def wheel(shared) -> Path:
    """Return the wheel that `pip wheel` makes of the repository."""

    def make(folder: Path) -> None:
        run_python("pip", "wheel", "-qq", "--no-deps", "--no-build-isolation", "-w", folder, ROOT, source=None)

    (found,) = make_once(shared, "wheel", make).glob("*.whl")
    return found


@pytest.fixture(scope="session")
def environment(wheel, shared) -> Path:
    """Return the folder of the commands of a new environment with the wheel in it."""

    def make(folder: Path) -> None:
        folder.mkdir()

    folder = make_once(shared, "environments", make) / "wheel"

    def fill(half: Path) -> None:
        # Environments cannot be moved: it is made where it stays, and a mark says that it is whole.
        make_environment(folder, wheel)
        half.mkdir()

    make_once(shared, "environment-is-whole", fill)
    return folder / "bin"
