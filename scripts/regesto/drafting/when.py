"""Calendar arithmetic on dates of which the year, the month or the day may be all that is known."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, replace

_EDTF_DATE = re.compile(r"(?P<y>\d{4})(?:-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>\d\d))?)?(?P<mark>[~?%])?")


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A year, a month or a day; `about` marks it as approximate. `floating`: the year was not said but found."""

    year: int
    month: int = 0
    day: int = 0
    about: bool = False
    floating: bool = False

    def __str__(self) -> str:
        text = f"{self.year:04}"
        text += f"-{self.month:02}" if self.month else ""
        text += f"-{self.day:02}" if self.month and self.day else ""
        return text + ("~" if self.about else "")

    @property
    def middle(self) -> datetime.date:
        """A day in the middle of it, to count from."""
        return datetime.date(self.year, self.month or 7, self.day or (15 if self.month else 1))

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def roughly(self) -> When:
        """The same, marked as approximate."""
        return replace(self, about=True)


def read_reference(edtf: str) -> When | None:
    """Return the date of publication that relative dates count from; of an interval, its first end."""
    match = _EDTF_DATE.search(edtf or "")
    if match is None:
        return None
    try:
        when = When(int(match["y"]), int(match["m"] or 0), int(match["d"] or 0), bool(match["mark"]))
        _ = when.first
    except ValueError:
        return None
    return when


def on_day(date: datetime.date) -> When:
    """Return `date` as a `When`."""
    return When(date.year, date.month, date.day)


def make_day(year: int, month: int, day: int, *, floating: bool = False) -> When | None:
    """Return the day, or `None` where the calendar has none such."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return When(year, month, day, floating=floating)


def add_months(when: When, months: int) -> When:
    """Return the month (or the day, as near as the calendar has it) `months` later."""
    total = when.year * 12 + (when.month or 7) - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9998:
        return when
    day = min(when.day, calendar.monthrange(year, month + 1)[1])
    return When(year, month + 1, day)


_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "lustrum": 60, "decade": 120, "century": 1200}


def shift(when: When, count: float, unit: str) -> When | None:
    """Return the date `count` units later (earlier when negative), as exactly as the unit and `when` allow."""
    try:
        if unit in ("second", "minute", "hour"):
            hours = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1}[unit] * count
            moved = when.middle + datetime.timedelta(days=round(hours / 24))
            return _as_exact_as(when, moved)
        if unit in _DAYS:
            return _as_exact_as(when, when.middle + datetime.timedelta(days=round(_DAYS[unit] * count)))
        if unit in _MONTHS:
            months = _MONTHS[unit] * count
            moved = add_months(When(when.year, when.month or 7), round(months))
            if _MONTHS[unit] >= 12 and count == int(count):
                return When(when.year + round(months / 12)) if not when.month or _MONTHS[unit] > 12 else moved
            return moved
    except (OverflowError, ValueError):
        return None
    return None


def _as_exact_as(when: When, date: datetime.date) -> When:
    if when.day:
        return on_day(date)
    return When(date.year, date.month, about=True) if when.month else When(date.year, about=True)


def interval(first: When | None, last: When | None) -> str:
    """Return the EDTF interval; a missing end is open."""
    return f"{first or '..'}/{last or '..'}"


def week_of(date: datetime.date, weeks: int = 0) -> str:
    """Return the week (Monday to Sunday) `weeks` after that of `date`, as an EDTF interval."""
    monday = date - datetime.timedelta(days=date.weekday()) + datetime.timedelta(weeks=weeks)
    return interval(on_day(monday), on_day(monday + datetime.timedelta(days=6)))


def easter(year: int) -> datetime.date:
    """Return Easter Sunday (the anonymous Gregorian computus, Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)
