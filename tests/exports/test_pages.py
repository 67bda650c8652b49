"""The page of the data, and what pages say of themselves to machines."""

import json
import re

import html5lib
import pytest
from markupsafe import Markup

from editions import make_edition
from hostile import HOSTILE
from regesto.exports.registry import EXPORTS
from regesto.pages.build import Press
from regesto.pages.downloads import write_size
from regesto.pages.linked_data import embed
from schema_org import find_mistakes


def read_blocks(html: str) -> list[dict]:
    """Return the blocks of linked data in a page, as a browser would find them; no script in it may be inline."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    scripts = [script for script in tree.iter("script") if not script.get("src")]
    assert {script.get("type") for script in scripts} <= {"application/ld+json"}
    return [json.loads(script.text) for script in scripts]


def walk(thing):
    if isinstance(thing, dict):
        yield thing
    for one in thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ():
        yield from walk(one)


def all_pages(edition):
    press = Press(edition)
    yield from (press.render(sheet) for sheet in press.sections().values())
    yield from (one.page for one in press.bulk())


def test_every_page_says_what_it_is_and_nothing_else_runs(edition):
    kinds = set()
    for page in all_pages(edition):
        blocks = read_blocks(page.content)
        assert len(blocks) == 1
        for thing in walk(blocks[0]["@graph"]):
            kinds.add(thing.get("@type"))
        assert [mistake for one in blocks[0]["@graph"] for mistake in find_mistakes(one)] == [], page.address
    assert {"Claim", "Event", "NewsArticle", "Dataset", "BreadcrumbList"} <= kinds


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "Statement"},
        {"@type": "Claim", "colour": "red"},
        {"@type": "Event", "wordCount": 3},
        {"@type": "Claim", "author": [{"@type": "Country", "name": "Italia"}]},
        {"@type": "NewsArticle", "wordCount": "many"},
        {"@type": "Event", "startDate": "circa 2024"},
        {"@type": "Dataset", "license": "Creative Commons"},
        {"@type": "Claim", "text": {"@id": "#c"}},
        {"@type": "Event", "location": {"@type": "Place", "geo": {"@type": "GeoCoordinates", "name": 3}}},
    ],
)
def test_what_the_vocabulary_does_not_allow_is_found(thing):
    assert len(list(find_mistakes(thing))) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_ends_the_block(name):
    html = embed([{"@type": "Thing", "name": HOSTILE[name]}])
    assert len(re.findall("</script", html)) == 1
    assert not set("\u2028\u2029&") & set(html)
    (block,) = read_blocks(Markup("<!doctype html><title>t</title>") + html)
    assert block["@graph"][0]["@type"] == "Thing"


def test_a_doubtful_date_is_not_stated(own):
    dates = {}
    for page in (one.page for one in Press(make_edition(own)).bulk()):
        if page.address.startswith("schede/"):
            event = next(one for one in read_blocks(page.content)[0]["@graph"] if one["@type"] == "Event")
            dates[page.address.removeprefix("schede/")] = (event.get("startDate"), event.get("endDate"))
    for entry in own.entries.values():
        doubt = entry.date is None or entry.date.approximate or entry.date.uncertain
        assert (dates[entry.id] == (None, None)) >= doubt
    assert any(start for start, _ in dates.values())


def test_the_page_lists_every_file_with_its_size(edition):
    press = Press(edition)
    sheet = press.sections()[edition.routes.section("data")]
    tree = html5lib.parse(press.render(sheet).content, namespaceHTMLElements=False)
    links = {link.get("href"): link for link in tree.iter("a") if link.get("type")}
    assert set(links) == {one.href(edition.routes.file(sheet.address)) for one in edition.downloads}
    assert {one.export for one in edition.downloads} == {export.name for export in EXPORTS}
    text = "".join(tree.itertext())
    assert all(write_size(len(one.content), edition.words) in text for one in edition.downloads)


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_field_is_explained_in_the_language_of_the_page(own, language):
    edition = make_edition(own, language)
    press = Press(edition)
    sheet = press.sections()[edition.routes.section("data")]
    missing = {
        field.meaning for table in sheet.context["tables"] for field in table.fields if field.written_in != language
    }
    assert missing == set(), "add their words to templates/i18n/<language>/fields.yml"


@pytest.mark.parametrize(("size", "it"), [(970, "970 B"), (1_250, "1,2 kB"), (38_400, "38 kB"), (1_234_567, "1,2 MB")])
def test_sizes_are_words(own, size, it):
    assert write_size(size, make_edition(own).words) == it.replace(" ", "\u00a0")
