"""The real dossier in a real browser: on a server and from a disk, with scripts and without, in both languages."""

from contextlib import contextmanager

import pytest

from browser import need_chromium, open_page, serve

pytestmark = [pytest.mark.slow, pytest.mark.browser]

KINDS = [
    "",
    "cronologia",
    "cronologia/2024",
    "schede",
    "schede/soldati-nordcoreani-a-kursk",
    "temi",
    "temi/soldati",
    "attori",
    "attori/corea-del-sud",
    "luoghi",
    "luoghi/toropets",
    "sistemi",
    "sistemi/kn-23",
    "stime",
    "stime/munizioni-fornite",
    "fonti",
    "fonti/arsenale-toropets",
    "origini",
    "metodo",
    "contribuire",
]
"""One address of each kind of page, from the edition's root."""


class Reader:
    """Somebody who reads one of the two copies; `root` is the address of its home folder."""

    def __init__(self, watched, root, ending):
        self.watched, self.page, self.root, self.ending = watched, watched.page, root, ending

    def address(self, name, edition=""):
        if self.ending == "/":
            return f"{self.root}{edition}{name}/" if name else f"{self.root}{edition}"
        return f"{self.root}{edition}{name or 'index'}.html"

    def go(self, name, edition=""):
        self.page.goto(self.address(name, edition))

    def search(self, words):
        """Type words into the search, and return the titles found, the best first."""
        self.page.locator(".rg-search__input").fill(words)
        self.page.wait_for_selector(".rg-search__hit", timeout=15000)
        self.page.wait_for_timeout(300)
        return self.page.locator(".rg-search__title").all_inner_texts()

    def check_quiet(self):
        """Nothing was asked of another host, nothing failed, nothing was complained of."""
        assert self.watched.outside(self.root) == []
        assert self.watched.failures == []
        assert self.watched.complaints == []


@pytest.fixture(params=["server", "disk"])
def reading(request):
    """Return a context manager that opens a browser on one of the two copies; takes Playwright's own settings."""
    chromium = need_chromium()

    @contextmanager
    def read(**context):
        if request.param == "server":
            with serve(request.getfixturevalue("site")) as root, open_page(chromium, **context) as watched:
                yield Reader(watched, root, "/")
        else:
            root = request.getfixturevalue("stick").as_uri() + "/site/"
            with open_page(chromium, **context) as watched:
                yield Reader(watched, root, ".html")

    return read


@pytest.mark.parametrize("edition", ["", "en/"])
def test_every_kind_of_page_opens_in_peace(reading, edition):
    with reading() as reader:
        for name in KINDS:
            reader.go(name, edition)
            reader.page.wait_for_timeout(100)  # for what scripts ask for once the page is there
            assert reader.page.locator("h1").count() == 1, name
        reader.check_quiet()


@pytest.mark.parametrize(
    ("edition", "words", "finds", "leads_to"),
    [
        ("", "accordo", "accordo", "schede/accordo-pieno-supporto"),
        ("", "dell'accordo", "accordo", "schede/accordo-pieno-supporto"),
        ("", "dell’accordo", "accordo", "schede/accordo-pieno-supporto"),
        ("", "KN-23", "KN-23", "sistemi/kn-23"),
        ("", "kofman", "Michael Kofman", "attori/michael-kofman"),
        ("en/", "agreement", "agreement", "schede/accordo-pieno-supporto"),
        ("en/", "KN-23", "KN-23", "sistemi/kn-23"),
        ("en/", "kofman", "Michael Kofman", "attori/michael-kofman"),
        ("en/", "South Korea", "South Korea", "attori/corea-del-sud"),
    ],
)
def test_search_finds_and_opens(reading, edition, words, finds, leads_to):
    with reading() as reader:
        reader.go("metodo", edition)
        titles = reader.search(words)
        assert any(finds.casefold() in title.casefold() for title in titles[:5]), titles
        address = reader.address(leads_to, edition)
        link = reader.page.locator(f".rg-search__hit[href^='{address}']").first
        link.click()
        reader.page.wait_for_url(f"{address}*")
        reader.check_quiet()


