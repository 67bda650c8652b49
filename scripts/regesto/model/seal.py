"""Seals: proof that a quote stood in the article, to the letter, when the text was at hand."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from regesto.model.entry import Claim, Evidence
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
    source: Annotated[str, Field(description="The source it was sealed on.")]
    paragraph: Annotated[int, Field(ge=0, description="The paragraph; the title is 0.")]
    start: Annotated[int, Field(ge=0, description="Where the quote starts in it, in characters from 0.")]
    end: Annotated[int, Field(gt=0, description="Where the quote ends in it: the character after its last.")]
    text: Annotated[Sha256, Field(description="SHA-256 of the normalised text.")]

    @property
    def stamp(self) -> str:
        """The seal's own hash over quote, position and text, in hexadecimal: what a reader sees the ends of."""
        return digest(json.dumps([self.quote, self.source, self.paragraph, self.start, self.end, self.text]))


class SealState(StrEnum):
    """What is known of a quote without the text at hand."""

    SEALED = "sealed"
    UNSEALED = "unsealed"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Sealing:
    """The evidence of a claim with its state, and its seal if it has one."""

    evidence: Evidence
    state: SealState
    seal: Seal | None = None


def match_seals(claim: Claim, seals: Sequence[Seal]) -> tuple[Sealing, ...]:
    """Return the state of each evidence of `claim`, in order, by the `seals` that were made for that claim.

    A quote is sealed if a seal has its hash, its paragraph and its source. One that is not counts as altered as long as
    the claim has a seal left that fits nothing (the quote was sealed and then changed), else as not yet sealed.
    """
    known = {(seal.quote, seal.paragraph, seal.source): seal for seal in seals}
    keys = [(digest(normalise(one.quote)), one.paragraph, claim.source) for one in claim.evidence]
    found = [known.get(key) for key in keys]
    rest = len(known.keys() - set(keys))
    sealings = []
    for evidence, seal in zip(claim.evidence, found, strict=True):
        if seal is not None:
            state = SealState.SEALED
        elif rest:
            state, rest = SealState.ALTERED, rest - 1
        else:
            state = SealState.UNSEALED
        sealings.append(Sealing(evidence, state, seal))
    return tuple(sealings)
