"""What an export is, and small things that several need."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

from regesto.model.ids import Kind
from regesto.pages.edition import Edition
from regesto.pages.pieces import make_pieces
from regesto.pages.plain import printable
from regesto.stores import describe_code

Made = Iterator[tuple[str, bytes]]
"""Files as they are made: the name under the folder of the data, with slashes, and the content."""

NAMESPACE = uuid.UUID("6f7e3f0a-5a0e-5c8e-9b57-0d6c1f8e6a11")
"""The namespace of identifiers that must hold for ever, whatever address a site has. Never change it."""


@dataclass(frozen=True, slots=True)
class Export:
    """A format that the dossier can be taken away in.

    `name` is a key of the words under `data.export`; `media_type` the files' own; `make` makes them. With `per_edition`
    the files are in the words of a language and every edition has its own; else the first edition has them for all.
    """

    name: str
    media_type: str
    make: Callable[[Edition], Made]
    per_edition: bool = False


_SUSPECT = re.compile(r"\\u00|[\x7f-\x9f\ufffe\uffff]")
"""What `printable` would change, as it stands in JSON."""


def fill_list(frame: bytes, name: str, items: list[bytes]) -> bytes:
    """Return a JSON object of `encode_json` with `items`, each made by it too, in the object's empty list `name`."""
    if not items:
        return frame
    mark = b'\n "%s": [' % name.encode()  # a line end stands in no text, so the name is that of the object's own field
    filled = b",".join(b"\n  " + item.rstrip(b"\n").replace(b"\n", b"\n  ") for item in items)
    return frame.replace(mark + b"]", mark + filled + b"\n ]", 1)


def encode_json(value: Any) -> bytes:
    """Return JSON for people and programs: indented, UTF-8, keys in the order given, ending with a line end."""
    with suppress(PydanticSerializationError):  # half a surrogate pair
        written = to_json(value, indent=1)
        # What the seeds are read from holds nothing to clean; to look once is a tenth of the work.
        if not _SUSPECT.search(written.decode()):
            return written + b"\n"
    return to_json(_clean(value), indent=1) + b"\n"


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {_clean(key): _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list | tuple) else value


def encode_pieces(
    edition: Edition, file: str, kind: Kind, ids: Iterable[str], make: Callable[[str], bytes]
) -> list[bytes]:
    """Return what each record of one kind comes to in a file; `make` takes it from the record and what it refers to.

    What the last build made is taken from there.
    """
    return make_pieces(edition, file, {id: edition.digests.of(kind, id) for id in ids}, make, describe_code("exports"))


def make_uuid(edition: Edition, *names: str) -> uuid.UUID:
    """Return the lasting identifier of something in a dossier, such as `("entry", id)`."""
    return uuid.uuid5(NAMESPACE, "/".join((edition.dossier.settings.id, *names)))
