"""A team with another subject: the package from its wheel, one `mkdocs.yml` from the README, `seeds/` and `docs/`.

The environment is new and holds the wheel; what the wheel depends on is lent by the environment of these tests, so that
nothing is fetched.
"""

import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from browser import need_chromium, open_page, serve
from html_pages import by_class, read_pages, resolve, text_of
from readme import find_blocks
from whole_site import ROOT, list_files, make_once, run

pytestmark = pytest.mark.slow

SEEDS = ROOT / "tests/fixtures/lighthouses/seeds"


@dataclass(frozen=True)
class Team:
    """A folder with a dossier, and the commands of an environment of its own."""

    folder: Path
    bin: Path

    def run(self, command: str, *arguments: str) -> str:
        """Run one of the environment's commands in the folder; it finds the package only where it is installed."""
        return run(self.bin / command, *arguments, cwd=self.folder, source=None)


@pytest.fixture(scope="session")
def team(environment, shared) -> Team:
    """Return a second dossier, built: only `mkdocs.yml`, `seeds/` and an empty `docs/`."""

    def make(folder: Path) -> None:
        folder.mkdir()
        (example,) = find_blocks("yaml")
        (folder / "mkdocs.yml").write_text(example, encoding="utf-8")
        shutil.copytree(SEEDS, folder / "seeds")
        (folder / "docs").mkdir()
        made = Team(folder, environment)
        made.run("python", "-m", "mkdocs", "build", "--strict", "--quiet")
        made.run("regesto", "export")

    return Team(make_once(shared, "lighthouses", make), environment)


@pytest.fixture(scope="session")
def pages(team):
    """Return the pages of the second dossier's site."""
    return read_pages(team.folder / "site")


def test_the_wheel_carries_the_templates_and_nothing_of_this_dossier(wheel):
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
    templates = {name for name in list_files(ROOT / "templates") if "__pycache__" not in name}
    assert {name.removeprefix("regesto/templates/") for name in names if "/templates/" in name} == templates
    assert [name for name in names if not name.startswith(("regesto/", "regesto-"))] == []
    assert [name for name in names if "seeds/entries" in name or "__pycache__" in name] == []


def test_the_package_and_its_templates_come_from_the_wheel(team):
    said = team.run("python", "-c", "import regesto.resources as r; print(r.find_templates())")
    assert Path(said.strip()).is_relative_to(team.bin.parent)
    assert not Path(said.strip()).is_relative_to(ROOT)


def test_the_folder_holds_only_what_the_readme_says(team):
    kept = {path.name for path in team.folder.iterdir()} - {"site", "build", ".cache"}
    assert kept == {"mkdocs.yml", "seeds", "docs"}
    assert list((team.folder / "docs").iterdir()) == []


def test_it_is_about_its_own_subject_in_its_own_language(pages):
    home = pages["index.html"]
    assert home.tree.get("lang") == "en"
    assert home.find(".//h1") == "Lighthouses of Port Example"
    tabs = [text_of(tab) for tab in by_class(home.tree, "md-tabs__link")]
    assert tabs[:3] == ["Home", "Timeline", "Topics"]
    assert {page.tree.get("lang") for page in pages.values()} == {"en"}
    for page in pages.values():
        text = text_of(page.tree.find("body"))
        for foreign in ("Corea", "Korea", "Cronologia", "Schede", "Luoghi", "Fonti", "Cerca"):
            assert foreign not in text, page.name


def test_with_one_language_there_is_nothing_to_switch(pages):
    for page in pages.values():
        assert by_class(page.tree, "rg-languages") == []
        assert [element for element in page.tree.iter() if element.get("hreflang")] == []


def test_pages_have_addresses_in_its_language(pages):
    for name in (
        "timeline/2021",
        "entries/lamp-relit",
        "topics/accidents",
        "actors/fishers-union",
        "places/port-example",
        "materiel/lamp",
        "estimates/groundings",
        "sources/gazette-2021",
        "origins",
        "method",
        "contribute",
    ):
        assert f"{name}/index.html" in pages, name
    assert pages["entries/lamp-lit-again/index.html"].is_redirect


def test_links_hold(pages, team):
    files = set(list_files(team.folder / "site"))
    broken = [
        f"{page.name}: {link}"
        for page in pages.values()
        if page.name != "404.html"
        for _, link in page.links()
        if (target := resolve(page, link))
        if target[0] not in files or (target[1] and "=" not in target[1] and target[1] not in pages[target[0]].ids)
    ]
    assert broken == []


def test_it_says_who_claims_and_who_denies(pages):
    section = next(
        one for one in pages["topics/accidents/index.html"].tree.iter("section") if one.get("id", "")[:2] == "q-"
    )
    affirming, denying = by_class(section, "ledger")[0]
    assert "Fishers’ Union" in text_of(affirming)
    assert "Ada Sample" in text_of(denying)
    assert text_of(by_class(section, "corr")[0]).startswith("contested")


def test_quotes_without_a_seal_are_shown_as_not_yet_verified(pages):
    """Nobody has sealed anything here yet."""
    page = pages["entries/groundings/index.html"]
    seals = [text_of(seal) for seal in by_class(page.tree, "seal")]
    assert len(seals) == 2
    assert all(seal.startswith("Not yet verified") for seal in seals)


def test_the_check_speaks_of_what_is_left_to_do(team):
    assert "no errors" in team.run("regesto", "check").replace("0 errors", "no errors")


@pytest.mark.browser
@pytest.mark.parametrize("copy", ["site", "offline"])
def test_it_opens_in_a_browser_and_its_search_finds(team, copy):
    chromium = need_chromium()

    def look(watched, start, root):
        page = watched.page
        page.goto(start)
        page.wait_for_selector("h1:has-text('Lighthouses of Port Example')")
        page.locator(".rg-search__input").click()
        page.keyboard.type("lamp")
        page.wait_for_selector(".rg-search__hit", timeout=15000)
        page.wait_for_timeout(300)
        page.locator(".rg-search__hit[href*='lamp-relit']").first.click()
        page.wait_for_url(re.compile(r"/entries/lamp-relit\b"))
        assert page.locator("h1").inner_text() == "The lamp is lit again"
        assert watched.outside(root) == []
        assert watched.complaints == []
        assert watched.failures == []

    if copy == "site":
        with serve(team.folder / "site") as root, open_page(chromium) as watched:
            look(watched, root, root)
    else:
        (folder,) = [path for path in (team.folder / "build").iterdir() if path.is_dir()]
        assert sorted(path.name for path in folder.iterdir()) == ["OPEN.html", "README.txt", "site"]
        with open_page(chromium) as watched:
            look(watched, (folder / "OPEN.html").as_uri(), folder.as_uri())


def test_a_page_of_ones_own_joins_the_site(team, tmp_path):
    """A team writes one page in `docs/`, and links to what Regesto makes."""
    shutil.copytree(team.folder, tmp_path / "own", ignore=shutil.ignore_patterns("site", "build"))
    own = Team(tmp_path / "own", team.bin)
    (own.folder / "docs/about.md").write_text(
        "# About us\n\nSee [the timeline](timeline.md) and [the method](method.md).\n", encoding="utf-8"
    )
    own.run("regesto", "build")
    pages = read_pages(own.folder / "site")
    assert pages["about/index.html"].find(".//h1") == "About us"
    links = {resolve(pages["about/index.html"], link)[0] for _, link in pages["about/index.html"].links()}
    assert {"timeline/index.html", "method/index.html"} <= links
