"""Dates in the forms: read, said in words and refused exactly as the model and the pages do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from regesto.forms.data import collect_dates
from regesto.model.edtf import Edtf, EdtfError
from regesto.pages.dates import date_in_words
from regesto.pages.i18n import load_words
from regesto.resources import find_templates

TESTS = Path(__file__).resolve().parents[1]
WORDS = {language: load_words(language, [find_templates()]) for language in ("it", "en")}


def load(name: str) -> list[str]:
    """Return the dates of a file of golden cases."""
    groups = yaml.load((TESTS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [text for rows in groups.values() for text in rows]


VALID = load("model/edtf-valid.yml") + load("pages/dates.yml")
INVALID = load("model/edtf-invalid.yml")

ASK = """([texts, language, words, reasons]) => texts.map(text => {
  try {
    const edtf = regestoEdtf.parse(text)
    return {text: edtf.text, kind: edtf.kind, bounds: edtf.bounds, padded: edtf.padded,
      words: regestoWords.date(edtf, language, words)}
  } catch (told) {
    if (!told.reason) throw told
    const reason = reasons[told.reason].replace(/\\{(\\w+)\\}/g, (_, name) => told.values[name])
    return {reason, example: told.example, found: told.found}
  }
})"""


def read_in_python(text: str, language: str) -> dict:
    """Return what the model and the pages make of a text, in the shape of the script's answer."""
    try:
        edtf = Edtf.parse(text)
    except EdtfError as error:
        return {"reason": error.reason, "example": error.example, "found": error.found}
    return {
        "text": edtf.text,
        "kind": str(edtf.kind),
        "bounds": list(edtf.bounds),
        "padded": list(edtf.padded),
        "words": date_in_words(edtf, language, WORDS[language].find("dates")),
    }


def ask(evaluate, texts: list[str], language: str = "en") -> list[dict]:
    """Return what the script makes of the texts."""
    return evaluate(ASK, [texts, language, collect_dates(WORDS[language]), WORDS["en"].find("edtf")])


@pytest.mark.browser
@pytest.mark.parametrize("language", ["it", "en"])
def test_the_golden_cases(evaluate, language):
    texts = VALID + INVALID
    assert len(texts) > 200
    found = dict(zip(texts, ask(evaluate, texts, language), strict=True))
    assert found == {text: read_in_python(text, language) for text in texts}


PIECES = st.sampled_from(
    [
        *"0123456789XxYyu-~?%/.,[]{} :",
        "2024",
        "-09",
        "-31",
        "-22",
        "..",
        "circa ",
        "dal ",
        "maggio",
        " BC",
        "T10:30:00",
        "Z",
        "–",
    ]
)
MADE_UP = st.one_of(
    st.lists(PIECES, max_size=9).map("".join),
    st.builds(
        "{}{}{}".format, st.sampled_from(VALID), st.sampled_from(["", "/", "..", ",", "~", " "]), st.sampled_from(VALID)
    ),
    st.builds("[{},{}]".format, st.sampled_from(VALID), st.sampled_from(VALID + INVALID)),
)


@pytest.mark.browser
@given(st.lists(MADE_UP, min_size=150, max_size=150), st.sampled_from(["it", "en"]))
@settings(max_examples=12, deadline=None)
def test_made_up_texts(evaluate, texts, language):
    for text, found in zip(texts, ask(evaluate, texts, language), strict=True):
        assert found == read_in_python(text, language), text


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_reason_is_there_in_every_language(language):
    own, english = WORDS[language].find("edtf"), WORDS["en"].find("edtf")
    assert own.keys() == english.keys()
    for key, text in own.items():
        assert sorted(_names(text)) == sorted(_names(english[key])), key
    months = collect_dates(WORDS[language])["months"]
    assert [len(names) for names in months] == [12, 12]
    assert months[0][8] == Locale.parse(language).months["format"]["wide"][9]


def _names(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]
