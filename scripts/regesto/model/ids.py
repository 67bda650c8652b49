"""Identifiers, and references from one record to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names of devices on Windows, whatever follows a point: no file can be called so there (Microsoft, "Naming Files")."""


def is_reserved(name: str) -> bool:
    """Tell whether Windows keeps a file's name for a device."""
    return name.partition(".")[0].strip().lower() in RESERVED


def refuse_reserved(name: str) -> str:
    """Return `name`; raises a pydantic error that says why where no file can be called so."""
    if is_reserved(name):
        raise PydanticCustomError(
            "reserved",
            "{name} is a device on Windows, where no file can have that name; expected another name, such as {name}-1",
            {"name": name},
        )
    return name


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80), AfterValidator(refuse_reserved)]
"""An identifier: small ASCII letters, digits and single hyphens, 80 at most; safe as a file name and in an address."""

UNNAMED = "unnamed"
"""The origin of a claim whose article names nobody ("some reports say")."""


class Kind(StrEnum):
    """The kinds of record that other records point to."""

    TOPIC = "topic"
    ACTOR = "actor"
    PLACE = "place"
    MATERIEL = "materiel"
    MEASURE = "measure"
    QUESTION = "question"
    ROLE = "role"
    SOURCE = "source"
    ENTRY = "entry"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as a reference to a record of `kind`; `or_unnamed` also admits the word `unnamed`."""

    kind: Kind
    or_unnamed: bool = False


TopicId = Annotated[Id, Ref(Kind.TOPIC)]
ActorId = Annotated[Id, Ref(Kind.ACTOR)]
OriginId = Annotated[Id, Ref(Kind.ACTOR, or_unnamed=True)]
PlaceId = Annotated[Id, Ref(Kind.PLACE)]
MaterielId = Annotated[Id, Ref(Kind.MATERIEL)]
MeasureId = Annotated[Id, Ref(Kind.MEASURE)]
QuestionId = Annotated[Id, Ref(Kind.QUESTION)]
RoleId = Annotated[Id, Ref(Kind.ROLE)]
SourceId = Annotated[Id, Ref(Kind.SOURCE)]
EntryId = Annotated[Id, Ref(Kind.ENTRY)]
EditorId = Annotated[Id, Ref(Kind.EDITOR)]
