"""Checks of the relations between entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from regesto.model.entry import MUTUAL_RELATIONS, RelationKind
from regesto.model.ids import Kind
from regesto.seeds.checks.context import Context, Finding
from regesto.seeds.checks.references import find_cycles


def find_self_relations(context: Context) -> Iterator[Finding]:
    """Yield relations of an entry to itself."""
    for id, entry in context.dossier.entries.items():
        for place, relation in enumerate(entry.relations):
            if relation.entry == id:
                yield Finding(Kind.ENTRY, id, ("relations", place, "entry"), "an entry cannot be related to itself")


def find_one_sided_relations(context: Context) -> Iterator[Finding]:
    """Yield relations that hold both ways and are written on one side only."""
    written = {
        (id, relation.type, relation.entry)
        for id, entry in context.dossier.entries.items()
        for relation in entry.relations
    }
    for id, entry in context.dossier.entries.items():
        for place, relation in enumerate(entry.relations):
            other = relation.entry
            known = other in context.dossier.entries and other != id
            if relation.type in MUTUAL_RELATIONS and known and (other, relation.type, id) not in written:
                yield Finding(
                    Kind.ENTRY,
                    id,
                    ("relations", place),
                    f"{relation.type} holds both ways, and {context.places.file(Kind.ENTRY, other)} does not say so",
                    example=f"relations: [{{type: {relation.type}, entry: {id}}}]",
                )


def find_relation_cycles(context: Context) -> Iterator[Finding]:
    """Yield entries that, by relations of one directed type, would come after (or be part of) themselves."""
    for kind in RelationKind:
        if kind in MUTUAL_RELATIONS:
            continue
        targets: dict[str, list[str]] = defaultdict(list)
        for id, entry in context.dossier.entries.items():
            targets[id] += [one.entry for one in entry.relations if one.type is kind and one.entry != id]
        for cycle in find_cycles(targets):
            first, second = cycle[0], cycle[1]
            relations = context.dossier.entries[first].relations
            place = next(i for i, one in enumerate(relations) if one.type is kind and one.entry == second)
            message = f"{kind} goes round in a circle: {' → '.join((*cycle, first))}"
            yield Finding(Kind.ENTRY, first, ("relations", place), message)
