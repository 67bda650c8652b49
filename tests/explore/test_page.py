"""The explorer as a reader uses it, from a server and a disk: three questions, keyboard, address, exports."""

from __future__ import annotations

import csv
import io
import json

import pytest

from browser import Watched, need_chromium, open_page, serve
from regesto.site.export import export_site
from whole_site import ROOT, build, make_once

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Return a folder for the sites of this module."""
    return tmp_path_factory.mktemp("explore")


@pytest.fixture(scope="module")
def site(shared):
    """Return the repository's own site."""
    return make_once(shared, "site", lambda folder: build(ROOT, folder))


@pytest.fixture(scope="module")
def stick(shared):
    """Return the folder of the offline copy's site."""
    return export_site(ROOT / "mkdocs.yml", shared / "build").folder / "site"


@pytest.fixture(params=["online", "disk"])
def explorer(request):
    """Give a function that opens the explorer with a fragment, online or from a disk, and the page under watch."""
    if request.param == "online":
        with serve(request.getfixturevalue("site")) as address, open_page(need_chromium()) as watched:
            yield Opened(watched, address, f"{address}esplora/", f"{address}en/esplora/")
    else:
        root = request.getfixturevalue("stick").as_uri()
        with open_page(need_chromium()) as watched:
            yield Opened(watched, root, f"{root}/esplora.html", f"{root}/en/esplora.html")


class Opened:
    """The explorer in a browser."""

    def __init__(self, watched: Watched, root: str, italian: str, english: str) -> None:
        self.watched, self.root, self.italian, self.english = watched, root, italian, english
        self.page = watched.page

    def open(self, fragment: str = "", address: str | None = None) -> Opened:
        """Open the page with a state, and wait until it is ready."""
        self.page.goto("about:blank")
        self.page.goto((address or self.italian) + (f"#{fragment}" if fragment else ""))
        self.page.wait_for_selector("#explore:not([hidden])")
        return self

    def total(self) -> str:
        """Return the count over the results."""
        return self.page.locator("#explore-total").inner_text()

    def titles(self) -> list[str]:
        """Return the titles of the results."""
        return self.page.locator("#explore-list .title").all_inner_texts()

    def chips(self) -> list[str]:
        """Return the words of the chips."""
        return [" ".join(text.split()) for text in self.page.locator("#explore-chips button").all_inner_texts()]

    def fragment(self) -> str:
        """Return the state in the address."""
        return self.page.evaluate("location.hash.slice(1)")

    def is_clean(self) -> bool:
        """Tell whether nothing was refused, thrown or asked of anybody outside."""
        assert self.watched.complaints == []
        assert self.watched.outside(self.root) == []
        return True


def test_which_claims_about_troops_rest_on_a_single_origin(explorer):
    page = explorer.open().page
    facet = page.locator("[data-facet=topic]")
    more = facet.locator(".quiet")
    if not facet.get_by_label("Soldati nordcoreani").count():
        more.click()
    facet.get_by_label("Soldati nordcoreani").check()
    page.locator("[data-facet=corroboration]").get_by_label("origine unica").check()
    page.get_by_label("Affermazioni", exact=True).check()
    assert "topic=soldati" in explorer.fragment()
    assert any("12.000" in title for title in explorer.titles())
    assert page.locator("#explore-list .corr").all_inner_texts() == ["origine unica"] * len(explorer.titles())
    assert explorer.total().startswith(f"{len(explorer.titles())} affermazion")
    assert explorer.is_clean()


def test_what_did_anyone_say_the_arms_are_worth_when_and_who_relayed_it(explorer):
    page = explorer.open().page
    page.locator("[data-facet=measure] summary").click()
    page.locator("[data-facet=measure]").get_by_label("Valore delle forniture").check()
    page.get_by_label("Affermazioni", exact=True).check()
    (title,) = explorer.titles()
    assert "1,7" in title
    assert "5,5\u00a0miliardi" in title
    row = page.locator("#explore-list > li")
    assert row.locator(".when").inner_text() == "ottobre 2024"
    assert "Fondazione Friedrich Naumann" in row.locator(".sub").inner_text()
    assert "tramite" not in row.locator(".sub").inner_text(), "the article names nobody between"
    assert row.locator(".badge").inner_text().split() == ["afferma", "stimato"]


