"""Texts are cut into words alike in Python and in the browser."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from browser import need_chromium, open_page
from regesto.search.stems import Stems
from regesto.search.words import find_words, fold

CASES = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
FIND = Path(__file__).resolve().parents[2] / "templates/theme/assets/javascripts/regesto-find.js"


def as_words(text):
    """Return the words of a case; a language's own form of a letter is compared in one way."""
    return [unicodedata.normalize("NFC", word) for word in text]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "empty")
def test_words_in_python(case):
    assert as_words(find_words(case["text"])) == case["words"]


@pytest.mark.browser
def test_words_in_the_browser(tmp_path):
    script = '<script src="assets/javascripts/find.js"></script>'
    page = f'<!doctype html><meta charset="utf-8"><div data-rg-search="{{}}"></div>{script}'
    (tmp_path / "assets/javascripts").mkdir(parents=True)
    (tmp_path / "assets/javascripts/find.js").write_text(FIND.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with open_page(need_chromium()) as watched:
        watched.page.goto((tmp_path / "page.html").as_uri())
        for case in CASES:
            found = watched.page.evaluate(
                "text => regesto_search.wordsOf(text.normalize('NFC')).map(found => found[0])", case["text"]
            )
            assert as_words(found) == case["words"], case["text"]
        assert watched.complaints == []


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_hold_no_marks(text):
    assert all(word and not set(word) & set(" -_'\"<>&|:") for word in find_words(text))


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("it", ["missile", "missili"]),
        ("it", ["balistico", "balistica", "balistici", "balistiche"]),
        ("it", ["allentare", "allentata", "allentato"]),
        ("en", ["deny", "denied", "denies"]),
        ("en-GB", ["supplies", "supply"]),
    ],
)
def test_forms_of_a_word_share_a_stem(language, forms):
    stems = Stems(language)
    assert len({stems[form] for form in forms}) == 1


def test_designations_and_unknown_languages_have_no_stems():
    assert Stems("it")["kn23"] == "kn23"
    assert Stems("ko")["missili"] == "missili"
