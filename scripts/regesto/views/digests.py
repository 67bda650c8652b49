"""Digests of records: equal as long as a page that shows the record would show the same.

A page that shows an entry shows names from the vocabularies and titles of articles too. So a record's digest covers
all that it refers to, and what that refers to in turn; only from entry to entry it goes one step, as a page names its
neighbours but tells nothing of theirs. References are found by the annotations of the models: a new field is covered
without a word here.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from pydantic import BaseModel

from regesto.model.dossier import Dossier
from regesto.model.entry import Entry
from regesto.model.ids import Kind
from regesto.model.walking import list_referenced


def digest(*parts: bytes | str) -> bytes:
    """Return 16 bytes that differ, for all practical purposes, where any of `parts` or their number differs."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data) + data)
    return made.digest()


class Digests:
    """The digests of one dossier's records, each made when it is first asked for."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._records = {kind: dossier.of_kind(kind) for kind in Kind}
        self._alone: dict[tuple[Kind, str], bytes] = {}
        self._whole: dict[tuple[Kind, str], bytes] = {}

    def alone(self, kind: Kind, id: str) -> bytes:
        """Return the digest of a record without what it refers to; an entry's seals belong to it."""
        key = (kind, id)
        if key not in self._alone:
            record = self._records[kind].get(id)
            self._alone[key] = b"" if record is None else digest(kind, *self._write(record))
        return self._alone[key]

    def of(self, kind: Kind, id: str) -> bytes:
        """Return the digest of a record with everything that it refers to."""
        key = (kind, id)
        if key not in self._whole:
            self._whole[key] = self.alone(kind, id)  # stands in where references go in a circle
            record = self._records[kind].get(id)
            if record is not None:
                self._whole[key] = digest(self.alone(kind, id), *self._references(record))
        return self._whole[key]

    def of_all(self, kind: Kind, ids: Iterable[str]) -> bytes:
        """Return one digest of several records in their order."""
        return digest(*(self.of(kind, id) for id in ids))

    def of_entries(self, entries: Iterable[Entry]) -> bytes:
        """Return one digest of several entries in their order."""
        return self.of_all(Kind.ENTRY, (entry.id for entry in entries))

    def vocabularies(self) -> bytes:
        """Return the digest of the ids of all terms in their order, which is that of lanes and lists."""
        kinds = [kind for kind in Kind if kind not in (Kind.ENTRY, Kind.SOURCE)]
        return digest(*(f"{kind}:{id}" for kind in kinds for id in self._records[kind]))

    def _write(self, record: BaseModel) -> list[str]:
        written = [record.model_dump_json()]
        if isinstance(record, Entry):
            for claim in record.claims:
                written += [seal.model_dump_json() for seal in self._dossier.seals.get(f"{record.id}/{claim.id}", ())]
        return written

    def _references(self, record: BaseModel) -> list[bytes]:
        found = sorted(list_referenced(record))
        return [self.alone(kind, id) if kind is Kind.ENTRY else self.of(kind, id) for kind, id in found]
