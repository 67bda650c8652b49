"""Cuts a stretch of text into sentences, with offsets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache


@cache
def _rules():
    from choppa import DEFAULT_SRX_RULESET, SrxDocument  # takes 0.3 s: only when there is a text to cut

    document = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
    for language_map in document.language_map_list:
        rules = language_map.language_rule.rules
        # A rule that may break anywhere (before a tag of a translator's tool, which no article holds) is tried at every
        # letter: half of the time.
        rules[:] = [rule for rule in rules if rule.before_pattern or not rule.is_break]
    return document


def cut_sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences in `text[start:end]`, blanks around them left out.

    By the SRX rules of LanguageTool (in choppa-srx); `_two` is its variant in which one line end parts nothing.
    """
    from choppa import SrxTextIterator

    at = begun = start
    for sentence in SrxTextIterator(_rules(), f"{language}_two", text[start:end]):
        at += len(sentence)
        # Without a blank between them (44 a.C.) these are no two sentences.
        if at < end and not sentence[-1].isspace():
            continue
        whole = text[begun:at]
        if stripped := whole.strip():
            lead = len(whole) - len(whole.lstrip())
            yield from _in_pieces(text, begun + lead, begun + lead + len(stripped))
        begun = at


# Characters. No sentence of a newspaper is so long, but a list or a table without full stops may be; the rules look
# around within a sentence, which takes time by the square of its length.
_LONGEST = 2000


def _in_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut + (text[cut] == " ")
    if start < end:
        yield start, end
