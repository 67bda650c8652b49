"""The values of the rules for times that are counted from the article's date or from another one."""

from __future__ import annotations

import datetime

from regesto.drafting.build_lengths import LENGTH_BUILDERS, unit_of
from regesto.drafting.build_numbers import number_of
from regesto.drafting.language import Rule
from regesto.drafting.phase import Builder, Found, Names, Scene
from regesto.drafting.time_values import (
    PARTS_OF_YEAR,
    TimeValue,
    dated,
    direction_of,
    months_of,
    spanning,
)
from regesto.drafting.when import When, interval, make_day, on_day, read_reference, shift, week_of

_UNKNOWN = Found(TimeValue(None))


def _count(names: Names, scene: Scene) -> float:
    if "few" in names:
        return scene.language.value("few", names["few"][0].low)
    count = number_of(names["n"][0]).value if "n" in names else 1
    return count + 0.5 if "half" in names else count


def _deictic_day(names: Names, rule: Rule, scene: Scene) -> Found | None:
    reference = scene.reference
    if reference is None:
        return _UNKNOWN
    words = [item.low for item in scene.items[scene.start : scene.end]]
    steps = scene.language.value("deictic-day", names["w"][0].low) if "w" in names else 0
    if "w" in names and words[0] == "l'" and len(words) > 2 and words[1] == "altro":
        steps = -2
    moved = (
        shift(reference, steps, "day")
        if reference.day
        else When(reference.year, reference.month, about=reference.about)
    )
    return dated(moved, scene)


def _weekday(names: Names, rule: Rule, scene: Scene) -> Found | None:
    reference = scene.reference
    if reference is None or not reference.day:
        return Found(TimeValue(None, "DATE"))
    weekday = scene.language.value("weekday", names["w"][0].low)
    date = reference.first
    direction = direction_of(rule, names, scene)
    if direction == "future":
        steps = (weekday - date.weekday() - 1) % 7 + 1
    else:
        steps = -((date.weekday() - weekday) % 7)
        if steps == 0 and rule.arguments.get("direction") == "past":
            steps = -7
    when = on_day(date + datetime.timedelta(days=steps))
    other = on_day(date + datetime.timedelta(days=steps + (7 if steps <= 0 else -7)))
    return dated(when, scene, rejected=((f"{rule.id} (other direction)", str(other)),))


