"""A Frictionless data package over the CSV files: what each column holds, the keys, the sums (datapackage.org)."""

from __future__ import annotations

from typing import Any

from regesto.exports.csv import sum_csv
from regesto.exports.export import Made, encode_json
from regesto.pages.edition import Edition
from regesto.pages.licence import find_licence
from regesto.views.tables.table import CellType, Column, ForeignKey, Table


def export_datapackage(edition: Edition) -> Made:
    """Yield the descriptor."""
    settings, default = edition.dossier.settings, edition.dossier.default_language
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": settings.id,
        "title": settings.title.choose(default, default).value,
        "description": settings.description.choose(default, default).value,
        "version": ".".join([*settings.version.split("."), "0", "0"][:3]),
    }
    if edition.site_url:
        package["homepage"] = edition.site_url
    if licence := find_licence(settings):
        package["licenses"] = [{"name": licence.spdx, "title": licence.title, "path": licence.url}]
    package["resources"] = [_describe(table) for table in edition.tables]
    yield "datapackage.json", encode_json(package)


def _describe(table: Table) -> dict[str, Any]:
    size, sha256 = sum_csv(table)
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"csv/{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_describe_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [_describe_key(table, foreign) for foreign in table.foreign],
        },
    }


def _describe_field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    field: dict[str, Any] = {"name": column.name, "type": column.type.value, "description": column.description}
    if column.type is CellType.BOOLEAN:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field | ({"constraints": constraints} if constraints else {})


def _describe_key(table: Table, foreign: ForeignKey) -> dict[str, Any]:
    resource = "" if foreign.table == table.name else foreign.table.replace("_", "-")
    return {
        "fields": list(foreign.columns),
        "reference": {"resource": resource, "fields": list(foreign.keys)},
    }
