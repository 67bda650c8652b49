"""The pages that a strict build makes of hostile records: what a browser would find in them, on all of them."""

import json
import re
from itertools import groupby

import pytest
from lxml import html

from hostile_records import RECORDS, ref
from html_pages import text_of
from regesto.model.ids import Kind
from regesto.pages.typeset import tidy
from regesto.site.policy import PLACE, sign

pytestmark = pytest.mark.slow

PRINT = "dati/dossier.html"
"""The whole dossier on one page, to print."""

FRAMES = ("iframe", "object", "embed", "applet", "base", "frame", "frameset", "portal", "math", "image")
MEDIA = ("video", "audio", "source", "track", "foreignobject", "animate", "set", "handler", "style", "mglyph")
RARE = ("marquee", "keygen", "isindex", "x", "xmp", "plaintext", "listing", "noembed", "slot", "dialog", "textarea")
FORBIDDEN = (*FRAMES, *MEDIA, *RARE)
"""Elements that no page of ours has: were there one, a payload would have become markup."""

OWN = (
    "https://x.example/d/",
    "https://forge.example/edit/",
    "https://www.loc.gov/standards/datetime/",  # the page on the method
)
"""What addresses of pages may begin with, beside those of the sources."""

RELATIVE = re.compile(r"(/d/)?[\w./%-]*(\?[\w=]*)?(#[^\s<>\"]*)?\Z")
ATTRIBUTES = ("href", "src", "xlink:href", "action", "formaction", "data", "poster", "background", "ping", "srcset")


@pytest.fixture(scope="module")
def trees(hostile_pages):
    """Return the trees of all pages by file name, as libxml2 repairs them."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return {
        name: html.document_fromstring(page.path.read_bytes(), parser=parser) for name, page in hostile_pages.items()
    }


def test_every_record_has_its_page(hostile_pages):
    for edition in ("", "en/"):
        for folder, kind in (
            ("schede", Kind.ENTRY),
            ("attori", Kind.ACTOR),
            ("fonti", Kind.SOURCE),
            ("temi", Kind.TOPIC),
        ):
            names = [f"{edition}{folder}/{ref(kind, n)}/index.html" for n in range(RECORDS)]
            assert [name for name in names if name not in hostile_pages] == []


def is_ours(name, one):
    """Tell whether an element stands where a template of ours puts it: fields of the forms, the style of the print."""
    return (one.tag == "textarea" and "contribuire/" in name) or (one.tag == "style" and name.endswith(PRINT))


def test_no_payload_became_an_element(trees):
    found = [
        (name, one.tag)
        for name, tree in trees.items()
        for one in tree.iter(*FORBIDDEN)
        if one.get("class") is None and not is_ours(name, one)
    ]
    assert found[:5] == []


def test_no_payload_became_an_attribute(trees):
    """No handler of events, and no style but custom properties and what Material hides its own inputs by."""
    handlers, styles = [], set()
    for name, tree in trees.items():
        for one in tree.iter(html.etree.Element):
            handlers += [(name, one.tag, key) for key in one.attrib if key.startswith("on") or "harm" in key]
            styles.add(one.get("style", ""))
    assert handlers[:5] == []
    odd = {style for style in styles if not re.fullmatch(r"(--[\w-]+:\s*[\w.#%-]+;?\s*)*", style)}
    assert [style for style in odd if "harm" in style or "url" in style or "expression" in style] == []
    assert len(odd) <= 3, odd


def test_links_lead_to_the_site_or_to_a_web_address_of_a_source(trees, hostile_dossier):
    known = {one for source in hostile_dossier.sources.values() for one in (source.url, source.archive_url)}
    odd = set()
    for name, tree in trees.items():
        for one in tree.iter(html.etree.Element):
            for key in ATTRIBUTES:
                value = one.get(key)
                if value is None or one.tag == "meta" or value == "data:,":  # no icon, of the page to print
                    continue
                fine = RELATIVE.match(value) and not value.startswith("//")
                if not fine and not value.startswith(OWN) and value not in known:
                    odd.add((one.tag, key, value, name))
    assert sorted(odd)[:5] == []


def test_no_script_but_the_themes_own(trees):
    """Each has an address under assets, or is data, or is known to the page's policy by its hash."""
    odd = []
    for name, tree in trees.items():
        policy = "".join(tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content"))
        assert policy.count("script-src") <= 1, name
        for one in tree.iter("script"):
            if one.get("src") is not None:
                fine = re.fullmatch(r"(/d/)?(\.\./|\./)*assets/[\w./-]+\.js(\?\w+)?", one.get("src"))
            elif one.get("type") in ("application/ld+json", "application/json"):
                fine = True
            else:
                fine = sign(one.text or "") in policy and "harm" not in (one.text or "")
            if not fine:
                odd.append((name, one.attrib, (one.text or "")[:80]))
    assert odd[:5] == []


def test_every_page_has_the_policy_and_no_slot_is_left(hostile_pages):
    for name, page in hostile_pages.items():
        assert page.html.count("Content-Security-Policy") >= 1, name
        head = page.html.partition("</head>")[0]
        if name.endswith(PRINT):  # a page of its own, without scripts, and not poured into any frame
            assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in head
            continue
        assert PLACE not in head or page.is_redirect, name
        assert "\ue000" not in head or page.is_redirect, name
        assert "'unsafe-inline'" not in head.replace("style-src-attr &#39;unsafe-inline&#39;", ""), name


def test_linked_data_is_whole(trees):
    for name, tree in trees.items():
        blocks = tree.xpath("//script[@type='application/ld+json']")
        for block in blocks:
            data = json.loads(block.text)
            assert "harm.example" not in str(data.get("@context", "") if isinstance(data, dict) else ""), name
            assert "</" not in block.text
            assert "\u2028" not in block.text


def test_titles_are_shown_to_the_letter(hostile_pages, hostile_dossier):
    """Nothing of a payload is dropped or acted upon: a reader sees what was written."""
    for edition, language in (("", "it"), ("en/", "en")):
        for id, entry in hostile_dossier.entries.items():
            shown = hostile_pages[f"{edition}schede/{id}/index.html"].find(".//h1")
            assert shown == " ".join(tidy(entry.title.choose(language, "it").value).split())


def test_one_page_of_each_kind_is_well_formed(hostile_pages):
    """Every tag matches and no attribute stands twice, which a browser would repair in ways of its own."""
    names = [name for name, page in hostile_pages.items() if not page.is_redirect]
    for _, kind in groupby(sorted(names), key=lambda name: name.split("/")[:-2]):
        assert text_of(hostile_pages[next(kind)].tree)