def test_who_relayed_it_is_said_where_somebody_did(explorer):
    page = explorer.open("show=claims").page
    relayed = page.locator("#explore-list .sub", has_text="tramite")
    assert relayed.count() > 0
    page.locator("[data-facet=relay] summary").click()
    first = page.locator("[data-facet=relay] label").first
    name = first.locator(".name").inner_text()
    first.locator("input").check()
    assert all(name in text for text in page.locator("#explore-list .sub").all_inner_texts())


def test_what_was_known_on_31_january_2024(explorer):
    page = explorer.open().page
    whole = len(explorer.titles())
    page.locator("#explore-known").fill("2024-01-31")
    assert explorer.fragment() == "known=2024-01-31"
    assert explorer.total().endswith("come si sapeva il 31 gennaio 2024")
    assert 0 < len(explorer.titles()) < whole
    assert not any("12.000" in title for title in explorer.titles()), "that was said in October"
    sources = page.locator("[data-facet=source]")
    sources.locator("summary").click()
    sources.locator("label").nth(1).wait_for()
    assert sources.locator("label").count() == 2, "of five articles two had appeared"
    page.locator("#explore-known").fill("2022-09-05")
    assert explorer.titles() == []
    assert page.locator("#explore-none").is_visible()
    assert explorer.is_clean()


def test_counts_say_what_choosing_gives(explorer):
    page = explorer.open("topic=missili").page
    for facet in ("corroboration", "origin", "stance"):
        labels = page.locator(f"[data-facet={facet}] label")
        for name in labels.locator(".name").all_inner_texts():
            label = labels.filter(has=page.locator(".name").get_by_text(name, exact=True))
            number = label.locator(".n").inner_text()
            label.locator("input").check()
            assert explorer.total().startswith("1 scheda" if number == "1" else f"{number} schede"), name
            label.locator("input").uncheck()


def test_the_state_is_in_the_address_and_back_goes_back(explorer):
    page = explorer.open().page
    whole = explorer.total()
    page.locator("[data-facet=stance]").get_by_label("dubita").check()
    doubted = explorer.total()
    page.locator("#explore-text").press_sequentially("russia")
    assert explorer.fragment() == "stance=doubts&q=russia"
    page.go_back()
    assert (explorer.fragment(), explorer.total()) == ("stance=doubts", doubted)
    assert page.locator("#explore-text").input_value() == ""
    page.go_back()
    assert (explorer.fragment(), explorer.total()) == ("", whole)
    assert not page.locator("[data-facet=stance]").get_by_label("dubita").is_checked()
    page.go_forward()
    assert explorer.total() == doubted
    explorer.open("stance=doubts")
    assert explorer.total() == doubted
    assert explorer.chips() == ["Posizione: dubita ×"]


def test_the_other_language_opens_with_the_same_filters(explorer):
    page = explorer.open("topic=soldati&known=2024-12-31&sort=title").page
    titles = len(explorer.titles())
    page.locator(".rg-languages button").hover()
    page.locator(".rg-languages a[hreflang=en]").click()
    page.wait_for_selector("#explore:not([hidden])")
    assert page.url.startswith(explorer.english)
    assert len(explorer.titles()) == titles
    assert "as known on 31 December 2024" in explorer.total()
    assert explorer.is_clean()


def test_text_ignores_accents_case_and_apostrophes(explorer):
    page = explorer.open().page
    found = []
    for words in ("L'INTELLIGENCE statunitense", "l’intelligence STATUNITENSE", "statunitense l'intelligence"):
        page.locator("#explore-text").fill(words)
        found.append(explorer.titles())
    assert found[0]
    assert found[0] == found[1] == found[2]


