"""The one list of formats that references are read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from regesto.importing.bibtex import read_bibtex
from regesto.importing.csl import read_csl
from regesto.importing.reference import References, Weight
from regesto.importing.ris import read_ris
from regesto.importing.table import read_csv

READERS: Mapping[str, Callable[[str], References]] = {
    "bibtex": read_bibtex,
    "ris": read_ris,
    "csl": read_csl,
    "csv": read_csv,
}
"""Every format by its name."""

ENDINGS = {
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".ris": "ris",
    ".json": "csl",
    ".csl": "csl",
    ".csv": "csv",
    ".tsv": "csv",
}
"""The format of a file by the end of its name."""


def find_format(name: str) -> str | None:
    """Return the format of a file by its name, if that tells."""
    return ENDINGS.get(PurePath(name).suffix.casefold())


def read_references(raw: bytes, form: str) -> References:
    """Return the references in the content of a file; `form` is a key of `READERS`. Never raises for what is in it."""
    notes = References()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
        notes.note(1, "the file is not UTF-8; it was read as Windows-1252: look at its accents")
    found = READERS[form](text.replace("\0", ""))
    found.notices = [*notes.notices, *found.notices]
    if not found.items and not any(one.weight is Weight.ERROR for one in found.notices):
        found.lose(1, f"there is no reference in this file; is it {form}?")
    return found
