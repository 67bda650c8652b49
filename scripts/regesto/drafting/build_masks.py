"""The values of the mask rules: what is part of a name and must not be read as a number or a date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from regesto.drafting.annotation import Item
from regesto.drafting.build_numbers import number_of
from regesto.drafting.language import Rule
from regesto.drafting.phase import Builder, Found, Names, Scene


def _mask(names: Names, rule: Rule, scene: Scene) -> Found | None:
    return Found("mask")


def _label_number(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """ "articolo 5": but "euro 5 milioni" and "la legge 2 anni dopo" are no labels."""
    after = scene.after()
    if after is not None and after.labels & {"multiplier", "unit-of-time", "month", "percent"}:
        return None
    return Found("mask")


def _glued_ending(names: Names, rule: Rule, scene: Scene) -> Found | None:
    first, second = scene.items[scene.start], scene.items[scene.start + 1]
    return Found("mask") if first.end == second.start else None


def _score(names: Names, rule: Rule, scene: Scene) -> Found | None:
    a, b = names["a"][0], names["b"][0]
    dash = scene.items[scene.start + 1]
    after = scene.after()
    if a.end != dash.start or dash.end != b.start or {"yearno"} & a.labels:
        return None
    counted = after is not None and "small" in after.labels and not after.labels & {"preposition", "article", "joint"}
    return None if counted or number_of(a).value >= 30 else Found("mask")


def _named_number(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """ "Falcon 9 della": a capitalised word inside a sentence, then a number that counts nothing."""
    number, after = names["n"][0], scene.after()
    if (
        scene.start == 0
        or names["c"][0].labels & {"month", "weekday", "number-word", "season", "preposition"}
        or "number-word" in number.labels
    ):
        return None
    if number.labels & {"yearno"} or number_of(number).value >= 1000:
        return None
    if after is not None and after.labels & {"multiplier", "percent", "currency", "month", "unit-of-time"}:
        return None
    if (
        after is not None
        and "small" in after.labels
        and not after.labels & {"preposition", "article", "joint", "verb-like"}
    ):
        return None
    if after is not None and (after.low in ("%", "€", "$", "°") or "cap" in after.labels):
        return None
    return Found("mask")


def _number_inside_name(names: Names, rule: Rule, scene: Scene) -> Found | None:
    if "yearno" in names["n"][0].labels or "month" in names["e"][0].labels or scene.start == 0:
        return None
    if names["c"][0].labels & {"month", "weekday", "preposition", "article"} or "number-word" in names["n"][0].labels:
        return None
    return Found("mask")


MASK_BUILDERS: dict[str, Builder] = {
    "mask": _mask,
    "label-number": _label_number,
    "glued-ending": _glued_ending,
    "score": _score,
    "named-number": _named_number,
    "number-inside-name": _number_inside_name,
}
"""How the rules of `masks.yml` decide, by the name under `build`."""


def find_designations(
    text: str, start: int, end: int, table: Sequence[Mapping[str, Any]]
) -> list[tuple[int, int, str]]:
    """Return the designations in `text[start:end]` as (start, end, rule)."""
    found: list[tuple[int, int, str]] = []
    for rule in table:
        for match in re.compile(rule["regex"]).finditer(text, start, end):
            if not any(match.start() < other[1] and other[0] < match.end() for other in found):
                found.append((match.start(), match.end(), rule["id"]))
    return sorted(found)


def join_items(items: list[Item], spans: list[tuple[int, int, str]], labels: frozenset[str], text: str) -> list[Item]:
    """Return `items` with those inside each span made one item."""
    if not spans:
        return items
    out: list[Item] = []
    at = 0
    for start, end, rule in spans:
        while at < len(items) and items[at].end <= start:
            out.append(items[at])
            at += 1
        inner = []
        while at < len(items) and items[at].start < end:
            inner.append(items[at])
            at += 1
        if inner:
            first = inner[0]
            kept = first.labels & {"cap", "caps", "small"}
            out.append(
                Item(
                    first.start,
                    inner[-1].end,
                    text[first.start : inner[-1].end],
                    "",
                    labels | kept,
                    None,
                    tuple(inner),
                    rule,
                )
            )
    return out + items[at:]
