"""The guides for contributors: documents whose tables and examples are made from the model, in the edition's language.

In a document, `<!-- dates: 2024-09 2024-09~ -->` becomes a table of those dates with their words, `<!-- template: entry
-->` the annotated template, and `<!-- fields: Claim -->` the table of a model's fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pydantic import BaseModel

from regesto.forms.takes import say_what_it_takes
from regesto.forms.template import write_template
from regesto.model.edtf import Edtf
from regesto.model.entry import Claim, Entry, Evidence, Involvement, Relation, Review
from regesto.model.quantity import Quantity
from regesto.model.source import Source
from regesto.pages.documents import GUIDES, read_document
from regesto.pages.edition import Edition
from regesto.pages.writer import Writer
from regesto.seeds.fields import translate
from regesto.seeds.schema import VOCABULARIES
from regesto.seeds.shapes import field_names

_ESCAPED = str.maketrans({"|": r"\|", "{": "&#123;", "}": "&#125;"})
"""What would end a cell of a table in Markdown, or be taken for attributes of one."""

_MARK = re.compile(r"<!-- (dates|template|fields): ([^>]*?) -->")
_MODELS: dict[str, type[BaseModel]] = {
    model.__name__: model
    for model in (Entry, Claim, Evidence, Quantity, Involvement, Relation, Review, Source, *VOCABULARIES.values())
}


def make_guides(edition: Edition) -> Mapping[str, str]:
    """Return the guides in the edition's language by address, as Markdown."""
    w = Writer(edition, "")
    return {
        edition.routes.section(name): _MARK.sub(lambda mark: _MAKERS[mark[1]](w, mark[2]), read_document(edition, name))
        for name in GUIDES
    }


def _make_dates(w: Writer, texts: str) -> str:
    """Return a table of dates, each as it is written and as the pages say it."""
    rows = [f"| `{text}` | {w.date(Edtf.parse(text))} |" for text in texts.split()]
    return "\n".join([f"| {w.t('guides.written')} | {w.t('guides.said')} |", "| --- | --- |", *rows])


def _make_template(w: Writer, name: str) -> str:
    return f"```yaml\n{write_template(w, {'entry': Entry, 'source': Source}[name])}```"


def _make_fields(w: Writer, name: str) -> str:
    """Return the table of a model's fields: what each is called, what it takes, what it is."""
    heads = [w.t(f"guides.{one}") for one in ("field", "takes", "meaning")]
    rows = [_make_row(w, _MODELS[name], field) for field in field_names(_MODELS[name])]
    return "\n".join([f"| {' | '.join(heads)} |", "| --- | --- | --- |", *rows])


def _make_row(w: Writer, model: type[BaseModel], name: str) -> str:
    field = model.model_fields[name]
    told = field.description or ""
    meaning = translate(w.t.tree.get("fields", {}), told) or told
    need = f" **{w.t('form.required')}**" if field.is_required() else ""
    takes = say_what_it_takes(w.t, field.annotation, tuple(field.metadata))
    cells = (f"`{name}`{need}", takes, meaning)
    return f"| {' | '.join(cell.translate(_ESCAPED) for cell in cells)} |"


_MAKERS: dict[str, Callable[[Writer, str], str]] = {
    "dates": _make_dates,
    "template": _make_template,
    "fields": _make_fields,
}
"""What stands for each kind of mark."""
