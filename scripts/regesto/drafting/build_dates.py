"""The values of the rules for days and months that are written out."""

from __future__ import annotations

import datetime
import re

from regesto.drafting.build_years import YEAR_BUILDERS
from regesto.drafting.language import Rule
from regesto.drafting.phase import Builder, Found, Names, Scene
from regesto.drafting.time_values import (
    PARTS_OF_MONTH,
    TimeValue,
    dated,
    day_number,
    direction_of,
    float_month,
    month_number,
    names_day,
    part_of,
    read_year,
    resolve_month,
    spanning,
    year_of,
)
from regesto.drafting.when import When, easter, make_day, on_day, shift


def _nearest_weekday_fit(day: int, month: int, weekday: int, scene: Scene) -> int | None:
    """Return the year nearest to the article's in which the day falls on the weekday that the text names."""
    if scene.reference is None:
        return None
    for step in (0, -1, 1, -2, 2):
        made = make_day(scene.reference.year + step, month, day)
        if made and made.first.weekday() == weekday:
            return made.year
    return None


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
    when = resolve_month(names["m"][0], year_of(names, scene), rule, names, scene)
    if when is None:
        return None
    if "first" in names or "second" in names:
        first, last = (1, 15) if "first" in names else (16, 31)
    else:
        part = "start" if "begin" in names else "end" if "finish" in names else part_of(names["part"][0], scene)
        first, last = PARTS_OF_MONTH[part]
    return _days(when, first, last, scene)


def _days(when: When, first: int, last: int, scene: Scene) -> Found:
    last = min(last, when.last.day)
    start, end = (When(when.year, when.month, day, about=True) for day in (first, last))
    return spanning(start, end, scene)


def _months_range(names: Names, rule: Rule, scene: Scene) -> Found | None:
    last = resolve_month(names["m2"][0], year_of(names, scene), rule, names, scene)
    if last is None:
        return None
    month = month_number(names["m"][0], scene)
    first = When(last.year if month <= last.month else last.year - 1, month)
    return spanning(first, When(last.year, last.month), scene)


def _parts_range(names: Names, rule: Rule, scene: Scene) -> Found | None:
    years = [read_year(item, scene) for item in names.get("y", [])]
    last = resolve_month(names["m2"][0], years[-1] if years else None, rule, names, scene)
    if last is None:
        return None
    month = month_number(names["m"][0], scene)
    year = years[0] if len(years) == 2 else last.year if month <= last.month else last.year - 1
    first_day = PARTS_OF_MONTH[part_of(names["part"][0], scene)][0]
    last_day = min(PARTS_OF_MONTH[part_of(names["part2"][0], scene)][1], When(last.year, last.month).last.day)
    start, end = When(year, month, first_day, about=True), When(last.year, last.month, last_day, about=True)
    return spanning(start, end, scene)


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
        month = resolve_month(names["m"][0], year_of(names, scene), rule, names, scene)
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
    "holiday": _holiday,
    "nth-of-month": _nth_of_month,
    "eve": _eve,
    **YEAR_BUILDERS,
}
"""How rules make dates that are written out, by the name under `build`."""
