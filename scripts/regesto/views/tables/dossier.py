"""Every table of a dossier, found by one walk over the model: a new field becomes a column without a word here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from regesto.model.dossier import Dossier, Editor
from regesto.model.entry import Entry
from regesto.model.ids import UNNAMED, Kind
from regesto.model.seal import SealState
from regesto.model.source import Source
from regesto.model.vocabulary import Actor, Materiel, Measure, PlaceTerm, Question, Role, Topic
from regesto.views.corroboration import Label, corroborate_entry
from regesto.views.tables.columns import FieldColumn, bound_days, children_of, columns_of
from regesto.views.tables.table import Cell, CellType, Column, ForeignKey, Table

ROOTS: tuple[tuple[str, Kind, type[BaseModel]], ...] = (
    ("editors", Kind.EDITOR, Editor),
    ("topics", Kind.TOPIC, Topic),
    ("actors", Kind.ACTOR, Actor),
    ("places", Kind.PLACE, PlaceTerm),
    ("materiel", Kind.MATERIEL, Materiel),
    ("measures", Kind.MEASURE, Measure),
    ("questions", Kind.QUESTION, Question),
    ("roles", Kind.ROLE, Role),
    ("sources", Kind.SOURCE, Source),
    ("entries", Kind.ENTRY, Entry),
)
"""The tables of records, each with the model of its rows; one that refers to another comes after it."""

TABLE_OF = {kind: name for name, kind, _ in ROOTS}

NAMES = {
    "Entry.claims": "claims",
    "Entry.relations": "relations",
    "Claim.quantities": "quantities",
    "Claim.evidence": "quotes",
    "Claim.origin": "claim_origins",
    "Claim.via": "claim_relays",
}
"""Tables of the lists within records; the others are called after both, such as `entry_topics`."""

_ID = Column("id", CellType.STRING, "Names the record, for good.", required=True)
_POSITION = Column("position", CellType.INTEGER, "Its place in the list, from 1.", required=True, derived=True)


@dataclass(frozen=True, slots=True)
class _Derived:
    """A column that no field holds. `read` takes the dossier, the row's key and the record."""

    column: Column
    read: Callable[[Dossier, tuple[Cell, ...], Any], Cell]


def _derive(name: str, type: CellType, description: str, read: Callable, choices: tuple[str, ...] = ()) -> _Derived:
    return _Derived(Column(name, type, description, choices=choices, derived=True), read)


DERIVED: Mapping[str, tuple[_Derived, ...]] = {
    "entries": (
        _derive(
            "corroboration",
            CellType.STRING,
            "The outcome of the corroboration rule on what the entry tells.",
            lambda dossier, key, entry: corroborate_entry(dossier, entry).label.value,
            tuple(label.value for label in Label),
        ),
        _derive(
            "origins",
            CellType.INTEGER,
            "How many independent origins are named on it, whatever their stance.",
            lambda dossier, key, entry: len(corroborate_entry(dossier, entry).origins),
        ),
        _derive(
            "articles",
            CellType.INTEGER,
            "How many of the sources its claims come from.",
            lambda dossier, key, entry: len({claim.source for claim in entry.claims}),
        ),
    ),
    "claims": tuple(
        _derive(
            f"known_{end}",
            CellType.DATE,
            f"The {word} possible day of `said_on`, else of the source's date; empty where neither is known.",
            lambda dossier, key, claim, at=at: bound_days(dossier.said_on(claim))[at],
        )
        for end, word, at in (("from", "first", 0), ("to", "last", 1))
    ),
    "quotes": (
        _derive(
            "seal",
            CellType.STRING,
            "Whether the quote was checked to the letter against the text.",
            lambda dossier, key, evidence: _find_seal(dossier, key),
            tuple(state.value for state in SealState),
        ),
    ),
}
"""The columns that are computed, by table."""


def _find_seal(dossier: Dossier, key: tuple[Cell, ...]) -> str:
    entry = dossier.entries[key[0]]
    claim = next(claim for claim in entry.claims if claim.id == key[1])
    return dossier.sealings(entry, claim)[key[2] - 1].state.value


def make_tables(dossier: Dossier) -> tuple[Table, ...]:
    """Return every table, one that refers to another after it. Rows are in the order of the dossier."""
    tables: list[Table] = []
    for name, kind, model in ROOTS:
        rows = [((id,), record) for id, record in dossier.of_kind(kind).items()]
        tables += _Maker(dossier, name, model, (_ID,), ("id",), ()).make(rows)
    return tuple(tables)