def test_light_and_dark_last(reading):
    """The choice holds on the next page, in the other language, and after the browser was told otherwise."""
    with reading(color_scheme="light") as reader:
        page = reader.page
        reader.go("schede/soldati-nordcoreani-a-kursk")
        before = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator("form[data-md-component=palette] label:visible").click()
        after = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert before != after
        for name, edition in (("temi/soldati", ""), ("temi/soldati", "en/"), ("", "")):
            reader.go(name, edition)
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after
        page.locator("form[data-md-component=palette] label:visible").click()
        reader.go("temi/missili")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == before
        reader.check_quiet()


def test_switching_language_keeps_the_page(reading):
    with reading() as reader:
        for name in ("", "cronologia/2024", "schede/soldati-nordcoreani-a-kursk", "metodo"):
            reader.go(name)
            reader.page.locator(".rg-languages button").hover()
            reader.page.locator(".rg-languages a[hreflang=en]").click()
            reader.page.wait_for_url(reader.address(name, "en/"))
            assert reader.page.locator("html").get_attribute("lang") == "en"
            reader.page.locator(".rg-languages button").hover()
            reader.page.locator(".rg-languages a[hreflang=it]").click()
            reader.page.wait_for_url(reader.address(name))
        reader.check_quiet()


@pytest.mark.parametrize("width", [1280, 800, 390])
def test_marks_on_the_timeline_lead_to_their_entries(reading, width):
    with reading(viewport={"width": width, "height": 900}) as reader:
        reader.go("cronologia")
        links = reader.page.locator("figure svg a:visible")
        assert links.count() >= 40
        target = links.nth(5).get_attribute("href")
        title = reader.page.evaluate("a => new URL(a, location).href", target)
        links.nth(5).dispatch_event("click")
        reader.page.wait_for_url(title)
        assert reader.page.locator(".claim").count() >= 1
        reader.check_quiet()


def test_without_scripts_everything_can_be_read(reading):
    with reading(java_script_enabled=False) as reader:
        page = reader.page
        reader.go("")
        page.locator(".md-tabs__link:text-is('Temi')").click()
        page.locator("main a[href*='soldati']").first.click()
        assert page.locator("h1").inner_text() == "Soldati nordcoreani"
        assert page.locator("figure svg:visible").count() >= 1
        page.locator(".ledger a[href*='#c-dodicimila']").first.click()
        assert page.locator("#c-dodicimila blockquote").is_visible()
        assert page.locator("#c-dodicimila .chain").is_visible()
        for name in KINDS:
            reader.go(name, "en/")
            assert page.locator("h1").is_visible(), name
        assert reader.watched.outside(reader.root) == []


def test_without_scripts_a_phone_has_the_navigation(reading):
    with reading(java_script_enabled=False, viewport={"width": 390, "height": 800}) as reader:
        reader.go("schede/soldati-nordcoreani-a-kursk")
        reader.page.locator("label.md-header__button[for=__drawer]").click()
        reader.page.locator(".md-nav--primary a:visible", has_text="Fonti").first.click()
        reader.page.wait_for_url(reader.address("fonti"))


def test_the_keyboard_alone_is_enough(reading):
    """The first stop leads to the content, and the search opens and goes by keys."""
    with reading() as reader:
        reader.go("metodo")
        reader.page.keyboard.press("/")
        reader.page.keyboard.type("kofman")
        reader.page.wait_for_selector(".rg-search__hit", timeout=15000)
        reader.page.wait_for_timeout(300)
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url("**/*kofman**")
        reader.check_quiet()


@pytest.mark.parametrize("address", ["schede/non-esiste/", "en/nowhere/deep/down/", "non-esiste"])
def test_the_page_for_errors_leads_back(site, address):
    """Shown at any depth, its links and styles still work."""
    with serve(site) as root, open_page(need_chromium()) as watched:
        watched.page.goto(root + address)
        assert watched.page.locator("h1").count() == 1
        watched.page.wait_for_load_state("networkidle")
        assert [one for one in watched.failures if not one.startswith(root + address)] == []
        watched.page.locator(".places a:text-is('Temi')").click()
        watched.page.wait_for_url(f"{root}temi/")
        assert watched.outside(root) == []


def test_the_file_to_open_is_obvious(stick):
    """The folder holds one page, a short text, and the rest out of the way."""
    assert sorted(path.name for path in stick.iterdir()) == ["APRI.html", "LEGGIMI.txt", "site"]
    with open_page(need_chromium()) as watched:
        watched.page.goto((stick / "APRI.html").as_uri())
        watched.page.wait_for_url("**/site/index.html")
        assert watched.outside(stick.as_uri()) == []
        assert watched.complaints == []
