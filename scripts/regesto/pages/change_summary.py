"""The summary of a proposal for those who review it: what changes for readers, in Markdown.

All that comes from the data is escaped: no title can add a heading, a link, HTML or a mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from regesto.model.dossier import Dossier
from regesto.model.ids import Kind
from regesto.pages.edition import Edition
from regesto.pages.plain import one_line
from regesto.views.changes import Changes, EntryChange, Move
from regesto.views.corroboration import Corroboration

MOST_PAGES = 40
"""Pages that are listed; of more, only the number is said."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~@:.>=-])")


def escape_markdown(text: str) -> str:
    """Return `text` on one line, so that Markdown shows it and does nothing with it."""
    plain = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\1", plain)


def write_summary(before: Dossier, edition: Edition, changes: Changes, errors: int = 0) -> str:
    """Return the summary in the edition's language; `edition` is of the later state, `errors` how many it has."""
    return "\n".join(_Summary(before, edition, changes).write(errors)) + "\n"


class _Summary:
    """Writes one summary."""

    def __init__(self, before: Dossier, edition: Edition, changes: Changes) -> None:
        self.before, self.edition, self.changes = before, edition, changes
        self.words = edition.words

    def say(self, key: str, **values: object) -> str:
        """Return the words of the summary at `key`."""
        return self.words(f"changes.{key}", **values)

    def write(self, errors: int) -> Iterator[str]:
        """Yield the lines."""
        yield f"## {self.say('title')}\n"
        if errors:
            yield f"> {self.say('errors', n=errors)}\n"
        if self.changes.is_empty:
            yield self.say("none")
            return
        counts = self._count()
        if counts:
            sentence = ", ".join(counts)
            yield self.say("counts", parts=sentence[0].upper() + sentence[1:])
        yield from self._list("new", map(self._tell_new, self.changes.new))
        yield from self._list("edited", map(self._tell_edit, self.changes.edited))
        yield from self._list("retracted", map(self._tell_retracted, self.changes.retracted))
        yield from self._list(
            "renamed", (f"`{old}` → {self._name(Kind.ENTRY, id)}" for old, id in self.changes.renamed)
        )
        yield from self._list("gone", map(self._tell_gone, self.changes.gone))
        yield from self._list("moves", map(self._tell_move, self.changes.moves))
        yield from self._list("records", self._tell_records())
        yield from self._list("pages", self._tell_pages())

    def _count(self) -> list[str]:
        new = [claim for id in self.changes.new for claim in self.edition.dossier.entries[id].claims]
        counts = {name: len(getattr(self.changes, name)) for name in ("new", "edited", "retracted", "renamed", "gone")}
        counts["claims"] = len(new) + sum(len(one.added) for one in self.changes.edited)
        counts["moves"] = len(self.changes.moves)
        return [self.say(f"part.{name}", n=count) for name, count in counts.items() if count]

    def _list(self, name: str, lines: Iterable[str]) -> Iterator[str]:
        lines = list(lines)
        if lines:
            yield f"\n### {self.say(f'heading.{name}')}\n"
            yield from (f"- {line}" for line in lines)

    def _choose(self, text: object) -> str:
        return escape_markdown(text.choose(self.edition.language, self.edition.dossier.default_language).value)

    def _name(self, kind: Kind, id: str) -> str:
        """Return a record's name and id; of one that is gone, as it was called."""
        for dossier in (self.edition.dossier, self.before):
            record = dossier.of_kind(kind).get(id)
            if record is not None:
                title = record.title if hasattr(record, "title") else record.name
                return f"{escape_markdown(title) if isinstance(title, str) else self._choose(title)} (`{id}`)"
        return f"`{id}`"

    def _tell_new(self, id: str) -> str:
        entry = self.edition.dossier.entries[id]
        lines = [self._name(Kind.ENTRY, id), *(f"    - {self._choose(claim.says)}" for claim in entry.claims)]
        return "\n".join(lines)

    def _tell_edit(self, change: EntryChange) -> str:
        entry = self.edition.dossier.entries[change.id]
        says = {claim.id: claim.says for claim in entry.claims}
        lines = [self._name(Kind.ENTRY, change.id)]
        if change.fields:
            lines.append(f"    - {self.say('fields', names=', '.join(f'`{name}`' for name in change.fields))}")
        for how in ("added", "changed"):
            lines += [f"    - {self.say(f'claim.{how}')}: {self._choose(says[id])}" for id in getattr(change, how)]
        lines += [f"    - {self.say('claim.removed')}: `{id}`" for id in change.removed]
        return "\n".join(lines)

    def _tell_retracted(self, id: str) -> str:
        note = self.edition.dossier.entries[id].status_note
        why = f". {self.say('why', text=self._choose(note))}" if note else ""
        return self._name(Kind.ENTRY, id) + why

    def _tell_gone(self, id: str) -> str:
        address = f"`{self.edition.routes.url(self.edition.routes.of(Kind.ENTRY, id))}`"
        return f"{self._name(Kind.ENTRY, id)}. {self.say('lost', address=address)}"

    def _tell_move(self, move: Move) -> str:
        question = f" ({self.say('question')})" if move.kind is Kind.QUESTION else ""
        said = self.say("move", before=self._weigh(move.before), after=self._weigh(move.after))
        return f"{self._name(move.kind, move.id)}{question}: {said}"

    def _weigh(self, one: Corroboration) -> str:
        return f"{self.words(f'corroboration.{one.label}')} ({self.say('origins', n=len(one.origins))})"

    def _tell_records(self) -> Iterator[str]:
        for how in ("added", "removed", "changed"):
            for kind, ids in getattr(self.changes, how).items():
                for id in ids:
                    yield f"{kind}: {self._name(kind, id)}: {self.say(f'record.{how}')}"
        if self.changes.settings:
            yield self.say("settings")

    def _tell_pages(self) -> Iterator[str]:
        routes = self.edition.routes
        there = [(kind, id) for kind, id in self.changes.pages if id in self.edition.dossier.of_kind(kind)]
        lines = [f"`{routes.url(routes.of(kind, id))}`" for kind, id in there]
        lines += [f"`{routes.url(routes.year(year))}`" for year in self.changes.years]
        yield from lines[:MOST_PAGES]
        if len(lines) > MOST_PAGES:
            yield self.say("more", n=len(lines) - MOST_PAGES)
