"""Dates in words, as a careful editor writes them, and as ISO 8601 for machines.

The patterns of a language are data (`templates/i18n/<lang>/dates.yml`); months come from Babel. What cannot be data,
such as which numbers begin with a vowel in Italian, is in `date_sounds`, one function a language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale
from babel.dates import get_month_names
from babel.numbers import format_decimal

from regesto.model.calendar import find_day, write_day
from regesto.model.edtf import Date, Edtf, Kind, Limit, Span
from regesto.pages.date_sounds import join_words, write_roman

NO_BREAK = "\N{NO-BREAK SPACE}"

_FEW_DIGITS = 1000
"""Years below this one are marked as such (79 d.C.), lest they be taken for a shortened one."""


def date_in_words(edtf: Edtf, language: str, words: Mapping[str, Any]) -> str:
    """Return a date in words, such as "circa settembre 2024", as plain text with its no-break spaces.

    `language` is a code that Babel knows; `words` is what stands under `dates` in its words.
    """
    return _Writer(Locale.parse(language, sep="-"), words, "wide").write(edtf)


def short_date_in_words(edtf: Edtf, language: str, words: Mapping[str, Any]) -> str:
    """Return a date in words with its months abbreviated ("set 2024"), for axes and lists."""
    return _Writer(Locale.parse(language, sep="-"), words, "abbreviated").write(edtf)


def iso_bounds(edtf: Edtf) -> tuple[str | None, str | None]:
    """Return the first and last day as ISO 8601, such as `("2024-09-01", "2024-09-30")`; `None` where one is missing.

    Only years 1 to 9999 sort as text and suit `<time datetime>`; compare `edtf.bounds` where others may come.
    """
    earliest, latest = edtf.bounds
    return (None if earliest is None else write_day(earliest), None if latest is None else write_day(latest))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A date in words before its preposition: the text, the name of its form, and the article it takes."""

    text: str
    form: str
    article: str


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes dates in one language with the words of its `dates.yml`. `width` is Babel's for months."""

    locale: Locale
    words: Mapping[str, Any]
    width: str

    def write(self, edtf: Edtf) -> str:
        """Return the whole expression in words."""
        if edtf.kind in (Kind.ONE_OF, Kind.ALL_OF):
            return self._write_set(edtf.items, edtf.kind)
        if edtf.kind is Kind.INTERVAL:
            return self._write_interval(edtf.items[0])
        return self._write_alone(edtf.items[0])

    def _write_alone(self, date: Date) -> str:
        phrase = self._name(date)
        patterns = self.words["alone"][_find_mark(date)]
        pattern = patterns.get(phrase.form) or patterns.get(phrase.form.partition("-")[0]) or patterns["default"]
        text = self._fill(pattern, phrase)
        return self.words["forms"]["time"].format(date=text, time=_write_time(date.time)) if date.time else text

    def _write_interval(self, span: Span) -> str:
        if isinstance(span.end, Limit):
            return self._fill(self.words[f"{span.end}-end"], self._name_inside(span.start))
        if isinstance(span.start, Limit):
            return self._fill(self.words[f"{span.start}-start"], self._name_inside(span.end))
        return self._write_alone(span.end) if span.start == span.end else self._write_span(span, self.words["interval"])

    def _write_span(self, span: Span, pattern: str) -> str:
        start = self._name_inside(span.start, _count_shared(span.start, span.end))
        end = self._name_inside(span.end)
        values = {f"start-{case}": text for case, text in self._decline(start).items()}
        return pattern.format_map(values | {f"end-{case}": text for case, text in self._decline(end).items()})

    def _write_set(self, items: Sequence[Date | Span], kind: Kind) -> str:
        if len(items) == 1:
            return self._write_alone(items[0]) if isinstance(items[0], Date) else self._write_range(items[0], kind)
        if kind is Kind.ONE_OF and len(items) == 2 and _are_neighbours(*items):
            return self._write_span(Span(*items), self.words[kind]["between"])
        texts: list[str] = []
        shared = _MONTH_SHARED if all(isinstance(item, Date) for item in items) else 0
        for item in reversed(items):
            if isinstance(item, Span):
                texts.append(self._write_range(item, kind))
                continue
            # A year left out is that of the last date, so every date in between must have it too.
            shared = min(shared, _count_shared(item, items[-1])) if shared else 0
            texts.append(self._name_inside(item, shared if texts else 0).text)
        last, *others = texts
        lists = self.words["lists"]
        before = f"{lists['separator'].join(reversed(others))} {lists[kind]} "
        return join_words(before, last, self.locale.language, self.words)

    def _write_range(self, span: Span, kind: Kind) -> str:
        patterns = self.words[kind]
        if isinstance(span.end, Limit):
            return self._fill(patterns["from"], self._name_inside(span.start))
        if isinstance(span.start, Limit):
            return self._fill(patterns["until"], self._name_inside(span.end))
        return self._write_span(span, patterns["between"])

    def _decline(self, phrase: _Phrase) -> dict[str, str]:
        """Return the phrase bare (`date`) and in each case of the language's data."""
        declined = {"date": phrase.text}
        for case, patterns in self.words["cases"].items():
            before, _, after = patterns[phrase.article].partition("{date}")
            declined[case] = join_words(before, phrase.text, self.locale.language, self.words) + after
        return declined

    def _fill(self, pattern: str, phrase: _Phrase) -> str:
        return pattern.format_map(self._decline(phrase))

    def _name_inside(self, date: Date, shared: int = 0) -> _Phrase:
        phrase = self._name(date, shared)
        return replace(phrase, text=self.words["inside"][_find_mark(date)].format(date=phrase.text))

    def _name(self, date: Date, shared: int = 0) -> _Phrase:
        """Name one date without its mark; `shared` parts (see `_count_shared`) are left to the date that follows."""
        if date.unspecified in (Kind.DAY, Kind.MONTH):
            whole = self._name(replace(date, unspecified=None))
            form = f"some-{date.unspecified}-of-{date.kind}"
            return self._phrase(form, "some", **self._decline(whole))
        if date.kind is Kind.CENTURY:
            return self._name_century(date)
        if date.kind is Kind.DECADE:
            first, last = find_day(date.earliest).year, find_day(date.latest).year
            if first > 0:
                return self._phrase("decade", "decade", first=str(first))
            return self._phrase("decade-bc", "decade-bc", first=self._name_year(first), last=self._name_year(last))
        parts = {"year": self._name_year(date.year)}
        if date.kind is Kind.SEASON:
            parts["season"] = self.words["seasons"][str(date.season)]
            return self._phrase("season-only" if shared else "season", str(date.season), **parts)
        if date.kind is Kind.YEAR:
            return self._phrase("year", "year", **parts)
        context = "format" if date.kind is Kind.DAY else "stand-alone"
        parts["month"] = get_month_names(self.width, context, self.locale)[date.month]
        if date.kind is Kind.MONTH:
            return self._phrase("month-only" if shared else "month", "month", **parts)
        parts["day"] = self.words["first-day"] if date.day == 1 else str(date.day)
        return self._phrase(("day", "day-month", "day-only")[shared], "day", **parts)

    def _phrase(self, form: str, article: str, **parts: str) -> _Phrase:
        return _Phrase(self.words["forms"][form].format_map(parts), form, self.words["articles"].get(article, "none"))

    def _name_century(self, date: Date) -> _Phrase:
        first = find_day(date.earliest).year
        # 20XX is called the 21st century; -01XX, the years 200 to 101 BC, is the 2nd before Christ.
        number, form = (first // 100 + 1, "century") if first >= 0 else ((1 - first) // 100, "century-bc")
        ordinals = self.words.get("ordinals", {"other": "{number}"})
        ordinal = ordinals.get(self.locale.ordinal_form(number), ordinals["other"])
        ordinal = ordinal.format(number=number)
        return self._phrase(form, "century", number=str(number), roman=write_roman(number), ordinal=ordinal)

    def _name_year(self, year: int) -> str:
        number = 1 - year if year < 1 else year
        digits = format_decimal(number, locale=self.locale) if number > 9999 else str(number)
        pattern = self.words["years"]["bc" if year < 1 else "early"] if year < _FEW_DIGITS else "{year}"
        return pattern.format(year=digits)


_YEAR_SHARED, _MONTH_SHARED = 1, 2


def _count_shared(date: Date, other: Date) -> int:
    """Tell what a date need not repeat before another: 0 nothing, 1 the year, 2 the year and the month."""
    named = (Kind.DAY, Kind.MONTH, Kind.SEASON)
    if date.kind is not other.kind or date.kind not in named or date.year != other.year:
        return 0
    if date.unspecified or other.unspecified:
        return 0
    return _MONTH_SHARED if date.kind is Kind.DAY and date.month == other.month else _YEAR_SHARED


def _are_neighbours(date: Date | Span, other: Date | Span) -> bool:
    """Tell whether two unmarked dates of one kind follow each other without a gap: then "between" is true of them."""
    if isinstance(date, Span) or isinstance(other, Span) or date.kind is not other.kind:
        return False
    plain = _find_mark(date) == _find_mark(other) == "exact" and not date.unspecified and not other.unspecified
    return plain and date.latest + 1 == other.earliest


def _find_mark(date: Date) -> str:
    """Return the name of a date's mark in the data: exact, approximate, uncertain or both."""
    if date.approximate:
        return "both" if date.uncertain else "approximate"
    return "uncertain" if date.uncertain else "exact"


def _write_time(time: str) -> str:
    """Return a time of day as `10:30`, seconds only if there are any, and its zone as `(UTC+2)`."""
    clock, zone = time[:8].removesuffix(":00"), time[8:]
    if not zone:
        return clock
    hours, _, minutes = zone[1:].partition(":")
    sign = "−" if zone[0] == "-" else "+"
    shift = "" if zone == "Z" or (int(hours), int(minutes or 0)) == (0, 0) else f"{sign}{int(hours)}"
    shift += f":{minutes}" if shift and minutes not in ("", "00") else ""
    return f"{clock}{NO_BREAK}(UTC{shift})"
