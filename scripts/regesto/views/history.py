"""What changed in an entry from one version of its file to the next, as a reader would say it; no git, no files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIELDS = (
    "title",
    "label",
    "date",
    "date_note",
    "summary",
    "topics",
    "places",
    "actors",
    "materiel",
    "relations",
    "note",
    "aliases",
)
"""The fields of an entry whose change is told by their name, in the order of telling."""

PARTS = (
    ("words", ("says", "note")),
    ("chain", ("source", "origin", "origin_as", "via")),
    ("stance", ("stance", "certainty")),
    ("question", ("question", "aside")),
    ("figures", ("quantities",)),
    ("quotes", ("evidence",)),
    ("when", ("said_on",)),
)
"""What of a claim can change: the name of a part, and the fields that are it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two versions of an entry differ in.

    `fields` are names of `FIELDS`; `added`, `removed` and `corrected` count claims; `parts` are the names of `PARTS`
    that were corrected in some claim; `status` and `reviewed` are the new values, where they are new and are words.
    """

    fields: tuple[str, ...] = ()
    added: int = 0
    removed: int = 0
    corrected: int = 0
    parts: tuple[str, ...] = ()
    status: str | None = None
    reviewed: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One commit that touched an entry's file: its day in UTC (`2026-11-22`), its full hash, what it did.

    `created` where the entry was not there before; `difference` is `None` where a version cannot be read.
    """

    day: str
    commit: str
    created: bool = False
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The changes of one entry, the newest first. `whole` is false where older ones are not known."""

    changes: tuple[Change, ...] = ()
    whole: bool = True


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """Return what differs between two versions of an entry as plain data; old ones may be anything."""
    before, after = _claims(old), _claims(new)
    common = [id for id in after if id in before and before[id] != after[id]]
    names = {
        name for id in common for name in before[id].keys() | after[id].keys() if _differ(before[id], after[id], name)
    }
    status, reviewed = new.get("status", "reviewed"), _day(new)
    return Difference(
        fields=tuple(name for name in FIELDS if _differ(old, new, name)),
        added=len(after.keys() - before.keys()),
        removed=len(before.keys() - after.keys()),
        corrected=len(common),
        parts=tuple(part for part, fields in PARTS if names.intersection(fields)),
        status=status if isinstance(status, str) and old.get("status", "reviewed") != status else None,
        reviewed=reviewed if reviewed != _day(old) else None,
    )


def _differ(old: Mapping[str, Any], new: Mapping[str, Any], name: str) -> bool:
    return old.get(name) != new.get(name)


def _day(entry: Mapping[str, Any]) -> str | None:
    review = entry.get("reviewed")
    day = review.get("on") if isinstance(review, Mapping) else None
    return day if isinstance(day, str) else None


def _claims(entry: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    claims = entry.get("claims")
    listed = claims if isinstance(claims, list) else []
    return {claim["id"]: claim for claim in listed if isinstance(claim, Mapping) and isinstance(claim.get("id"), str)}
