"""The little language in which rules are written, and its reading.

A pattern is a row of elements, separated by blanks:

    word         this word, in small letters (an apostrophe belongs to the word before it: dell')
    word:name    the same, remembered under a name
    "di cui"     these words one after the other, or a mark that would otherwise be read as part of the pattern
    {label}      one item of a class of words or one chunk that an earlier phase made
    {label:name} the same, remembered under a name for the value
    ( a | b c )  one of several rows; ( ... ):name remembers what the group covered
    <fragment>   a row that the table defines once under `fragments`
    x? x* x+     perhaps; any number of times; at least once
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\s*(?:(?P<label>\{[\w-]+(?::\w+)?\})|(?P<fragment><[\w-]+>)|(?P<quoted>\"[^\"]+\")|(?P<close>\)(?::\w+)?)"
    r"|(?P<mark>[(|?*+])|(?P<word>[^\s(){}<>|?*+\"]+))"
)


class PatternError(ValueError):
    """A rule's pattern cannot be read; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word to the letter (folded), remembered under `name` when that is not empty."""

    word: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One item of a class, remembered under `name` when that is not empty."""

    label: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Elements one after the other."""

    elements: tuple


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several rows, remembered under `name` when that is not empty."""

    rows: tuple[Row, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Repeat:
    """An element `least` times or more; `many` tells whether more than once is allowed."""

    element: object
    least: int
    many: bool


def parse_pattern(text: str, fragments: Mapping[str, str] | None = None) -> Row:
    """Read a pattern; raises `PatternError`."""
    tokens, at = [], 0
    while at < len(text) and text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise PatternError(f"cannot read {text[at:]!r} in the pattern {text!r}")
        tokens.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    rows, rest, _ = _parse_rows(tokens, 0, text, fragments or {})
    if rest != len(tokens):
        raise PatternError(f"a bracket closes that was never opened in {text!r}")
    return rows[0] if len(rows) == 1 else Row((Choice(rows),))


def _parse_rows(tokens: list, at: int, text: str, fragments: Mapping[str, str]) -> tuple[tuple[Row, ...], int, str]:
    rows: list[Row] = []
    elements: list = []
    while at < len(tokens):
        kind, token = tokens[at]
        at += 1
        if kind == "close":
            return (*rows, Row(tuple(elements))), at, token[2:]
        if token == "|" and kind == "mark":
            rows.append(Row(tuple(elements)))
            elements = []
        elif kind == "mark" and token in "?*+":
            if not elements:
                raise PatternError(f"nothing stands before {token!r} in {text!r}")
            elements[-1] = Repeat(elements[-1], least=int(token == "+"), many=token != "?")
        elif kind == "mark":
            inner, at, name = _parse_rows(tokens, at, text, fragments)
            if tokens[at - 1][0] != "close":
                raise PatternError(f"a bracket is not closed in {text!r}")
            elements.append(Choice(inner, name))
        else:
            elements.append(_parse_element(kind, token, text, fragments))
    return (*rows, Row(tuple(elements))), at, ""


def _parse_element(kind: str, token: str, text: str, fragments: Mapping[str, str]) -> object:
    if kind == "label":
        label, _, name = token[1:-1].partition(":")
        return Label(label, name)
    if kind == "fragment":
        if token[1:-1] not in fragments:
            raise PatternError(f"there is no fragment {token} (in {text!r})")
        return parse_pattern(fragments[token[1:-1]], fragments)
    if kind == "quoted":
        return Row(tuple(Word(word) for word in token[1:-1].split()))
    word, mark, name = token.partition(":")
    return Word(word, name) if word and mark and name else Word(token)
