"""Entries and what they are made of: claims, evidence, quantities, relations."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from regesto.model.edtf import Edtf
from regesto.model.ids import (
    ActorId,
    EditorId,
    EntryId,
    Id,
    MaterielId,
    OriginId,
    PlaceId,
    QuestionId,
    RoleId,
    SourceId,
    TopicId,
)
from regesto.model.quantity import Quantity
from regesto.model.record import Record, Strict
from regesto.model.text import Text


class Stance(StrEnum):
    """Where an origin stands on what is said."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    DOUBTS = "doubts"
    PREDICTS = "predicts"


class Certainty(StrEnum):
    """How outright it is said: `stated` as a fact, `hedged` (the journalistic conditional), or `estimated`."""

    STATED = "stated"
    HEDGED = "hedged"
    ESTIMATED = "estimated"


class RelationKind(StrEnum):
    """How an entry bears on another one. The first two are mutual and written on both sides."""

    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    PART_OF = "part-of"
    FOLLOWS = "follows"


MUTUAL_RELATIONS = frozenset({RelationKind.CORROBORATES, RelationKind.CONTRADICTS})


class Status(StrEnum):
    """Where an entry stands in its life. A retracted entry keeps its address and says why."""

    REVIEWED = "reviewed"
    DISPUTED = "disputed"
    RETRACTED = "retracted"


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Evidence(Strict):
    """A short passage of the article, to the letter, and where it stands."""

    quote: Annotated[str, Field(min_length=2, description="The passage to the letter, 30 words at most.")]
    paragraph: Annotated[
        int, Field(ge=0, description="Which paragraph it stands in; the title is 0, and every other line counts.")
    ]


class Claim(Strict):
    """One thing that someone says, with the chain through which it reached us."""

    id: Annotated[Id, Field(description="Names the claim within its entry, for links to it.")]
    says: Annotated[Text, Field(description="What is said, in our own words.")]
    source: Annotated[SourceId, Field(description="The article that we read.")]
    origin: Annotated[
        tuple[OriginId, ...],
        BeforeValidator(_as_list, json_schema_input_type=OriginId | list[OriginId]),
        Field(min_length=1, description="Who says so in the end: an actor, several, or unnamed."),
    ]
    origin_as: Annotated[
        Text | None, Field(description="How the article calls the origin, where that says more: some reports.")
    ] = None
    via: Annotated[tuple[ActorId, ...], Field(description="Who relays it, in order, from the origin on.")] = ()
    question: Annotated[
        QuestionId | None, Field(description="The open question that this claim answers, if it answers one.")
    ] = None
    aside: Annotated[
        bool,
        Field(description="True where it does not bear on what the entry itself tells, and must not count for it."),
    ] = False
    stance: Annotated[Stance, Field(description="Where the origin stands.")] = Stance.AFFIRMS
    certainty: Annotated[Certainty, Field(description="How outright it is said.")] = Certainty.STATED
    said_on: Annotated[Edtf | None, Field(description="When it was said, if not when the article appeared.")] = None
    quantities: Annotated[tuple[Quantity, ...], Field(description="The figures in it.")] = ()
    evidence: Annotated[tuple[Evidence, ...], Field(description="The passages it rests on.")] = ()
    note: Annotated[Text | None, Field(description="A remark for readers.")] = None


class Involvement(Strict):
    """An actor and what it does in the entry."""

    actor: Annotated[ActorId, Field(description="Who, from actors.yml.")]
    role: Annotated[RoleId, Field(description="What the actor does in it, from roles.yml.")]


class Relation(Strict):
    """A typed link to another entry."""

    type: Annotated[
        RelationKind,
        Field(description="How this entry bears on the other; corroborates and contradicts are written on both sides."),
    ]
    entry: Annotated[EntryId, Field(description="The other entry: its file's name without .yml.")]
    note: Annotated[Text | None, Field(description="A remark for readers.")] = None


class Review(Strict):
    """Who read the entry against its sources, and when."""

    by: Annotated[EditorId, Field(description="Who read it, from the editors of dossier.yml.")]
    on: Annotated[Edtf, Field(description="A day, such as 2026-11-21.")]


class Entry(Record):
    """One event, statement or state of affairs, with everything that is claimed about it."""

    title: Annotated[Text, Field(description="A headline in our own words.")]
    label: Annotated[Text | None, Field(description="Two to five words for drawings, where the title is long.")] = None
    date: Annotated[Edtf | None, Field(description="When it happened, in EDTF. Without one, say why in date_note.")] = (
        None
    )
    date_note: Annotated[Text | None, Field(description="How the date is known, where the article does not say.")] = (
        None
    )
    summary: Annotated[Text, Field(description="Two to four sentences in our own words.")]
    topics: Annotated[
        tuple[TopicId, ...], Field(min_length=1, description="The first one is its lane on the timeline.")
    ]
    places: Annotated[tuple[PlaceId, ...], Field(description="Where it happened, from places.yml.")] = ()
    actors: Annotated[tuple[Involvement, ...], Field(description="Who takes part, and in which role.")] = ()
    materiel: Annotated[tuple[MaterielId, ...], Field(description="What goods it is about, from materiel.yml.")] = ()
    claims: Annotated[tuple[Claim, ...], Field(description="What is said, and by whom.")] = ()
    relations: Annotated[tuple[Relation, ...], Field(description="Links to other entries.")] = ()
    status: Annotated[Status, Field(description="Where the entry stands; a retracted one keeps its address.")] = (
        Status.REVIEWED
    )
    status_note: Annotated[Text | None, Field(description="Why it is disputed or retracted.")] = None
    reviewed: Annotated[Review, Field(description="Who read it against its sources, and when.")]
    note: Annotated[Text | None, Field(description="A remark for readers, such as an oddity of the source.")] = None
    aliases: Annotated[tuple[Id, ...], Field(description="Old ids; their addresses lead here.")] = ()
