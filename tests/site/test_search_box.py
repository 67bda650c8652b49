"""The search box in a real browser, over http and from a disk."""

import pytest

from browser import need_chromium, open_page
from regesto.pages.page import Page
from regesto.site.export import export_site
from test_online import served  # noqa: F401 - a fixture
from tiny_site import PAGES, entry

pytestmark = [pytest.mark.slow, pytest.mark.browser]

MORE = tuple(entry(f"molte-{n}", f"Sirena numero {n}", "Una sirena suona.") for n in range(20))
STRANGE = entry("strana", "__proto__ e constructor", 'Si legge "&lt;/script&gt;" e hasOwnProperty \u2028 qui.')


@pytest.fixture
def fake_pages(fake_pages):
    fake_pages.bulk_pages = (*PAGES, *MORE, STRANGE, Page("schede/nuda", "schede", "Nuda", "", "<p>Parola nuda</p>"))
    return fake_pages


@pytest.fixture(params=["http", "file"])
def start(request, tiny, tmp_path):
    """Return the root that pages may load from and the page of an entry, by the way they are read."""
    if request.param == "http":
        base = request.getfixturevalue("served")
        return base, f"{base}schede/vecchia/"
    tiny.write()
    folder = export_site(tiny.folder / "mkdocs.yml", tmp_path / "build").folder
    return folder.as_uri(), f"{folder.as_uri()}/site/schede/vecchia.html"


def ask(page, words):
    page.locator(".rg-search__input").fill(words)
    page.wait_for_function("words => document.querySelector('.rg-search__list').dataset.asked === words", arg=words)
    return page.locator(".rg-search__title").all_inner_texts()


def test_the_box_from_the_first_key_to_the_page(start):
    root, url = start
    with open_page(need_chromium()) as watched:
        page = watched.page
        page.goto(url)
        before = len(watched.requests)
        page.keyboard.press("/")
        box = page.get_by_role("combobox", name="Cerca")
        assert box.evaluate("box => box === document.activeElement")
        assert box.get_attribute("aria-expanded") == "false"
        assert ask(page, "accordo libertà") == ["La libertà dell’accordo", "Chi lo dice"]
        assert box.get_attribute("aria-expanded") == "true"
        assert page.get_by_role("status").inner_text() == "2 risultati"
        assert page.get_by_role("listbox").get_by_role("option").count() == 2
        assert page.locator(".rg-search__hit mark").all_inner_texts()[:2] == ["libertà", "accordo"]
        page.keyboard.press("ArrowDown")
        active = box.get_attribute("aria-activedescendant")
        assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
        page.keyboard.press("Escape")
        assert not page.locator(".rg-search__panel").is_visible()
        assert box.input_value() == "accordo libertà"
        page.keyboard.press("ArrowDown")
        asked = watched.requests[before:]
        assert asked
        expected = ("/search/", "/assets/javascripts/regesto-find.js", "/assets/favicon.svg")
        assert [one for one in asked if not any(part in one for part in expected)] == []
        page.keyboard.press("Enter")
        page.wait_for_url("**/schede/liberta**", wait_until="commit")
        assert watched.outside(root) == []
        assert watched.complaints == []


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("__proto__", "__proto__ e constructor"),
        ("constructor", "__proto__ e constructor"),
        ("hasownproperty", "__proto__ e constructor"),
        ("toString valueOf", None),
        ('"parola nuda"', "Nuda"),
        ('"nuda parola"', None),
        ("tema:__proto__", None),
        ("anno:constructor", None),
        ("<img src=x onerror=alert(1)>", None),
        ('"', None),
        ("-", None),
        ("libertà -accordo", None),
        ("sirna", "Sirena numero 0"),
        ("sire", "Sirena numero 0"),
    ],
)
def test_odd_questions_are_answered_calmly(tiny, tmp_path, words, first):
    tiny.write()
    folder = export_site(tiny.folder / "mkdocs.yml", tmp_path / "build").folder
    with open_page(need_chromium()) as watched:
        watched.page.goto(f"{folder.as_uri()}/site/metodo.html")
        titles = ask(watched.page, words)
        assert (titles[0] if titles else None) == first
        assert watched.complaints == []


def test_more_results_and_the_count(tiny, tmp_path):
    tiny.write()
    folder = export_site(tiny.folder / "mkdocs.yml", tmp_path / "build").folder
    with open_page(need_chromium(), viewport={"width": 390, "height": 800}) as watched:
        page = watched.page
        page.goto(f"{folder.as_uri()}/site/metodo.html")
        assert not page.locator(".rg-search__input").is_visible()
        page.get_by_role("button", name="Cerca").click()
        assert len(ask(page, "sirena")) == 10
        assert page.get_by_role("status").inner_text() == "40 risultati"
        width = page.locator(".rg-search__panel").bounding_box()
        assert width["x"] >= 0
        assert width["x"] + width["width"] <= 390
        page.get_by_role("option", name="Altri risultati").click()
        page.wait_for_function("document.querySelectorAll('.rg-search__hit').length === 20")
        assert watched.complaints == []


def test_without_scripts_there_is_an_index_instead(start):
    _, url = start
    with open_page(need_chromium(), java_script_enabled=False) as watched:
        watched.page.goto(url)
        assert not watched.page.locator(".rg-search__input").is_visible()
        assert not watched.page.get_by_role("button", name="Cerca").is_visible()
