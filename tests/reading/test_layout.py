"""Each page in layouts.yml is told apart into the parts it names."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from regesto.reading.dates import find_date
from regesto.reading.layout import lay_out

CASES = yaml.safe_load(Path(__file__).with_name("layouts.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_parts_are_told_apart(case):
    parts, facts = lay_out(case["text"], "it")
    assert [str(part.kind) for part in parts] == case["parts"]
    if "published" in case:
        assert facts.published == case["published"]
    if "authors" in case:
        assert list(facts.authors) == case["authors"]


@given(st.text(alphabet=st.sampled_from("ab .,\n«»(Getty)Di 2024-10"), max_size=300))
def test_parts_cover_every_letter_once_and_in_order(text):
    parts, _ = lay_out(text, "it")
    assert all(before.end <= after.start for before, after in pairwise(parts))
    outside = set(range(len(text))) - {at for part in parts for at in range(part.start, part.end)}
    assert not "".join(text[at] for at in sorted(outside)).strip()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("06/09/2022", "2022-09-06"),
        ("31.12.23", "2023-12-31"),
        ("6 settembre 2022", "2022-09-06"),
        ("1° maggio 2023", "2023-05-01"),
        ("settembre 2022", "2022-09"),
        ("date 2024-10", "2024-10"),
        ("32/01/2022", None),
        ("nel 2022", None),
    ],
)
def test_dates_in_the_frame(text, date):
    found = find_date(text, "it")
    assert (found and found[0]) == date
