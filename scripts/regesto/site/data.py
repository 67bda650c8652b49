"""The data to take away, written beside the pages."""

from __future__ import annotations

from collections.abc import Sequence

from regesto.exports.export import Export
from regesto.exports.registry import EXPORTS
from regesto.pages.downloads import Download
from regesto.pages.edition import Edition
from regesto.site.tree import SiteTree


def make_downloads(
    edition: Edition, shared: Sequence[Download] | None, more: tuple[Export, ...] = ()
) -> tuple[Download, ...]:
    """Return the files of an edition, in the order of the exports; `more` are those of the dossier's extensions.

    `shared` are those of the site's first edition, from which the files without words of a language are taken; `None`
    makes every file.
    """
    folder = edition.routes.section("data")
    found: list[Download] = []
    for export in (*EXPORTS, *more):
        if shared is not None and not export.per_edition:
            found += [one for one in shared if one.export == export.name]
            continue
        for name, content in export.make(edition):
            found.append(Download(export.name, f"{edition.prefix}{folder}/{name}", export.media_type, content))
    return tuple(found)


def write_downloads(edition: Edition, tree: SiteTree) -> None:
    """Write the files of an edition into a site; those it shares are written already."""
    for download in edition.downloads:
        if download.path.startswith(edition.prefix):
            tree.write(download.path, download.content)
