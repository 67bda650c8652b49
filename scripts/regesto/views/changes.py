"""What changes for readers between two states of a dossier: records, claims, corroboration, pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regesto.model.calendar import find_day
from regesto.model.dossier import Dossier
from regesto.model.entry import Entry, Status
from regesto.model.ids import Kind
from regesto.model.walking import find_references
from regesto.views.corroboration import Corroboration, corroborate_entry, corroborate_question
from regesto.views.digests import Digests

KINDS = tuple(kind for kind in Kind if kind is not Kind.EDITOR)
"""The kinds of record that have pages or are shown on them."""

PAGED = tuple(kind for kind in KINDS if kind not in (Kind.QUESTION, Kind.ROLE))
"""The kinds of record that have pages of their own; a question stands on its topic's."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is in both states and differs: which fields, and which claims came, went or changed."""

    id: str
    fields: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Corroboration that moved: of an entry or a question, before and after."""

    kind: Kind
    id: str
    before: Corroboration
    after: Corroboration


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed; ids are sorted, and an entry is in one list only.

    `renamed` are pairs of old and new id; `added`, `removed` and `changed` are the other records by kind; `pages` are
    the records whose pages show something else, and `years` the years.
    """

    new: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    retracted: tuple[str, ...]
    edited: tuple[EntryChange, ...]
    added: Mapping[Kind, tuple[str, ...]]
    removed: Mapping[Kind, tuple[str, ...]]
    changed: Mapping[Kind, tuple[str, ...]]
    moves: tuple[Move, ...]
    pages: tuple[tuple[Kind, str], ...]
    years: tuple[int, ...]
    settings: bool

    @property
    def is_empty(self) -> bool:
        """Whether readers will see no difference."""
        lists = (self.new, self.gone, self.renamed, self.retracted, self.edited, self.moves)
        return not any((*lists, self.settings, *self.added.values(), *self.removed.values(), *self.changed.values()))


def compare(before: Dossier, after: Dossier) -> Changes:
    """Return what changed from one state of a dossier to another."""
    new, gone = after.entries.keys() - before.entries.keys(), before.entries.keys() - after.entries.keys()
    renamed = [(old, id) for id in sorted(new) for old in after.entries[id].aliases if old in gone]
    both = sorted(before.entries.keys() & after.entries.keys())
    retracted = [id for id in both if _is_retracted(after, id) and not _is_retracted(before, id)]
    edits = [(before.entries[id], after.entries[id]) for id in both]
    edits += [(before.entries[old], after.entries[id]) for old, id in renamed]
    edited = [change for one, other in edits if (change := _compare_entry(one, other)) and other.id not in retracted]
    touched = set(_find_touched(before, after))
    return Changes(
        new=tuple(sorted(new - {id for _, id in renamed})),
        gone=tuple(sorted(gone - {old for old, _ in renamed})),
        renamed=tuple(renamed),
        retracted=tuple(retracted),
        edited=tuple(edited),
        added={kind: ids for kind in KINDS[:-1] if (ids := _only_in(after, before, kind))},
        removed={kind: ids for kind in KINDS[:-1] if (ids := _only_in(before, after, kind))},
        changed={kind: ids for kind in KINDS[:-1] if (ids := _find_changed(before, after, kind))},
        moves=tuple(_find_moves(before, after)),
        pages=tuple(
            sorted((one for one in touched if isinstance(one, tuple)), key=lambda one: (KINDS.index(one[0]), one))
        ),
        years=tuple(sorted(one for one in touched if isinstance(one, int))),
        settings=before.settings != after.settings,
    )


def _is_retracted(dossier: Dossier, id: str) -> bool:
    return dossier.entries[id].status is Status.RETRACTED


def _compare_entry(before: Entry, after: Entry) -> EntryChange | None:
    names = [name for name in type(after).model_fields if name not in ("id", "claims", "reviewed", "aliases")]
    fields = tuple(name for name in names if getattr(before, name) != getattr(after, name))
    old, now = ({claim.id: claim for claim in entry.claims} for entry in (before, after))
    changed = tuple(id for id in now if id in old and old[id] != now[id])
    change = EntryChange(
        after.id, fields, tuple(id for id in now if id not in old), tuple(id for id in old if id not in now), changed
    )
    return change if any((fields, change.added, change.removed, changed)) else None


def _only_in(one: Dossier, other: Dossier, kind: Kind) -> tuple[str, ...]:
    return tuple(sorted(one.of_kind(kind).keys() - other.of_kind(kind).keys()))


def _find_changed(before: Dossier, after: Dossier, kind: Kind) -> tuple[str, ...]:
    old, now = before.of_kind(kind), after.of_kind(kind)
    return tuple(id for id in sorted(old.keys() & now.keys()) if old[id] != now[id])


def _find_moves(before: Dossier, after: Dossier) -> Iterator[Move]:
    """Yield what is corroborated otherwise than before: another label, or other origins on a side."""
    for id in sorted(before.entries.keys() & after.entries.keys()):
        old, now = (corroborate_entry(one, one.entries[id]) for one in (before, after))
        if _weigh(old) != _weigh(now):
            yield Move(Kind.ENTRY, id, old, now)
    for id in sorted(before.questions.keys() & after.questions.keys()):
        old, now = (corroborate_question(one, id) for one in (before, after))
        if _weigh(old) != _weigh(now):
            yield Move(Kind.QUESTION, id, old, now)


def _weigh(one: Corroboration) -> tuple:
    return (one.label, one.affirming, one.hedging, one.denying, one.doubting)


def _find_touched(before: Dossier, after: Dossier) -> Iterator[tuple[Kind, str] | int]:
    """Yield the records and years whose pages differ: those that changed, what they name, and who is named by them."""
    digests = Digests(before), Digests(after)
    for kind in KINDS:
        for id in before.of_kind(kind).keys() | after.of_kind(kind).keys():
            old, now = (one.of(kind, id) for one in digests)
            if old == now and (id in before.of_kind(kind)) == (id in after.of_kind(kind)):
                continue
            if kind in PAGED:
                yield kind, id
            for dossier in (before, after):
                if id in dossier.of_kind(kind) and kind in (Kind.ENTRY, Kind.QUESTION):
                    yield from _find_named(dossier, dossier.of_kind(kind)[id])


def _find_named(dossier: Dossier, record: object) -> Iterator[tuple[Kind, str] | int]:
    for _, ref, id in find_references(record):
        if ref.kind in PAGED and ref.kind is not Kind.ENTRY and id in dossier.of_kind(ref.kind):
            yield ref.kind, id
        if ref.kind is Kind.QUESTION and id in dossier.questions:
            yield Kind.TOPIC, dossier.questions[id].topic
    date = getattr(record, "date", None)
    if date is not None:
        yield from (find_day(number).year for number in date.bounds if number is not None)
