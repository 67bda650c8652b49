"""What an EDTF date is read as, how dates are ordered and compared, and what is said of a text that is none."""

import datetime
import pickle
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from regesto.model.calendar import find_day, number_day, write_day
from regesto.model.edtf import LONGEST, Bounds, Date, Edtf, EdtfError, Kind, Limit
from regesto.model.edtf_mistakes import MISTAKES, MISTAKES_IN_SETS

HERE = Path(__file__).parent


def load_cases(name):
    groups = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [
        pytest.param(text, row, id=f"{group}: {text}") for group, rows in groups.items() for text, row in rows.items()
    ]


def show_end(day, limit):
    return {None: day, Limit.OPEN: "-", Limit.UNKNOWN: "?"}[limit]


@pytest.mark.parametrize(("text", "row"), load_cases("edtf-valid.yml"))
def test_valid(text, row):
    edtf = Edtf.parse(text)
    first, last = (None if day is None else write_day(day) for day in edtf.bounds)
    assert f"{edtf.kind} {show_end(first, edtf.start_limit)} {show_end(last, edtf.end_limit)}" == row
    assert edtf.text == str(edtf) == text


@pytest.mark.parametrize(("text", "row"), load_cases("edtf-invalid.yml"))
def test_invalid(text, row):
    says, example = row
    with pytest.raises(EdtfError) as caught:
        Edtf.parse(text)
    assert says in str(caught.value)
    assert caught.value.example == example
    assert Edtf.parse(example)


def test_every_known_mistake_has_an_example():
    texts = [case.values[0] for case in load_cases("edtf-invalid.yml")]
    known = {next((known for known in MISTAKES if known.form.fullmatch(text)), None) for text in texts}
    assert [mistake.form.pattern for mistake in MISTAKES if mistake not in known] == []
    for mistake in MISTAKES_IN_SETS:
        assert any(mistake.form.fullmatch(text) for text in texts)


# The parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2024-09-06", {"year": 2024, "month": 9, "day": 6, "season": None, "time": "", "unspecified": None}),
        ("2024-09-06T10:30:00Z", {"day": 6, "time": "10:30:00Z"}),
        ("2024-09-XX", {"year": 2024, "month": 9, "day": None, "unspecified": Kind.DAY}),
        ("2024-XX", {"year": 2024, "month": None, "unspecified": Kind.MONTH}),
        ("2024-XX-XX", {"year": 2024, "month": None, "day": None, "unspecified": Kind.DAY}),
        ("201X", {"year": 2010, "unspecified": Kind.YEAR}),
        ("2024-22", {"year": 2024, "season": 22, "month": None}),
        ("2024~", {"approximate": True, "uncertain": False}),
        ("2024?", {"approximate": False, "uncertain": True}),
        ("2024%", {"approximate": True, "uncertain": True}),
    ],
)
def test_parts_of_a_date(text, parts):
    (date,) = Edtf.parse(text).items
    assert isinstance(date, Date)
    assert {name: getattr(date, name) for name in parts} == parts


def test_a_mark_at_either_end_counts_for_the_whole():
    assert Edtf.parse("2020/2024~").approximate
    assert not Edtf.parse("2020/2024~").uncertain
    assert Edtf.parse("[2020?,2024..2025]").uncertain
    assert not Edtf.parse("../2020").approximate


def test_precision_is_the_coarsest():
    assert Edtf.parse("2024-09-06/2025").precision is Kind.YEAR
    assert Edtf.parse("{2024-09-06,2024-11}").precision is Kind.MONTH


# Drawing


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("2024-09-06", 0, 0),
        ("2024-09-06~", 7, 7),
        ("2024-09?", 30, 30),
        ("2024-22%", 30, 30),
        ("2024-09-XX~", 30, 30),
        ("2024~", 180, 180),
        ("201X?", 180, 180),
        ("2023-12-30~/2024-02", 7, 0),
        ("2024-01/2024~", 0, 180),
        ("[2024-10~,2024-12]", 30, 0),
    ],
)
def test_padding_follows_the_precision_of_each_end(text, before, after):
    edtf = Edtf.parse(text)
    assert edtf.bounds.earliest - edtf.padded.earliest == before
    assert edtf.padded.latest - edtf.bounds.latest == after


