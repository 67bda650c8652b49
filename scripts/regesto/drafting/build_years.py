"""The values of the rules for years, decades, centuries, quarters and seasons."""

from __future__ import annotations

import re

from regesto.drafting.build_numbers import number_of
from regesto.drafting.language import Rule
from regesto.drafting.phase import Builder, Found, Names, Scene
from regesto.drafting.time_values import (
    TimeValue,
    dated,
    direction_of,
    months_of,
    part_of,
    read_year,
    spanning,
    year_of,
)
from regesto.drafting.when import When


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
    part = "start" if "begin" in names else "end" if "finish" in names else part_of(names["part"][0], scene)
    return months_of(year, part, scene)


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
    digits = re.sub(r"\D", "", item.text or item.low)
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


YEAR_BUILDERS: dict[str, Builder] = {
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
}
"""How rules make years and longer or shorter parts of them, by the name under `build`."""
