"""The offline copy in a real browser, from `file://`, with every request noted and everything outside refused."""

import zipfile

import pytest

from browser import need_chromium, open_page
from regesto.site.export import export_site

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module")
def chromium():
    return need_chromium()


@pytest.fixture
def copy(tiny, tmp_path):
    tiny.write()
    made = export_site(tiny.folder / "mkdocs.yml", tmp_path / "build")
    with zipfile.ZipFile(made.archive) as archive:
        archive.extractall(tmp_path / "stick")
    return tmp_path / "stick" / made.folder.name


def search(page, words):
    page.locator(".rg-search__input").fill(words)
    page.wait_for_selector(".rg-search__panel:not([hidden])", timeout=15000)
    return page.locator(".rg-search__title").all_inner_texts()


def test_everything_works_from_a_disk(copy, chromium):
    root = copy.as_uri()
    with open_page(chromium) as watched:
        page = watched.page
        page.goto(f"{root}/APRI.html")
        page.wait_for_url("**/site/index.html")
        assert page.locator("h1").inner_text() == "Inizio"
        for name in (
            "cronologia",
            "schede",
            "schede/liberta",
            "schede/ostile",
            "cronologia/2024",
            "metodo",
            "en/about",
        ):
            page.goto(f"{root}/site/{name}.html")
            assert page.locator("h1").count() == 1, name
            refused = [
                text for text in watched.complaints if "CSP script-src" in text or "Executing inline script" in text
            ]
            assert bool(refused) == name.endswith("ostile"), "only the script in the hostile page's content is refused"
            assert page.title() != "no"
            watched.complaints[:] = [text for text in watched.complaints if text not in refused]
        page.goto(f"{root}/site/schede/liberta.html")
        page.locator("form[data-md-component=palette] label:visible").click()
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        page.locator(".rg-languages button").hover()
        page.locator(".rg-languages a[hreflang=en]").click()
        page.wait_for_url("**/site/en/schede/liberta.html")
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate", (
            "the choice holds in every edition"
        )
        page.goto(f"{root}/site/schede/antica.html")
        page.wait_for_url("**/site/schede/vecchia.html")
        assert watched.outside(root) == []
        assert watched.complaints == []


@pytest.mark.parametrize(
    "words",
    [
        "liberta",
        "libertà",
        "LIBERTÀ",
        "accordo",
        "dell'accordo",
        "l’accordo",
        "KN-23",
        "kn23",
        "kn 23",
        "kn",
        "arsenale",
        "perche",
        "perch",
        "sull'arsenale",
    ],
)
def test_search_finds_from_a_disk(copy, chromium, words):
    root = copy.as_uri()
    with open_page(chromium) as watched:
        watched.page.goto(f"{root}/site/schede.html")
        assert "La libertà dell’accordo" in search(watched.page, words)
        assert watched.page.locator(".rg-search__hit mark").count()
        watched.page.keyboard.press("Enter")
        watched.page.wait_for_url("**/schede/liberta.html*")
        assert watched.outside(root) == []
        assert watched.complaints == []
