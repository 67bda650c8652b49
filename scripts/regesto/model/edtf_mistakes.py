"""What people write instead of EDTF, and what to tell them. Looked at only when a date was not understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_ABOUT = r"(?:circa|ca?\b\.?|verso|intorno al?|about|around|approx\.?)"
_MONTHS = "gen|jan|feb|mar|apr|mag|may|giu|jun|lug|jul|ago|aug|set|sep|ott|oct|nov|dic|dec"
_MONTH_NUMBERS = dict(
    zip(_MONTHS.split("|"), (1, 1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 12, 12), strict=True)
)
_MONTH = rf"(?P<month>{_MONTHS})[a-z]*\.?"
_DEFAULT = "2024-09-06"


class Mistake(NamedTuple):
    """A mistake: how to know it (the whole text must match), what to say, and the text set right, or an example."""

    form: re.Pattern[str]
    reason: str
    repair: Callable[[re.Match[str]], str]


def _mistake(form: str, reason: str, repair: str | Callable[[re.Match[str]], str]) -> Mistake:
    pattern = re.compile(form, re.IGNORECASE | re.ASCII | re.DOTALL)
    return Mistake(pattern, reason, repair if callable(repair) else lambda found: found.expand(repair))


def _turn_day_first(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    if int(month) > 12 >= int(day):
        day, month = month, day
    return f"{year}-{month:0>2}-{day:0>2}"


def _fill_parts(found: re.Match[str]) -> str:
    sign, year, month, day, mark = found.groups(default="")
    return f"{sign}{year:0>4}-{month:0>2}" + (f"-{day:0>2}" if day else "") + mark


def _number_month(found: re.Match[str]) -> str:
    month = _MONTH_NUMBERS[found["month"].lower()]
    day = found.groupdict().get("day")
    return f"{found['year']}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def _count_before_christ(found: re.Match[str]) -> str:
    before = int(found["year"]) - 1
    return f"-{before:04d}" if before > 0 else "0000"


MISTAKES = (
    _mistake(r"", "the date is empty", _DEFAULT),
    _mistake(
        r"([0-9]{1,2}) ?[/.\-] ?([0-9]{1,2}) ?[/.\-] ?([0-9]{4})",
        "the year comes first, then month and day, with hyphens",
        _turn_day_first,
    ),
    _mistake(
        r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{2})",
        "the year comes first, with four digits, then month and day, with hyphens",
        lambda found: f"20{found[3]}-{found[2]:0>2}-{found[1]:0>2}",
    ),
    _mistake(
        r"([0-9]{1,2})[/.\-]([0-9]{4})",
        "the year comes first, then the month, with a hyphen",
        lambda found: f"{found[2]}-{found[1]:0>2}",
    ),
    _mistake(
        r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})",
        "year, month and day are joined by hyphens",
        lambda found: f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}",
    ),
    _mistake(
        r"([0-9]{4})[/.]([0-9]{1,2})",
        "year and month are joined by a hyphen",
        lambda found: f"{found[1]}-{found[2]:0>2}",
    ),
    _mistake(r"([0-9]{4}) ?[-–—] ?([0-9]{4})", "from one year to another is written with a slash", r"\1/\2"),
    _mistake(
        r".*[‐‑‒–—−].*",
        "it has a dash or minus sign where a hyphen (-) is meant; from a date to a date is a slash (/)",
        lambda found: _straighten(found[0]),
    ),
    _mistake(
        r"(-?)([0-9]{1,4})-([0-9]{1,2})(?:-([0-9]{1,2}))?([?~%]?)",
        "the year has four digits, month and day have two",
        _fill_parts,
    ),
    _mistake(
        rf"{_ABOUT} ?([0-9]{{4}}(?:-[0-9]{{2}}){{0,2}})|([0-9]{{4}}(?:-[0-9]{{2}}){{0,2}}) ?{_ABOUT}",
        "about a time is written with ~ after the date",
        lambda found: f"{found[1] or found[2]}~",
    ),
    _mistake(rf"{_ABOUT}.*", "about a time is written with ~ after the date", "2024-09~"),
    _mistake(
        r"(?:forse|maybe|perhaps|possibly) ([0-9]{4}(?:-[0-9]{2}){0,2})",
        "perhaps is written with ? after the date",
        r"\1?",
    ),
    _mistake(
        r"(?:dal?|dopo(?: il)?|from|since|after) ([0-9]{4}(?:-[0-9]{2}){0,2})",
        "from a date on is written with a slash and two dots",
        r"\1/..",
    ),
    _mistake(
        r"(?:fino al?|entro(?: il)?|prima del|until|before|to) ([0-9]{4}(?:-[0-9]{2}){0,2})",
        "until a date is written with two dots and a slash",
        r"../\1",
    ),
    _mistake(
        r"([0-9]{4}(?:-[0-9]{2}){0,2})(?:-|\.{2,3}|…|/\.|/…|/(?:open|now|oggi|in corso|\?))",
        "from a date on is written with a slash and two dots",
        r"\1/..",
    ),
    _mistake(r"\.\.([0-9]{4}(?:-[0-9]{2}){0,2})", "until a date is written with two dots and a slash", r"../\1"),
    _mistake(
        r"([0-9]{4}(?:-[0-9]{2}){0,2})\.\.([0-9]{4}(?:-[0-9]{2}){0,2})",
        "from a date to a date is written with a slash",
        r"\1/\2",
    ),
    _mistake(
        r"(?:gli |the )?(?:anni|years) '?(?:[0-9]{2})?([0-9])0|(?:the )?[0-9]{3}0'?s",
        "a decade is written with an X",
        "201X",
    ),
    _mistake(
        r"(?P<year>[0-9]{1,4}) ?(?:a\. ?c\.|ac|b\.?c\.?|b\.?c\.?e\.?)",
        "years before Christ have a minus sign, and 1 BC is the year 0000",
        _count_before_christ,
    ),
    _mistake(
        rf"(?:(?P<day>[0-9]{{1,2}})[º°]? )?{_MONTH},? (?P<year>[0-9]{{4}})",
        "months are numbers, and the year comes first",
        _number_month,
    ),
    _mistake(
        rf"{_MONTH} (?P<day>[0-9]{{1,2}}),? (?P<year>[0-9]{{4}})",
        "months are numbers, and the year comes first",
        _number_month,
    ),
    _mistake(r"(?:primavera|spring),? ([0-9]{4})", "seasons are numbers: 21 spring to 24 winter", r"\1-21"),
    _mistake(r"(?:estate|summer),? ([0-9]{4})", "seasons are numbers: 21 spring to 24 winter", r"\1-22"),
    _mistake(r"(?:autunno|autumn|fall),? ([0-9]{4})", "seasons are numbers: 21 spring to 24 winter", r"\1-23"),
    _mistake(r"(?:inverno|winter),? ([0-9]{4})", "seasons are numbers: 21 spring to 24 winter", r"\1-24"),
    _mistake(r"[xu?]{4}(?:-.*)?", "a date of which not even the century is known is no date: leave it out", "20XX"),
    _mistake(
        r"([0-9]{2,3})([u?*_]{1,2})", "an unknown digit is written X", lambda found: f"{found[1]}{'X' * len(found[2])}"
    ),
    _mistake(
        r"([0-9]{2,3}x{1,2}|[0-9]{4}-[0-9x]{2}(?:-[0-9x]{2})?)",
        "an unknown digit is a capital X, and hides all that follows it",
        lambda found: re.sub(r"-[0-9]X(?=-|\Z)|-X[0-9](?=-|\Z)", "-XX", found[0].upper()),
    ),
    _mistake(r"([0-9X\-]+)(?:\?~|~\?)", "uncertain and approximate together is %", r"\1%"),
    _mistake(r"([?~%])([0-9X\-]+)", "the mark stands after the date", r"\2\1"),
    _mistake(
        r"([0-9X?~%\-]*[?~%][0-9X?~%\-]*)",
        "one mark stands at the end, for the whole date; marks inside are EDTF level 2",
        lambda found: re.sub(r"[?~%]", "", found[0]) + "~",
    ),
    _mistake(r"([0-9]{4})([0-9]{2})([0-9]{2})", "year, month and day are joined by hyphens", r"\1-\2-\3"),
    _mistake(r"(-?)([0-9]{5,})", "a year of more than four digits begins with Y", r"Y\1\2"),
    _mistake(r"(-?)([0-9]{1,3})", "the year has four digits", lambda found: f"{found[1]}{found[2]:0>4}"),
    _mistake(
        r"y-?[0-9]+(?:e[0-9]+|s[0-9]+).*|-?[0-9]+s[0-9]+",
        "E and S in a year are EDTF level 2, which is not read here",
        "Y-170000002",
    ),
    _mistake(r"y(-?[0-9]+)", "the letter before a long year is a capital Y", r"Y\1"),
    _mistake(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+([0-9]{2})(?::?([0-9]{2}))?(?::?([0-9]{2}))?.*",
        "a time of day follows a T and has hours, minutes and seconds",
        lambda found: f"{found[1]}T{found[2]}:{found[3] or '00'}:{found[4] or '00'}",
    ),
    _mistake(r"([0-9]{4})-?w[0-9]+.*", "weeks are not EDTF; write the days", "2024-01-29/2024-02-04"),
    _mistake(
        r"([0-9]{4}(?:-[0-9]{2}){0,2}) ?(?:,|o|oppure|or) ?([0-9]{4}(?:-[0-9]{2}){0,2})",
        "one of several dates is written in square brackets, all of them in braces",
        r"[\1,\2]",
    ),
    _mistake(
        r"([0-9]{4}(?:-[0-9]{2}){0,2}) ?(?:e|ed|and|&|\+) ?([0-9]{4}(?:-[0-9]{2}){0,2})",
        "all of several dates are written in braces",
        r"{\1,\2}",
    ),
    _mistake(
        r"(?:unknown|open|sconosciuta|ignota)/.*|.*/(?:unknown|sconosciuta|ignota)",
        "an open end is two dots, an unknown end is left empty",
        "2020/..",
    ),
    _mistake(r"(?=.* )([^ /]*) */ *([^ /]*)", "an interval is two dates with a slash between, no spaces", r"\1/\2"),
)
"""The registry of mistakes in a whole text or in a single date of it, tried in this order."""

MISTAKES_IN_SETS = (
    _mistake(r"[\[{].*/.*", "from a date to a date is written with two dots in a set", "[1948..1950,1952]"),
    _mistake(
        r"[\[{].*|.*[\]}]", "a set has dates with commas between, in [ ] (one of) or { } (all of)", "[2024-10,2024-11]"
    ),
)
"""What is said of a set if none of its dates is a known mistake."""


def _straighten(text: str) -> str:
    """Return the text with hyphens for dashes, and a slash for the dash between two dates."""
    slashed = re.sub(r"(?<=[0-9]{4}) *[–—] *(?=[0-9]{4})|(?<=-[0-9]{2}) *[–—] *(?=[0-9]{4})", "/", text)
    return re.sub(r"[‐‑‒–—−]", "-", slashed)


class Explanation(NamedTuple):
    """What is wrong (`reason`), what to write instead (`repaired`), and the part that is meant, in quotation marks."""

    reason: str
    repaired: str
    found: str = ""


def explain_mistake(text: str, is_date: Callable[[str], bool]) -> Explanation:
    """Return what is wrong with a text that has not the form of EDTF, and what to write instead.

    `is_date` tells whether a text has the form of a single date. What to write is the text set right where that can be
    guessed, and may then itself be impossible (31/02/2024). Of an interval or set, the first date that is a known
    mistake is explained.
    """
    whole = _find_mistake(text, MISTAKES)
    if whole:
        return whole
    known: list[Explanation] = []
    repaired = ""
    for piece in _JOINTS.split(text):
        found = None if not piece or _JOINTS.fullmatch(piece) or is_date(piece) else _find_mistake(piece, MISTAKES)
        known += [found] if found else []
        repaired += found.repaired if found else piece
    if known:
        return known[0]._replace(repaired=repaired)
    return _find_mistake(text, MISTAKES_IN_SETS) or Explanation("not a date in EDTF", _DEFAULT, _quote(text))


_JOINTS = re.compile(r"( *(?:/|,|\.\.|[\[\]{}]) *)")


def _find_mistake(text: str, mistakes: tuple[Mistake, ...]) -> Explanation | None:
    for mistake in mistakes:
        found = mistake.form.fullmatch(text)
        if found:
            return Explanation(mistake.reason, mistake.repair(found), _quote(text) if text else "")
    return None


def _quote(text: str) -> str:
    shown = text if len(text) <= 40 else text[:39] + "…"
    return f"“{shown}”" if shown.isprintable() else f"{shown!a}"
