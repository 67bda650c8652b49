"""What holds on every page: one title, a description of its own, sound HTML, the policy, its other languages."""

import collections
import re

import html5lib
import pytest

from html_pages import resolve, text_of
from schema_org import find_blocks, find_mistakes

pytestmark = pytest.mark.slow

LOCALES = {"it": "it_IT", "en": "en_US"}

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture(scope="module")
def proper(published_pages):
    """Return the pages of the site with an address: no redirects, nor the page for errors, nor the one to print."""
    others = ("404.html", "dati/dossier.html")
    return [page for page in published_pages.values() if not page.is_redirect and not page.name.endswith(others)]


def language_of(page):
    return "en" if page.name.startswith("en/") else "it"


def test_one_first_heading(proper):
    wrong = {page.name: len(list(page.tree.iter("h1"))) for page in proper}
    assert {name: count for name, count in wrong.items() if count != 1} == {}


def test_headings_descend_one_level_at_a_time(proper):
    wrong = []
    for page in proper:
        level = 0
        for element in page.tree.iter():
            if element.tag in HEADINGS:
                here = HEADINGS.index(element.tag) + 1
                if here > level + 1:
                    wrong.append(f"{page.name}: <{element.tag}> {text_of(element)} after h{level}")
                assert text_of(element), page.name
                level = here
    assert wrong == []


@pytest.mark.parametrize("language", ["it", "en"])
def test_titles_are_unique_within_a_language(proper, language):
    titles = collections.Counter(page.find("head/title") for page in proper if language_of(page) == language)
    assert [title for title, count in titles.items() if count > 1 or not title] == []


@pytest.mark.parametrize("language", ["it", "en"])
def test_descriptions_say_what_the_page_holds(proper, language):
    found = collections.defaultdict(list)
    for page in proper:
        if language_of(page) == language:
            (description,) = page.meta("description")
            assert description.strip(), page.name
            assert len(description) <= 200, page.name
            found[description].append(page.name)
    assert {text: names for text, names in found.items() if len(names) > 1} == {}


def test_canonical_is_the_page_itself(proper):
    for page in proper:
        (link,) = page.link("canonical")
        assert link.get("href") == "https://example.org/dossier/" + page.name.removesuffix("index.html")


def test_open_graph(proper):
    for page in proper:
        assert page.meta("og:title")[0], page.name
        assert page.meta("og:description") == page.meta("description"), page.name
        assert page.meta("og:type")[0] in ("website", "article"), page.name
        assert page.meta("og:url") == [page.link("canonical")[0].get("href")], page.name
        assert page.meta("og:locale") == [LOCALES[language_of(page)]], page.name
        assert len(page.meta("og:title")) == len(page.meta("og:description")) == 1, page.name


def test_entries_are_articles_to_whoever_shares_them(published_pages):
    kinds = {name: page.meta("og:type") for name, page in published_pages.items() if not page.is_redirect}
    assert {tuple(kind) for name, kind in kinds.items() if "schede/" in name and name.count("/") > 2} == {("article",)}
    assert kinds["index.html"] == ["website"]


@pytest.mark.parametrize("where", ["pages", "stick_pages", "published_pages"])
def test_language_of_the_page(where, request):
    for page in request.getfixturevalue(where).values():
        name = page.name.removeprefix("site/")
        assert page.tree.get("lang") == ("en" if name.startswith("en/") else "it"), page.name


@pytest.mark.parametrize("where", ["pages", "stick_pages"])
def test_policy_allows_nothing_from_outside(where, request):
    for page in request.getfixturevalue(where).values():
        if page.name.startswith("site/") or where == "pages":
            (policy,) = page.meta("Content-Security-Policy")
            assert policy.startswith("default-src 'none'"), page.name
            assert "unsafe-eval" not in policy, page.name
            assert "http" not in policy, page.name
            assert "*" not in policy, page.name
            rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
            assert "'unsafe-inline'" not in rules.get("script-src", ""), page.name


def test_other_languages_point_at_each_other(proper):
    def languages_of(page):
        return {link.get("hreflang"): link.get("href") for link in page.link("alternate") if link.get("hreflang")}

    pages = {page.link("canonical")[0].get("href"): languages_of(page) for page in proper}
    assert len(pages) == len(proper)
    for address, alternates in pages.items():
        assert address in alternates.values()
        assert set(alternates) == {"it", "en"}, address
        for other in alternates.values():
            assert pages[other] == alternates, f"{address} and {other} disagree"


@pytest.mark.parametrize("where", ["pages", "stick_pages"])
def test_the_switch_of_languages_keeps_the_page(where, request):
    pages = request.getfixturevalue(where)
    root = "" if where == "pages" else "site/"
    for page in pages.values():
        inside = page.name.removeprefix(root)
        switch = {
            element.get("hreflang"): resolve(page, link)[0]
            for element, link in page.links()
            if element.tag == "a" and element.get("hreflang")
        }
        if switch and not page.name.endswith("404.html"):
            same = inside.removeprefix("en/")
            assert switch == {"it": f"{root}{same}", "en": f"{root}en/{same}"}, page.name


