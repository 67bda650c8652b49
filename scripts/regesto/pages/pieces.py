"""Pieces of files and pages that take long to make, kept from build to build: a record in a file of all, a large map.

A piece is taken only if its key is the digest of what it would be made of now, and if its bytes are those that were
kept. Whatever is wrong with the store, the pieces are made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from regesto.pages.kept import describe_edition
from regesto.stores import open_store
from regesto.views.digests import digest

if TYPE_CHECKING:
    from regesto.pages.edition import Edition

STORE = "pieces.sqlite"
"""The file that keeps them, beside that of the pages."""

_TABLE = """create table if not exists pieces
    (file text, name text, key blob, seal blob, piece blob, primary key (file, name))"""


def make_pieces(
    edition: Edition, file: str, shows: Mapping[str, bytes], make: Callable[[str], bytes], *depends: bytes
) -> list[bytes]:
    """Return the pieces of a file in their order.

    `shows` are their names, each with the digest of what it shows of the dossier; `make` makes one from that alone.
    `depends` are digests of what all are made of beside that, the edition, and the code of pages.
    """
    store = open_store(edition.kept.with_name(STORE), _TABLE) if edition.kept else None
    if store is None:
        return [make(name) for name in shows]
    common = digest(describe_edition(edition), *depends)
    file = f"{edition.language} {file}"
    with closing(store):
        known = _read(store, file)
        pieces, new = [], []
        for name, shown in shows.items():
            key = digest(common, shown)
            piece, seal = known.get((name, key), (b"", b""))
            if not seal or digest(key, piece) != seal:
                piece = make(name)
                new.append((file, name, key, digest(key, piece), piece))
            pieces.append(piece)
        gone = [(file, name) for name, _ in known if name not in shows]
        with suppress(sqlite3.Error):
            store.executemany("delete from pieces where file = ? and name = ?", gone)
            store.executemany("insert or replace into pieces values (?, ?, ?, ?, ?)", new)
            store.commit()
    return pieces


def _read(store: sqlite3.Connection, file: str) -> dict[tuple[str, bytes], tuple[bytes, bytes]]:
    with suppress(sqlite3.Error):
        rows = store.execute("select name, key, piece, seal from pieces where file = ?", (file,))
        return {(name, key): (piece, seal) for name, key, piece, seal in rows}
    return {}
