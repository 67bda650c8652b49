"""The values of the rules for dates that are written out: days, months, years, decades, centuries, seasons."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from regesto.drafting.annotation import Item
from regesto.drafting.build_numbers import number_of
from regesto.drafting.language import Rule
from regesto.drafting.phase import Builder, Found, Names, Scene
from regesto.drafting.when import When, easter, interval, make_day, on_day, shift

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
    """Return the year that a match names: in four figures, in two ('68), or as last, this or next year."""
    if "y" in names:
        return read_year(names["y"][0], scene)
    reference = scene.reference
    for name, step in (("lasty", -1), ("thisy", 0), ("nexty", 1)):
        if name in names and reference:
            return reference.year + step
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


def _nearest_weekday_fit(day: int, month: int, weekday: int, scene: Scene) -> int | None:
    """Return the year nearest to the article's in which the day falls on the weekday that the text names."""
    if scene.reference is None:
        return None
    for step in (0, -1, 1, -2, 2):
        made = make_day(scene.reference.year + step, month, day)
        if made and made.first.weekday() == weekday:
            return made.year
    return None


def month_number(item: Item, scene: Scene) -> int:
    """Return the number of a month's name."""
    return scene.language.value("month", item.low)


def day_number(item: Item) -> int:
    """Return the day of the month: figures, a number word, or "primo"."""
    digits = re.sub(r"\D", "", item.text)
    if digits:
        return int(digits)
    return number_of(item).value if item.value is not None else 1


def _figures_date(names: Names, rule: Rule, scene: Scene) -> Found | None:
    text = names["f"][0].text
    parts = [int(part) for part in re.split(r"[-/.]", text)]
    if re.match(r"\d{4}-", text):
        when = make_day(*parts) if len(parts) == 3 else When(parts[0], parts[1]) if 1 <= parts[1] <= 12 else None
        return dated(when, scene) if when else None
    day, month = parts[:2]
    if scene.language.settings.get("month_first"):
        day, month = month, day
    if len(parts) == 2:
        when = float_month(month, scene, direction_of(rule, names, scene), day) if 1 <= month <= 12 else None
        return (
            dated(when, scene)
            if when and scene.before() and scene.before().low in ("il", "l'", "del", "dal", "al", "on")
            else None
        )
    year = parts[2] if parts[2] > 99 else parts[2] + (2000 if parts[2] < 70 else 1900)
    # Day first; figures that cannot be so are read the other way round rather than lost.
    when = make_day(year, month, day) or make_day(year, day, month)
    return dated(when, scene) if when else None


def _day(names: Names, rule: Rule, scene: Scene) -> Found | None:
    day_item, month_item = names["d"][0] if "d" in names else names_day(names, scene), names["m"][0]
    month, day = month_number(month_item, scene), day_number(day_item)
    if "month-long" not in month_item.labels and not any(one.isdigit() for one in day_item.text):
        return None  # "tre set", "due mar": a number word before what is only perhaps a month
    year = year_of(names, scene)
    if year:
        when = make_day(year, month, day)
        return dated(when, scene) if when else None
    direction = direction_of(rule, names, scene)
    if "w" in names:
        weekday = scene.language.value("weekday", names["w"][0].low)
        if fitting := _nearest_weekday_fit(day, month, weekday, scene):
            return dated(make_day(fitting, month, day), scene)
    when = float_month(month, scene, direction, day)
    if when is None:
        return Found(TimeValue(None)) if scene.reference is None else None
    other = float_month(month, scene, "past" if direction == "future" else "future", day)
    return dated(when, scene, rejected=((f"{rule.id} ({'past' if direction == 'future' else 'future'})", str(other)),))


def names_day(names: Names, scene: Scene) -> Item:
    """Return the item that is the day in a match that did not name it."""
    return next(item for item in scene.items[scene.start : scene.end] if "dayno" in item.labels)


def _day_of_month(names: Names, rule: Rule, scene: Scene) -> Found | None:
    if scene.reference is None:
        return Found(TimeValue(None))
    steps = -1 if "lastm" in names else 1 if "nextm" in names else 0
    month = shift(When(scene.reference.year, scene.reference.month or 1), steps, "month")
    when = make_day(month.year, month.month, day_number(names_day(names, scene)))
    return dated(when, scene) if when else None


def _days_of_month(names: Names, rule: Rule, scene: Scene) -> Found | None:
    days = [item for item in scene.items[scene.start : scene.end] if "dayno" in item.labels]
    month = month_number(names["m"][0], scene)
    first_day, last_day = day_number(days[0]), day_number(days[-1])
    year = year_of(names, scene)
    if year is None:
        after = scene.after()
        direction = "past" if after and "last" in after.labels else direction_of(rule, names, scene)
        last = float_month(month, scene, direction, last_day)
        if last is None:
            return None
        year = last.year
    first, last = make_day(year, month, first_day), make_day(year, month, last_day)
    if not first or not last or first >= last:
        return None
    return spanning(first, last, scene)


def _month(names: Names, rule: Rule, scene: Scene) -> Found | None:
    month, year = month_number(names["m"][0], scene), year_of(names, scene)
    if year:
        return dated(When(year, month), scene)
    before, after = scene.before(), scene.after()
    # A capital inside the sentence is a name (via Marzo, Piazza Maggio) unless months are written so.
    in_capitals = scene.language.settings.get("months_in_capitals")
    led = before is None or bool(before.labels & {"preposition", "article", "last", "next", "this"})
    if "cap" in names["m"][0].labels and not led and not in_capitals:
        return None
    if after and after.low == "-":
        return None
    direction = direction_of(rule, names, scene)
    when = float_month(month, scene, direction)
    if (
        when
        and rule.arguments.get("direction") == "past"
        and when.month == scene.reference.month
        and when.year == scene.reference.year
    ):
        when = When(when.year - 1, when.month, floating=True)
    if when is None:
        return Found(TimeValue(None))
    other = float_month(month, scene, "past" if direction == "future" else "future")
    return dated(when, scene, rejected=((f"{rule.id} (other direction)", str(other)),))


def _part_of_month(names: Names, rule: Rule, scene: Scene) -> Found | None:
    when = _resolve_month(names["m"][0], year_of(names, scene), rule, names, scene)
    if when is None:
        return None
    if "first" in names or "second" in names:
        first, last = (1, 15) if "first" in names else (16, 31)
    else:
        part = "start" if "begin" in names else "end" if "finish" in names else _part(names["part"][0], scene)
        first, last = PARTS_OF_MONTH[part]
    return _days(when, first, last, scene)


def _part(item: Item, scene: Scene) -> str:
    return scene.language.value("part", item.low)


def _days(when: When, first: int, last: int, scene: Scene) -> Found:
    last = min(last, when.last.day)
    start, end = (When(when.year, when.month, day, about=True) for day in (first, last))
    return spanning(start, end, scene)


def _resolve_month(item: Item, year: int | None, rule: Rule, names: Names, scene: Scene) -> When | None:
    month = month_number(item, scene)
    return When(year, month) if year else float_month(month, scene, direction_of(rule, names, scene))


def _months_range(names: Names, rule: Rule, scene: Scene) -> Found | None:
    last = _resolve_month(names["m2"][0], year_of(names, scene), rule, names, scene)
    if last is None:
        return None
    month = month_number(names["m"][0], scene)
    first = When(last.year if month <= last.month else last.year - 1, month)
    return spanning(first, When(last.year, last.month), scene)


def _parts_range(names: Names, rule: Rule, scene: Scene) -> Found | None:
    years = [read_year(item, scene) for item in names.get("y", [])]
    last = _resolve_month(names["m2"][0], years[-1] if years else None, rule, names, scene)
    if last is None:
        return None
    month = month_number(names["m"][0], scene)
    year = years[0] if len(years) == 2 else last.year if month <= last.month else last.year - 1
    first_day = PARTS_OF_MONTH[_part(names["part"][0], scene)][0]
    last_day = min(PARTS_OF_MONTH[_part(names["part2"][0], scene)][1], When(last.year, last.month).last.day)
    start, end = When(year, month, first_day, about=True), When(last.year, last.month, last_day, about=True)
    return spanning(start, end, scene)


def _year(names: Names, rule: Rule, scene: Scene) -> Found | None:
    item = names["y"][0]
    year = read_year(item, scene)
    if "yearword" in item.labels and not (scene.before() and scene.before().low in ("nel", "del", "dal", "anno")):
        return None
    if "short-year" in item.labels:
        return _dropping(dated(When(year), scene), rule)
    before, after = scene.before(), scene.after()
    after_small = (
        after and "small" in after.labels and not after.labels & {"preposition", "article", "say-finite", "joint"}
    )
    words_before = scene.language.settings["before_year"]
    if before and before.low in words_before and not (after and after.labels & {"unit-word", "multiplier"}):
        return dated(When(year), scene)
    if not 1500 <= year <= 2100 or after_small or (after and after.labels & {"multiplier", "percent", "currency"}):
        return None
    if before and (
        before.labels & {"currency", "num", "about"} or before.low in scene.language.settings["never_before_year"]
    ):
        return None
    return dated(When(year), scene)


def _dropping(found: Found, rule: Rule) -> Found:
    return Found(found.value, found.labels, found.rejected, drop=rule.arguments.get("drop", 0))


def _years_range(names: Names, rule: Rule, scene: Scene) -> Found | None:
    first = read_year(names["y"][0], scene)
    text = names["y2"][0].text
    if len(re.sub(r"\D", "", text)) == 2:
        last = first // 100 * 100 + int(re.sub(r"\D", "", text))
    else:
        last = read_year(names["y2"][0], scene)
    return spanning(When(first), When(last), scene) if first < last <= first + 1500 else None


def _part_of_year(names: Names, rule: Rule, scene: Scene) -> Found | None:
    year = read_year(names["y"][0], scene)
    if "first" in names or "second" in names:
        first, last = (1, 6) if "first" in names else (7, 12)
        return spanning(When(year, first), When(year, last), scene)
    part = "start" if "begin" in names else "end" if "finish" in names else _part(names["part"][0], scene)
    return _months_of(year, part, scene)


def _months_of(year: int, part: str, scene: Scene) -> Found:
    first, last = PARTS_OF_YEAR[part]
    return spanning(When(year, first, about=first > 1), When(year, last, about=last < 12), scene)


def _months_of_year(names: Names, rule: Rule, scene: Scene) -> Found | None:
    count = number_of(names["n"][0]).value
    year = year_of(names, scene) or (scene.reference.year if scene.reference else None)
    if year is None or not 1 <= count <= 12:
        return None
    first, last = (1, int(count)) if "begin" in names else (13 - int(count), 12)
    return spanning(When(year, first), When(year, last), scene)


def _quarter(names: Names, rule: Rule, scene: Scene) -> Found | None:
    item = names["o"][0]
    number = scene.language.value("ordinal", item.low) or scene.language.value("roman", item.low) or 0
    length = 3 if "q" in names else 6 if "h" in names else 4
    year = year_of(names, scene) or (scene.reference.year if scene.reference else None)
    if not 1 <= number <= 12 // length or year is None:
        return None
    return spanning(When(year, (number - 1) * length + 1), When(year, number * length), scene)


def _decade(names: Names, rule: Rule, scene: Scene) -> Found | None:
    item = names["d"][0]
    digits = re.sub(r"\D", "", item.text)
    decade = int(digits[-2:]) if digits else scene.language.value("decade", item.low)
    if decade is None or decade % 10:
        return None
    century = 19 if decade >= 30 else 20
    if "c" in names:
        century = scene.language.value("century-name", names["c"][0].low) // 100
    elif len(digits) == 4:
        century = int(digits[:2])
    return Found(TimeValue(f"{century}{decade // 10}X"), frozenset({"decade-value"}))


def _century(names: Names, rule: Rule, scene: Scene) -> Found | None:
    if "last" in names or "this" in names:
        now = scene.reference.year if scene.reference else 2024
        return Found(TimeValue(f"{now // 100 - ('last' in names):02}XX"))
    if "c" in names:
        item = names["c"][0]
        if "small" in item.labels:
            return None
        return Found(TimeValue(f"{scene.language.value('century-name', item.low) // 100:02}XX"))
    item = names["r"][0]
    number = scene.language.value("roman", item.low) or scene.language.value("ordinal", item.low)
    number = number or scene.language.value("ordinal-esimo", item.low)
    if not number or "bc" in names:
        return Found(TimeValue(None))
    return Found(TimeValue(f"{number - 1:02}XX"))


def _before_christ(names: Names, rule: Rule, scene: Scene) -> Found | None:
    # EDTF counts astronomically: the year 1 before Christ is 0000.
    return Found(TimeValue(f"-{int(number_of(names['n'][0]).value) - 1:04}"))


def _season(names: Names, rule: Rule, scene: Scene) -> Found | None:
    number = scene.language.value("season", names["s"][0].low)
    year = year_of(names, scene)
    if year is None and "y" not in names:
        if scene.reference is None:
            return Found(TimeValue(None))
        year = _season_year(number, direction_of(rule, names, scene), "this" in names, scene.reference)
    found = Found(TimeValue(f"{year}-{number}"), frozenset({"season-value"}))
    return _dropping(found, rule)


def _season_alone(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """A season by itself: "in primavera", "l'estate"; not a surname and not "Primavera di Praga"."""
    before = scene.before()
    if before is None or before.labels.isdisjoint({"preposition", "article"}) or "cap" in names["s"][0].labels:
        return None
    return _season(names, rule, scene)


def _season_year(number: int, direction: str, this: bool, reference: When) -> int:
    first_month = {21: 3, 22: 6, 23: 9, 24: 12}[number]
    month = reference.month or 6
    if this:
        return reference.year - (number == 24 and month <= 3)
    if direction == "future":
        return reference.year + (month >= first_month)
    return reference.year - (month < first_month)


def _holiday(names: Names, rule: Rule, scene: Scene) -> Found | None:
    word = names["h"][0].low
    fixed = scene.language.value("holiday", word)
    year = year_of(names, scene)
    if fixed:
        month, day = fixed
        when = make_day(year, month, day) if year else float_month(month, scene, direction_of(rule, names, scene), day)
        return dated(when, scene) if when else None
    year = year or (scene.reference.year if scene.reference else None)
    return dated(on_day(easter(year) + datetime.timedelta(days=int(word == "pasquetta"))), scene) if year else None


def _nth_of_month(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """ "il primo martedì di ottobre", "l'ultima settimana di settembre 2014"; weeks are counted from the first day."""
    if "thism" in names:
        month = scene.reference
    else:
        month = _resolve_month(names["m"][0], year_of(names, scene), rule, names, scene)
    if month is None or not month.month:
        return None
    month = When(month.year, month.month)
    number = -1 if "last" in names else scene.language.value("ordinal", names["o"][0].low) or 1
    if "g" in names:
        day = month.last.day if number < 0 else number
        when = make_day(month.year, month.month, day)
        return dated(when, scene) if when else None
    weekday = scene.language.value("weekday", names["w"][0].low) if "w" in names else 5
    if "k" in names:
        first = (
            month.last - datetime.timedelta(days=6)
            if number < 0
            else month.first + datetime.timedelta(weeks=number - 1)
        )
        return spanning(on_day(first), on_day(first + datetime.timedelta(days=6)), scene) if number <= 4 else None
    days = [month.first + datetime.timedelta(days=step) for step in range(month.last.day)]
    fitting = [day for day in days if day.weekday() == weekday]
    if number > len(fitting):
        return None
    found = fitting[-1] if number < 0 else fitting[number - 1]
    if "we" in names:
        return spanning(on_day(found), on_day(found + datetime.timedelta(days=1)), scene)
    return dated(on_day(found), scene)


def _eve(names: Names, rule: Rule, scene: Scene) -> Found | None:
    year = year_of(names, scene)
    if "p" in names:
        year = year or (scene.reference.year if scene.reference else None)
        return dated(on_day(easter(year) - datetime.timedelta(days=1)), scene) if year else None
    month, day = (12, 24) if "n" in names else (12, 31) if "c" in names else (8, 14)
    when = make_day(year, month, day) if year else float_month(month, scene, direction_of(rule, names, scene), day)
    return dated(when, scene) if when else None


DATE_BUILDERS: dict[str, Builder] = {
    "figures-date": _figures_date,
    "day": _day,
    "day-of-month": _day_of_month,
    "days-of-month": _days_of_month,
    "month": _month,
    "part-of-month": _part_of_month,
    "months-range": _months_range,
    "parts-range": _parts_range,
    "year": _year,
    "years-range": _years_range,
    "part-of-year": _part_of_year,
    "months-of-year": _months_of_year,
    "quarter": _quarter,
    "decade": _decade,
    "century": _century,
    "before-christ": _before_christ,
    "season": _season,
    "season-alone": _season_alone,
    "holiday": _holiday,
    "nth-of-month": _nth_of_month,
    "eve": _eve,
}
"""How rules make dates that are written out, by the name under `build`."""
