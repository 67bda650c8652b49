"""One date of an EDTF expression: a day, month, season, year, decade or century, as far as it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from regesto.model.calendar import count_days, number_day, number_last_day


class EdtfError(ValueError):
    """A text that is no EDTF date.

    `reason` says what is wrong, `example` is a date that is right, `found` quotes the part of the text that was not
    understood (empty where the reason names it).
    """

    def __init__(self, reason: str, example: str, found: str = "") -> None:
        super().__init__(reason, example, found)
        self.reason = reason
        self.example = example
        self.found = found

    def __str__(self) -> str:
        found = f": found {self.found}" if self.found else ""
        return f"{self.reason}{found}; for example {self.example}"


class Kind(StrEnum):
    """What an expression is: for one date how much of it is known, from fine to coarse; else how dates are joined."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"
    ONE_OF = "one-of"
    ALL_OF = "all-of"

    @property
    def rank(self) -> int:
        """Where this kind stands in the order above, from 0: of two kinds of date, the higher is the coarser."""
        return _RANKS[self]


_RANKS = {kind: rank for rank, kind in enumerate(Kind)}

PADDING = {Kind.DAY: 7, Kind.MONTH: 30, Kind.SEASON: 30}
"""By how many days a drawing pads a date marked `?`, `~` or `%`. The figures are the house's own: a week, a month, and
half a year for the rest; libraries that pad by the whole precision make a "circa 2024" three years long."""
_PADDING_OF_YEARS = 180

LONGEST_YEAR = 12
"""Digits of a `Y` year. With 12 a day number stays under 2^53, so that scripts in a browser read it exactly."""

SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""First and last month of spring, summer, autumn and winter. EDTF names the seasons and leaves their days open; these
are the meteorological ones of the northern hemisphere. Winter begins in December of its year and ends in the next:
the specification sorts it last."""

_FORM = re.compile(
    r"(?P<year>-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)|Y-?[0-9]+)"
    r"(?:-(?P<month>[0-9]{2}|XX)"
    r"(?:-(?P<day>[0-9]{2}|XX)"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?))?)?)?"
    r"(?P<mark>[?~%])?"
)
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):(?:[0-5][0-9]:[0-5][0-9]|59:60)(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?")


@dataclass(frozen=True, slots=True)
class Date:
    """One date, with what is known of it.

    `kind` is what is known (day to century). `year` is astronomical (0 is 1 BC); of a decade or century it is the one
    whose unknown digits are zeros. `month` is 1-12, `season` 21-24, `time` the time of day as written; `None` or empty
    where there is none. `unspecified` is the finer kind that was written as X: `1985-04-XX` has the kind month and
    `unspecified` day. `earliest` and `latest` are day numbers (see `calendar`), both included. A time of day counts as
    its local day.
    """

    kind: Kind
    year: int
    month: int | None
    season: int | None
    day: int | None
    time: str
    unspecified: Kind | None
    approximate: bool
    uncertain: bool
    earliest: int
    latest: int

    @property
    def padding(self) -> int:
        """Days that a drawing adds at either side: 0, or by precision if the date is approximate or uncertain."""
        return PADDING.get(self.kind, _PADDING_OF_YEARS) if self.approximate or self.uncertain else 0

    @staticmethod
    def has_form(text: str) -> bool:
        """Tell whether the text looks like one date of level 0 or 1, be it possible or not."""
        return _FORM.fullmatch(text) is not None

    @classmethod
    def read(cls, text: str) -> Date | None:
        """Read one date of level 0 or 1; `None` if the text has not the form of one.

        Raises EdtfError where the form is right and the value cannot be (a month 13, a 30th of February).
        """
        found = _FORM.fullmatch(text)
        if found is None:
            return None
        year, month, day, time, mark = found.groups()
        if year[0] == "Y":
            _check_long_year(year, month)
        elif year == "-0000":
            raise EdtfError("there is no year -0000: the year 0000 is 1 BC, -0001 is 2 BC", "-0001")
        if time:
            _check_time(text, time, mark, day)
        kind, number, season, unspecified, earliest, latest = _measure(year, month, day)
        return cls(
            kind,
            number,
            int(month) if kind in (Kind.MONTH, Kind.DAY) else None,
            season,
            int(day) if kind is Kind.DAY else None,
            time or "",
            unspecified,
            mark is not None and mark in "~%",
            mark is not None and mark in "?%",
            earliest,
            latest,
        )


def _measure(year: str, month: str | None, day: str | None) -> tuple[Kind, int, int | None, Kind | None, int, int]:
    """Return kind, year, season, unspecified kind, and the first and last day number of a date's parts."""
    if year[-1] == "X":
        return _measure_years(year, month)
    number = int(year.lstrip("Y"))
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise EdtfError("a day of an unknown month is EDTF level 2, which is not read here", f"{year}-XX-XX")
        unspecified = (Kind.DAY if day else Kind.MONTH) if month else None
        return Kind.YEAR, number, None, unspecified, number_day(number), number_last_day(number)
    code = int(month)
    if day is None and code in SEASON_MONTHS:
        first, last = SEASON_MONTHS[code]
        end = number_last_day(number + (last < first), last)
        return Kind.SEASON, number, code, None, number_day(number, first), end
    if not 1 <= code <= 12:
        raise _explain_month(year, month, day)
    if day is None or day == "XX":
        unspecified = Kind.DAY if day else None
        return Kind.MONTH, number, None, unspecified, number_day(number, code), number_last_day(number, code)
    if not 1 <= int(day) <= count_days(number, code):
        length = count_days(number, code)
        raise EdtfError(
            f"there is no day {day}: the month {year}-{month} has {length} days", f"{year}-{month}-{length}"
        )
    whole = number_day(number, code, int(day))
    return Kind.DAY, number, None, None, whole, whole


