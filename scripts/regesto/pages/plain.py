"""Texts for files that are no HTML: nothing in them may end a line, a field or a file before its time."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold (controls, halves of surrogate pairs, two non-characters), and the C1 controls with them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return `text` with every character that XML or UTF-8 cannot hold turned into the replacement character."""
    return UNPRINTABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return `text` printable and on one line: every run of white space, line ends included, becomes one space."""
    return re.sub(r"\s+", " ", printable(text)).strip()
