"""The whole dossier as one page to print."""

from __future__ import annotations

from regesto.exports.export import Made
from regesto.pages.edition import Edition
from regesto.pages.printable import write_printable

NAME = "dossier.html"
"""The page's file, under the folder of the data."""


def export_printable(edition: Edition) -> Made:
    """Yield the page; a dossier too large for one page yields nothing."""
    page = write_printable(edition)
    if page is not None:
        yield NAME, page.encode()
