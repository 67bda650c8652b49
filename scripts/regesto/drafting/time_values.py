"""What a time expression means, and what the rules for dates share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from regesto.drafting.annotation import Item
from regesto.drafting.build_numbers import number_of
from regesto.drafting.language import Rule
from regesto.drafting.phase import Found, Names, Scene
from regesto.drafting.when import When, interval, make_day

PARTS_OF_MONTH = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}


PARTS_OF_YEAR = {"start": (1, 4), "middle": (5, 8), "end": (9, 12)}
"""First and last day, or month, of what "inizio", "metà", "fine" mean: a third each, marked as approximate."""


@dataclass(frozen=True, slots=True)
class TimeValue:
    """What a time expression means: `edtf` (`None` where no date follows from it) and its type, as TIMEX3 names it.

    `first` and `last` are the ends, for rules that put dates together.
    """

    edtf: str | None
    type: str = "DATE"
    first: When | None = field(default=None, compare=False)
    last: When | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.edtf or "null"


def dated(when: When, scene: Scene, *, type: str = "DATE", rejected: tuple = ()) -> Found:
    """Return a single date as what a rule found, and remember it as the last date of the text."""
    scene.state["last"] = when
    return Found(TimeValue(str(when), type, when, when), frozenset({"dated"}), rejected)


def spanning(first: When | None, last: When | None, scene: Scene) -> Found:
    """Return an interval as what a rule found."""
    scene.state["last"] = last or first
    return Found(TimeValue(interval(first, last), "INTERVAL", first, last), frozenset({"dated"}))


def year_of(names: Names, scene: Scene) -> int | None:
    """Return the year that a match names: in four figures, in two ('68), as last, this or next year, or years ago."""
    if "y" in names:
        return read_year(names["y"][0], scene)
    reference = scene.reference
    for name, step in (("lasty", -1), ("thisy", 0), ("nexty", 1)):
        if name in names and reference:
            return reference.year + step
    if "agoy" in names and reference:  # "il 24 febbraio di due anni fa"
        return reference.year - int(number_of(names["agoy"][0]).value)
    return None


def read_year(item: Item, scene: Scene) -> int:
    """Return the year of an item; two figures are read as the latest such year before the article."""
    text = re.sub(r"\D", "", item.text) or str(number_of(item).value)
    year = int(text)
    if len(text) == 2:
        now = scene.reference.year if scene.reference else 2030
        year += now // 100 * 100
        if year > now:
            year -= 100
    return year


def direction_of(rule: Rule, names: Names, scene: Scene) -> str:
    """Return `past` or `future`: what the rule says, else what the tense of the sentence says."""
    if given := rule.arguments.get("direction"):
        return given
    if "next" in names:
        return "future"
    if "last" in names:
        return "past"
    tenses = scene.state.get("tenses")
    if not tenses or scene.start >= len(scene.items):
        return "past"
    at = scene.items[scene.start].start
    marks = scene.language.settings["clause_marks"]
    first = max((item.end for item in scene.items[: scene.start] if item.low in marks), default=0)
    last = min((item.start for item in scene.items[scene.end :] if item.low in marks), default=1 << 40)
    near = [tense for tense in tenses if first <= tense[0] < last] or tenses
    return "future" if min(near, key=lambda tense: abs(tense[0] - at))[1] else "past"


def float_month(month: int, scene: Scene, direction: str, day: int = 0) -> When | None:
    """Return the nearest `month` (and `day`) in `direction` from the article's date; it itself counts as both."""
    reference = scene.reference
    if reference is None:
        return None
    known = (reference.month or 12, (reference.day or 31) if day else 0)
    year = reference.year
    if direction == "past" and (month, day) > known:
        year -= 1
    elif direction == "future" and (month, day) < (reference.month or 1, (reference.day or 1) if day else 0):
        year += 1
    if day:
        return make_day(year, month, day, floating=True)
    return When(year, month, floating=True)


def month_number(item: Item, scene: Scene) -> int:
    """Return the number of a month's name."""
    return scene.language.value("month", item.low)


def day_number(item: Item) -> int:
    """Return the day of the month: figures, a number word, or "primo"."""
    digits = re.sub(r"\D", "", item.text)
    if digits:
        return int(digits)
    return number_of(item).value if item.value is not None else 1


def names_day(names: Names, scene: Scene) -> Item:
    """Return the item that is the day in a match that did not name it."""
    return next(item for item in scene.items[scene.start : scene.end] if "dayno" in item.labels)


def resolve_month(item: Item, year: int | None, rule: Rule, names: Names, scene: Scene) -> When | None:
    """Return the month that an item names, in `year` or, without one, the nearest in the sentence's direction."""
    month = month_number(item, scene)
    return When(year, month) if year else float_month(month, scene, direction_of(rule, names, scene))


def part_of(item: Item, scene: Scene) -> str:
    """Return `start`, `middle` or `end` for the word that an item is."""
    return scene.language.value("part", item.low)


def months_of(year: int, part: str, scene: Scene) -> Found:
    """Return a third of a year as what a rule found."""
    first, last = PARTS_OF_YEAR[part]
    return spanning(When(year, first, about=first > 1), When(year, last, about=last < 12), scene)