def test_a_missing_end_is_not_padded():
    assert Edtf.parse("2024~/..").padded == Bounds(number_day(2024) - 180, None)


# Order, overlap, years


def test_order():
    texts = [
        "../1950",
        "1948",
        "1948/1950",
        "1948/..",
        "2023-24",
        "2024-01-01",
        "2024-01",
        "2024-01~",
        "2024",
        "2024?",
        "2024/..",
    ]
    assert all(Edtf.parse(one).sort_key < Edtf.parse(next_one).sort_key for one, next_one in pairwise(texts))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2024-09", "2024", True),
        ("2024-09", "2024-10", False),
        ("2024-09-30", "2024-09/2024-10", True),
        ("2020/..", "2024", True),
        ("2020/..", "2019", False),
        ("2020/", "2030", True),
        ("../2020", "2020-12-31", True),
        ("../2020", "2021/..", False),
        ("2024-24", "2025-02", True),
        ("2024-09~", "2024-10", False),
    ],
)
def test_overlap_is_of_the_strict_bounds(one, other, expected):
    assert Edtf.parse(one).overlaps(Edtf.parse(other)) is expected


@pytest.mark.parametrize(
    ("text", "years", "within"),
    [
        ("2024-09", range(2024, 2025), range(2024, 2025)),
        ("2023-12-30/2024-01-02", range(2023, 2025), range(2023, 2025)),
        ("2024-24", range(2024, 2026), range(2024, 2026)),
        ("2023/..", range(2023, 2024), range(2023, 2026)),
        ("/1950", range(1950, 1951), range(1948, 1951)),
        ("1900", range(1900, 1901), range(1948, 1948)),
        ("Y-170000002/2000", range(-170000002, 2001), range(1948, 2001)),
    ],
)
def test_years(text, years, within):
    assert Edtf.parse(text).years == years
    assert list(Edtf.parse(text).years_within(1948, 2025)) == list(within)


# As a value and as a field


class Holder(BaseModel):
    date: Edtf


def test_as_a_field():
    assert Holder(date=2024).date == Edtf.parse("2024")
    assert Holder(date=Edtf.parse("2024~")).model_dump_json() == '{"date":"2024~"}'
    schema = Holder.model_json_schema()["properties"]["date"]
    assert schema["type"] == ["string", "integer"]
    assert all(Edtf.parse(example).text == example for example in schema["examples"])


@pytest.mark.parametrize(
    "value", [["2024-10", "2024-11"], {"2024": None}, True, 2024.5, None, datetime.date(2024, 1, 5)]
)
def test_a_field_refuses_what_is_no_text(value):
    with pytest.raises(ValidationError, match="in quotation marks"):
        Holder(date=value)


def test_a_field_says_what_is_wrong():
    with pytest.raises(ValidationError) as caught:
        Holder(date="06/09/2022")
    context = caught.value.errors()[0]["ctx"]
    assert context["reason"].startswith("the year comes first")
    assert (context["found"], context["example"]) == ("“06/09/2022”", "2022-09-06")
    with pytest.raises(ValidationError, match=r"“\{\}”"):
        Holder(date="{}")


def test_value():
    one, same = Edtf.parse("[2024-10, 2024-11]"), Edtf.parse(" [2024-10,2024-11] ")
    assert one == same
    assert hash(one) == hash(same)
    assert one.text == "[2024-10,2024-11]"
    assert pickle.loads(pickle.dumps(one)).bounds == one.bounds
    with pytest.raises(AttributeError):
        one.text = "2024"


def test_an_error_survives_another_process():
    error = read_or_refuse("2024-13")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_length_is_limited():
    longest = "{" + ",".join(["2024"] * 38) + ",2025}"
    assert len(longest) in range(LONGEST - 5, LONGEST + 1)
    assert Edtf.parse(longest)
    with pytest.raises(EdtfError, match="200 are the most"):
        Edtf.parse("2" * (LONGEST + 1))


# Properties

MARKS = st.sampled_from(["", "?", "~", "%"])
DAY_NUMBERS = st.integers(number_day(-9999), number_day(9999, 12, 31))


def write_year(year):
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


