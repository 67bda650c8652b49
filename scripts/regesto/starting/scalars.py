"""Texts as YAML writes them, so that nothing in them means anything to YAML."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[^\W\d_](?:[^:#\\]|:(?=[^\s/])|(?<=\S)#)*(?<![\s:])")
_IN_FLOW = re.compile(r"[\[\]{},?]")
_FAR = " " * 12
_WORDS = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf"})
"""What other readers of YAML, MkDocs' among them, take for something else than a text."""


def quote(text: str, flow: bool = False) -> str:
    """Return a text on one line as a scalar of YAML, in quotation marks where it needs them; `flow`: inside `{...}`."""
    text = " ".join(text.split())
    plain = _PLAIN.fullmatch(text) and not (flow and _IN_FLOW.search(text))
    if plain and text.isprintable() and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def write_scalar(texts: dict[str, str]) -> str:
    """Return one text, or a map with one a language on lines of its own; so far in that it is right under any field."""
    if len(texts) == 1:
        return quote(next(iter(texts.values())))
    return "".join(f"\n{_FAR}{language}: {quote(text)}" for language, text in texts.items())
