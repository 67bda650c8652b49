"""Checks linked data by the vocabulary of schema.org: known types and properties in their places, with fit values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_TERMS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
TYPES: dict[str, list[str]] = _TERMS["types"]
PROPERTIES: dict[str, dict[str, list[str]]] = _TERMS["properties"]

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

_ADDRESS = re.compile(r"[^\s<>\"{}|\\\\^`]*")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_FITS = {
    "Text": lambda value: isinstance(value, str),
    "URL": lambda value: isinstance(value, str) and _ADDRESS.fullmatch(value) is not None,
    "Date": lambda value: isinstance(value, str) and _DATE.fullmatch(value) is not None,
    "Integer": lambda value: type(value) is int,
    "Number": lambda value: type(value) in (int, float),
}
"""The types of data; an address is an IRI reference (RFC 3987), a date ISO 8601, as precise as it is known."""


def find_blocks(html: str) -> list[dict[str, Any]]:
    """Return the blocks of linked data in a page."""
    return [json.loads(block) for block in BLOCK.findall(html)]


def find_parents(name: str) -> set[str]:
    """Return a type and all that it is a kind of."""
    return {name}.union(*(find_parents(parent) for parent in TYPES[name]))


def find_mistakes(thing: Any, where: str = "") -> Iterator[str]:
    """Yield what the vocabulary does not allow in a thing and in all that it holds."""
    kind = thing.get("@type")
    if kind not in TYPES:
        yield f"{where}: {kind} is no type"
        return
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        place = f"{where}/{kind}.{name}"
        if name not in PROPERTIES:
            yield f"{place} is no property"
        elif not find_parents(kind) & set(PROPERTIES[name]["of"]):
            yield f"{place} is a property of {PROPERTIES[name]['of']}"
        else:
            for one in value if isinstance(value, list) else [value]:
                yield from _check_value(one, PROPERTIES[name]["is"], place)


def _check_value(value: Any, allowed: list[str], place: str) -> Iterator[str]:
    if isinstance(value, dict) and value.keys() == {"@id"}:  # a thing that is described elsewhere
        if set(allowed) <= _FITS.keys():
            yield f"{place} is a thing, not one of {allowed}"
    elif isinstance(value, dict):
        if value.get("@type") in TYPES and not find_parents(value["@type"]) & set(allowed):
            yield f"{place} is a {value['@type']}, not one of {allowed}"
        yield from find_mistakes(value, place)
    elif not any(_FITS[name](value) for name in allowed if name in _FITS):
        yield f"{place} is {value!r}, not one of {allowed}"
