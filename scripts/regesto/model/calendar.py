"""Day numbers of the proleptic Gregorian calendar, for every year there can be.

`datetime.date` knows the years 1 to 9999 only; EDTF also has the year 0 (1 BC), negative and very long ones.
Years are astronomical (0 is 1 BC, -1 is 2 BC). Day 1 is 0001-01-01, as in `datetime.date.toordinal`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_400_YEARS = 146_097
_DAYS_BEFORE_MARCH_OF_YEAR_1 = 306
"""How many days after 0000-03-01 the day 0001-01-01 is: years are counted from March, so that the leap day is last."""


class Day(NamedTuple):
    """A day of the calendar: astronomical year, month 1-12, day 1-31."""

    year: int
    month: int
    day: int


def is_leap(year: int) -> bool:
    """Tell whether `year` (astronomical) has a 29th of February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def count_days(year: int, month: int) -> int:
    """Return how many days the month (1-12) of `year` has."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def number_day(year: int, month: int = 1, day: int = 1) -> int:
    """Return the number of a day; 1 is 0001-01-01. The parts must exist: they are not checked here."""
    shifted = year - (month < 3)
    months_from_march = (month + 9) % 12
    before = 365 * shifted + shifted // 4 - shifted // 100 + shifted // 400
    return before + (153 * months_from_march + 2) // 5 + day - _DAYS_BEFORE_MARCH_OF_YEAR_1


def number_last_day(year: int, month: int = 12) -> int:
    """Return the number of the last day of a month (1-12), by default of the whole year."""
    return number_day(year, month, count_days(year, month))


@lru_cache(maxsize=20_000)  # the same days come up on page after page
def find_day(number: int) -> Day:
    """Return the day with that number; the inverse of `number_day`."""
    era, rest = divmod(number + _DAYS_BEFORE_MARCH_OF_YEAR_1 - 1, _DAYS_IN_400_YEARS)
    year_of_era = (rest - rest // 1460 + rest // 36_524 - rest // 146_096) // 365
    day_of_year = rest - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    months_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * months_from_march + 2) // 5 + 1
    month = (months_from_march + 2) % 12 + 1
    return Day(era * 400 + year_of_era + (month < 3), month, day)


def write_day(number: int) -> str:
    """Return the day with that number as a date of ISO 8601: `2024-09-01`, and `-0043-03-15` for a day of 44 BC.

    A year over four digits has no plus sign, as HTML wants it in `<time datetime>` (which takes no year before 1).
    """
    year, month, day = find_day(number)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"
