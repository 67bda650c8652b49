"""An index that was patched, however often, is the one that is made from nothing; and a spoiled store does no harm."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesto.search import index, texts
from regesto.search.findable import Field, Findable, FindableKind, Label, Passage, Unit
from regesto.search.index import index_units
from regesto.search.runs import begins_run
from regesto.site.search import open_search_store
from regesto.views.digests import digest

_WORDS = "missile missili deposito depositi di kn-23 toropets accordo accordi 12.000 città 𐐀b \ue000a supplies"
WORDS = _WORDS.split()
LANGUAGES = ("it", "en", "ko")


@pytest.fixture(autouse=True)
def small_files(monkeypatch):
    """Cut a dozen docs as ten thousand are: into many runs of several files."""
    shape_words = index.shape_words
    monkeypatch.setattr(index, "GROUPS", index.GROUPS._replace(span=3, size=10))
    monkeypatch.setattr(index, "shape_words", lambda main: shape_words(main)._replace(span=3, size=10))
    monkeypatch.setattr(texts, "SPAN", 3)
    monkeypatch.setattr(texts, "SIZE", 200)


sentences = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
findables = st.builds(
    Findable,
    url=st.just("x/"),
    kind=st.sampled_from(FindableKind),
    title=sentences,
    language=st.sampled_from(LANGUAGES),
    passages=st.lists(
        st.builds(Passage, st.just(Field.SUMMARY), sentences, st.sampled_from(LANGUAGES)), max_size=2
    ).map(tuple),
    labels=st.lists(st.builds(Label, st.just(Field.NAME), sentences, st.sampled_from(LANGUAGES)), max_size=2).map(
        tuple
    ),
    topics=st.lists(st.sampled_from(("missili", "accordi")), unique=True).map(tuple),
    years=st.lists(st.integers(2022, 2024), unique=True).map(tuple),
)
ids = st.sampled_from([f"{kind}/{n}" for kind in ("entry", "source", "page") for n in range(8)])
sites = st.dictionaries(ids, st.lists(findables, min_size=1, max_size=3), max_size=20).map(
    lambda found: list(found.items())
)
"""What there is to find, unit by unit, in an order that may change too."""


def make(site, store, base=b""):
    """Index a site and return its files, and the units that were read."""
    found, files, read = dict(site), {}, []

    def look(id):
        read.append(id)
        return found[id]

    def write(file):
        files[file.name] = (file.key, file.make())

    units = [Unit(id, digest(repr(findables))) for id, findables in site]
    index_units(units, look, "it", {}, store, write, base)
    return files, read


def make_clean(site):
    with open_search_store(None) as store:
        return make(site, store)[0]


@settings(deadline=None, max_examples=60)
@given(st.lists(sites, min_size=2, max_size=5))
def test_any_sequence_of_edits_leaves_the_index_of_a_build_from_nothing(history):
    with tempfile.TemporaryDirectory() as folder:
        for site in history:
            with open_search_store(Path(folder) / "search.sqlite") as store:
                assert make(site, store)[0] == make_clean(site)


@settings(deadline=None, max_examples=60)
@given(sites.filter(len), st.data())
def test_only_what_changed_is_read_and_few_files_with_it(site, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.sqlite"
        with open_search_store(path) as store:
            make(site, store)
        place = data.draw(st.integers(0, len(site) - 1))
        site[place] = (site[place][0], data.draw(st.lists(findables, min_size=1, max_size=3)))
        changed = site[place][0]
        with open_search_store(path) as store:
            files, read = make(site, store)
        assert set(read) <= {changed}
        assert files == make_clean(site)


def test_a_word_more_touches_few_files():
    def page(n, more=""):
        words = f"{WORDS[n % 14]} numero{n} {more}"
        return (f"page/{n}", [Findable("x/", FindableKind.PAGE, words, "it")])

    more = next(word for word in ("una", "due", "tre", "sei", "otto") if not begins_run(word, 3))
    site = [page(n) for n in range(60)]
    before = make_clean(site)
    site[30] = page(30, more)
    after = make_clean(site)
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name[0] for name in names} == {"v", "p", "t", "s"}
    assert len(names) <= 12 < len(after) / 4


@pytest.mark.parametrize("table", ["texts", "runs", "docs", "facts"])
@pytest.mark.parametrize("spoil", ["gone", "other"])
def test_a_spoiled_store_does_no_harm(tmp_path, table, spoil):
    path = tmp_path / "search.sqlite"
    site = [(f"entry/{n}", [Findable("x/", FindableKind.ENTRY, f"Missile {n}", "it")]) for n in range(9)]
    with open_search_store(path) as store:
        make(site, store)
    column = {"texts": "words", "runs": "items", "docs": "starts", "facts": "value"}[table]
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"delete from {table}" if spoil == "gone" else f"update {table} set {column} = '[1]'")
        file.commit()
    site[4] = ("entry/4", [Findable("x/", FindableKind.ENTRY, "Deposito", "it")])
    with open_search_store(path) as store:
        assert make(site, store)[0] == make_clean(site)
    with open_search_store(path) as store:
        assert make(site, store) == (make_clean(site), [])


def test_a_store_on_another_base_is_not_used(tmp_path):
    site = [("entry/1", [Findable("x/", FindableKind.ENTRY, "Missile", "it")])]
    with open_search_store(tmp_path / "search.sqlite") as store:
        make(site, store, b"one")
    with open_search_store(tmp_path / "search.sqlite") as store:
        assert make(site, store, b"other")[1] == ["entry/1"]


def test_a_file_that_is_no_store_is_begun_anew(tmp_path):
    path = tmp_path / "search.sqlite"
    path.write_text("no database at all, but long enough to be taken for one" * 40, encoding="utf-8")
    site = [("entry/1", [Findable("x/", FindableKind.ENTRY, "Missile", "it")])]
    for _ in range(2):
        with open_search_store(path) as store:
            assert make(site, store)[0] == make_clean(site)


def test_tables_of_another_version_are_made_anew(tmp_path):
    path = tmp_path / "search.sqlite"
    with closing(sqlite3.connect(path)) as file:
        file.execute("create table docs (number)")
        file.execute("create table facts (name text primary key, value text) without rowid")
    site = [("entry/1", [Findable("x/", FindableKind.ENTRY, "Missile", "it")])]
    with open_search_store(path) as store:
        assert make(site, store)[0] == make_clean(site)
    with open_search_store(path) as store:
        assert make(site, store) == (make_clean(site), [])
