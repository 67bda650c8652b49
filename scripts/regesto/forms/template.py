"""The annotated template: a record in YAML with every field explained, to copy and to fill in any editor."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from pydantic import BaseModel

from regesto.forms.fields import NOT_ASKED, find_part
from regesto.model.entry import Claim, Entry, Evidence
from regesto.model.source import Source
from regesto.pages.writer import Writer
from regesto.seeds.examples import example_of
from regesto.seeds.fields import translate
from regesto.seeds.shapes import field_names

HEADS = {
    Entry: "# yaml-language-server: $schema=../../../schema/entry.json",
    Source: "# yaml-language-server: $schema=../../schema/source.json",
}
"""The line that tells an editor the schema, from the folder of each kind of file."""

_SPREAD = (Claim, Evidence)
"""Parts that the template spreads over lines of their own; the others stand in one."""


def write_template(w: Writer, model: type[BaseModel]) -> str:
    """Return the template of a record: the descriptions in the edition's language, the examples of the model.

    That of a vocabulary's item stands under an id, as in the vocabulary's file.
    """
    if model in HEADS:
        return "\n".join([HEADS[model], *_write_fields(w, model, "")]) + "\n"
    return "\n".join(["example-id:", *_write_fields(w, model, "  ")]) + "\n"


def _write_fields(w: Writer, model: type[BaseModel], indent: str) -> Iterator[str]:
    for name in field_names(model):
        field = model.model_fields[name]
        if name in NOT_ASKED.get(model, ()):
            continue
        own = translate(w.t.tree.get("fields", {}), field.description or "") or field.description or ""
        need = w.t("form.required" if field.is_required() else "form.optional")
        yield from (f"{indent}# {line}" for line in wrap(f"{own} ({need})", 110 - len(indent)))
        part = find_part(model, name)
        if part in _SPREAD:
            lines = list(_write_fields(w, part, f"{indent}    "))
            yield f"{indent}{name}:"
            yield f"{indent}  - {lines[0].strip()}"
            yield from lines[1:]
        else:
            yield f"{indent}{example_of(model, name)}"
