"""What is read from each format, what is said of mistakes and on which line, and that our own exports come back."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesto.importing.reference import Weight
from regesto.importing.registry import READERS, find_format, read_references
from regesto.model.edtf import Edtf
from regesto.model.source import SourceType
from regesto.pages.bibliography.formats import write_bibtex, write_csl, write_ris
from regesto.pages.bibliography.item import Item

HERE = Path(__file__).parent


def _read(name: str):
    found = read_references((HERE / name).read_bytes(), find_format(name))
    notices = [f"{one.line}: {one.weight}: {one.message}" for one in sorted(found.notices, key=lambda one: one.line)]
    return {one.key or one.title: one for one in found.items}, notices


def test_bibtex() -> None:
    items, notices = _read("messy.bib")
    lamp = items["lamp2021"]
    assert lamp.line == 3
    assert lamp.title == "The Lamp of Port Éxemple & its 50% keeper"
    assert lamp.authors == ("Ada Sample", "Fishers and Boats Union", "João Chêne")
    assert (lamp.container, lamp.issued, lamp.language) == ("Example Gazette", "2021-05-05", "english")
    assert lamp.url == "https://www.example.org/lamp/?utm_source=x&id=7"
    assert (lamp.type, items["pier"].type, items["book"].type) == ("article-newspaper", "article-journal", "report")
    assert (items["pier"].doi, items["pier"].issued) == ("10.1234/abc.5", "1990-02")
    assert notices == [
        "18: note: there are no sources of type book; taken as report",
        "18: note: the date sometime is left out: " + notices[1].partition("left out: ")[2],
        "19: error: the key lamp2021 stands here again; the first one was taken",
        "22: error: this entry is no BibTeX, perhaps for want of a closing brace or a comma",
    ]


def test_ris() -> None:
    items, notices = _read("messy.ris")
    assert list(items) == ["ris-1"]
    one = items["ris-1"]
    assert (one.title, one.authors, one.container) == ("The lamp", ("Ada Sample",), "Example Gazette")
    assert (one.issued, one.url, one.abstract) == (
        "2021-05-05",
        "https://example.org/ris",
        "A summary that goes on here",
    )
    assert notices == [
        "1: note: this stands before the first record and is not read",
        "13: error: a record ends here (ER  - ) that did not begin (TY  - )",
        "14: error: this record has no end (ER  - )",
        "17: error: this record has no end (ER  - )",
    ]


def test_csl() -> None:
    items, notices = _read("messy.json")
    assert items["csl-1"].authors == ("Ada Sample", "A Union")
    assert items["csl-1"].issued == "2021-05~/2021-06~"
    assert (items["csl-2"].issued, items["csl-2"].type) == ("1990-22", "report")
    assert items["csl-3"].issued == "2021-05-09"
    assert notices == [
        "5: note: there are no sources of type chapter; taken as report",
        "6: error: a reference is a map in braces, and this is none",
        "9: error: from here on this is no JSON: Expecting value",
    ]


def test_csv_of_zotero() -> None:
    items, notices = _read("messy.csv")
    assert items["zot"].title == 'The "lamp", in two lines'
    assert items["zot"].authors == ("Ada Sample", "Bo Other")
    assert (items["zot"].issued, items["zot"].type) == ("2021-05-05", "article-newspaper")
    assert items["two"].line == 6
    assert [notice[:38] for notice in notices] == ["6: note: the date soon is left out: no"]


@pytest.mark.parametrize(
    ("form", "raw", "said"),
    [
        ("csl", b"not json", "1: error: this is no CSL-JSON, which begins with [ or {"),
        ("csv", b"name;when\na;b\n", "1: error: no column is called title; there are: name, when"),
        ("ris", b"", "1: error: there is no reference in this file; is it ris?"),
        ("bibtex", b"nothing", "1: error: there is no reference in this file; is it bibtex?"),
        ("csl", b"[" * 200_000, "1: error: this is nested too deeply"),
        ("bibtex", "@misc{a, title={Caffè}}".encode("cp1252"), "1: note: the file is not UTF-8; it was read as"),
    ],
)
def test_what_is_said_of_files_that_are_none(form: str, raw: bytes, said: str) -> None:
    found = read_references(raw, form)
    assert f"{found.notices[0].line}: {found.notices[0].weight}: {found.notices[0].message}".startswith(said)


TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40)
LINE = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
DATES = st.sampled_from(["2024", "2024-09", "2024-09-18", "1850-01"])
ITEMS = st.builds(
    Item,
    key=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True),
    type=st.sampled_from([SourceType.NEWSPAPER, SourceType.REPORT]).map(str),
    title=LINE,
    authors=st.lists(st.from_regex(r"[A-Z][a-zà-ù]{1,8} [A-Z][a-z]{1,8}", fullmatch=True), max_size=3).map(tuple),
    container=LINE,
    issued=st.none() | DATES.map(Edtf.parse),
    url=st.just("") | st.just("https://example.org/a_b?c=d%20e&f=1"),
    language=st.sampled_from(["it", "en"]),
    abstract=LINE,
)


def _read_one(form: str, text: str):
    found = read_references(text.encode(), form)
    assert [one.message for one in found.notices] == []
    (one,) = found.items
    return one


@settings(deadline=None)
@given(item=ITEMS)
def test_csl_and_ris_come_back_whole(item: Item) -> None:
    for form, text in (("csl", json.dumps([write_csl(item)])), ("ris", write_ris(item))):
        one = _read_one(form, text)
        given = (
            one.key,
            one.type,
            one.title,
            one.authors,
            one.container,
            one.issued,
            one.url,
            one.language,
            one.abstract,
        )
        dated = str(item.issued or "")
        wanted = (item.key, item.type, item.title, item.authors, item.container, dated, item.url, item.language)
        assert given == (*wanted, item.abstract), form


LETTERS = st.text(
    st.characters(categories=["L", "Nd"], include_characters=" .,;:!?()%&$#_{}~^'-"), min_size=1, max_size=40
)


@settings(deadline=None)
@given(item=ITEMS, title=LETTERS.map(lambda text: " ".join(text.split())).filter(lambda text: text.strip(" -'~^")))
def test_bibtex_comes_back_but_for_days(item: Item, title: str) -> None:
    item = Item(item.key, item.type, title, item.authors, "Example Gazette", item.issued, item.url, item.language)
    one = _read_one("bibtex", write_bibtex(item))
    assert _same(one.title) == _same(title)
    assert (one.key, one.type, one.authors, one.container) == (item.key, item.type, item.authors, item.container)
    assert (one.issued, one.url) == (str(item.issued or "")[:7], item.url)


def _same(text: str) -> str:
    """Return a text without the difference between marks that TeX sets alike."""
    return (
        unicodedata.normalize("NFC", text).replace("’", "'").replace("–", "--").replace("—", "---").replace("“", "''")
    )


@settings(deadline=None)
@given(form=st.sampled_from(sorted(READERS)), raw=st.binary(max_size=200) | st.text(max_size=300).map(str.encode))
def test_no_file_is_too_much(form: str, raw: bytes) -> None:
    found = read_references(raw, form)
    assert all(one.line >= 1 for one in [*found.items, *found.notices])
    assert all(one.weight in Weight for one in found.notices)