@pytest.mark.parametrize("where", ["pages", "stick_pages"])
def test_ids_are_unique(where, request):
    twice = {}
    for page in request.getfixturevalue(where).values():
        repeated = [id for id, count in collections.Counter(page.ids).items() if count > 1]
        twice |= {page.name: repeated} if repeated else {}
    assert twice == {}


def test_labels_and_descriptions_point_at_elements(pages):
    """What a screen reader is sent to is there: `aria-labelledby`, `aria-describedby`, `aria-controls`, `for`."""
    lost = [
        f"{page.name}: {name}={id}"
        for page in pages.values()
        for element in page.tree.iter()
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for")
        for id in element.get(name, "").split()
        if id not in page.ids and id != "__toc"  # Material's own, on pages outside the navigation
    ]
    assert lost == []


def test_pictures_have_words(pages):
    """An image has a text; a drawing has a name or is said to be decoration; a group of links is no image."""
    for page in pages.values():
        for image in page.tree.iter("img"):
            assert image.get("alt") is not None, page.name
        for article in page.tree.iter("article"):
            parts = {part for drawing in article.iter("svg") for part in drawing.iter("svg") if part is not drawing}
            for drawing in set(article.iter("svg")) - parts:
                named = drawing.get("aria-label") or drawing.get("aria-labelledby")
                assert named or drawing.get("aria-hidden") == "true", (page.name, drawing.attrib)
                assert drawing.get("role") != "img" or not list(drawing.iter("a")), page.name


def test_only_quotes_and_titles_of_sources_are_in_another_language(pages, dossier):
    """Nothing fell back to the default language: the dossier's own words are never left untranslated."""
    titles = {squeeze(source.title) for source in dossier.sources.values()}
    left = [
        f"{page.name}: <{element.tag}> {text_of(element)}"
        for page in pages.values()
        for article in page.tree.iter("article")
        for element in article.iter()
        if element.get("lang", page.tree.get("lang")) != page.tree.get("lang")
        if element.tag not in ("blockquote", "q", "input", "textarea")  # controls say what is to be written in them
        if not any(squeeze(text_of(element)) in title for title in titles)  # in drawings a title stands in lines
    ]
    assert left == []


def walk_in_language(element, language):
    """Yield every piece of text inside with the language that a screen reader takes it to be in."""
    language = element.get("lang", language)
    if element.tag not in ("script", "style", "pre"):
        yield element.text or "", language
        for child in element:
            yield from walk_in_language(child, language)
            yield child.tail or "", language


ITALIAN = re.compile(r"(?<![\w-])(della|delle|degli|dei|nella|sono|anche|dalla|gli)(?![\w-])", re.IGNORECASE)
ENGLISH = re.compile(r"(?<![\w-])(the|and|with|which|from|that|this|are|was|rounded)(?![\w-])", re.IGNORECASE)
NAMES = ("The Wall Street Journal", "The Washington Post")


@pytest.mark.parametrize(("language", "other"), [("it", ENGLISH), ("en", ITALIAN)])
def test_what_is_in_another_language_says_so(pages, language, other):
    """Told by words that only the other language has, on the pages for readers."""
    found = {
        f"{page.name}: {text.strip()}"
        for page in pages.values()
        if page.tree.get("lang") == language
        for article in page.tree.iter("article")
        for text, said in walk_in_language(article, language)
        if said == language and other.search(text) and not any(name in text for name in NAMES)
    }
    assert found == set()


def squeeze(text):
    """Return a text without what typesetting changes."""
    return "".join(character for character in text if character.isalnum())


def test_linked_data_is_as_schema_org_has_it(pages, published_pages):
    for page in (*pages.values(), *published_pages.values()):
        for block in find_blocks(page.html):
            assert block["@context"] == "https://schema.org"
            assert [mistake for one in block["@graph"] for mistake in find_mistakes(one)] == [], page.name


def test_sound_html(pages):
    """One page of each kind, read as strictly as browsers are told to."""
    kinds = {name.rsplit("/", 2)[0] if name.count("/") > 1 else name: page for name, page in pages.items()}
    assert len(kinds) > 20
    for page in kinds.values():
        parser = html5lib.HTMLParser(strict=True)
        try:
            parser.parse(page.html)
        except html5lib.html5parser.ParseError as error:
            line, column = parser.tokenizer.stream.position()
            near = page.html.splitlines()[line - 1][max(0, column - 200) : column]
            raise AssertionError(f"{page.name}:{line}: {error}: {near}") from error
