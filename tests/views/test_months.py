"""Entries per month: what is sure counts once, what may be counts in every month it touches."""

from __future__ import annotations

import pytest

from regesto.model.entry import Entry
from regesto.views.months import view_months


def entry(date: str | None, number: int = 1, **more) -> Entry:
    review = {"by": "desk", "on": "2026-11-21"}
    record = {"id": f"e{number}", "title": "T", "summary": "S.", "topics": ["t"], "date": date, "reviewed": review}
    return Entry.model_validate(record | more)


def count(*dates: str) -> dict[tuple[int, int], tuple[int, int]]:
    months = view_months(entry(date, number) for number, date in enumerate(dates))
    return {(one.year, one.month): (one.sure, one.possible) for one in months if one.sure + one.possible}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-09-18", {(2024, 9): (1, 0)}),
        ("2024-09", {(2024, 9): (1, 0)}),
        ("2024-09?", {(2024, 9): (0, 1)}),
        ("2024-09~", {(2024, 8): (0, 1), (2024, 9): (0, 1), (2024, 10): (0, 1)}),
        ("[2024-10-01..2024-11-30]", {(2024, 10): (0, 1), (2024, 11): (0, 1)}),
        ("2023-12-30/2024-01-02", {(2023, 12): (0, 1), (2024, 1): (0, 1)}),
        ("{2024-01,2024-03}", {(2024, 1): (0, 1), (2024, 3): (0, 1)}),
    ],
)
def test_a_date_counts_where_it_is_or_may_be(date, expected):
    assert count(date) == expected


def test_long_ago_is_left_out_of_the_last_years():
    assert count("1948", "2024-01-05") == {(2024, 1): (1, 0)}
    assert len(view_months([entry("1948"), entry("2024-01-05", 2)])) == 36


def test_a_span_over_centuries_does_not_take_them_month_by_month():
    assert len(count("0001/2024-02")) == 26


def test_undated_and_retracted_entries_do_not_count():
    assert view_months([entry(None), entry("2024-01", 2, status="retracted", status_note="Wrong.")]) == ()
