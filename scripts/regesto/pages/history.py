"""The history of an entry in words: when it was added, reviewed, changed, and what changed."""

from __future__ import annotations

from dataclasses import dataclass

from regesto.model.edtf import Edtf
from regesto.model.entry import Entry, Status
from regesto.pages.writer import Writer
from regesto.views.history import Change, Difference

SHOWN = 3
"""Changes that are shown at once; older ones unfold."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change as it is shown: the day in words and as YYYY-MM-DD, what changed, the commit and its address."""

    date: str
    day: str
    what: tuple[str, ...]
    commit: str
    href: str | None


@dataclass(frozen=True, slots=True)
class HistoryPart:
    """The history as it is shown: the last changes, older ones, and whether the oldest are missing."""

    recent: tuple[ChangeRow, ...]
    older: tuple[ChangeRow, ...]
    whole: bool


def write_history(w: Writer, entry: Entry) -> HistoryPart | None:
    """Return the history of an entry for its page, or `None` where nothing is known of it."""
    if w.edition.histories is None:
        return None
    history = w.edition.histories.of(entry)
    rows = tuple(_write_change(w, change) for change in history.changes)
    return HistoryPart(rows[:SHOWN], rows[SHOWN:], history.whole) if rows else None


def _write_change(w: Writer, change: Change) -> ChangeRow:
    forge = w.edition.forge
    return ChangeRow(
        date=w.date(Edtf.parse(change.day)),
        day=change.day,
        what=tuple(_list_changes(w, change)),
        commit=change.commit[:7],
        href=forge.commit(change.commit) if forge else None,
    )


def _list_changes(w: Writer, change: Change) -> list[str]:
    if change.created:
        return [w.t("history.created")]
    if change.difference is None:
        return [w.t("history.changed")]
    return _list_differences(w, change.difference) or [w.t("history.form")]


def _list_differences(w: Writer, one: Difference) -> list[str]:
    said = []
    if one.status in [status.value for status in Status]:
        said.append(w.t(f"history.status.{one.status}"))
    if one.added:
        said.append(w.t("history.added", n=one.added))
    if one.removed:
        said.append(w.t("history.removed", n=one.removed))
    if one.corrected:
        parts = w.t.join(w.t(f"history.part.{part}") for part in one.parts)
        said.append(w.t("history.corrected" if parts else "history.rewritten", n=one.corrected, parts=parts))
    if one.fields:
        said.append(w.t("history.fields", names=w.t.join(w.t(f"history.field.{name}") for name in one.fields)))
    if one.reviewed:
        said.append(w.t("history.reviewed"))
    return said