def _weekday_day(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """ "lunedì 11": the nearest month in which that day is that weekday."""
    reference = scene.reference
    if reference is None or not reference.month:
        return Found(TimeValue(None))
    weekday = scene.language.value("weekday", names["w"][0].low)
    day = int(number_of(names["d"][0]).value)
    steps = (0, 1, -1, 2, -2) if direction_of(rule, names, scene) == "future" else (0, -1, 1, -2, 2)
    for step in steps:
        month = shift(When(reference.year, reference.month), step, "month")
        when = make_day(month.year, month.month, day)
        if when and when.first.weekday() == weekday:
            return dated(when, scene)
    return None


def _weekday_night(names: Names, rule: Rule, scene: Scene) -> Found | None:
    last = _weekday({**names, "w": names["w2"]}, rule, scene)
    if last is None or last.value.first is None:
        return last
    return spanning(on_day(last.value.first.first - datetime.timedelta(days=1)), last.value.first, scene)


def _pointed_unit(names: Names, rule: Rule, scene: Scene) -> Found | None:
    reference, steps = scene.reference, rule.arguments["steps"]
    if reference is None:
        return _UNKNOWN
    if "we" in names:
        return _weekend(reference, steps, scene)
    unit = unit_of(names, scene)
    if unit == "weekend":
        return _weekend(reference, steps, scene)
    if unit == "week":
        return _week(reference, steps, scene)
    if unit == "day":
        moved = shift(reference, steps, "day")
        return dated(moved, scene) if moved else None
    if unit == "year":
        if steps == -1 and any(item.low in ("ultimo", "ultima") for item in names.get("last", ())):
            return spanning(
                shift(When(reference.year, reference.month), -1, "year"), When(reference.year, reference.month), scene
            )
        return dated(When(reference.year + steps), scene)
    if unit == "month" and reference.month:
        return dated(shift(When(reference.year, reference.month), steps, "month"), scene)
    if unit in ("quarter", "half") and reference.month:
        return _quarter_of(reference, steps, 3 if unit == "quarter" else 6, scene)
    if unit == "decade":
        return Found(TimeValue(f"{reference.year // 10 + steps}X"))
    return _UNKNOWN


def _week(reference: When, steps: int, scene: Scene) -> Found:
    if not reference.day:
        return Found(TimeValue(str(When(reference.year, reference.month, about=True))))
    text = week_of(reference.first, steps)
    first, last = (read_reference(part) for part in text.split("/"))
    return spanning(first, last, scene)


def _weekend(reference: When, steps: int, scene: Scene) -> Found:
    if not reference.day:
        return Found(TimeValue(str(When(reference.year, reference.month, about=True))))
    date = reference.first
    saturday = date + datetime.timedelta(days=5 - date.weekday())
    if steps < 0 and (saturday >= date or date.weekday() >= 5):
        saturday -= datetime.timedelta(days=7)
    if steps > 0 and saturday <= date:
        saturday += datetime.timedelta(days=7)
    return spanning(on_day(saturday), on_day(saturday + datetime.timedelta(days=1)), scene)


def _quarter_of(reference: When, steps: int, length: int, scene: Scene) -> Found:
    index = reference.year * (12 // length) + (reference.month - 1) // length + steps
    year, part = divmod(index, 12 // length)
    return spanning(When(year, part * length + 1), When(year, (part + 1) * length), scene)


def _part_of_unit(names: Names, rule: Rule, scene: Scene) -> Found | None:
    reference = scene.reference
    if reference is None:
        return _UNKNOWN
    unit = unit_of(names, scene)
    part = scene.language.value("part", names["part"][0].low)
    steps = -1 if "last" in names else 1 if "next" in names else 0
    opening = scene.items[scene.start].low
    since, until = opening in scene.language.values.get("since", {}), opening in ("entro", "by")
    if unit == "year":
        year = reference.year + steps
        if since and part == "start":
            return spanning(When(year, 1, 1), None, scene)
        if until and part == "end":
            return spanning(None, When(year, 12, 31), scene)
        first, last = PARTS_OF_YEAR[part]
        if part == "end":
            return months_of(year, part, scene)
        return spanning(When(year, first, about=True), When(year, last, about=True), scene)
    if unit == "month" and reference.month:
        month = shift(When(reference.year, reference.month), steps, "month")
        day = {"start": 1, "middle": 15, "end": month.last.day}[part]
        when = When(month.year, month.month, day, about=True)
        return spanning(when, None, scene) if since else spanning(None, when, scene) if until else dated(when, scene)
    if unit == "week":
        return _week(reference, steps, scene)
    return _UNKNOWN


def _ago(names: Names, rule: Rule, scene: Scene) -> Found | None:
    if scene.reference is None:
        return Found(TimeValue(None, "RELATIVE"))
    unit = unit_of(names, scene)
    if "n" not in names and "one" not in names and "few" not in names:
        return Found(TimeValue(None, "VAGUE"))  # anni fa, giorni fa: no count
    when = shift(scene.reference, -_count(names, scene), unit)
    if when is None:
        return None
    hedged = any(item.labels & {"about", "more-than"} for item in scene.items[scene.start : scene.end])
    vague = "few" in names or "half" in names or hedged or rule.arguments.get("about")
    if unit == "year" and (vague or _count(names, scene) > 1):
        when = When(when.year)
    return dated(when.roughly() if vague or when.about else when, scene, type="RELATIVE")


def _hence(names: Names, rule: Rule, scene: Scene) -> Found | None:
    if scene.reference is None:
        return Found(TimeValue(None, "RELATIVE"))
    when = shift(scene.reference, _count(names, scene), unit_of(names, scene))
    if when is None:
        return None
    return dated(when.roughly() if "few" in names or when.about else when, scene, type="RELATIVE")


def _from_now(names: Names, scene: Scene, sign: int) -> tuple[When, When] | None:
    unit = unit_of(names, scene)
    reference = scene.reference
    if unit not in ("second", "minute", "hour", "day", "week") or not reference.day:
        reference = When(reference.year, reference.month)
    moved = shift(reference, sign * _count(names, scene), unit)
    return (moved, reference) if moved else None


def _last_n(names: Names, rule: Rule, scene: Scene) -> Found | None:
    if scene.reference is None:
        return Found(TimeValue(None, "INTERVAL"))
    ends = _from_now(names, scene, -1)
    return spanning(ends[0], ends[1], scene) if ends else None


def _next_n(names: Names, rule: Rule, scene: Scene) -> Found | None:
    if scene.reference is None:
        return Found(TimeValue(None, "INTERVAL"))
    ends = _from_now(names, scene, 1)
    return spanning(ends[1], ends[0], scene) if ends else None


def _since_n(names: Names, rule: Rule, scene: Scene) -> Found | None:
    items = scene.items[scene.start : scene.end]
    if "n" not in names and "few" not in names and "one" not in names:
        first = items[0].low
        return Found(TimeValue(None, "DURATION")) if first in ("da", "ormai", "già", "for") else None
    if items[0].low not in ("da", "ormai", "già", "for"):
        return None  # dalle due ore, dai tre anni: a range or a movement
    after = scene.after()
    if after and after.low in ("a", "ad", "fa"):
        return None
    if scene.reference is None:
        return Found(TimeValue(None, "DURATION"))
    ends = _from_now(names, scene, -1)
    if ends is None:
        return None
    hedged = any(item.labels & {"about", "more-than"} for item in items) or "few" in names or "half" in names
    first = ends[0].roughly() if hedged else ends[0]
    return Found(TimeValue(interval(first, None), "DURATION", first, None))


def _vague_past(names: Names, rule: Rule, scene: Scene) -> Found | None:
    unit = scene.language.value("plural-of-time", scene.items[scene.end - 1].low)
    items = scene.items[scene.start : scene.end]
    unit = unit or next(
        scene.language.value("plural-of-time", item.low) for item in items if "plural-of-time" in item.labels
    )
    recent = any("last-pl" in item.labels and item.low.startswith(("scors", "passat")) for item in items)
    if scene.reference is None or unit != "day" or not recent:
        return Found(TimeValue(None, "VAGUE"))
    return dated(shift(scene.reference, -3, "day").roughly(), scene, type="VAGUE")


def _vague(names: Names, rule: Rule, scene: Scene) -> Found | None:
    return Found(TimeValue(None, rule.arguments.get("type", "VAGUE")))


def _discourse(names: Names, rule: Rule, scene: Scene) -> Found | None:
    last: When | None = scene.state.get("last")
    items = scene.items[scene.start : scene.end]
    unit_item = (
        names["unit"][-1] if "unit" in names else next((one for one in items if "unit-of-time" in one.labels), None)
    )
    unit = scene.language.value("unit-of-time", unit_item.low) if unit_item else "day"
    if last is None or (unit == "day" and not last.day) or (unit in ("month", "week") and not last.month):
        return Found(TimeValue(None, "RELATIVE"))
    sign = 1 if "after" in names else -1 if "before" in names else 0
    base = When(last.year) if unit == "year" else When(last.year, last.month) if unit == "month" else last
    when = shift(base, sign * _count(names, scene), unit) if sign else base
    return dated(when, scene, type="RELATIVE") if when else None


RELATIVE_BUILDERS: dict[str, Builder] = {
    "deictic-day": _deictic_day,
    "weekday": _weekday,
    "weekday-night": _weekday_night,
    "weekday-day": _weekday_day,
    "pointed-unit": _pointed_unit,
    "part-of-unit": _part_of_unit,
    "ago": _ago,
    "hence": _hence,
    "last-n": _last_n,
    "next-n": _next_n,
    "since-n": _since_n,
    "vague-past": _vague_past,
    "vague": _vague,
    "discourse": _discourse,
    **LENGTH_BUILDERS,
}
"""How rules make times that are counted from another date, by the name under `build`."""
