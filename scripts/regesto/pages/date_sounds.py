"""How words meet in a date: elisions and euphonic letters that depend on the sound of what follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]{3})*)(?!º)")
_CENTURY = re.compile(r"[IVXLC]+\b")
_VOWEL_CENTURY = re.compile(r"(?:VIII|XI|LXXX[IVX]*)\b")


def begins_with_vowel_in_italian(text: str) -> bool:
    """Tell whether a date, read aloud in Italian, begins with a vowel.

    Of numbers these are all whose first digit is 8 (otto, ottanta, ottocento, ottomila), those whose first group of
    three is 11 (undici, undicimila), and 1 alone or of millions (uno, un milione; but mille). `1º` is primo. Of
    centuries: ottavo, undicesimo, ottantesimo and on.
    """
    number = _NUMBER.match(text)
    if number:
        digits = number[1].replace(".", "")
        groups, leading = divmod(len(digits) - 1, 3)
        first = digits[: leading + 1]
        return first[0] == "8" or first == "11" or (first == "1" and groups != 1)
    if _CENTURY.match(text):
        return _VOWEL_CENTURY.match(text) is not None
    return text[:1].lower() in tuple("aeiou")


BEGINS_WITH_VOWEL: dict[str, Callable[[str], bool]] = {"it": begins_with_vowel_in_italian}
"""By language, how to know the vowels before which its little words change. A language not here changes none."""


def join_words(before: str, after: str, language: str, words: Mapping[str, Mapping[str, str]]) -> str:
    """Return `before` and `after` as one text, the last word of `before` fitted to the sound of `after`.

    `words` is the language's `dates.yml`: `before-vowel` says what a word becomes before a vowel (it then swallows
    the space after it), `before-same-vowel` before the very vowel that it ends in.
    """
    begins_with_vowel = BEGINS_WITH_VOWEL.get(language)
    head, space, last = before.rstrip(" ").rpartition(" ")
    if begins_with_vowel is None or not last or not begins_with_vowel(after):
        return before + after
    if last in words["before-vowel"]:
        return f"{head}{space}{words['before-vowel'][last]}{after}"
    if last in words["before-same-vowel"] and after[0].lower() == last[-1]:
        return f"{head}{space}{words['before-same-vowel'][last]} {after}"
    return before + after


def write_roman(number: int) -> str:
    """Return a number from 1 to 399 in Roman figures."""
    text = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        text += figure * count
    return text
