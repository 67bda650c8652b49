"""Small typography for texts that people typed: apostrophes, spaces that must not break, designations kept whole."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from regesto.pages.i18n import NO_BREAK_SPACE

# A letter or a digit before an apostrophe makes it one; a quotation mark stands after a space or a bracket.
_APOSTROPHE = re.compile(r"(?<=\w)'")
_NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=(?:km|kg|m|t|%|milion|miliard|million|billion))")
_SECTION_SIGN = re.compile(r"(?<=§) (?=\d)")
# KN-23, S-300, Hwasong-11A: the no-break hyphen is missing from many fonts, so a span keeps them whole.
_DESIGNATION = re.compile(r"\b[A-Z][A-Za-z]{0,12}-\d{1,4}[A-Z]?\b")


@lru_cache(maxsize=50_000)  # a name or a title stands on dozens of pages
def tidy(text: str) -> str:
    """Return `text` with typographic apostrophes, and no-break spaces between numbers and units; no markup."""
    text = _APOSTROPHE.sub("’", text)
    text = _NUMBER_AND_UNIT.sub(NO_BREAK_SPACE, text)
    return _SECTION_SIGN.sub(NO_BREAK_SPACE, text)


@lru_cache(maxsize=50_000)
def typeset(text: str) -> Markup:
    """Return `text` tidied and escaped, with designations in spans that do not break."""
    parts: list[str] = []
    end = 0
    text = tidy(text)
    for found in _DESIGNATION.finditer(text):
        parts += [escape(text[end : found.start()]), f'<span class="rg-nowrap">{escape(found.group())}</span>']
        end = found.end()
    return Markup("").join([Markup(part) for part in parts] + [escape(text[end:])])


def in_language(html: Markup, language: str, around: str) -> Markup:
    """Wrap `html` in a span that says its language, if it is not the one `around` it."""
    return html if language == around else Markup('<span lang="{}">{}</span>').format(language, html)
