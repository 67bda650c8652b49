"""The explorer, and the two pages that say where the evidence is thin and what was corrected."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from regesto.model.entry import Entry
from regesto.model.ids import Kind
from regesto.pages.drawings.date_mark import draw_glyph
from regesto.pages.edition import Edition
from regesto.pages.explorer import CLAIMS_FILE, FILE
from regesto.pages.parts import Link, Row
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.corroboration import Label
from regesto.views.evidence import Health, Share, view_corrections, view_health
from regesto.views.index import Statement
from regesto.views.timeline import Shape

FACETS = (
    ("topic", True),
    ("corroboration", True),
    ("origin", True),
    ("stance", True),
    ("certainty", False),
    ("actor", False),
    ("role", False),
    ("place", False),
    ("materiel", False),
    ("measure", False),
    ("source", False),
    ("relay", False),
    ("status", False),
)
"""The facets in the order in which they stand, and whether they stand open."""

SCRIPTS = (FILE, "assets/javascripts/explore-engine.js", "assets/javascripts/explore.js", CLAIMS_FILE)
STYLES = "assets/stylesheets/explore.css"
LISTED = 40
"""Rows of one list on the evidence page; the explorer has the rest."""


class Found(NamedTuple):
    """A glyph's corroboration for a template: as many affirming voices as places are full."""

    label: str
    affirming: tuple[int, ...]


class Bar(NamedTuple):
    """A share in words and as a number of per cent for its bar."""

    link: Link
    number: str
    per_cent: float


def make_explore(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    """Return the context of the explorer: what the script fills and clones, and the plain list that does without it."""
    here = posixpath.dirname(edition.routes.file(w.address))
    found = [Found(label.value, (0,)) for label in Label if label is not Label.INDEPENDENT]
    found += [Found(Label.INDEPENDENT.value, (0,) * full) for full in (2, 3)]
    return {
        "facets": FACETS,
        "scripts": [posixpath.relpath(name, here or ".") for name in SCRIPTS],
        "styles": posixpath.relpath(STYLES, here or "."),
        "shapes": {shape.value: draw_glyph(shape) for shape in Shape},
        "found": found,
        "entries": [(w.date(entry.date), w.link(Kind.ENTRY, entry.id)) for entry in edition.dossier.chronology],
    }


def make_evidence(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    """Return the context of the page on the health of the evidence."""
    health = view_health(edition.dossier)
    dossier = edition.dossier
    return {
        "styles": posixpath.relpath(STYLES, posixpath.dirname(edition.routes.file(w.address)) or "."),
        "health": health,
        "tally": _tally_health(edition, w, health),
        "single_rows": _claim_rows(v, health.single_origin),
        "hedged_rows": _entry_rows(v, health.hedged),
        "unnamed_rows": _entry_rows(v, health.unnamed),
        "unsealed_rows": _claim_rows(v, health.unsealed),
        "unquoted_rows": _claim_rows(v, health.unquoted),
        "source_rows": [v.source_row(id, _write_missing(w, health, id)) for id in list(dossier.sources)[:LISTED]],
        "source_bars": [_bar(w, Kind.SOURCE, one) for one in health.by_source[:LISTED]],
        "origin_bars": [_bar(w, Kind.ACTOR, one) for one in health.by_origin[:LISTED]],
        "listed": LISTED,
    }


def make_corrections(edition: Edition, w: Writer, v: Voices) -> dict[str, Any]:
    """Return the context of the log of corrections."""
    rows = [_correction_row(w, entry) for entry in view_corrections(edition.dossier)]
    return {"correction_rows": rows}


def _tally_health(edition: Edition, w: Writer, health: Health) -> list[Any]:
    return [
        w.count("evidence.tally.claims", health.claims),
        w.count("evidence.tally.single", len(health.single_origin)),
        w.count("evidence.tally.unsealed", len(health.unsealed)),
        w.count("evidence.tally.archive", len(health.without_archive)),
    ]


def _claim_rows(v: Voices, statements: Iterable[Statement]) -> list[Row]:
    return [v.row_of_claim(one) for one in list(statements)[:LISTED]]


def _entry_rows(v: Voices, entries: Iterable[Entry]) -> list[Row]:
    return [v.row(entry) for entry in list(entries)[:LISTED]]


def _write_missing(w: Writer, health: Health, source: str) -> str:
    """Return what a source lacks, in words; nothing where it lacks nothing."""
    lists = {"outlet": health.without_outlet, "archive": health.without_archive, "date": health.undated}
    missing = [w.t(f"evidence.without.{name}") for name, ids in lists.items() if source in ids]
    return w.t("evidence.missing", what=w.t.join(missing)) if missing else w.t("evidence.complete")


def _bar(w: Writer, kind: Kind, share: Share) -> Bar:
    link = Link(w.t("origin.unnamed")) if share.id is None else w.link(kind, share.id)
    per_cent = round(100 * share.part, 1)
    return Bar(link, w.t("evidence.share", n=share.claims, part=round(per_cent)), per_cent)


def _correction_row(w: Writer, entry: Entry) -> Row:
    reason = w.text(entry.status_note) or w.t("corrections.no_reason")
    line = Markup("<b>{}.</b> {}").format(w.t(f"explore.status.{entry.status.value}"), reason)
    return Row(w.date(entry.reviewed.on), w.link(Kind.ENTRY, entry.id), line)
