"""The values of the rules for lengths of time, ages, repetitions and times of day."""

from __future__ import annotations

from regesto.drafting.build_numbers import number_of
from regesto.drafting.build_quantities import Amount
from regesto.drafting.language import Rule
from regesto.drafting.phase import Builder, Found, Names, Scene
from regesto.drafting.time_values import (
    TimeValue,
)


def unit_of(names: Names, scene: Scene) -> str:
    """Return the unit of time that a match names."""
    item = names["unit"][-1]
    return scene.language.value("unit-of-time", item.low)


def _every(names: Names, rule: Rule, scene: Scene) -> Found | None:
    return Found(TimeValue(None, "SET"))


def _length(names: Names, rule: Rule, scene: Scene) -> Found | None:
    after = scene.after()
    if after is not None and "last" in after.labels:
        return None
    return Found(TimeValue(None, "DURATION"), drop=1)


def _duration(names: Names, rule: Rule, scene: Scene) -> Found | None:
    before, after = scene.before(), scene.after()
    unit = unit_of(names, scene)
    if unit == "year" and "n" in names and _is_age(before, after, scene):
        age = Amount(
            "exactly",
            number_of(names["n"][0]).value,
            unit=names["unit"][-1].low[:-1] + "o",
            noun=names["unit"][-1].text,
        )
        return Found(age, frozenset({"quantity", "age"}))
    return Found(TimeValue(None, "DURATION"), drop=rule.arguments.get("drop", 0))


def _is_age(before, after, scene: Scene) -> bool:
    """Tell "Mario Rossi, 45 anni," and "un uomo di 45 anni" from a length of time."""
    settings = scene.language.settings
    second = scene.before(2)
    if before is None:
        return False
    if before.low in settings["before_age"]:
        return True
    if before.low in settings["of"] and second is not None and second.low in settings["people"]:
        return True
    if before.low in settings["ages"] and (after is None or "mark" in after.labels):
        return True
    closed = after is None or after.low in {",", ")", "."} or after.low in {"e", "ed", "and", "compiuti", "appena"}
    return before.low in {",", "("} and second is not None and bool(second.labels & {"cap", "voice"}) and closed


def _clock(names: Names, rule: Rule, scene: Scene) -> Found | None:
    items = scene.items[scene.start : scene.end]
    numbers = [item for item in items if item.value is not None]
    if items[0].low in ("le", "delle", "dalle", "alle") and numbers and "clock-figures" not in numbers[0].labels:
        hour = number_of(numbers[0]).value
        after = scene.after()
        if not 0 <= hour <= 24 or (
            after and "small" in after.labels and not after.labels & {"preposition", "article", "joint"}
        ):
            return None
        if items[0].low == "le" and len(items) == 2:
            return None
    return Found(TimeValue("clock", "TIME"), frozenset({"clock"}))


LENGTH_BUILDERS: dict[str, Builder] = {
    "every": _every,
    "duration": _duration,
    "every-length": _length,
    "clock": _clock,
}
"""How rules make lengths of time, by the name under `build`."""
