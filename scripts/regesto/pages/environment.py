"""The Jinja environment of the page templates."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from regesto.pages.compiled import keep_compiled
from regesto.pages.drawn import draw_mark, draw_measure
from regesto.pages.edition import Edition
from regesto.pages.parts import Link
from regesto.pages.typeset import typeset


def make_environment(edition: Edition) -> Environment:
    """Return an environment that escapes everything and stumbles over anything undefined.

    Templates are found under `pages/` and `components/` of the edition's template folders.
    """
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in edition.template_dirs]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,  # an environment lives for one build; else every import asks the disk
    )
    keep_compiled(environment)
    environment.globals.update(t=edition.words, language=edition.language, Link=Link)
    environment.globals.update(draw_mark=draw_mark, draw_measure=draw_measure)
    environment.filters["typeset"] = typeset
    return environment
