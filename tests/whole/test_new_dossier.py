"""`regesto new dossier` from the installed wheel: built strictly at once, searched, exported, in two languages."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from browser import need_chromium, open_page, serve
from html_pages import read_pages, resolve, text_of
from whole_site import install, list_files, make_environment, make_once, run

pytestmark = pytest.mark.slow


REFERENCES = """\
@article{span-2002,
  title = {A span for Port Example},
  author = {{The editors of the Example Times}},
  journal = {Example Times},
  year = {2002}, month = mar,
  language = {en},
}
"""

GROWING = (
    ("import", "list.bib"),
    ("new", "topic", "--name", "Bridges"),
    ("new", "actor", "--name", "Council of Port Example", "--kind", "organisation"),
    ("new", "place", "--name", "East Quay", "--lat", "0.51", "--lon", "-30.24", "--reference", "Invented",
     "--part-of", "port-example"),
    ("new", "entry", "--title", "A footbridge is planned", "--date", "2002-03~", "--summary", "The council wants one.",
     "--topic", "bridges", "--place", "east-quay", "--source", "span-2002", "--origin", "council-of-port-example",
     "--says", "A footbridge will be built.", "--stance", "predicts", "--quote", "a footbridge", "--paragraph", "2"),
)  # fmt: skip
"""How the dossier grows: a reference from elsewhere, terms, and an entry; all of it invented."""


@pytest.fixture(scope="session")
def made(environment, shared) -> Path:
    """Return a dossier as the commands of the wheel make and build it."""

    def make(folder: Path) -> None:
        folder.mkdir()
        new = ("new", "dossier", "bridges", "--title", "Bridges", "--language", "en", "--language", "it")
        said = run(environment / "regesto", *new, cwd=folder, source=None)
        assert "Next:\n  cd bridges" in said
        (folder / "bridges/list.bib").write_text(REFERENCES, encoding="utf-8", newline="\n")
        for command in (*GROWING, ("check",), ("fmt", "--check"), ("build",), ("export",)):
            run(environment / "regesto", *command, cwd=folder / "bridges", source=None)

    return make_once(shared, "new-dossier", make) / "bridges"


@pytest.fixture(scope="session")
def pages(made):
    return read_pages(made / "site")


def test_what_plain_mkdocs_builds_is_the_same(made, environment, tmp_path):
    run(environment / "python", "-m", "mkdocs", "build", "-q", "--strict", "-d", tmp_path, cwd=made, source=None)
    run("diff", "-r", made / "site", tmp_path)


def test_its_pages_are_there_in_both_languages(pages):
    assert pages["index.html"].find(".//h1") == "Bridges"
    english, italian = (text_of(pages[f"{prefix}entries/example/index.html"].tree) for prefix in ("", "it/"))
    assert "Fishers’ Union of Port Example" in english
    assert "Sindacato dei pescatori di Porto Esempio" in italian
    assert "contested" in english


def test_what_it_grew_is_there(pages, made):
    page = text_of(pages["entries/a-footbridge-is-planned/index.html"].tree)
    assert "Council of Port Example" in page
    assert "A span for Port Example" in page
    assert "about March 2002" in page
    assert "sources/span-2002/index.html" in pages
    assert "places/east-quay/index.html" in pages
    assert "span-2002" in (made / "site/data/sources.bib").read_text(encoding="utf-8")


def test_its_links_hold(pages, made):
    files = set(list_files(made / "site"))
    broken = [
        f"{page.name}: {link}"
        for page in pages.values()
        if page.name != "404.html"
        for _, link in page.links()
        if (target := resolve(page, link)) and target[0] not in files
    ]
    assert broken == []


def test_its_offline_copy_is_whole(made):
    (archive,) = (made / "build").glob("*.zip")
    names = zipfile.ZipFile(archive).namelist()
    assert any(name.endswith("entries/example.html") for name in names)


def test_upgrading_touches_no_file_of_the_dossier(made, wheel, tmp_path):
    """A package that is installed anew, and a migration with nothing to do, leave every byte."""
    copy = tmp_path / "bridges"
    shutil.copytree(made, copy, ignore=shutil.ignore_patterns("site", "build", ".cache"))
    before = {name: (copy / name).read_bytes() for name in list_files(copy)}
    environment = tmp_path / "environment"  # not the one that other tests are using
    make_environment(environment, wheel)
    install(environment, wheel)
    assert "format 1" in run(environment / "bin/regesto", "migrate", cwd=copy, source=None)
    assert {name: (copy / name).read_bytes() for name in list_files(copy)} == before


@pytest.mark.browser
def test_its_search_finds_both_entries(made):
    chromium = need_chromium()
    with serve(made / "site") as root, open_page(chromium) as watched:
        page = watched.page
        page.goto(root)
        page.locator(".rg-search__input").click()
        page.keyboard.type("pier")
        page.wait_for_selector(".rg-search__hit[href*='entries/example']", timeout=15000)
        page.locator(".rg-search__input").fill("footbridges")
        page.wait_for_selector(".rg-search__hit[href*='entries/a-footbridge-is-planned']", timeout=15000)
        assert watched.outside(root) == []
        assert watched.complaints == []
        assert watched.failures == []
