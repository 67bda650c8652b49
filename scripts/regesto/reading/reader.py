"""Reads one article, or many: every failure is a value with a clear reason, and the rest goes on."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from regesto.reading.confined import read_confined
from regesto.reading.decoding import NotText
from regesto.reading.document import Document, Facts, Unread
from regesto.reading.files import STANDARD_INPUT, find_articles
from regesto.reading.formats import READERS, Contents, read_plain, sniff
from regesto.reading.language import LANGUAGES, identify_language
from regesto.reading.layout import lay_out

LARGEST = 20 * 1024 * 1024
"""In bytes. A long investigation is under 200 kB; 20 MiB leaves room for a PDF with pictures."""

LONGEST = 2_000_000
"""In characters of text: a book of 300,000 words, which takes half a minute to draft."""

# Fewer words than this are a headline at most, and no language can be told from them.
_FEWEST_WORDS = 8


def read_articles(names: Iterable[str], facts: Facts | None = None, language: str = "") -> Iterator[Document | Unread]:
    """Read every article that `names` mean (files, folders, patterns, `-`); see `read_file`."""
    for found in find_articles(names):
        yield found if isinstance(found, Unread) else read_file(found, facts, language)


def read_file(path: Path | str, facts: Facts | None = None, language: str = "") -> Document | Unread:
    """Read one file (`-`: standard input). `facts` are what a person says of it, `language` skips identifying it."""
    if path == STANDARD_INPUT:
        data = sys.stdin.buffer.read(LARGEST + 1)
        return read_bytes(data, "standard input", "", facts, language)
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return Unread(str(path), _too_large(size))
        data = path.read_bytes()
    except PermissionError:
        return Unread(str(path), "no permission to read it")
    except OSError as error:
        return Unread(str(path), f"cannot be opened ({error.strerror or error})")
    return read_bytes(data, str(path), path.suffix.lower(), facts, language)


def read_bytes(
    data: bytes, name: str, suffix: str = "", facts: Facts | None = None, language: str = ""
) -> Document | Unread:
    """Read an article from its bytes; `suffix` (such as `.pdf`) tells the format where the bytes do not."""
    if len(data) > LARGEST:
        return Unread(name, _too_large(len(data)))
    if not data.strip():
        return Unread(name, "it is empty")
    try:
        contents = _read_contents(sniff(data, suffix), data)
    except NotText as error:
        return Unread(name, str(error))
    if len(contents.text) > LONGEST:
        return Unread(name, f"its text has {len(contents.text):,} characters, and {LONGEST:,} are the most: split it")
    if len(contents.text.split()) < _FEWEST_WORDS:
        return Unread(name, f"it holds fewer than {_FEWEST_WORDS} words: no article to draft from")
    language = language or identify_language(contents.text)
    if language not in LANGUAGES:
        known = " and ".join(LANGUAGES[code] for code in sorted(LANGUAGES, reverse=True))
        return Unread(name, f"it seems to be in {language!r}; there are rules for {known} only (or say --language)")
    notes = contents.notes
    if not contents.sure:
        notes += (f"its encoding was guessed: {contents.encoding}",)
    parts, known_facts = lay_out(contents.text, language, _merge(facts, contents.facts))
    return Document(_stem(name), contents.text, parts, known_facts, language, contents.encoding, name, notes)


def _read_contents(suffix: str, data: bytes) -> Contents:
    """Read plain text here, and what libraries take apart in a process of its own."""
    return read_plain(data) if READERS[suffix] is read_plain else read_confined(suffix, data)


def _merge(given: Facts | None, found: Facts) -> Facts:
    """What a person gave wins over what the file's format says."""
    if given is None:
        return found
    named = {name: getattr(given, name) for name in ("title", "authors", "outlet", "url") if getattr(given, name)}
    merged = replace(found, **named)
    return replace(merged, published=given.published, basis="given") if given.published else merged


def _stem(name: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-")
    return stem or "article"


def _too_large(size: int) -> str:
    return f"it is larger than {LARGEST // 1024**2} MB ({size / 1024**2:.0f} MB): too large for an article"
