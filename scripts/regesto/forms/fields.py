"""What a form asks: which fields in which part of the page, each with label, help and choices.

Everything about a field but its place on the page comes from the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from regesto.forms.shape import describe_shapes
from regesto.model.entry import Claim, Entry, Evidence, Involvement, Relation, Review
from regesto.model.ids import Kind
from regesto.model.quantity import Quantity
from regesto.model.source import Source
from regesto.model.vocabulary import Actor, Materiel, PlaceTerm, Topic
from regesto.model.walking import unwrap
from regesto.pages.writer import Writer
from regesto.seeds.fields import translate


class Section(tuple):
    """A part of a form: its name in the words, its fields, and those that stand folded away."""

    def __new__(cls, name: str, fields: tuple[str, ...], more: tuple[str, ...] = ()) -> Section:
        """Make a section."""
        return super().__new__(cls, (name, fields, more))


ENTRY_SECTIONS = (
    Section("what", ("title", "summary"), ("label",)),
    Section("when", ("date", "date_note")),
    Section("about", ("topics", "places", "actors", "materiel")),
    Section("claims", ("claims",)),
    Section("links", (), ("relations", "note")),
    Section("review", ("reviewed",)),
)
SOURCE_SECTIONS = (
    Section("record", ("type", "title", "author", "outlet", "language")),
    Section("published", ("issued", "issued_basis", "issued_note", "url", "archive_url")),
    Section("unknown", ("unknown",)),
    Section("ours", ("abstract", "rights", "note")),
)
_TERM_MORE = Section("more", (), ("aliases", "description", "note"))
TERM_SECTIONS: dict[type[BaseModel], tuple[Section, ...]] = {
    Actor: (Section("term", ("name", "kind", "part_of")), Section("more", (), ("demonyms", *_TERM_MORE[2]))),
    PlaceTerm: (
        Section("term", ("name",)),
        Section("where", ("lat", "lon", "precision", "reference", "part_of")),
        _TERM_MORE,
    ),
    Topic: (Section("term", ("name", "description")), Section("more", (), ("overview", "aliases", "note"))),
    Materiel: (Section("term", ("name", "category")), _TERM_MORE),
}
"""The vocabularies that have forms: what the fields of an entry are chosen from, but for roles and measures, which are
few and belong to the dossier as a whole."""

PARTS: dict[type[BaseModel], tuple[tuple[str, ...], tuple[str, ...]]] = {
    Claim: (
        ("says", "id", "source", "origin", "via", "stance", "certainty", "evidence"),
        ("quantities", "question", "said_on", "origin_as", "aside", "note"),
    ),
    Evidence: (("quote", "paragraph"), ()),
    Quantity: (("measure", "bound", "value", "min", "max", "unit", "as_of", "words"), ()),
    Involvement: (("actor", "role"), ()),
    Relation: (("type", "entry", "note"), ()),
    Review: (("by", "on"), ()),
}
NOT_ASKED = {Entry: {"status", "status_note", "aliases"}, Source: {"text_file", "fingerprint"}}
"""Fields that a new record has not: how it fares later, its old names, and what `regesto seal` writes."""

LONG = {"summary", "quote", "says", "abstract", "rights", "note", "date_note", "issued_note", "description", "overview"}
"""Fields for which a single line is too short."""

_WORDS_OF_CHOICES = {"stance": "stance", "certainty": "certainty", "Relation.type": "relation"}
"""Where the words for the values of an enumeration are; else under `form.choices`."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field as a template shows it. `type` is what the script knows of it (regesto.forms.shape)."""

    name: str
    model: str
    label: str
    help: str
    help_language: str
    required: bool
    kind: str
    long: bool
    ref: str = ""
    part: str = ""
    item: Field | None = None
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""
    add: str = ""


def make_fields(w: Writer, model: type[BaseModel]) -> dict[str, Field]:
    """Return the fields that a form asks of a model, by name."""
    shapes = describe_shapes(w.t)
    types = {one["name"]: one for one in shapes[model.__name__]["fields"]}
    return {
        name: _make_field(w, model, name, described)
        for name, described in types.items()
        if name not in NOT_ASKED.get(model, ())
    }


def _make_field(w: Writer, model: type[BaseModel], name: str, described: dict[str, Any], item: bool = False) -> Field:
    t, info = w.t, model.model_fields[name]
    own = translate(t.tree.get("fields", {}), info.description or "")
    default = info.default.value if isinstance(info.default, Enum) else ""
    inner = described.get("item")
    return Field(
        name=name,
        model=model.__name__,
        label=t(f"form.labels.{model.__name__}.{name}"),
        help=own or info.description or "",
        help_language=w.edition.language if own else "en",
        required=described.get("required", False) and not item,
        kind=described["kind"],
        long=name in LONG,
        ref=described.get("ref", ""),
        part=described.get("model", ""),
        item=_make_field(w, model, name, inner, item=True) if inner else None,
        choices=tuple((one, _name_choice(w, model, name, one)) for one in described.get("choices", ())),
        default=default,
        add=t.find("form.add_item").get(name, "") if inner else "",
    )


def _name_choice(w: Writer, model: type[BaseModel], name: str, choice: str) -> str:
    key = _WORDS_OF_CHOICES.get(f"{model.__name__}.{name}") or _WORDS_OF_CHOICES.get(name) or f"form.choices.{name}"
    return w.t(f"{key}.{choice}")


def find_part(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """Return the model of what a field is made of, or of each item of it; `None` where that is no part of a record."""
    bare, _ = unwrap(model.model_fields[name].annotation)
    if get_origin(bare) is tuple:
        bare, _ = unwrap(get_args(bare)[0])
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def list_kinds(model: type[BaseModel]) -> list[str]:
    """Return the kinds of record that a form's fields point to, for its lists of names."""
    if model is Entry:
        more = (Kind.QUESTION, Kind.MEASURE, Kind.ENTRY, Kind.EDITOR)
        kinds = (Kind.TOPIC, Kind.PLACE, Kind.ACTOR, Kind.MATERIEL, Kind.ROLE, Kind.SOURCE, *more)
    else:
        kinds = {Source: (Kind.ACTOR,), Actor: (Kind.ACTOR,), PlaceTerm: (Kind.PLACE,)}.get(model, ())
    return [str(kind) for kind in kinds]
