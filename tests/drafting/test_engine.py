"""Whatever the text, the engine answers, inside the text, with dates that are EDTF, and the same each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from regesto.drafting.annotation import Item, Kind
from regesto.drafting.automaton import Automaton
from regesto.drafting.captures import compile_capture
from regesto.drafting.number_words import read_figures
from regesto.drafting.pattern import PatternError, parse_pattern
from regesto.model.edtf import Edtf
from tests.drafting.test_rules import read

WORDS = [
    "Secondo",
    "il",
    "la",
    "procura",
    "di",
    "Kiev",
    "ha",
    "detto",
    "che",
    "circa",
    "28",
    "milioni",
    "un",
    "terzo",
    "tra",
    "3",
    "e",
    "5",
    "marzo",
    "2024",
    "lo",
    "scorso",
    "anno",
    "fa",
    "due",
    "«",
    "»",
    '"',
    ".",
    ",",
    ":",
    "(",
    ")",
    "non",
    "avrebbe",
    "così",
    "colpito",
    "ieri",
    "lunedì",
    "29",
    "febbraio",
    "31",
    "aprile",
    "dal",
    "1948",
    "al",
    "dall'",
    "inizio",
    "dell'",
    "anno",
    "Sergio",
    "KN-23",
    "mezzo",
    "e",
    "%",
    "euro",
    "$",
    "12.000",
    "1,7",
    "metà",
    "fine",
    "prima",
    "seconda",
    "settimana",
    "ore",
    "alle",
    "10:30",
    "primo",
    "XX",
    "secolo",
    "anni",
    "'90",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_row_of_words(text):
    found = read(text or " ").annotations
    assert [str(one) for one in found] == [str(one) for one in read(text or " ").annotations]
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.confidence <= 1
        if one.kind is Kind.TIME and one.value.edtf:
            Edtf.parse(one.value.edtf)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_letters(text):
    for one in read(text or " ").annotations:
        assert 0 <= one.start < one.end <= len(text)


@given(st.text(alphabet='ab {}()|?*+<>:"', max_size=20))
def test_a_pattern_is_read_or_refused(text):
    try:
        parse_pattern(text)
    except PatternError:
        return


def items(words):
    return [Item(at, at + 1, word, word, frozenset({"letter"})) for at, word in enumerate(words)]


def test_the_longest_match_comes_first_and_names_are_remembered():
    patterns = [parse_pattern("a b"), parse_pattern("a {letter:x} c?")]
    found = next(Automaton(patterns).find(items("abc")))
    assert [(match.pattern, match.end) for match in found] == [(1, 3), (0, 2), (1, 2)]
    assert [one.low for one in compile_capture(patterns[1])(items("abc"), 0, 3)["x"]] == ["b"]


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_figures_are_read_back(number):
    assert read_figures(f"{number:,}".replace(",", "."), ",") == number


def test_without_a_date_of_publication_nothing_is_guessed():
    found = read("Ieri, lunedì e lo scorso luglio; il 3 marzo 2024 e nel 2020.", published="").annotations
    times = {str(one.value) for one in found if one.kind is Kind.TIME}
    assert times == {"null", "2024-03-03", "2020"}


def test_twenty_thousand_words_do_not_stall():
    read("Il 3 marzo tra il 4 e il " * 2800)
