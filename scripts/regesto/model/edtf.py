"""Dates that may be uncertain: EDTF of the Library of Congress, levels 0 and 1 whole, and the sets of level 2.

The specification is https://www.loc.gov/standards/datetime/ (4 February 2019). Read here: dates, times of day,
intervals, years with Y, seasons 21-24, the marks `?` (uncertain), `~` (approximate) and `%` (both), unspecified digits
(`201X`, `20XX`, `2004-XX`, `2004-06-XX`, `2004-XX-XX`), intervals with an open (`..`) or unknown (empty) end, negative
years, `[a,b]` (one of) and `{a,b}` (all of) with ranges. A year of four unspecified digits is level 2 and says nothing
that "no date" does not say better. The ends of intervals and the members of sets take all that a single date takes,
but a time of day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from math import inf
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from regesto.model.calendar import find_day
from regesto.model.edtf_date import Date, EdtfError, Kind
from regesto.model.edtf_mistakes import explain_mistake

__all__ = ["LONGEST", "Bounds", "Date", "Edtf", "EdtfError", "Kind", "Limit", "Span"]

LONGEST = 200
"""Characters of an expression: room for a set of 18 days, and no more work than that for a hostile one."""

_DESCRIPTION = (
    "A date in EDTF: 2024-09-06, 2024-09, 2024; 2024-09~ about, 2024? uncertain, 201X the decade, 2024-22 summer; "
    "2024-01/2024-03 from to, 2024/.. still going on; [2024-10,2024-11] one of these (in quotation marks)."
)
_EXAMPLES = ["2024-09-06", "2024-09~", "2024-01-03/2024-01-05", "2020/..", "[2024-10,2024-11]"]


class Limit(StrEnum):
    """Why an interval has no date at one end."""

    OPEN = "open"
    UNKNOWN = "unknown"


class Bounds(NamedTuple):
    """First and last day as day numbers, both included; `None` where there is no end or none is known."""

    earliest: int | None
    latest: int | None

    def overlaps(self, other: Bounds) -> bool:
        """Tell whether the two have a day in common; a missing bound is infinitely far away."""
        return not (_lies_before(self.latest, other.earliest) or _lies_before(other.latest, self.earliest))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: an interval `a/b`, or a range `a..b` in a set. An end is a date, or says why it is none."""

    start: Date | Limit
    end: Date | Limit


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as EDTF writes it. Make one with `Edtf.parse`; two are equal if their `text` is.

    `items` are its parts: one `Date`; or one `Span` for an interval; or the members of a
    set, each a `Date` or a `Span`.
    `bounds` are the strict first and last day. `padded` are wider for a drawing, where a date is approximate or
    uncertain.
    """

    text: str
    kind: Kind = field(compare=False)
    items: tuple[Date | Span, ...] = field(compare=False, repr=False)
    bounds: Bounds = field(compare=False, repr=False)
    padded: Bounds = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Read an expression; spaces around it and around the members of a set do not count.

        Raises EdtfError, with what is wrong and a correct example.
        """
        return _parse(str(text))

    @property
    def dates(self) -> Iterator[Date]:
        """Every single date in it, in the order written."""
        for item in self.items:
            for part in (item,) if isinstance(item, Date) else (item.start, item.end):
                if isinstance(part, Date):
                    yield part

    @property
    def approximate(self) -> bool:
        """Whether any of its dates is marked `~` or `%`."""
        return any(date.approximate for date in self.dates)

    @property
    def uncertain(self) -> bool:
        """Whether any of its dates is marked `?` or `%`."""
        return any(date.uncertain for date in self.dates)

    @property
    def precision(self) -> Kind:
        """The coarsest kind (day to century) among its dates."""
        return max((date.kind for date in self.dates), key=lambda kind: kind.rank)

    @property
    def start_limit(self) -> Limit | None:
        """Why there is no first date (`..` is open, empty is unknown); `None` if there is one."""
        first = self.items[0]
        return first.start if isinstance(first, Span) and isinstance(first.start, Limit) else None

    @property
    def end_limit(self) -> Limit | None:
        """Why there is no last date (`..` is open, empty is unknown); `None` if there is one."""
        last = self.items[-1]
        return last.end if isinstance(last, Span) and isinstance(last.end, Limit) else None

    @property
    def sort_key(self) -> tuple[float, float, int, int, str]:
        """A total order: by first day (missing ones before all), last day (missing ones after all), precision, text."""
        earliest, latest = self.bounds
        return (
            -inf if earliest is None else earliest,
            inf if latest is None else latest,
            self.precision.rank,
            self.kind.rank,
            self.text,
        )

    @property
    def years(self) -> range:
        """The calendar years from the first day to the last; where one is missing, the year of the other.

        It may be astronomically long: `years_within` clips it.
        """
        known = [day for day in self.bounds if day is not None]
        return range(find_day(known[0]).year, find_day(known[-1]).year + 1)

    def years_within(self, first: int, last: int) -> range:
        """Return the years it touches from `first` to `last`, both included; a missing end reaches to that limit."""
        earliest, latest = self.bounds
        start = first if earliest is None else max(first, find_day(earliest).year)
        end = last if latest is None else min(last, find_day(latest).year)
        return range(start, max(start, end + 1))

    def overlaps(self, other: Edtf) -> bool:
        """Tell whether the strict bounds of both have a day in common."""
        return self.bounds.overlaps(other.bounds)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def _validate(cls, value: Any) -> Edtf:
        if isinstance(value, cls):
            return value
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise PydanticCustomError(
                "edtf",
                "expected a date in quotation marks, because YAML reads this one as something else; "
                'for example "[2024-10,2024-11]"',
            )
        try:
            return _parse(str(value))
        except EdtfError as error:
            context = {"message": str(error), "reason": error.reason, "found": error.found, "example": error.example}
            raise PydanticCustomError("edtf", "{message}", context) from None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": ["string", "integer"], "description": _DESCRIPTION, "examples": list(_EXAMPLES)}


