"""The whole dossier as one page to print: one file that needs no other, whose links stay inside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from regesto.model.ids import Kind
from regesto.pages.drawn import draw_entries
from regesto.pages.edition import Edition
from regesto.pages.environment import make_environment
from regesto.pages.parts import Link
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.resources import find_templates
from regesto.views.corroboration import claims_on_own_matter, corroborate_entry
from regesto.views.estimates import view_estimates
from regesto.views.questions import view_ledger

MOST = 500
"""Entries of the largest dossier that is made into one page: of paper, some thousand pages."""

_RULE = re.compile(r"^\.md-typeset \.rg (?:\.draw )?(?P<selector>svg\b[^{:]*)\{(?P<body>[^}]*)\}", re.MULTILINE)
_TOKEN = re.compile(r"(--rg-[\w-]+):\s*([^;\s][^;]*);")
_SIZE = re.compile(r"\b(?:width|height|max-width|display|overflow): [^;]*;\s*")
_VAR = re.compile(r"var\((?:--stance, var\()?(--rg-[\w-]+)\)?\)")

ANCHORS = {Kind.ENTRY: "e", Kind.SOURCE: "s"}
"""The kinds that have a place of their own in the page, with what their anchors begin with."""


class PrintWriter(Writer):
    """Writes for the page to print: entries, sources and questions are in it, and nothing else is linked."""

    def section(self, name: str, fragment: str = "") -> str:
        """Return the link to the page's beginning: sections are not in it."""
        return "#top"

    def href(self, kind: Kind | str, id: str, fragment: str = "") -> str:
        """Return the link to a record's place in the page, or to its beginning."""
        start = ANCHORS.get(Kind(kind))
        return f"#{start}-{id}" if start else "#top"

    def year_href(self, year: int) -> str:
        """Return the link to the page's beginning: years are not in it."""
        return "#top"

    def link(self, kind: Kind | str, id: str, **more: str) -> Link:
        """Return a link to a record that is in the page, or the name of another."""
        found = super().link(kind, id, **more)
        return found if Kind(kind) in ANCHORS else Link(found.text, **more)

    def question(self, id: str) -> Link:
        """Return a link to a question's ledger."""
        return Link(self.text(self.dossier.questions[id].name), f"#q-{id}")


def write_printable(edition: Edition) -> str | None:
    """Return the page in an edition's language as HTML, or `None` where the dossier is too large for one."""
    dossier = edition.dossier
    if len(dossier.entries) > MOST:
        return None
    w = PrintWriter(edition, edition.routes.section("data"))
    v = Voices(w)
    template = make_environment(edition).get_template("print/dossier.html.jinja")
    return template.render(w=w, v=v, settings=dossier.settings, styles=style_drawings(), **_gather(edition, w, v))


def _gather(edition: Edition, w: Writer, v: Voices) -> Mapping[str, Any]:
    dossier = edition.dossier
    estimates = {measure: view_estimates(dossier, measure) for measure in dossier.measures}
    return {
        "drawing": draw_entries(w, dossier.chronology),
        "topics": [
            (topic, ledgers)
            for topic in dossier.topics.values()
            if (ledgers := [v.ledger(view_ledger(dossier, edition.index, one.id)) for one in _ask(edition, topic.id)])
        ],
        "estimates": {measure: found for measure, found in estimates.items() if found},
        "entries": [
            (entry, found, v.reason(found, claims_on_own_matter(entry)))
            for entry in dossier.chronology
            for found in [corroborate_entry(dossier, entry)]
        ],
        "sources": [(source, v.by(source.id)) for source in dossier.sources.values()],
    }


def _ask(edition: Edition, topic: str) -> list:
    return [one for one in edition.dossier.questions.values() if one.topic == topic]


@cache
def _read_sheets() -> str:
    sheets = find_templates() / "theme/assets/stylesheets"
    return "\n".join((sheets / name).read_text(encoding="utf-8") for name in ("regesto.css", "drawings.css"))


def style_drawings() -> str:
    """Return the styles of drawings by themselves, with the colours of the light palette written out.

    A drawing that carries them needs nothing from around it: makers of PDF give a drawing no style of the page.
    """
    sheet = _read_sheets()
    light = sheet.split('[data-md-color-scheme="default"] {', 1)[1].split("}", 1)[0]
    tokens = dict(_TOKEN.findall(light)) | {"--rg-paper": "#ffffff", "--rg-sans": "sans-serif", "--rg-radius": "0"}
    rules = [(one["selector"].strip(), one["body"].strip()) for one in _RULE.finditer(sheet)]
    written = [
        # How large a drawing is, the page says.
        f"{selector} {{ {_VAR.sub(lambda name: tokens[name[1]], _SIZE.sub('', body) if selector == 'svg' else body)} }}"
        for selector, body in rules
    ]
    return "\n".join(rule for rule in written if "var(" not in rule)
