"""The index of names: every title and name from A to Z, for whoever has no scripts or does not know what to ask."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from regesto.pages.edition import Edition
from regesto.pages.listings import link_name, list_names, list_ways
from regesto.pages.parts import Link
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer


def make_names(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    """Return the context of the index: links by first letter, those that begin with none, or the ways to its pages."""
    ways = list_ways(w, w.address)
    letters: dict[str, list[Link]] = defaultdict(list)
    for name in [] if ways else list_names(edition):
        first = name.key[:1].upper()
        letters[first if "A" <= first <= "Z" else ""].append(link_name(w, name))
    groups = dict(sorted(letters.items()))
    return {
        "ways": ways,
        "letters": {letter: links for letter, links in groups.items() if letter},
        "others": groups.get("", []),
    }
