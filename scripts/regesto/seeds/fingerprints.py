"""Puts a fingerprint into the file of a source and leaves every other character as it is, comments included."""

from __future__ import annotations

import re

from regesto.model.source import Fingerprint
from regesto.seeds.document import Document
from regesto.seeds.yaml import read_yaml

_KEY = "fingerprint"
_BOM = b"\xef\xbb\xbf"


def add_fingerprint(raw: bytes, name: str, fingerprint: Fingerprint) -> bytes | None:
    """Return the content `raw` of the file `name` with `fingerprint` in it, or `None` where that cannot be done safely.

    What was there is replaced value by value; where there was none, a block is added at the end. The result is read
    again: unless it holds exactly the old data and the fingerprint, nothing is returned.
    """
    before = read_yaml(raw, name)
    if before.problems or not isinstance(before.data, dict):
        return None
    text = raw.removeprefix(_BOM).decode("utf-8")
    wanted = {key: str(value) for key, value in fingerprint}
    old = before.data.get(_KEY)
    if isinstance(old, dict):
        edited = _replace_values(text, before, old, wanted)
    else:
        edited = _insert_block(text, before, wanted)
    result = (_BOM if raw.startswith(_BOM) else b"") + edited.encode("utf-8")
    after = read_yaml(result, name)
    return result if not after.problems and after.data == {**before.data, _KEY: wanted} else None


def _replace_values(text: str, document: Document, old: dict, wanted: dict[str, str]) -> str:
    lines = text.split("\n")
    # From the last value to the first, so that a shorter number does not move the places of those before it.
    for key in sorted(old, key=lambda key: document.values[(_KEY, key)], reverse=True):
        line, column = document.values[(_KEY, key)]
        before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
        quote = after[0] if after[:1] in ("'", '"') else ""
        if key in wanted and isinstance(old[key], str) and after.startswith(f"{quote}{old[key]}{quote}"):
            lines[line - 1] = f"{before}{wanted[key]}{after[len(old[key]) + 2 * len(quote) :]}"
    return "\n".join(lines)


def _insert_block(text: str, document: Document, wanted: dict[str, str]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    values = "".join(f"  {key}: {value}{end}" for key, value in wanted.items())
    if (_KEY,) in document.keys:  # the name of the field stands there with nothing after it
        lines = text.split("\n")
        line = document.keys[(_KEY,)][0]
        head = lines[:line]
        head[-1] = re.sub(r"\r?\Z", end.rstrip("\n"), head[-1])
        return "\n".join([*head, values + "\n".join(lines[line:])])
    gap = "" if text.endswith("\n") else end
    return f"{text}{gap}{_KEY}:{end}{values}"