def _measure_years(year: str, month: str | None) -> tuple[Kind, int, None, Kind, int, int]:
    if month is not None:
        raise EdtfError("a month of an unknown year is EDTF level 2, which is not read here", year)
    kind, width = (Kind.CENTURY, 100) if year[-2] == "X" else (Kind.DECADE, 10)
    number = int(year.replace("X", "0"))
    first, last = (number - width + 1, number) if year[0] == "-" else (number, number + width - 1)
    return kind, number, None, Kind.YEAR, number_day(first), number_last_day(last)


def _explain_month(year: str, month: str, day: str | None) -> EdtfError:
    code = int(month)
    if code in SEASON_MONTHS:
        return EdtfError(f"{month} is a season, and a season has no day", f"{year}-{month}")
    if day and day != "XX" and 1 <= int(day) <= 12 and 1 <= code <= 31:
        swapped = f"{year}-{day}-{month}"
        return EdtfError(f"there is no month {month}; year, month and day come in this order", swapped)
    if 25 <= code <= 41:
        return EdtfError(f"{month} is a season of EDTF level 2; only 21, 22, 23 and 24 are read here", f"{year}-21")
    return EdtfError(f"there is no month {month}; months are 01 to 12, seasons 21 to 24", f"{year}-12")


def _check_long_year(year: str, month: str | None) -> None:
    digits = year.lstrip("Y-")
    plain = f"{'-' if '-' in year else ''}{digits.lstrip('0'):0>4}"
    if len(digits.lstrip("0")) < 5:
        example = "0000" if plain == "-0000" else plain
        raise EdtfError("Y is for years of more than four digits; write a year of four without it", example)
    if digits[0] == "0":
        raise EdtfError("a year after Y does not begin with 0", f"Y{plain}")
    if len(digits) > LONGEST_YEAR:
        raise EdtfError(f"the year has {len(digits)} digits, and {LONGEST_YEAR} are the most", "Y-170000002")
    if month is not None:
        raise EdtfError("a year with Y has no month", year)


def _check_time(text: str, time: str, mark: str | None, day: str | None) -> None:
    if day == "XX":
        raise EdtfError("a time of day needs a whole date before it", "2024-09-06T10:30:00")
    if mark is not None:
        raise EdtfError(f"a time of day takes no {mark}; mark the day", text.split("T")[0] + mark)
    if not _TIME.fullmatch(time):
        raise EdtfError(
            "there is no such time of day: 00:00:00 to 23:59:59, zones -14 to +14", "2024-09-06T10:30:00+02:00"
        )
