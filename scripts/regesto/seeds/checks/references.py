"""Checks of ids: what points where, and what nothing points to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache

from pydantic import BaseModel

from regesto.model.ids import ID_PATTERN, Kind
from regesto.model.walking import find_raw_references, find_references, list_referenced
from regesto.seeds.checks.context import Context, Finding
from regesto.seeds.nearest import nearest
from regesto.seeds.shapes import KIND_NAMES

_WELL_FORMED = re.compile(ID_PATTERN + r"\Z")
_FILES = {
    Kind.TOPIC: "topics.yml",
    Kind.ACTOR: "actors.yml",
    Kind.PLACE: "places.yml",
    Kind.MATERIEL: "materiel.yml",
    Kind.MEASURE: "measures.yml",
    Kind.QUESTION: "questions.yml",
    Kind.ROLE: "roles.yml",
    Kind.SOURCE: "the sources folder",
    Kind.ENTRY: "the entries folder",
    Kind.EDITOR: "the editors of dossier.yml",
}
_UNUSED = (Kind.TOPIC, Kind.ACTOR, Kind.PLACE, Kind.MATERIEL, Kind.MEASURE, Kind.ROLE, Kind.SOURCE)
"""Kinds whose records are there to be pointed to. Questions have a check of their own."""


Target = tuple[Kind, str]


def _records(context: Context) -> Iterator[tuple[Kind, str, BaseModel]]:
    for kind in Kind:
        for id, record in context.dossier.of_kind(kind).items():
            yield kind, id, record


def _broken_references(context: Context) -> Iterator[tuple[Kind, str, tuple, Target]]:
    for record in context.reading.broken:
        for path, ref, target in find_raw_references(record.model, record.data):
            if _WELL_FORMED.match(target):  # what is no id at all was said when the record was read
                yield record.kind, record.id, path, (ref.kind, target)


def _unknown_references(context: Context, known: Set[Target]) -> Iterator[tuple[Kind, str, tuple, Target]]:
    for kind, id, record in _records(context):
        unknown = list_referenced(record) - known
        if unknown:
            for path, ref, target in find_references(record):
                if (ref.kind, target) in unknown:
                    yield kind, id, path, (ref.kind, target)
    for kind, id, path, target in _broken_references(context):
        if target not in known:
            yield kind, id, path, target


def find_unknown_ids(context: Context) -> Iterator[Finding]:
    """Yield references to records that are not there; one that is there and broken is known.

    Of a vocabulary that could not be read, nothing is said: the problem is there, and not in those that refer to it.
    """
    ids = {kind: context.places.ids(kind) for kind in Kind}
    known = {(kind, id) for kind in Kind for id in ids[kind]}
    # One missing record may be named by thousands of entries, and each search goes through all ids.
    nearest_id = cache(lambda wanted, target: nearest(target, ids[wanted]))
    for kind, id, path, (wanted, target) in _unknown_references(context, known):
        if wanted in context.reading.unread or (wanted is Kind.EDITOR and not context.reading.has_settings):
            continue
        near = nearest_id(wanted, target)
        yield Finding(
            kind,
            id,
            path,
            f"there is no {KIND_NAMES[wanted].partition(' ')[2]} {target}",
            expected="" if near else f"an id from {_FILES[wanted]}",
            suggestion=near,
        )


def find_unused_terms(context: Context) -> Iterator[Finding]:
    """Yield vocabulary items and sources that nothing points to; silent while some record is broken."""
    if not context.reading.complete:
        return
    used: set[Target] = set()
    for kind, id, record in _records(context):
        used |= list_referenced(record) - {(kind, id)}
    used |= {target for kind, id, _, target in _broken_references(context) if (kind, id) != target}
    for kind in _UNUSED:
        for id in context.dossier.of_kind(kind):
            if (kind, id) not in used:
                yield Finding(kind, id, (), f"no record uses the {KIND_NAMES[kind].partition(' ')[2]} {id}", key=True)


def find_part_cycles(context: Context) -> Iterator[Finding]:
    """Yield actors and places that are, in the end, part of themselves."""
    for kind in (Kind.ACTOR, Kind.PLACE):
        parents = {id: term.part_of for id, term in context.dossier.of_kind(kind).items() if term.part_of}
        for cycle in find_cycles({id: [parent] for id, parent in parents.items()}):
            message = f"{cycle[0]} would be part of itself: {' → '.join((*cycle, cycle[0]))}"
            yield Finding(kind, cycle[0], ("part_of",), message)


def find_taken_aliases(context: Context) -> Iterator[Finding]:
    """Yield aliases that another entry has as its id or as an alias."""
    ids = context.places.ids(Kind.ENTRY)
    owners: dict[str, str] = {}
    for id, entry in context.dossier.entries.items():
        for place, alias in enumerate(entry.aliases):
            if alias in ids:
                yield Finding(Kind.ENTRY, id, ("aliases", place), f"the alias {alias} is the id of an entry")
            elif alias in owners:
                message = f"the alias {alias} is already an alias of {owners[alias]}"
                yield Finding(Kind.ENTRY, id, ("aliases", place), message)
            owners.setdefault(alias, id)


def find_bad_key_figures(context: Context) -> Iterator[Finding]:
    """Yield key figures that are no claim with a quantity."""
    claims = {f"{entry.id}/{claim.id}": claim for entry, claim in context.dossier.claims()}
    known = context.places.ids(Kind.ENTRY)
    for place, ref in enumerate(context.dossier.settings.key_figures):
        entry = ref.partition("/")[0]
        if entry in known and entry not in context.dossier.entries:
            continue  # the entry is broken, which is reported
        if ref not in claims:
            yield Finding(None, "", ("key_figures", place), f"there is no claim {ref}", suggestion=nearest(ref, claims))
        elif not claims[ref].quantities:
            yield Finding(None, "", ("key_figures", place), f"the claim {ref} has no quantity to show")


def find_cycles(targets: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    """Return the cycles of a directed graph, each once, from its smallest id on; one for each way back that is found.

    Iterative, linear in nodes and edges: a chain of 10,000 entries is no danger.
    """
    cycles: set[tuple[str, ...]] = set()
    done: set[str] = set()
    for start in sorted(targets):
        trail: list[str] = []
        on_trail: dict[str, int] = {}
        stack: list[tuple[str, Iterator[str]]] = []
        _enter(start, targets, done, trail, on_trail, stack)
        while stack:
            node, rest = stack[-1]
            target = next(rest, None)
            if target is None:
                stack.pop()
                trail.pop()
                del on_trail[node]
                done.add(node)
            elif target in on_trail:
                cycle = trail[on_trail[target] :]
                first = cycle.index(min(cycle))
                cycles.add((*cycle[first:], *cycle[:first]))
            else:
                _enter(target, targets, done, trail, on_trail, stack)
    return sorted(cycles)


def _enter(node: str, targets: Mapping[str, list[str]], done: set, trail: list, on_trail: dict, stack: list) -> None:
    if node not in done and node in targets:
        on_trail[node] = len(trail)
        trail.append(node)
        stack.append((node, iter(targets[node])))
