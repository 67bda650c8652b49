"""The vocabularies of a dossier: topics, actors, places, materiel, measures, questions, roles."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from regesto.model.ids import ActorId, PlaceId, RoleId, TopicId
from regesto.model.record import Term
from regesto.model.text import Names, Text


class ActorKind(StrEnum):
    """What an actor is; an `outlet` relays what others say, and may be an origin too."""

    STATE = "state"
    ORGANISATION = "organisation"
    PERSON = "person"
    OUTLET = "outlet"


class Precision(StrEnum):
    """What the coordinates of a place stand for, from a building to a whole country."""

    SITE = "site"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class Topic(Term):
    """A subject that entries are filed under."""

    overview: Annotated[Text | None, Field(description="A longer introduction for the topic's page.")] = None


class Actor(Term):
    """A state, an organisation, a person or an outlet."""

    kind: Annotated[ActorKind, Field(description="What the actor is.")]
    part_of: Annotated[
        ActorId | None,
        Field(description="The actor that this one belongs to. Voices of one government count as one origin."),
    ] = None
    demonyms: Annotated[Names, Field(description="Adjectives and names of inhabitants, every form.")] = Names()


class PlaceTerm(Term):
    """A place, with the coordinates of a point in it."""

    lat: Annotated[float, Field(ge=-90, le=90, description="Latitude in decimal degrees, north positive.")]
    lon: Annotated[float, Field(ge=-180, le=180, description="Longitude in decimal degrees, east positive.")]
    precision: Annotated[Precision, Field(description="What the point stands for.")]
    reference: Annotated[Text, Field(description="The public reference the coordinates come from.")]
    part_of: Annotated[PlaceId | None, Field(description="The place that this one lies in.")] = None


class Materiel(Term):
    """A thing that entries are about: a weapon system, a ship, a lamp, or a class of such things."""

    category: Annotated[Text | None, Field(description="What sort of thing it is, such as short-range missile.")] = None


Unit = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z%][a-zA-Z0-9%/-]*$", max_length=24)]


class Measure(Term):
    """Something that is counted or weighed, always in the same unit."""

    unit: Annotated[Unit, Field(description="The unit every figure of this measure is given in, such as km or USD.")]
    unit_name: Annotated[Text, Field(description="The unit in words, as it follows a number: soldiers, dollars.")]


class Question(Term):
    """A matter on which the sources disagree, or that they leave open. Its `name` is the question itself."""

    topic: Annotated[TopicId, Field(description="The topic on whose page the question stands.")]


class Role(Term):
    """What an actor does in an entry. Its `name` is a verb in the third person: supplies, denies."""

    toward: Annotated[
        tuple[RoleId, ...],
        Field(description="The roles of those it is done to: whoever supplies, supplies whoever receives or buys."),
    ] = ()
