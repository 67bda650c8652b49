"""What every record has in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from regesto.model.ids import Id
from regesto.model.text import Names, Text


class Strict(BaseModel):
    """A frozen piece of data that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class Record(Strict):
    """A piece of data with an address of its own. The id is no field of the YAML: it is the file's name or the key."""

    id: Id


class Term(Record):
    """An item of a vocabulary."""

    name: Annotated[Text, Field(description="The name that readers see.")]
    aliases: Annotated[
        Names, Field(description="Other names and spellings found in the press; they also help search and drafting.")
    ] = Names()
    description: Annotated[Text | None, Field(description="One or two sentences in our own words.")] = None
    note: Annotated[Text | None, Field(description="A remark for readers, shown with the item.")] = None
