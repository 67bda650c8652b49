"""Files of the seeds from the disk: their bytes, and what they hold."""

from __future__ import annotations

from regesto.model.problem import Place, Problem
from regesto.seeds.document import LIMITS, Document, Limits
from regesto.seeds.layout import SeedFile
from regesto.seeds.yaml import read_yaml


def read_bytes(file: SeedFile) -> bytes | None:
    """Return a record's file, no more of it than may be; `None` where it cannot be read, which `load` will tell."""
    try:
        with file.path.open("rb") as stream:
            return stream.read(LIMITS.size + 1)
    except OSError:
        return None


def load(file: SeedFile, limits: Limits = LIMITS) -> Document:
    """Return what a file holds, with the places of everything, or why it cannot be read."""
    try:
        with file.path.open("rb") as stream:
            raw = stream.read(limits.size + 1)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        return Document(file.name, problems=[Problem("file", message, Place(file.name))], broken=True)
    return read_yaml(raw, file.name, limits)
