"""The data to take away, written beside the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from regesto.exports.export import Export
from regesto.exports.registry import EXPORTS
from regesto.pages.downloads import Download
from regesto.pages.edition import Edition
from regesto.site.tree import SiteTree

Keep = Callable[[bytes], Callable[[], bytes]]
"""Puts some content away, and returns what reads it back."""


def hold(content: bytes) -> Callable[[], bytes]:
    """Keep some content in memory."""
    return lambda: content


def make_downloads(
    edition: Edition, shared: Sequence[Download] | None, more: tuple[Export, ...] = (), keep: Keep = hold
) -> tuple[Download, ...]:
    """Return the files of an edition, in the order of the exports; `more` are those of the dossier's extensions.

    `shared` are those of the site's first edition, from which the files without words of a language are taken; `None`
    makes every file. `keep` says where their content waits.
    """
    folder = edition.routes.section("data")
    found: list[Download] = []
    for export in (*EXPORTS, *more):
        if shared is not None and not export.per_edition:
            found += [one for one in shared if one.export == export.name]
            continue
        for name, content in export.make(edition):
            path = f"{edition.prefix}{folder}/{name}"
            found.append(Download(export.name, path, export.media_type, len(content), keep(content)))
    return tuple(found)


def write_downloads(edition: Edition, tree: SiteTree) -> None:
    """Write the files of an edition into a site; those it shares are written already."""
    for download in edition.downloads:
        if download.path.startswith(edition.prefix):
            tree.write(download.path, download.content)


_PREVIEWED: dict[str, tuple[Download, ...]] = {}
"""The files by configuration, as the first build of `mkdocs serve` made them: a save need not wait for them."""


class DataFiles:
    """The files of a site's data on their way: between the exports and the site they wait on the disk."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory | None = None
        self._number = 0

    def make(
        self, edition: Edition, first: Edition | None, more: tuple[Export, ...], preview: str | None
    ) -> tuple[Download, ...]:
        """Return the files of an edition; `first` is the site's first one, if this is another.

        `preview` names the configuration of one that is only looked at, whose files are made once.
        """
        if preview is None:
            return make_downloads(edition, first.downloads if first else None, more, self._put)
        if preview not in _PREVIEWED:
            _PREVIEWED[preview] = make_downloads(edition, None, more)
        return _PREVIEWED[preview]

    def _put(self, content: bytes) -> Callable[[], bytes]:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="regesto-data-")
        self._number += 1
        path = Path(self._folder.name) / str(self._number)
        path.write_bytes(content)
        return path.read_bytes

    def close(self) -> None:
        """Remove what waited."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
