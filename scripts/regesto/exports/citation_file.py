"""CITATION.cff 1.2.0: how to cite the dossier, for GitHub, Zenodo and Zotero (citation-file-format.github.io)."""

from __future__ import annotations

import json
from typing import Any

from regesto.exports.export import Made
from regesto.pages.edition import Edition
from regesto.pages.licence import find_licence
from regesto.pages.plain import one_line
from regesto.views.tables.columns import bound_days


def export_citation_file(edition: Edition) -> Made:
    """Yield the file. Its date of release is the day of the latest review."""
    dossier, default = edition.dossier, edition.dossier.default_language
    settings = dossier.settings
    licence = find_licence(settings)
    days = [bound_days(entry.reviewed.on)[1] for entry in dossier.entries.values()]

    def write(text: Any) -> str:
        return one_line(text.choose(default, default).value)

    facts: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": write(settings.licence),
        "type": "dataset",
        "title": write(settings.title),
        "abstract": write(settings.description),
        "version": settings.version,
        "date-released": max(filter(None, days), default=None),
        "license": licence and licence.spdx,
        "url": edition.site_url,
        "authors": [{"name": write(editor.name)} for editor in settings.editors.values()],
        "keywords": [write(topic.name) for topic in dossier.topics.values()],
    }
    yield "CITATION.cff", "".join(_write(name, value) for name, value in facts.items() if value).encode()


def _write(name: str, value: Any) -> str:
    """Return one field in YAML. A text in JSON's quotation marks is one in YAML's too."""
    if isinstance(value, str):
        return f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
    items = (json.dumps(item, ensure_ascii=False) for item in value)
    return f"{name}:\n" + "".join(f"  - {item}\n" for item in items)
