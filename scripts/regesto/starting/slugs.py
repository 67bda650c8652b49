"""Ids made of titles and names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from regesto.model.ids import is_reserved

MOST = 60
"""Letters of an id that is made of a title; 80 are allowed, and a shorter one is easier to name."""

_SPELT = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "œ": "oe", "þ": "th"})


def make_id(text: str, taken: Collection[str] = (), fallback: str = "new") -> str:
    """Return an id for `text`: its words in small ASCII letters, as many as fit, and a number if that is taken."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    words = re.findall(r"[a-z0-9]+", plain)
    id = ""
    for word in words:
        longer = f"{id}-{word}" if id else word[:MOST]
        if len(longer) > MOST:
            break
        id = longer
    id = f"{id}-1" if is_reserved(id) else id or fallback  # con.yml cannot be a file on Windows
    number, free = 2, id
    while free in taken:
        free = f"{id}-{number}"
        number += 1
    return free
