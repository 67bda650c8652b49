"""Prints an article with what was found in it, coloured where the output is a terminal, and the rule behind each."""

from __future__ import annotations

import click

from regesto.drafting.annotation import Annotation, Kind
from regesto.drafting.engine import Reading

COLOURS = {
    Kind.TIME: "cyan",
    Kind.QUANTITY: "yellow",
    Kind.ENTITY: "green",
    Kind.ATTRIBUTION: "magenta",
    Kind.DENIAL: "red",
    Kind.CONDITIONAL: "blue",
    Kind.MODAL: "blue",
    Kind.HEDGE: "blue",
}
"""The colour of each kind; other kinds are not shown."""


def explain_reading(reading: Reading) -> str:
    """Return the article sentence by sentence, each with its findings below it."""
    document = reading.document
    lines = [click.style(f"{document.name} ({document.language}, {document.encoding})", bold=True)]
    shown = [one for one in reading.annotations if one.kind in COLOURS]
    for sentence in reading.sentences:
        lines += [
            "",
            f"{sentence.part.kind} {sentence.part.paragraph}: {_coloured(reading, sentence.start, sentence.end)}",
        ]
        for one in shown:
            if sentence.start <= one.start < sentence.end:
                lines.append(_line(document.text, one))
    return "\n".join(lines)


def _line(text: str, one: Annotation) -> str:
    words = " ".join(text[one.start : one.end].split())
    words = words if len(words) < 70 else words[:67] + "..."
    rejected = "".join(f"; not {value} ({rule})" for rule, value in one.rejected)
    kind = click.style(f"{one.kind:12}", fg=COLOURS[one.kind])
    return f"    {kind} {one.start}-{one.end} «{words}» = {one.value} [{one.rule}, {one.confidence:.0%}{rejected}]"


def _coloured(reading: Reading, start: int, end: int) -> str:
    out, at = [], start
    for one in reading.annotations:
        if one.kind not in COLOURS or one.kind in (Kind.ATTRIBUTION, Kind.DENIAL) or one.start < at or one.end > end:
            continue
        out.append(reading.document.text[at : one.start])
        out.append(click.style(reading.document.text[one.start : one.end], fg=COLOURS[one.kind]))
        at = one.end
    out.append(reading.document.text[at:end])
    return " ".join("".join(out).split())
