"""Numbers as text, and data as a script: what is small in a file and quick to read in a browser."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\<&')
"""The ninety digits: printable ASCII without what would need escaping in a string of JavaScript, or looks like HTML."""

BASE = len(ALPHABET)
HALF = BASE // 2

LEVELS = BASE
"""How many grades a weight has: one digit."""

_DIGITS = {letter: digit for digit, letter in enumerate(ALPHABET)}
_NUMBER = f"[{re.escape(ALPHABET[HALF:])}]*[{re.escape(ALPHABET[:HALF])}]"
_FIND_NUMBERS = re.compile(_NUMBER).findall
_FIND_FINDINGS = re.compile(f"{_NUMBER}[{re.escape(ALPHABET)}]").findall


def write_number(number: int) -> str:
    """Return a number from 0 as digits of base 45, the least first; all but the last are from the upper half."""
    digits = ""
    while number >= HALF:
        digits += ALPHABET[HALF + number % HALF]
        number //= HALF
    return digits + ALPHABET[number]


def read_number(text: str) -> int:
    """Return the number that `write_number` wrote."""
    number = _DIGITS[text[-1]]
    for letter in reversed(text[:-1]):
        number = number * HALF + _DIGITS[letter] - HALF
    return number


_PAIRS = [write_number(step) + grade for step in range(HALF) for grade in ALPHABET]
_READ_PAIRS = {pair: number for number, pair in enumerate(_PAIRS)}
"""The findings that are most of all, written once."""


def write_findings(packed: Iterable[int]) -> str:
    """Return what was found for one word: for each doc the step from the one before, then its grade, one digit.

    `packed` has `doc * LEVELS + grade`, rising.
    """
    parts, last, known = [], 0, len(_PAIRS)
    add = parts.append
    for number in packed:
        step = number - last
        add(_PAIRS[step] if step < known else write_number(step // LEVELS) + ALPHABET[step % LEVELS])
        last = number - number % LEVELS
    return "".join(parts)


def read_findings(text: str) -> array[int]:
    """Return what `write_findings` was given. Raises `LookupError` where it wrote no such text."""
    packed, last = array("Q"), 0
    add, known = packed.append, _READ_PAIRS.get
    for pair in _FIND_FINDINGS(text):
        step = known(pair)
        if step is None:
            step = read_number(pair[:-1]) * LEVELS + _DIGITS[pair[-1]]
        last += step
        add(last)
        last -= last % LEVELS
    return packed


def write_steps(numbers: Iterable[int]) -> str:
    """Return rising numbers as the steps between them."""
    last, steps = 0, []
    for number in numbers:
        steps.append(write_number(number - last))
        last = number
    return "".join(steps)


def read_steps(text: str) -> list[int]:
    """Return the numbers that `write_steps` wrote."""
    return list(accumulate(map(read_number, _FIND_NUMBERS(text))))


def fold_sign(number: int) -> int:
    """Return a whole number as one from 0: 0, -1, 1, -2 are 0, 1, 2, 3."""
    return number * 2 if number >= 0 else -number * 2 - 1


def write_steps_any(numbers: Iterable[int]) -> str:
    """Return numbers in any order as the steps between them, with their signs."""
    last, steps = 0, []
    for number in numbers:
        steps.append(write_number(fold_sign(number - last)))
        last = number
    return "".join(steps)


def write_front(words: Iterable[str]) -> str:
    """Return words in order, each as a digit, how much it shares with the one before, and the rest of it."""
    last, parts = "", []
    for word in words:
        shared = 0
        most = min(len(last), len(word), BASE - 1)
        while shared < most and last[shared] == word[shared]:
            shared += 1
        parts.append(ALPHABET[shared] + word[shared:])
        last = word
    return " ".join(parts)


def write_data(data: Any) -> str:
    """Return data as JSON that stays what it is in a script, whatever its texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if "<" in text or not text.isascii():
        text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        text = text.encode("utf-8", "backslashreplace").decode("utf-8")  # half a surrogate pair is written as \udcXX
    return text


def write_script(name: str, text: str) -> str:
    """Return a script that hands over under `name` what `write_data` returned."""
    return f'regesto_search("{name}",{text})\n'
