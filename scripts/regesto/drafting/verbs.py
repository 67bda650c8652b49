"""Conjugates the verbs that the tables list, by endings that the tables list too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def conjugate(given: Mapping[str, Any], endings: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the forms of one verb by name of form (`finite`, `participle`, `gerund`, `infinitive`).

    `given` holds `verb` (the infinitive), perhaps `as` (the name of the endings, by default the longest one that the
    infinitive ends in) and perhaps forms written out, which replace the regular ones. An ending is written
    `cut+add`: how much to cut off the stem and what to add.
    """
    verb = given["verb"]
    table = given.get("as") or next(
        (name for name in sorted(endings, key=len, reverse=True) if verb.endswith(name)), ""
    )
    forms: dict[str, list[str]] = {}
    for form, ends in endings.get(table, {}).items():
        forms[form] = list(_attach(verb, table, ends))
    for form, words in given.items():
        if form not in ("verb", "as", "also"):
            forms[form] = list(words)
    for form, words in given.get("also", {}).items():
        forms.setdefault(form, []).extend(words)
    return forms


def _attach(verb: str, table: str, ends: list[str]) -> Iterator[str]:
    stem = verb[: -len(table)] if verb.endswith(table) else verb
    for end in ends:
        word = stem + end
        # Italian keeps the sound of c and g before e and i: indicare, indicherà; lasciare, lascerà.
        if table == "are" and stem[-1:] in "cg" and end[:1] in "ei":
            word = stem + "h" + end
        elif table == "are" and stem[-1:] == "i" and end[:1] in "ei":
            word = stem[:-1] + end if end[:1] == "i" or stem[-2:-1] in "cg" else word
        yield word