def _lies_before(latest: int | None, earliest: int | None) -> bool:
    return latest is not None and earliest is not None and latest < earliest


@lru_cache(maxsize=1 << 15)
def _parse(text: str) -> Edtf:
    if len(text) > LONGEST:
        raise EdtfError(f"the date has {len(text)} characters, and {LONGEST} are the most", "2024-09-06")
    text = text.strip()
    read = _read(text)
    if read is None:
        raise _explain(text)
    kind, items = read
    text = text.replace(" ", "")
    return Edtf(text, kind, items, _join(items, padded=False), _join(items, padded=True))


def _read(text: str) -> tuple[Kind, tuple[Date | Span, ...]] | None:
    """Read a stripped expression as its kind and items; `None` if it has not the form of one."""
    if text[:1] + text[-1:] in ("[]", "{}"):
        members = _read_members(text[1:-1].split(","))
        return members and (Kind.ONE_OF if text[0] == "[" else Kind.ALL_OF, members)
    if "/" in text:
        start, _, end = text.partition("/")
        span = None if "/" in end else _read_span(start, end, "{}/{}")
        return span and (Kind.INTERVAL, (span,))
    date = Date.read(text)
    return date and (date.kind, (date,))


def _read_members(members: list[str]) -> tuple[Date | Span, ...] | None:
    items: list[Date | Span] = []
    for place, member in enumerate(members):
        start, dots, end = (part.strip(" ") for part in member.partition(".."))
        if not dots:
            item = Date.read(start)
        else:
            item = _read_span(start or "..", end or "..", "[{}..{}]")
            if (not start and place > 0) or (not end and place < len(members) - 1):
                raise EdtfError("in a set, ..a stands first and a.. stands last", "[..1948,1950,1960..]")
        if item is None:
            return None
        if isinstance(item, Date) and item.time:
            raise EdtfError("a set takes dates without a time of day", "[2024-10-05,2024-10-06]")
        items.append(item)
    return tuple(items)


def _read_span(start: str, end: str, form: str) -> Span | None:
    first, last = (_read_end(part) for part in (start, end))
    if first is None or last is None:
        return None
    if isinstance(first, Limit) and isinstance(last, Limit):
        raise EdtfError("at least one end must be a date", "2020/..")
    if isinstance(first, Date) and isinstance(last, Date) and first.earliest > last.latest:
        raise EdtfError(f"{start} comes after {end}; the earlier date stands first", form.format(end, start))
    return Span(first, last)


def _read_end(text: str) -> Date | Limit | None:
    if text in ("", ".."):
        return Limit.OPEN if text else Limit.UNKNOWN
    date = Date.read(text)
    if date and date.time:
        raise EdtfError("an interval goes from day to day, without a time of day", "2024-10-05/2024-10-06")
    return date


def _join(items: tuple[Date | Span, ...], padded: bool) -> Bounds:
    """Return the bounds of all items together; a missing one stays missing."""
    firsts, lasts = [], []
    for item in items:
        start, end = (item, item) if isinstance(item, Date) else (item.start, item.end)
        firsts.append(start.earliest - padded * start.padding if isinstance(start, Date) else None)
        lasts.append(end.latest + padded * end.padding if isinstance(end, Date) else None)
    return Bounds(None if None in firsts else min(firsts), None if None in lasts else max(lasts))


def _explain(text: str) -> EdtfError:
    """Return the error for a text that has not the form of EDTF; its example is always one that parses."""
    reason, example, found = explain_mistake(text, Date.has_form)
    return EdtfError(reason, example if _is_edtf(example) else "2024-09-06", found)


def _is_edtf(text: str) -> bool:
    try:
        return len(text) <= LONGEST and _read(text) is not None
    except EdtfError:
        return False
