"""The one list of what the dossier can be taken away in, in the order in which the page of the data shows it."""

from __future__ import annotations

from regesto.exports.atom import export_atom
from regesto.exports.bibliography import export_bibtex, export_csl, export_ris
from regesto.exports.calendar import export_calendar
from regesto.exports.citation_file import export_citation_file
from regesto.exports.csv import export_csv
from regesto.exports.datapackage import export_datapackage
from regesto.exports.document import export_document
from regesto.exports.export import Export
from regesto.exports.geojson import export_geojson
from regesto.exports.printable import export_printable
from regesto.exports.sqlite import export_sqlite

EXPORTS: tuple[Export, ...] = (
    Export("json", "application/json", export_document),
    Export("csv", "text/csv", export_csv),
    Export("datapackage", "application/json", export_datapackage),
    Export("sqlite", "application/vnd.sqlite3", export_sqlite),
    Export("geojson", "application/geo+json", export_geojson),
    Export("ics", "text/calendar", export_calendar, per_edition=True),
    Export("atom", "application/atom+xml", export_atom, per_edition=True),
    Export("bibtex", "application/x-bibtex", export_bibtex),
    Export("csl", "application/vnd.citationstyles.csl+json", export_csl),
    Export("ris", "application/x-research-info-systems", export_ris),
    Export("cff", "application/yaml", export_citation_file),
    Export("print", "text/html", export_printable, per_edition=True),
)
