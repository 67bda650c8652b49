"""What a command writes reaches every terminal and every pipe, whatever characters either can show."""

from __future__ import annotations

import io
import sys


def write_anything() -> None:
    """Let the two outputs spell out (`\\u2192`) what their encoding has no character for, rather than end in an error.

    Windows gives pipes cp1252 and consoles cp437 or cp850; `LC_ALL=C` is ASCII; a file's name may hold bytes that are
    no text at all.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write_for_programs() -> None:
    """Write UTF-8 from now on: JSON, annotations and Markdown are for programs, which expect nothing else."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
