"""The field reference that contributors read, in Markdown, made from the model."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from regesto.model.entry import Claim, Entry, Evidence, Involvement, Relation, Review
from regesto.model.quantity import FIGURES, Quantity
from regesto.model.source import Source
from regesto.seeds.examples import example_of
from regesto.seeds.schema import RECORDS, VOCABULARIES
from regesto.seeds.shapes import describe, field_names

PARTS: dict[type[BaseModel], tuple[type[BaseModel], ...]] = {
    Entry: (Claim, Evidence, Quantity, Involvement, Relation, Review),
}
"""What a record is made of that has fields of its own."""

_HEAD = """\
# The data

<!-- Written by `regesto schema --reference docs/data.md`, never by hand. -->

A dossier is a folder of YAML files. The name of a file in `sources/` or `entries/` is the permanent id of its record;
in a vocabulary, the key is. Entries stand in the folder of their earliest year, or in `undated`.

| file | what is in it |
| --- | --- |
| `dossier.yml` | what the dossier is |
| {vocabularies} | the vocabularies, maps from id to term |
| `sources/<id>.yml` | one article |
| `entries/<year>/<id>.yml` | one event, statement or state of affairs |
| `seals.yml` | written by `regesto seal`, never by hand |
| `articles/` | the texts of the articles, which git ignores |

A text that readers see is one text in the default language, or one for each language: `{it: ..., en: ...}`. Dates are
[EDTF](https://www.loc.gov/standards/datetime/). YAML is read strictly: every value stays as written (`NO` is a word,
`2024-01-05` a date in EDTF), and anchors, tags, duplicate keys and several documents in one file are refused. `regesto
check` reports every problem with its file, line and column.
"""


def make_reference() -> str:
    """Return the reference: a table of fields for every kind of file, and for what is inside it."""
    sections = [_HEAD.replace("{vocabularies}", " ".join(f"`{name}.yml`" for name in VOCABULARIES))]
    for name, model in (*RECORDS.items(), *VOCABULARIES.items()):
        place = {"entry": "entries/<year>/<id>.yml", "source": "sources/<id>.yml"}.get(name, f"{name}.yml")
        sections.append(f"## `{place}`\n\n{_describe(model)}")
        sections += [f"### {part.__name__}\n\n{_describe(part)}" for part in PARTS.get(model, ())]
    return "\n".join(sections)


def _describe(model: type[BaseModel]) -> str:
    lines = [f"{_first_sentence(model)}\n", "| field | takes | what it is |", "| --- | --- | --- |"]
    lines += [" | ".join(["", *cells, ""]).strip() for cells in _rows(model)]
    if model is Quantity:
        bounds = "; ".join(f"`{bound}` takes {' and '.join(sorted(names))}" for bound, names in FIGURES.items())
        lines.append(f"\n{bounds}.")
    required = [name for name in field_names(model) if model.model_fields[name].is_required()]
    lines.append(f"\nRequired: {', '.join(f'`{name}`' for name in required)}.\n")
    if model in (Entry, Source):
        examples = "\n".join(filter(None, (example_of(model, name) for name in required)))
        lines.append(f"```yaml\n{examples}\n```\n")
    return "\n".join(lines)


def _first_sentence(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split("\n\n")[0].split())


def _rows(model: type[BaseModel]) -> Iterator[list[str]]:
    for name in field_names(model):
        field = model.model_fields[name]
        takes = describe(field.annotation, tuple(field.metadata))
        yield [f"`{name}`", *(text.replace("|", "\\|") for text in (takes, field.description or ""))]
