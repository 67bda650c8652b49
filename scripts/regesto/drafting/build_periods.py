"""The values of the rules that put dates together: from, to, since, until, about."""

from __future__ import annotations

from regesto.drafting.language import Rule
from regesto.drafting.phase import Builder, Found, Names, Scene
from regesto.drafting.time_values import (
    dated,
    spanning,
)
from regesto.drafting.when import When


def _between(names: Names, rule: Rule, scene: Scene) -> Found | None:
    a, b = (names[name][0].value.value for name in ("a", "b"))
    first, last = a.first, b.last
    if first is None or last is None:
        return None
    if last.floating and last.month and not first.floating and last < first:
        later = (last.month, last.day) >= (first.month, first.day)
        last = When(first.year if later else first.year + 1, last.month, last.day, last.about)
    elif (first.floating and first.month) or first > last:
        first = _before(first, last)
    if first.first > last.last:
        return None
    return spanning(first, last, scene)


def _before(first: When, last: When) -> When:
    """Return `first` in the latest year in which it does not lie after `last`."""
    year = last.year if (first.month, first.day) <= (last.month or 12, last.day or 31) else last.year - 1
    return When(year, first.month, first.day, first.about)


def _since(names: Names, rule: Rule, scene: Scene) -> Found | None:
    items = scene.items[scene.start : scene.end]
    value = names["a"][0].value.value
    if value.first is None or (value.edtf or "").endswith(".."):
        return None
    drop = 0
    if items[0].low == "dopo":
        return None
    found = spanning(value.first, None, scene)
    scene.state["last"] = value.first
    return Found(found.value, found.labels, names["a"][0].value.rejected, drop=drop)


def _until(names: Names, rule: Rule, scene: Scene) -> Found | None:
    value = names["a"][0].value.value
    if value.last is None or value.edtf.startswith(".."):
        return None
    last, reference = value.last, scene.reference
    if scene.items[scene.start].low == "entro" and last.floating and reference and last.last < reference.first:
        last = When(last.year + 1, last.month, last.day, last.about)
    return spanning(None, last, scene)


def _about(names: Names, rule: Rule, scene: Scene) -> Found | None:
    value = names["a"][0].value.value
    if value.first is None or value.first != value.last:
        return None
    return dated(value.first.roughly(), scene)


PERIOD_BUILDERS: dict[str, Builder] = {
    "between": _between,
    "since": _since,
    "until": _until,
    "about": _about,
}
"""How rules put dates together, by the name under `build`."""
