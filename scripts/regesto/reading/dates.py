"""The date in an article's frame: a line that is nothing but a date, or a date that a page's metadata gives."""

from __future__ import annotations

import datetime
import re
from functools import cache

from babel import Locale

_ISO = re.compile(r"(?P<y>[12]\d{3})-(?P<m>[01]\d)(?:-(?P<d>[0-3]\d))?(?![\d-])")
_NUMERIC = re.compile(r"(?<!\d)(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>[12]\d{3}|\d{2})(?!\d)")


@cache
def _months(language: str) -> dict[str, int]:
    """The month names of `language` from CLDR, long and short, in small letters without the final point."""
    months = Locale.parse(language).months["format"]
    return {
        name.rstrip(".").lower(): number for width in ("abbreviated", "wide") for number, name in months[width].items()
    }


@cache
def _worded(language: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    day = r"(?P<d>\d{1,2})(?:°|º|st|nd|rd|th)?"
    return re.compile(
        rf"(?<!\w)(?:(?:{day}\s+(?:of\s+)?)?(?P<m>{names})\.?(?:\s+(?P<d2>\d{{1,2}}),)?\s+(?P<y>[12]\d{{3}}))(?!\d)",
        re.I,
    )


def _edtf(year: str, month: str | int, day: str | None) -> str:
    number = int(year) if len(year) == 4 else 2000 + int(year)
    if day is None:
        return f"{number:04}-{int(month):02}" if 1 <= int(month) <= 12 else ""
    try:
        return datetime.date(number, int(month), int(day)).isoformat()
    except ValueError:
        return ""


def find_date(text: str, language: str = "it") -> tuple[str, int, int] | None:
    """Return the first date written out in `text` as EDTF with its offsets; `None` where there is none.

    ISO dates, numeric ones day first (06/09/2022 is 6 September), and days or months in words.
    """
    for pattern in (_ISO, _NUMERIC, _worded(language)):
        match = pattern.search(text)
        if match is None:
            continue
        # Letters that a pattern takes for others ("ſettembre") make no name of a month.
        month = match["m"] if match["m"].isdigit() else _months(language).get(match["m"].lower(), 0)
        day = match["d"] or (match["d2"] if pattern is _worded(language) else None)
        found = _edtf(match["y"], month, day)
        if found:
            return found, match.start(), match.end()
    return None
