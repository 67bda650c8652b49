"""The bibliographic record of one article."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from regesto.model.edtf import Edtf
from regesto.model.ids import ActorId, refuse_reserved
from regesto.model.record import Record, Strict
from regesto.model.text import LANGUAGE_SCHEMA, Text

WEB_PATTERN = r"^https?://[^\s<>\"'\\/?#@]+([/?#][^\s<>\"'\\]*)?$"
WebAddress = Annotated[str, StringConstraints(pattern=WEB_PATTERN, max_length=2000)]
"""An address on the web; none with a name before the host: `https://bank.example@harm.example/` deceives."""
FileName = Annotated[str, StringConstraints(pattern=r"^[\w][\w.-]*$", max_length=200), AfterValidator(refuse_reserved)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_SCHEMA["pattern"])]


class SourceType(StrEnum):
    """Types of source, by their names in CSL 1.0.2."""

    NEWSPAPER = "article-newspaper"
    MAGAZINE = "article-magazine"
    JOURNAL = "article-journal"
    WEBPAGE = "webpage"
    REPORT = "report"
    BROADCAST = "broadcast"


class DateBasis(StrEnum):
    """How the date of publication is known."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Unknowable(StrEnum):
    """Facts about a source that may be unknown, and are then said to be."""

    AUTHOR = "author"
    OUTLET = "outlet"
    URL = "url"
    ARCHIVE_URL = "archive_url"
    ISSUED = "issued"
    TITLE = "title"


class Fingerprint(Strict):
    """What identifies the text that was read, without holding it; counts are of the normalised text."""

    sha256: Annotated[Sha256, Field(description="SHA-256 of the normalised text, in hexadecimal.")]
    characters: Annotated[int, Field(gt=0, description="Characters, with a line end between paragraphs.")]
    words: Annotated[int, Field(gt=0, description="Words, as white space divides them.")]
    paragraphs: Annotated[int, Field(gt=0, description="Lines that are not empty, the title among them.")]


class Source(Record):
    """One article that was read. `title`, `author`, `issued`, `language`, `abstract`, `note` and `type` are CSL's."""

    type: Annotated[SourceType, Field(description="The type of source, as CSL names it.")] = SourceType.NEWSPAPER
    title: Annotated[str, Field(min_length=1, description="The title as printed, or, in brackets, one made for it.")]
    author: Annotated[tuple[str, ...], Field(description="The authors as printed.")] = ()
    outlet: Annotated[ActorId | None, Field(description="Who published it, from actors.yml.")] = None
    issued: Annotated[Edtf | None, Field(description="Date of publication, in EDTF.")] = None
    issued_basis: Annotated[DateBasis, Field(description="How that date is known.")]
    issued_note: Annotated[Text | None, Field(description="On what grounds the date is given.")] = None
    url: Annotated[WebAddress | None, Field(description="Where it can be read.")] = None
    archive_url: Annotated[WebAddress | None, Field(description="Where an archived copy can be read.")] = None
    language: Annotated[Language, Field(description="The language of the article, such as it.")]
    rights: Annotated[Text, Field(description="Whose the text is, and what may be done with it.")]
    unknown: Annotated[tuple[Unknowable, ...], Field(description="The facts that are not known, said openly.")] = ()
    text_file: Annotated[
        FileName | None,
        Field(description="The file with the text in the articles folder, if not id.txt."),
    ] = None
    fingerprint: Annotated[Fingerprint | None, Field(description="Written by `regesto seal`.")] = None
    abstract: Annotated[Text, Field(description="What the article says, in our own words.")]
    note: Annotated[Text | None, Field(description="Anything a reader should know about the text.")] = None
