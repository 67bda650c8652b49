"""Numbers as text, and data as a script: what is small in a file and quick to read in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\<&')
"""The ninety digits: printable ASCII without what would need escaping in a string of JavaScript, or looks like HTML."""

BASE = len(ALPHABET)
HALF = BASE // 2

LEVELS = BASE
"""How many grades a weight has: one digit."""


def write_number(number: int) -> str:
    """Return a number from 0 as digits of base 45, the least first; all but the last are from the upper half."""
    digits = ""
    while number >= HALF:
        digits += ALPHABET[HALF + number % HALF]
        number //= HALF
    return digits + ALPHABET[number]


SMALL = [write_number(number) for number in range(HALF * HALF)]
"""The numbers that are most of all, written once."""


def write_steps(numbers: Iterable[int]) -> str:
    """Return rising numbers as the steps between them."""
    last, steps = 0, []
    for number in numbers:
        steps.append(write_number(number - last))
        last = number
    return "".join(steps)


def fold_sign(number: int) -> int:
    """Return a whole number as one from 0: 0, -1, 1, -2 are 0, 1, 2, 3."""
    return number * 2 if number >= 0 else -number * 2 - 1


def write_script(name: str, data: Any) -> str:
    """Return a script that hands `data` over under `name`. Whatever its texts hold, it stays a string in a script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")  # half a surrogate pair is written as \udcXX
    return f'regesto_search("{name}",{text})\n'