def test_sorts(explorer):
    page = explorer.open().page
    oldest = explorer.titles()
    page.locator("#explore-sort").select_option("newest")
    assert explorer.titles() == oldest[::-1]
    page.locator("#explore-sort").select_option("title")
    by_title = explorer.titles()
    assert by_title != oldest
    assert sorted(by_title) != [], "letters decide, not quotation marks"
    page.locator("#explore-sort").select_option("origins")
    assert page.locator("#explore-list .corr").first.inner_text() in ("contestato", "origini indipendenti")


@pytest.mark.parametrize(
    "fragment",
    [
        "topic=no-such&stance=%3Cscript%3E&known=yesterday&from=2024-13-01&page=-3&sort=%00&show=x",
        "__proto__=1&constructor=2&topic=__proto__&page=99999999999",
        "%E0%A4%A&q=%F0%9F%98%80" + "a" * 400,
    ],
)
def test_a_hostile_address_changes_nothing(explorer, fragment):
    explorer.open(fragment)
    assert "schede su" in explorer.total()
    assert explorer.is_clean()


def test_by_keyboard_alone(explorer):
    page = explorer.open().page
    page.locator("#explore-text").focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.id") == "explore-skip", "results are one key away"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "explore-results"
    page.locator("[data-facet=topic] summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked") is True, "the box keeps the focus after the list changed"
    assert len(explorer.chips()) == 1
    page.locator("#explore-chips button").focus()
    page.keyboard.press("Enter")
    assert explorer.chips() == []
    assert page.evaluate("document.activeElement.id") == "explore-results", "focus does not fall to the page's top"
    assert page.locator("#explore-total[role=status]").count() == 1


def test_exports_hold_the_rows_on_show(explorer):
    page = explorer.open("topic=soldati&known=2024-12-31").page
    titles = explorer.titles()
    with page.expect_download() as csv_file:
        page.locator("[data-export=csv]").click()
    assert csv_file.value.suggested_filename.endswith("schede.csv")
    text = csv_file.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["title"] for row in rows] == [title.replace("\n", " ") for title in titles]
    assert all(row["address"] == f"schede/{row['id']}" for row in rows)
    page.get_by_label("Affermazioni", exact=True).check()
    with page.expect_download() as json_file:
        page.locator("[data-export=json]").click()
    data = json.loads(json_file.value.path().read_text(encoding="utf-8"))
    assert data["known_on"] == "2024-12-31"
    assert [row["says"] for row in data["rows"]] == explorer.titles()
    assert {row["stance"] for row in data["rows"]} <= {"affirms", "denies", "doubts", "predicts"}
    assert explorer.is_clean()


def test_links_lead_to_claims(explorer):
    page = explorer.open("show=claims&topic=soldati").page
    says = explorer.titles()[0]
    page.locator("#explore-list .title a").first.click()
    page.wait_for_selector(".claim")
    assert says in page.locator(".claim:target").inner_text()


def test_without_scripts_there_is_the_plain_list(site):
    with serve(site) as address, open_page(need_chromium(), java_script_enabled=False) as watched:
        watched.page.goto(f"{address}esplora/")
        assert watched.page.locator("noscript li:visible, .rows--plain li:visible").count() > 40
        assert not watched.page.locator("#explore").is_visible()
        assert watched.page.locator(".explore a[href$='temi/']").first.is_visible()


PAGES = ("esplora/#topic=soldati&show=claims", "en/esplora/#known=2024-01-31", "qualita-delle-prove/", "en/correzioni/")
OPEN_ALL = "document.querySelectorAll('.filters details').forEach(one => { one.open = true })"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(site, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = {}
    setting = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    with serve(site) as address, open_page(need_chromium(), **setting) as watched:
        page = watched.page
        for name in PAGES:
            page.goto("about:blank")
            page.goto(address + name)
            page.wait_for_timeout(300)
            if "esplora" in name:
                page.wait_for_selector("#explore:not([hidden])")
                page.evaluate(OPEN_ALL)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found[name] = [(one["id"], one["nodes"][0]["html"]) for one in axe.Axe().run(page).response["violations"]]
    assert found == {name: [] for name in PAGES}
