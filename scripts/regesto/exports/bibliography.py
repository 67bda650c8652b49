"""The sources as a list of references: BibTeX, CSL-JSON and RIS, for Zotero and its like."""

from __future__ import annotations

from regesto.exports.export import Made, encode_json
from regesto.pages.bibliography.formats import write_bibtex, write_csl, write_ris
from regesto.pages.bibliography.item import Item, describe_source
from regesto.pages.edition import Edition


def _describe(edition: Edition) -> list[Item]:
    return [describe_source(edition.dossier, source) for source in edition.dossier.sources.values()]


def export_bibtex(edition: Edition) -> Made:
    """Yield the sources in BibTeX."""
    yield "sources.bib", "\n".join(map(write_bibtex, _describe(edition))).encode()


def export_csl(edition: Edition) -> Made:
    """Yield the sources in CSL-JSON."""
    yield "sources.csl.json", encode_json(list(map(write_csl, _describe(edition))))


def export_ris(edition: Edition) -> Made:
    """Yield the sources in RIS."""
    yield "sources.ris", "\r\n".join(map(write_ris, _describe(edition))).encode()
