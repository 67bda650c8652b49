"""Every record has its page in every language, at an address that lasts, and the sitemap knows them all."""

import json
import xml.etree.ElementTree as Tree

import pytest

from html_pages import by_class, resolve, text_of
from regesto.model.ids import Kind
from whole_site import ADDRESS, ALIAS, RENAMED, RETRACTED, WHY

pytestmark = pytest.mark.slow

FOLDERS = {
    Kind.ENTRY: "schede",
    Kind.SOURCE: "fonti",
    Kind.TOPIC: "temi",
    Kind.ACTOR: "attori",
    Kind.PLACE: "luoghi",
    Kind.MATERIEL: "sistemi",
    Kind.MEASURE: "stime",
}

SECTIONS = ["cronologia", "schede", "temi", "attori", "luoghi", "sistemi", "stime", "fonti", "origini", "metodo"]


@pytest.mark.parametrize("kind", FOLDERS, ids=lambda kind: kind.value)
@pytest.mark.parametrize("edition", ["", "en/"])
def test_every_record_has_its_page(pages, dossier, kind, edition):
    records = dossier.of_kind(kind)
    assert records
    assert [id for id in records if f"{edition}{FOLDERS[kind]}/{id}/index.html" not in pages] == []


@pytest.mark.parametrize("edition", ["", "en/"])
def test_every_year_and_section_has_its_page(pages, dossier, edition):
    years = {entry.date.text[:4] for entry in dossier.entries.values() if entry.date.text[:4].isdigit()}
    assert years >= {"1948", "2022", "2023", "2024"}
    expected = {f"cronologia/{year}" for year in years} | set(SECTIONS) | {"contribuire"}
    assert sorted(name for name in expected if f"{edition}{name}/index.html" not in pages) == []
    assert f"{edition}index.html" in pages


def test_a_page_has_its_title_in_its_own_language(pages, dossier):
    for id, entry in dossier.entries.items():
        assert pages[f"schede/{id}/index.html"].find(".//h1") == entry.title.choose("it", "it").value
        assert pages[f"en/schede/{id}/index.html"].find(".//h1") == entry.title.choose("en", "it").value


def test_the_page_for_errors_helps(pages):
    page = pages["404.html"]
    assert page.find(".//h1")
    ways = [text_of(link) for block in by_class(page.tree, "places") for link in block.iter("a")]
    assert len(ways) >= 8


def test_the_sitemap_knows_every_page(published, published_pages):
    tree = Tree.parse(published / "sitemap.xml")
    listed = [element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    there = [
        ADDRESS + name.removesuffix("index.html")
        for name, page in published_pages.items()
        if not page.is_redirect and not page.is_on_paper and not name.endswith("404.html")
    ]
    assert sorted(listed) == sorted(there)


@pytest.mark.parametrize("edition", ["", "en/"])
def test_an_old_address_leads_to_the_new_one(published_pages, edition):
    old = published_pages[f"{edition}schede/{ALIAS}/index.html"]
    assert old.is_redirect
    (refresh,) = old.meta("refresh")
    seconds, _, target = refresh.partition("; url=")
    assert seconds == "0"
    assert resolve(old, target) == (f"{edition}schede/{RENAMED}/index.html", "")
    assert [resolve(old, link)[0] for element, link in old.links() if element.tag == "a"] == [
        f"{edition}schede/{RENAMED}/index.html"
    ]


@pytest.mark.parametrize(("edition", "says"), [("", "ritirata"), ("en/", "retracted")])
def test_a_retracted_entry_keeps_its_address_and_says_why(published_pages, edition, says):
    page = published_pages[f"{edition}schede/{RETRACTED}/index.html"]
    text = text_of(page.tree.find("body"))
    assert says in text
    assert WHY in text


def test_a_retracted_entry_counts_nowhere(pages, published_pages):
    """It is gone from the page of the actor whose claim it held; the list of all entries says what became of it."""

    def links_from(which, name):
        return [
            target[0] for _, link in which[name].links() if (target := resolve(which[name], link)) is not None
        ].count(f"schede/{RETRACTED}/index.html")

    assert links_from(pages, "attori/sam-lair/index.html") > 0
    assert links_from(published_pages, "attori/sam-lair/index.html") == 0
    assert links_from(published_pages, "cronologia/index.html") > 0
    assert "Ritirata" in text_of(published_pages["cronologia/index.html"].tree.find("body"))
    assert "Ritirata" not in text_of(pages["cronologia/index.html"].tree.find("body"))


@pytest.mark.parametrize("edition", ["", "en/"])
def test_the_search_knows_every_page(site, pages, edition):
    parts = [path.read_text(encoding="utf-8") for path in (site / edition / "search").glob("t*.js")]
    docs = [doc for part in parts for doc in json.loads(part[part.index(",") + 1 : part.rindex(")")])]
    known = {doc[0].partition("#")[0].removeprefix("./") for doc in docs}
    there = {
        name.removeprefix(edition).removesuffix("index.html")
        for name, page in pages.items()
        if name.startswith(edition) and not (edition == "" and name.startswith("en/"))
        if not page.is_redirect and not page.is_on_paper and not name.endswith("404.html")
    }
    assert sorted(there - known) == []
