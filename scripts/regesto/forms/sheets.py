"""The pages of the forms: one for an entry, one for a source, one for each vocabulary, in every edition."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from regesto.forms.data import FILE
from regesto.forms.fields import (
    ENTRY_SECTIONS,
    PARTS,
    SOURCE_SECTIONS,
    TERM_SECTIONS,
    Section,
    list_kinds,
    make_fields,
)
from regesto.forms.template import write_template
from regesto.model.entry import Entry
from regesto.model.ids import Kind
from regesto.model.source import Source
from regesto.model.vocabulary import Actor, Materiel, PlaceTerm, Topic
from regesto.pages.edition import Edition
from regesto.pages.sheet import Sheet
from regesto.pages.sheets.entry import shorten
from regesto.pages.writer import Writer

SCRIPTS = tuple(
    f"assets/javascripts/form-{name}.js"
    for name in ("edtf-mistakes", "edtf", "words", "shapes", "checks", "yaml", "references", "state", "page")
)
"""The scripts of a form in the order in which they need each other, after the edition's data."""
STYLES = "assets/stylesheets/forms.css"

FORGES = {"github": "GitHub", "gitlab": "GitLab", "forgejo": "Forgejo"}


class Form(NamedTuple):
    """A form: its section (a key of `paths`), the model of its record, its parts, and the form that goes with it.

    `term` is the kind of a vocabulary's item: its record is no file of its own, but a part of the vocabulary's file.
    """

    name: str
    model: type[BaseModel]
    sections: tuple[Section, ...]
    other: str
    term: Kind | None = None


FORMS = (
    Form("new_entry", Entry, ENTRY_SECTIONS, "new_source"),
    Form("new_source", Source, SOURCE_SECTIONS, "new_entry"),
    Form("new_actor", Actor, TERM_SECTIONS[Actor], "new_entry", Kind.ACTOR),
    Form("new_place", PlaceTerm, TERM_SECTIONS[PlaceTerm], "new_entry", Kind.PLACE),
    Form("new_topic", Topic, TERM_SECTIONS[Topic], "new_entry", Kind.TOPIC),
    Form("new_materiel", Materiel, TERM_SECTIONS[Materiel], "new_entry", Kind.MATERIEL),
)
"""Every form."""

_VOCABULARY_FILES = {
    Kind.TOPIC: "topics.yml",
    Kind.ACTOR: "actors.yml",
    Kind.PLACE: "places.yml",
    Kind.MATERIEL: "materiel.yml",
    Kind.ROLE: "roles.yml",
    Kind.MEASURE: "measures.yml",
    Kind.QUESTION: "questions.yml",
}


def make_form_sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield the sheets of the forms."""
    for form in FORMS:
        w = Writer(edition, edition.routes.section(form.name))
        lede = w.t(f"section.{form.name}.lede")
        yield Sheet(
            template="sections/form",
            address=w.address,
            section=form.name,
            title=w.t(f"section.{form.name}.title"),
            description=shorten(lede),
            context={"w": w, "lede": lede, "form": form, **_make_context(edition, w, form)},
        )


def _make_context(edition: Edition, w: Writer, form: Form) -> dict[str, Any]:
    here = posixpath.dirname(edition.routes.file(w.address)) or "."
    settings = edition.dossier.settings
    languages = sorted(settings.languages, key=lambda one: one != edition.language)
    kinds = list_kinds(form.model)
    return {
        "scripts": [posixpath.relpath(name, here) for name in (FILE, *SCRIPTS)],
        "styles": posixpath.relpath(STYLES, here),
        "fields": {model.__name__: make_fields(w, model) for model in (form.model, *PARTS)},
        "parts": {model.__name__: layout for model, layout in PARTS.items()},
        "file": _VOCABULARY_FILES[form.term] if form.term else "",
        "file_href": w.edit_href(_VOCABULARY_FILES[form.term]) if form.term and edition.forge else "",
        "terms": [(one.term, w.t(f"section.{one.name}.title"), w.section(one.name)) for one in FORMS if one.term],
        "languages": [(one, w.t.name_of_language(one)) for one in languages],
        "kinds": kinds,
        "vocabularies": [
            (w.t.find("bare_kinds")[kind], w.edit_href(file))
            for kind, file in _VOCABULARY_FILES.items()
            if kind in kinds and edition.edit_address(file) and kind not in {form.term for form in FORMS}
        ],
        "editors": [(id, w.plain(editor.name)) for id, editor in settings.editors.items()],
        "forge": FORGES[edition.forge.kind] if edition.forge else None,
        "model_name": form.model.__name__,
        "template": write_template(w, form.model),
    }