@st.composite
def single_dates(draw):
    year, month, day = find_day(draw(DAY_NUMBERS))
    written = write_year(year)
    form = draw(
        st.sampled_from(
            [
                f"{written}-{month:02d}-{day:02d}",
                f"{written}-{month:02d}",
                written,
                f"{written}-{draw(st.integers(21, 24))}",
                f"{written[:-1]}X",
                f"{written[:-2]}XX",
                f"{written}-XX",
                f"{written}-{month:02d}-XX",
                f"{written}-XX-XX",
                f"Y{draw(st.sampled_from(['', '-']))}{draw(st.integers(10_000, 10**12 - 1))}",
            ]
        )
    )
    return form + draw(MARKS)


@st.composite
def pairs(draw, joint):
    """Two single dates in order, or one and an open end."""
    start, end = sorted((draw(single_dates()), draw(single_dates())), key=lambda text: Edtf.parse(text).bounds)
    return draw(st.sampled_from([f"{start}{joint}{end}", f"{start}{joint}", f"{joint}{end}"]))


@st.composite
def sets(draw):
    members = draw(st.lists(single_dates(), min_size=1, max_size=4))
    members += draw(
        st.lists(pairs(".."), max_size=1).filter(lambda found: not any(one.startswith("..") for one in found))
    )
    return draw(st.sampled_from(["[{}]", "{{{}}}"])).format(",".join(members))


EXPRESSIONS = st.one_of(single_dates(), pairs("/"), sets(), single_dates().map(lambda text: f"{text}/.."))
DATES = EXPRESSIONS.map(Edtf.parse)
TEXTS = st.one_of(st.text(max_size=250), st.text("0123456789-/.~?%XYTZ:[]{}, ", max_size=40))


def read_or_refuse(text):
    try:
        return Edtf.parse(text)
    except EdtfError as error:
        return error


@settings(deadline=None)
@given(TEXTS)
def test_no_text_crashes(text):
    found = read_or_refuse(text)
    if isinstance(found, EdtfError):
        assert len(str(found)) < 400
        found = Edtf.parse(found.example)
    assert Edtf.parse(found.text) == found


@settings(deadline=None)
@given(EXPRESSIONS, st.data())
def test_no_damaged_date_crashes(text, data):
    place = data.draw(st.integers(0, len(text)))
    test_no_text_crashes.hypothesis.inner_test(
        text[:place] + data.draw(st.text("0X-/.,~ Y[", max_size=2)) + text[place + 1 :]
    )


@settings(deadline=None)
@given(EXPRESSIONS)
def test_round_trip(text):
    edtf = Edtf.parse(text)
    assert edtf.text == text
    assert Edtf.parse(edtf.text) == edtf


@settings(deadline=None)
@given(DATES, DATES)
def test_sorting_is_a_total_order(a, b):
    assert (a.sort_key == b.sort_key) == (a == b)
    assert (a.sort_key < b.sort_key) + (a.sort_key == b.sort_key) + (b.sort_key < a.sort_key) == 1


@settings(deadline=None)
@given(DATES, DATES)
def test_overlap_is_symmetric(a, b):
    assert a.overlaps(b) == b.overlaps(a)
    assert a.overlaps(a)


@settings(deadline=None)
@given(DATES)
def test_bounds(edtf):
    earliest, latest = edtf.bounds
    assert (earliest is None) == (edtf.padded.earliest is None)
    assert (latest is None) == (edtf.padded.latest is None)
    assert None in edtf.bounds or earliest <= latest
    assert earliest is None or edtf.padded.earliest <= earliest
    assert latest is None or latest <= edtf.padded.latest
    assert len(edtf.years_within(1900, 2100)) <= 201


@given(st.integers(1, datetime.date.max.toordinal()))
def test_day_numbers_are_those_of_datetime(number):
    day = datetime.date.fromordinal(number)
    assert find_day(number) == (day.year, day.month, day.day)
    assert number_day(day.year, day.month, day.day) == number
    assert write_day(number) == day.isoformat()


@given(st.integers(-(10**15), 10**15))
def test_day_numbers_go_both_ways(number):
    day = find_day(number)
    assert number_day(*day) == number
    assert find_day(number + 1) > day
