"""The data on the site: files of the first edition shared by all, feeds and calendar in each language, offline too."""

import json
from pathlib import Path

import pytest
import yaml

from browser import need_chromium, open_page
from regesto.site.export import export_site

LIGHTHOUSES = Path(__file__).resolve().parents[1] / "fixtures/lighthouses/seeds"

IN_EVERY_LANGUAGE = {"timeline.ics", "feed.xml"}


def list_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix not in (".html", "")}


def test_the_first_edition_has_every_file_and_the_others_their_own(tiny):
    site = tiny.build()
    first, other = list_files(site / "dati"), list_files(site / "en/dati")
    assert {"dossier.json", "dossier.sqlite", "datapackage.json", "csv/entries.csv", *IN_EVERY_LANGUAGE} <= first
    assert other == IN_EVERY_LANGUAGE
    assert json.loads((site / "dati/dossier.json").read_text(encoding="utf-8"))["dossier"]["id"] == "prova"


def test_the_offline_copy_has_the_same_files(tiny, tmp_path):
    site = tiny.build()
    copy = export_site(tiny.folder / "mkdocs.yml", tmp_path / "copy")
    for name in list_files(site / "dati") - IN_EVERY_LANGUAGE:
        assert (copy.folder / "site/dati" / name).read_bytes() == (site / "dati" / name).read_bytes()


@pytest.fixture
def lights(tmp_path) -> Path:
    """Return the folder of a dossier's site that is not built yet."""
    (tmp_path / "docs").mkdir()
    settings = {
        "site_name": "Lights",
        "theme": {"name": "material", "language": "en"},
        "plugins": ["search", {"regesto": {"seeds": str(LIGHTHOUSES)}}],
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.browser
def test_a_citation_is_copied_and_linked_data_needs_no_leave(lights):
    chromium = need_chromium()
    site = export_site(lights / "mkdocs.yml", lights / "copy").folder / "site"
    address = (site / "entries/lamp-relit.html").as_uri()
    with open_page(chromium) as watched:
        page = watched.page
        page.goto(address)
        page.locator("details.cite summary").click()
        block = page.locator("[data-copy]", has_text="BibTeX")
        block.locator("button").click()
        block.locator("button", has_text="Copied").wait_for()
        assert page.locator("[data-copy] button[hidden]").count() == 0
        found = json.loads(page.locator("script[type='application/ld+json']").first.text_content())
        assert "Claim" in {one["@type"] for one in found["@graph"]}
        page.goto((site / "data.html").as_uri())
        assert page.locator("a[href='data/dossier.sqlite']").count() == 1
        assert watched.complaints == []
