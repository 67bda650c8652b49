"""The health of the evidence: where a dossier is thin, for whoever edits it and for whoever relies on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from regesto.model.dossier import Dossier
from regesto.model.entry import Entry, Status
from regesto.model.ids import UNNAMED
from regesto.model.seal import SealState
from regesto.views.corroboration import Label, claims_on_own_matter, corroborate_entry
from regesto.views.index import Statement


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all standing claims come from one source or origin; `id` is `None` for those of nobody named.

    Claims with several origins count for each, so that shares of origins may add up to more than the whole.
    """

    id: str | None
    claims: int
    of: int

    @property
    def part(self) -> float:
        """The share, from 0 to 1."""
        return self.claims / self.of


@dataclass(frozen=True, slots=True)
class Health:
    """What is thin. Statements, entries and sources are those of the entries that stand, in order of time.

    `single_origin` are the claims on the own matter of entries that one origin alone stands behind; `hedged` and
    `unnamed` the entries that nobody tells outright, and those that nobody is named for; `unsealed` the claims with
    a quote that is not verified to the letter, `unquoted` those without any quote. `without_outlet`, `without_archive`
    and `undated` are ids of sources. `by_source` and `by_origin` are shares, the largest first.
    """

    claims: int
    single_origin: tuple[Statement, ...]
    hedged: tuple[Entry, ...]
    unnamed: tuple[Entry, ...]
    unsealed: tuple[Statement, ...]
    unquoted: tuple[Statement, ...]
    without_outlet: tuple[str, ...]
    without_archive: tuple[str, ...]
    undated: tuple[str, ...]
    by_source: tuple[Share, ...]
    by_origin: tuple[Share, ...]


def view_health(dossier: Dossier) -> Health:
    """Look at every entry that is not retracted, and at every source."""
    standing = [entry for entry in dossier.chronology if entry.status is not Status.RETRACTED]
    labels = {entry.id: corroborate_entry(dossier, entry).label for entry in standing}
    statements = [Statement(entry, claim) for entry in standing for claim in entry.claims]
    sources = dossier.sources.values()
    return Health(
        claims=len(statements),
        single_origin=tuple(
            Statement(entry, claim)
            for entry in standing
            if labels[entry.id] is Label.SINGLE
            for claim in claims_on_own_matter(entry)
        ),
        hedged=tuple(entry for entry in standing if labels[entry.id] is Label.HEDGED),
        unnamed=tuple(entry for entry in standing if labels[entry.id] is Label.UNNAMED),
        unsealed=tuple(one for one in statements if _has_unsealed_quote(dossier, one)),
        unquoted=tuple(one for one in statements if not one.claim.evidence),
        without_outlet=tuple(source.id for source in sources if source.outlet is None),
        without_archive=tuple(source.id for source in sources if source.archive_url is None),
        undated=tuple(source.id for source in sources if source.issued is None),
        by_source=_share(Counter(one.claim.source for one in statements), len(statements)),
        by_origin=_share(Counter(voice for one in statements for voice in _voices(dossier, one)), len(statements)),
    )


def _has_unsealed_quote(dossier: Dossier, one: Statement) -> bool:
    return any(sealing.state is not SealState.SEALED for sealing in dossier.sealings(one.entry, one.claim))


def _voices(dossier: Dossier, one: Statement) -> Iterable[str | None]:
    return {None if origin == UNNAMED else dossier.voice_of(origin) for origin in one.claim.origin}


def _share(counts: Counter[str | None], of: int) -> tuple[Share, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0] is None, item[0] or ""))
    return tuple(Share(id, number, of) for id, number in ordered)


def view_corrections(dossier: Dossier) -> tuple[Entry, ...]:
    """Return the entries that are disputed or retracted, the latest reviewed first; they keep their addresses."""
    found = [entry for entry in dossier.entries.values() if entry.status is not Status.REVIEWED]
    found.sort(key=lambda entry: entry.id)
    return tuple(sorted(found, key=lambda entry: entry.reviewed.on.sort_key, reverse=True))
