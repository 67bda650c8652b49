"""Origins: how many independent voices stand behind how many articles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from regesto.model.dossier import Dossier
from regesto.model.entry import Entry, Stance
from regesto.model.ids import UNNAMED
from regesto.views.corroboration import Corroboration, corroborate_entry


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent origin: an outermost actor, with what it and its parts say.

    `parts` are the actors counted as this voice, itself left out; `stances` counts its claims by stance.
    """

    actor: str
    parts: tuple[str, ...]
    claims: int
    stances: dict[Stance, int]
    sources: tuple[str, ...]
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryOrigins:
    """An entry with its corroboration, and with the articles that tell of it."""

    entry: Entry
    corroboration: Corroboration
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """Every voice, most heard first, and every entry in order of time. `unnamed` counts the claims of nobody."""

    voices: tuple[Voice, ...]
    entries: tuple[EntryOrigins, ...]
    unnamed: int


def view_origins(dossier: Dossier) -> Origins:
    """Count the voices of the dossier over the claims that stand."""
    heard: dict[str, list] = defaultdict(list)
    unnamed = 0
    for entry, claim in dossier.standing_claims():
        for origin in claim.origin:
            if origin == UNNAMED:
                unnamed += 1
            else:
                heard[dossier.voice_of(origin)].append((entry, claim, origin))
    voices = [_voice(actor, said) for actor, said in heard.items()]
    voices.sort(key=lambda voice: (-len(voice.entries), -voice.claims, voice.actor))
    entries = tuple(
        EntryOrigins(entry, corroborate_entry(dossier, entry), tuple(sorted({claim.source for claim in entry.claims})))
        for entry in dossier.chronology
    )
    return Origins(tuple(voices), entries, unnamed)


def _voice(actor: str, said: list) -> Voice:
    stances: dict[Stance, int] = dict.fromkeys(Stance, 0)
    for _, claim, _ in said:
        stances[claim.stance] += 1
    return Voice(
        actor=actor,
        parts=tuple(sorted({origin for _, _, origin in said} - {actor})),
        claims=len({(entry.id, claim.id) for entry, claim, _ in said}),
        stances=stances,
        sources=tuple(sorted({claim.source for _, claim, _ in said})),
        entries=tuple(dict.fromkeys(entry.id for entry, _, _ in said)),
    )
