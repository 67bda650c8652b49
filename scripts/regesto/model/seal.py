"""Seals: proof that a quote stood in the article, to the letter, when the text was at hand."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Annotated

from pydantic import Field

from regesto.model.record import Strict
from regesto.model.source import Sha256

# Only these marks are folded, so that a printed « » may be sealed against a typed " ".
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("‘’‚‛′", "'"))


def normalise(text: str) -> str:
    """Fold runs of whitespace to one space and quotation marks to straight ones; change nothing else."""
    return re.sub(r"\s+", " ", text.translate(_QUOTATION_MARKS)).strip()


def digest(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


class Seal(Strict):
    """The seal of one quote. `start` and `end` are offsets in characters into its normalised paragraph."""

    quote: Annotated[Sha256, Field(description="SHA-256 of the normalised quote.")]
    source: str
    paragraph: Annotated[int, Field(ge=0)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    text: Annotated[Sha256, Field(description="SHA-256 of the normalised text.")]

    @property
    def stamp(self) -> str:
        """The seal's own hash over quote, position and text, in hexadecimal: what a reader sees the ends of."""
        return digest(json.dumps([self.quote, self.source, self.paragraph, self.start, self.end, self.text]))
