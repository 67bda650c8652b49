"""From bytes to text: which encoding, found how, and what was normalised."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# A text may hold a stray control character (form feeds, old editors); one in two hundred is no text any more.
_MOST_CONTROLS = 1 / 200
_NEWLINES = re.compile(r"\r\n?|[\u0085\u2028\u2029]|\x0b|\x0c")
# Of no width and no meaning in an article: soft hyphen, zero-width space, byte-order mark inside the text.
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")


class NotText(ValueError):
    """The bytes are not text in any encoding."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was in, and `sure`: False when the encoding was guessed from the letters."""

    text: str
    encoding: str
    sure: bool = True


def decode(data: bytes) -> Decoded:
    """Decode `data`: by its byte-order mark, else as UTF-8, else by charset-normalizer's guess.

    Raises `NotText` when what comes out is not text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data, encoding)
    try:
        return _checked(data.decode("utf-8"), "utf-8", sure=True)
    except UnicodeDecodeError:
        return _guess(data)


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        return _checked(data.decode(encoding), encoding, sure=True)
    except UnicodeDecodeError as error:
        raise NotText(f"its first bytes say {encoding}, the rest is not") from error


def _guess(data: bytes) -> Decoded:
    if b"\x00" in data[:4096]:
        raise NotText("it is not text (binary data)")
    from charset_normalizer import from_bytes  # imported here: only old files need it, and it takes 30 ms

    best = from_bytes(data[:200_000], cp_isolation=["cp1252", "cp1250", "latin_1", "mac_roman", "utf_16"]).best()
    # Italian text in one of the old encodings is Windows-1252 unless its letters say otherwise.
    encoding = best.encoding if best is not None else "cp1252"
    try:
        return _checked(data.decode(encoding), encoding, sure=False)
    except UnicodeDecodeError as error:
        raise NotText("it is not text in any encoding known here") from error


def _checked(text: str, encoding: str, *, sure: bool) -> Decoded:
    if text and len(_CONTROL.findall(text)) > len(text) * _MOST_CONTROLS:
        raise NotText("it is not text (binary data)")
    return Decoded(normalise_letters(text), encoding, sure)


def normalise_letters(text: str) -> str:
    """Return `text` with one kind of line end, composed accents (NFC), and no characters without width."""
    text = _INVISIBLE.sub("", _NEWLINES.sub("\n", text))
    text = _CONTROL.sub(" ", text)
    return unicodedata.normalize("NFC", text)
