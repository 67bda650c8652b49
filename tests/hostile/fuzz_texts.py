"""Makes texts to fuzz with: bytes that somebody draws become pieces that mean something, and files put out of joint.

Hypothesis draws one run of bytes a case, which is several times faster than a list of choices, and it still makes a
case smaller: bytes that are nought stand for no piece, no file, and the first piece of its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]

PIECES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("fuzz_pieces.yml").read_text(encoding="utf-8"))
"""Pieces that mean something, by what they mean it to."""

WINDOW = 1500
"""Characters of a file that are taken at most: enough for a record or a page of an article."""

STEP = 5
"""Bytes that say one piece: which sort, which one (two), and where in a file it goes (two)."""

Grow = Callable[[bytes], str]


def size_of(most: int) -> int:
    """Return how many bytes a text of so many pieces is grown from."""
    return 4 + STEP * most


def make_grow(pieces: Sequence[str], samples: Sequence[str] = (), most: int = 12, window: int = WINDOW) -> Grow:
    """Return what grows a text of up to `most` pieces from bytes.

    Of the pieces a half are `pieces`, a quarter payloads of the corpus, a quarter any characters. Where there are
    `samples`, two texts of three are a part of one of them, of `window` characters at most, with the pieces put in and
    a few characters taken out.
    """
    payloads = _read_payloads()

    def take(sort: int, number: int) -> str:
        if sort < 128:
            return pieces[number % len(pieces)]
        if sort < 192:
            return payloads[number % len(payloads)]
        return _any_characters(sort, number)

    def grow(data: bytes) -> str:
        count = round(most * (data[0] / 255) ** 2)  # short ones are the most, long ones there are
        steps = [data[4 + STEP * i : 4 + STEP * (i + 1)] for i in range(count)]
        parts = [(take(one[0], one[1] << 8 | one[2]), one[3] << 8 | one[4]) for one in steps]
        if not samples or data[1] < 85:
            return "".join(part for part, _ in parts)
        text = _cut(samples[data[1] % len(samples)], data[2] << 8 | data[3], window)
        for part, where in parts:
            at = where % (len(text) + 1)
            text = text[:at] + part + text[at + where % 7 * (where % 3) :]
        return text

    return grow


def _cut(sample: str, number: int, window: int) -> str:
    """Return a whole sample, or a part of a long one."""
    if len(sample) <= window:
        return sample
    at = number % (len(sample) - window)
    return sample[at : at + window]


def _any_characters(sort: int, number: int) -> str:
    """Return one to three characters: of ASCII, of Latin letters and marks, of any plane, never half of a pair."""
    if sort < 214:
        return chr(number % 128) * (1 + number % 3)
    if sort < 235:
        return chr(number % 0x2100)
    code = (number * 17 + sort) % 0x110000
    return chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"


@cache
def _read_payloads() -> list[str]:
    from hostile_records import PAYLOADS

    return [one for ones in PAYLOADS.values() for one in ones]


@cache
def read_samples(pattern: str) -> tuple[str, ...]:
    """Return the texts of the files of this repository that a pattern means."""
    paths = sorted(ROOT.glob(pattern))
    assert paths, pattern
    return tuple(path.read_text(encoding="utf-8") for path in paths)


@cache
def make_pdfs() -> tuple[str, ...]:
    """Return small PDFs as texts, a character for each byte: a page of text, that page packed, an empty one."""
    import re
    import sys
    import zlib

    sys.path.append(str(ROOT / "tests/reading"))
    from pdf import make_pdf

    page = make_pdf([f"Il ministro ha detto che il faro {n} riapre a settembre del 2024." for n in range(6)])

    def pack(found: re.Match[bytes]) -> bytes:
        packed = zlib.compress(found[2])
        return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)

    packed = re.sub(rb"<< /Length (\d+) >>\nstream\n(.*?)\nendstream", pack, page, flags=re.DOTALL)
    return tuple(one.decode("latin-1") for one in (page, packed, make_pdf([])))


def read_articles() -> tuple[str, ...]:
    """Return articles that were written for the tests of drafting."""
    return read_samples("tests/fixtures/drafting/*.txt") + read_samples("tests/fixtures/lighthouses/articles/*.txt")


def wrap_in_html(text: str) -> str:
    """Return an article as a web page."""
    paragraphs = "".join(f"<p>{part}</p>\n" for part in text.split("\n\n"))
    return f"<html><head><title>Il faro</title></head><body><article>{paragraphs}</article></body></html>"


def describe(value: Any) -> str:
    """Return a value for a message, cut where it is long."""
    text = repr(value)
    return text if len(text) < 300 else f"{text[:300]}... ({len(text):,} characters)"
