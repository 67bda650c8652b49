"""A whole dossier: settings, vocabularies, sources, entries and seals, with look-ups that are derived from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Annotated, Any, TypeVar

from pydantic import Field, StringConstraints

from regesto.model.edtf import Edtf
from regesto.model.entry import Claim, Entry, Status
from regesto.model.ids import Id, Kind
from regesto.model.record import Record, Strict
from regesto.model.seal import Seal, Sealing, match_seals
from regesto.model.source import Language, Source
from regesto.model.text import Text
from regesto.model.vocabulary import Actor, Materiel, Measure, PlaceTerm, Question, Role, Topic

_Answer = TypeVar("_Answer")

FORMAT = 1
"""The version of the data format that this Regesto reads and writes; older ones are lifted by `regesto migrate`."""

ClaimRef = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]


class Editor(Strict):
    """Someone who reviews entries."""

    name: Annotated[Text, Field(description="The name that readers see.")]


class Settings(Strict):
    """`dossier.yml`: what the dossier is."""

    format: Annotated[
        int, Field(ge=0, description="The version of the data format; `regesto migrate` writes it. Without it, 0.")
    ] = 0
    id: Annotated[Id, Field(description="Names the dossier in file names.")]
    title: Annotated[Text, Field(description="The dossier's name, as a heading.")]
    subject: Annotated[
        Text | None, Field(description="Two or three words over the title, such as Lights and wrecks.")
    ] = None
    description: Annotated[Text, Field(description="What the dossier is about, in two or three sentences.")]
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+){0,2}$"), Field(description="Such as 1.0.")]
    languages: Annotated[tuple[Language, ...], Field(min_length=1, description="The default language first.")]
    editors: Annotated[dict[Id, Editor], Field(min_length=1, description="Who reviews entries, by id.")]
    licence: Annotated[Text, Field(description="Under what terms the dossier's own words may be used.")]
    key_figures: Annotated[
        tuple[ClaimRef, ...], Field(max_length=3, description="Up to three claims, as entry/claim, for the home page.")
    ] = ()
    expected: Annotated[
        dict[Kind, Annotated[int, Field(ge=0)]],
        Field(
            default_factory=dict,
            description="At least how many records of each kind there must be, so that none gets lost unseen.",
        ),
    ]


def _place_in_time(date: Edtf) -> tuple:
    first, last, *rest = date.sort_key
    return (last if first == -inf else first, last, *rest)


@dataclass(frozen=True)
class Dossier:
    """Everything that was read and found valid. Mappings are by id, in the order of their files."""

    settings: Settings
    topics: Mapping[str, Topic] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[str, PlaceTerm] = field(default_factory=dict)
    materiel: Mapping[str, Materiel] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    seals: Mapping[str, tuple[Seal, ...]] = field(default_factory=dict)

    @property
    def default_language(self) -> str:
        """The language of texts that do not say theirs."""
        return self.settings.languages[0]

    def of_kind(self, kind: Kind) -> Mapping[str, Record | Editor]:
        """Return the records of `kind` by id."""
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> Mapping[Kind, Mapping[str, Record | Editor]]:
        return {
            Kind.TOPIC: self.topics,
            Kind.ACTOR: self.actors,
            Kind.PLACE: self.places,
            Kind.MATERIEL: self.materiel,
            Kind.MEASURE: self.measures,
            Kind.QUESTION: self.questions,
            Kind.ROLE: self.roles,
            Kind.SOURCE: self.sources,
            Kind.ENTRY: self.entries,
            Kind.EDITOR: self.settings.editors,
        }

    def remember(self, name: str, about: Strict, work_out: Callable[[], _Answer]) -> _Answer:
        """Return what was worked out about a record of this dossier, or work it out: a dossier never changes.

        `name` tells apart what there is to know of one record.
        """
        known = self._memory.get((name, id(about)))
        if known is None:
            # The record is kept beside the answer: as long as it is, no other can have its `id`.
            known = self._memory[name, id(about)] = (work_out(), about)
        return known[0]

    @cached_property
    def _memory(self) -> dict[tuple[str, int], tuple[Any, Any]]:
        return {}

    def claims(self) -> Iterator[tuple[Entry, Claim]]:
        """Yield every claim with its entry, in the order of the entries."""
        for entry in self.entries.values():
            for claim in entry.claims:
                yield entry, claim

    def standing_claims(self) -> Iterator[tuple[Entry, Claim]]:
        """Yield the claims of the entries that are not retracted: those that count."""
        for entry, claim in self.claims():
            if entry.status is not Status.RETRACTED:
                yield entry, claim

    def sealings(self, entry: Entry, claim: Claim) -> tuple[Sealing, ...]:
        """Return the state of each evidence of `claim`: sealed, not yet sealed, or altered since."""
        # Remembered, as checks, pages and data files all ask for it.
        seals = self.seals.get(f"{entry.id}/{claim.id}", ())
        return self.remember("sealings", claim, lambda: match_seals(claim, seals))

    def said_on(self, claim: Claim) -> Edtf | None:
        """Return when a claim was made: the date it gives, else that of the article, if known."""
        return claim.said_on or self.sources[claim.source].issued

    def voice_of(self, actor: str) -> str:
        """Return the id of the outermost actor that `actor` is part of: the voice that counts as one origin.

        A cycle in `part_of` (which the checks refuse) ends at its smallest id, so that the answer is the same
        wherever one starts.
        """
        seen: list[str] = []
        while actor not in seen:
            seen.append(actor)
            parent = self.actors[actor].part_of if actor in self.actors else None
            if parent is None or parent not in self.actors:
                return actor
            actor = parent
        return min(seen[seen.index(actor) :])

    @cached_property
    def chronology(self) -> tuple[Entry, ...]:
        """The entries in the order of time: by earliest day, then latest, undated ones last, then by id.

        A date without a first day ("before 6 September 2022") stands at its last one: at the head of the list it would
        come before events of another century.
        """
        dated = [entry for entry in self.entries.values() if entry.date is not None]
        undated = [entry for entry in self.entries.values() if entry.date is None]
        dated.sort(key=lambda entry: (_place_in_time(entry.date), entry.id))
        return tuple(dated) + tuple(sorted(undated, key=lambda entry: entry.id))
