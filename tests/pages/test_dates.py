"""How dates are said: golden cases in Italian and English, and what every language's data must have."""

from pathlib import Path

import pytest
import yaml
from babel import Locale

from regesto.model.edtf import Edtf
from regesto.pages.date_sounds import BEGINS_WITH_VOWEL, begins_with_vowel_in_italian, join_words, write_roman
from regesto.pages.dates import date_in_words, iso_bounds, short_date_in_words

HERE = Path(__file__).parent
I18N = HERE.parents[1] / "templates" / "i18n"
LANGUAGES = sorted(path.parent.name for path in I18N.glob("*/dates.yml"))


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


WORDS = {language: load(I18N / language / "dates.yml")["dates"] for language in LANGUAGES}
GOLDEN = {text: said for group in load(HERE / "dates.yml").values() for text, said in group.items()}
VALID = [text for group in load(HERE.parent / "model" / "edtf-valid.yml").values() for text in group]


SOUNDS = WORDS["it"]


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("text", GOLDEN)
def test_golden(text, language):
    assert date_in_words(Edtf.parse(text), language, WORDS[language]).replace("\u00a0", "_") == GOLDEN[text][language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", VALID)
def test_every_date_can_be_said(text, language):
    for said in (
        date_in_words(Edtf.parse(text), language, WORDS[language]),
        short_date_in_words(Edtf.parse(text), language, WORDS[language]),
    ):
        assert said == " ".join(said.split(" ")).strip()
        assert not set(said) & set("{}[]?~%_")


@pytest.mark.parametrize(
    ("text", "italian", "english"),
    [
        ("2024-09-06", "6_set 2024", "6_Sep 2024"),
        ("2024-09~", "circa set 2024", "about Sep 2024"),
        ("2024-06/2024-08", "da giu ad ago 2024", "from Jun to Aug 2024"),
    ],
)
def test_short(text, italian, english):
    said = [short_date_in_words(Edtf.parse(text), one, WORDS[one]).replace("\u00a0", "_") for one in ("it", "en")]
    assert said == [italian, english]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2024-09~", ("2024-09-01", "2024-09-30")),
        ("2020/..", ("2020-01-01", None)),
        ("/2020-02", (None, "2020-02-29")),
        ("[2023-12-30,2024-01-02]", ("2023-12-30", "2024-01-02")),
        ("-0043", ("-0043-01-01", "-0043-12-31")),
        ("Y12000", ("12000-01-01", "12000-12-31")),
    ],
)
def test_iso_bounds(text, bounds):
    assert iso_bounds(Edtf.parse(text)) == bounds


# A third language


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_is_whole(language):
    words, english = WORDS[language], WORDS["en"]
    assert set(words) | {"ordinals"} >= set(english)
    for name in ("forms", "years", "seasons", "alone", "inside", "one-of", "all-of", "lists"):
        assert set(words[name]) == set(english[name])
    articles = {"none", *words["articles"].values()}
    assert {case: set(patterns) for case, patterns in words["cases"].items()} == dict.fromkeys(
        english["cases"], articles
    )
    assert all("default" in patterns for patterns in words["alone"].values())
    assert "ordinals" in words or "{ordinal}" not in str(words["forms"])
    if language in BEGINS_WITH_VOWEL:
        assert {"before-vowel", "before-same-vowel"} <= set(words)


def test_another_language_is_only_data():
    """French, made of the English data: its months, its first of the month, its order; no code knows it."""
    french = WORDS["en"] | {"first-day": "1er", "interval": "du {start-date} au {end-date}"}
    assert date_in_words(Edtf.parse("2024-08-01/2024-08-08"), "fr", french) == "du 1er au 8\u00a0août 2024"
    assert date_in_words(Edtf.parse("2024-08"), "pt-BR", WORDS["en"]) == "agosto 2024"


# Sounds


@pytest.mark.parametrize(
    "text",
    [
        "8 marzo",
        "80",
        "800",
        "8000",
        "85.000",
        "11 aprile",
        "11.500",
        "1 a.C.",
        "1.000.000",
        "estate",
        "VIII",
        "XI secolo",
        "LXXX",
    ],
)
def test_italian_vowels(text):
    assert begins_with_vowel_in_italian(text)


@pytest.mark.parametrize(
    "text",
    [
        "1º gennaio",
        "18",
        "1800",
        "1100",
        "1000",
        "1.200",
        "110",
        "primavera",
        "",
        "XVIII secolo",
        "XII",
        "IX secolo",
        "VII",
        "III",
        "I secolo",
    ],
)
def test_italian_consonants(text):
    assert not begins_with_vowel_in_italian(text)


def test_words_are_joined_by_sound():
    assert join_words("fino al ", "8 marzo", "it", SOUNDS) == "fino all’8 marzo"
    assert join_words("fino a ", "agosto", "it", SOUNDS) == "fino ad agosto"
    assert join_words("fino a ", "ottobre", "it", SOUNDS) == "fino a ottobre"
    assert join_words("primavera e ", "estate", "it", SOUNDS) == "primavera ed estate"
    assert join_words("until ", "8 March", "en", WORDS["en"]) == "until 8 March"


@pytest.mark.parametrize(
    ("number", "figures"),
    [(1, "I"), (4, "IV"), (8, "VIII"), (11, "XI"), (19, "XIX"), (21, "XXI"), (44, "XLIV"), (100, "C")],
)
def test_roman(number, figures):
    assert write_roman(number) == figures


@pytest.mark.parametrize("number", [1, 2, 3, 4, 11, 12, 13, 21, 22, 33, 100])
def test_english_ordinals(number):
    ends = {1: "st", 2: "nd", 3: "rd"}
    expected = "th" if number in (11, 12, 13) else ends.get(number % 10, "th")
    form = Locale("en").ordinal_form(number)
    assert WORDS["en"]["ordinals"][form].format(number=number) == f"{number}{expected}"