@dataclass(frozen=True)
class _Maker:
    """Makes the table of a model and those of the lists in it. `keys` are the columns that are not the model's own."""

    dossier: Dossier
    name: str
    model: type[BaseModel]
    keys: tuple[Column, ...]
    key: tuple[str, ...]
    foreign: tuple[ForeignKey, ...]

    @property
    def singular(self) -> str:
        """The word for one row, as other tables refer to it."""
        return self.model.__name__.removesuffix("Term").lower()

    def make(self, rows: list[tuple[tuple[Cell, ...], Any]]) -> Iterator[Table]:
        """Yield the table, then its children's. Each row comes as its key and its record."""
        fields = list(self._fields())
        derived = DERIVED.get(self.name, ())
        foreign = [ForeignKey((one.column.name,), TABLE_OF[one.refers], ("id",)) for one in fields if one.refers]
        yield Table(
            name=self.name,
            description=(self.model.__doc__ or "").strip().partition("\n\n")[0].replace("\n", " "),
            columns=(*self.keys, *(one.column for one in fields), *(one.column for one in derived)),
            key=self.key,
            foreign=(*self.foreign, *foreign),
            rows=tuple(
                (
                    *key,
                    *(one.read(record) for one in fields),
                    *(one.read(self.dossier, key, record) for one in derived),
                )
                for key, record in rows
            ),
        )
        for name, item, metadata, description in children_of(self.model):
            yield from self._child(name, item, metadata, description, rows)

    def _fields(self) -> Iterator[FieldColumn]:
        """Yield the columns of the model but its id; one called as a key is (a relation's entry) becomes the other."""
        taken = {column.name for column in self.keys}
        for one in columns_of(self.model, self.dossier.settings.languages, self.dossier.default_language):
            if one.column.name not in taken:
                yield one
            elif one.column.name != "id":
                yield replace(one, column=replace(one.column, name=f"other_{one.column.name}"))

    def _child(self, name: str, item: Any, metadata: tuple, description: str, rows: list) -> Iterator[Table]:
        table = NAMES.get(f"{self.model.__name__}.{name}", f"{self.singular}_{name}")
        # A claim's key is its entry and its id; in the tables below it, `entry` and `claim`.
        keys = tuple(
            replace(column, name=self.singular if column.name == "id" else column.name, description=self._refer(column))
            for column in self.keys
        )
        own = tuple(column.name for column in keys)
        foreign = (ForeignKey(own, self.name, self.key),)
        items = [
            (key, position, one) for key, record in rows for position, one in enumerate(getattr(record, name), start=1)
        ]
        if not (isinstance(item, type) and issubclass(item, BaseModel)):
            yield self._links(table, name, keys, foreign, metadata, description, items)
        elif "id" in item.model_fields:
            maker = _Maker(self.dossier, table, item, (*keys, _ID), (*own, "id"), foreign)
            yield from maker.make([((*key, one.id), one) for key, _, one in items])
        else:
            maker = _Maker(self.dossier, table, item, (*keys, _POSITION), (*own, "position"), foreign)
            yield from maker.make([((*key, position), one) for key, position, one in items])

    def _refer(self, column: Column) -> str:
        return f"The {self.singular} that it belongs to." if column.name == "id" else column.description

    def _links(
        self, table: str, name: str, keys: tuple, foreign: tuple, metadata: tuple, description: str, items: list
    ) -> Table:
        """Return the table of a list of references: one row for each, in the order written.

        The reference is named after its kind, or after its field `name` where a record refers to its own kind.
        """
        ref = metadata[-1]
        words = " Empty where the article names nobody." if ref.or_unnamed else ""
        own = tuple(key.name for key in keys)
        to = name if ref.kind.value in own else ref.kind.value
        column = Column(to, CellType.STRING, description + words, required=not ref.or_unnamed)
        return Table(
            name=table,
            description=description,
            columns=(*keys, _POSITION, column),
            key=(*own, "position"),
            foreign=(*foreign, ForeignKey((column.name,), TABLE_OF[ref.kind], ("id",))),
            rows=tuple((*key, position, None if one == UNNAMED else one) for key, position, one in items),
        )
