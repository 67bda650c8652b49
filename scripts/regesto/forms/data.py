"""What the forms' script needs of an edition, as a script that sets one text: pages read from a disk may not fetch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from babel.dates import get_month_names

from regesto.forms.shape import describe_shapes
from regesto.model.dossier import Dossier
from regesto.model.ids import RESERVED, Kind
from regesto.model.seal import normalise
from regesto.pages.edition import Edition
from regesto.pages.forge import LONGEST_ADDRESS
from regesto.pages.i18n import Words
from regesto.pages.writer import Writer
from regesto.seeds.checks.dates import year_folder
from regesto.seeds.layout import ENTRIES_FOLDER

FILE = "assets/forms/data.js"
"""Where the data is, from the edition's root."""

VERSION = 1
"""Of the shape of the data and of the drafts that a browser keeps."""


def write_form_data(edition: Edition) -> Mapping[str, str]:
    """Return the script with an edition's data for the forms, by its address."""
    text = json.dumps(collect_data(edition), ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\\", "\\\\").replace("'", "\\'").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return {FILE: f"var regestoFormData = '{text}'\n"}


def collect_data(edition: Edition) -> dict[str, Any]:
    """Return shapes, words and the dossier as far as the forms ask for it."""
    t = edition.words
    return {
        "version": VERSION,
        "dossier": edition.dossier.settings.id,
        "language": edition.language,
        "shapes": describe_shapes(t),
        "reserved": sorted(RESERVED),
        "words": {name: t.find(name) for name in ("problems", "edtf")} | {"form": t.find("form.script")},
        "dates": collect_dates(t),
        "world": collect_world(edition.dossier, t),
        "names": _collect_names(edition),
        "forge": edition.forge and edition.forge.new | {"longest": LONGEST_ADDRESS},
    }


def collect_dates(t: Words) -> dict[str, Any]:
    """Return the words of dates with the names of the months, as in a date with a day and by themselves."""
    months = [get_month_names("wide", context, t.locale) for context in ("format", "stand-alone")]
    return {**t.find("dates"), "months": [[names[number] for number in range(1, 13)] for names in months]}


def collect_world(dossier: Dossier, t: Words) -> dict[str, Any]:
    """Return what a new record is checked against: ids, units, and of the sources when and what is quoted."""
    return {
        "languages": list(dossier.settings.languages),
        "ids": {str(kind): list(dossier.of_kind(kind)) for kind in Kind},
        "kinds": t.find("bare_kinds"),
        "files": t.find("files"),
        "units": {measure.id: measure.unit for measure in dossier.measures.values()},
        "sources": _collect_sources(dossier),
        "entryFiles": {
            entry.id: f"{ENTRIES_FOLDER}/{year_folder(entry.date)}/{entry.id}.yml" for entry in dossier.entries.values()
        },
    }


def _collect_sources(dossier: Dossier) -> dict[str, dict[str, Any]]:
    quotes: dict[str, set[str]] = defaultdict(set)
    for _, claim in dossier.claims():
        quotes[claim.source] |= {normalise(evidence.quote) for evidence in claim.evidence}
    return {
        source.id: {
            "issued": str(source.issued or ""),
            "words": source.fingerprint.words if source.fingerprint else 0,
            "quotes": sorted(quotes[source.id]) if source.fingerprint else [],
        }
        for source in dossier.sources.values()
    }


def _collect_names(edition: Edition) -> dict[str, list[list[str]]]:
    """Return, by kind, the id, the name in the edition's language and the other names of every record."""
    w = Writer(edition, "")
    names: dict[str, list[list[str]]] = {}
    for kind in Kind:
        rows = []
        for id, record in edition.dossier.of_kind(kind).items():
            name = record.title if kind is Kind.SOURCE else w.plain(record.title if kind is Kind.ENTRY else record.name)
            aliases = getattr(record, "aliases", ()) if kind is not Kind.ENTRY else ()
            rows.append([id, name, *(aliases.choose(edition.language) if aliases else ())])
        names[str(kind)] = sorted(rows, key=lambda row: (row[1].casefold(), row[0]))
    return names
