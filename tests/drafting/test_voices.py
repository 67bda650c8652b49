"""Who says it, in the sentences of voices.yml. A floor holds the whole file; a failure prints the misses."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from regesto.drafting.annotation import Annotation, Kind
from regesto.drafting.engine import load_engine
from regesto.drafting.scoring import same_voice
from regesto.reading.document import Document, Facts, Part, PartKind

GIVEN = yaml.safe_load(Path(__file__).with_name("voices.yml").read_text("utf-8"))


def voices(text: str) -> list[Annotation]:
    """Return the attributions and denials in a text of one paragraph."""
    document = Document("line", text, (Part(PartKind.PARAGRAPH, 0, len(text), 0),), Facts(published="2024-11-15"), "it")
    found = load_engine("it").read(document).annotations
    return [one for one in found if one.kind in (Kind.ATTRIBUTION, Kind.DENIAL)]


def fits(found: Annotation, wanted: list[str] | dict[str, str]) -> bool:
    """Tell whether an annotation has the stance and the origin that are wanted."""
    denies = isinstance(wanted, dict)
    chain = [wanted["denies"]] if denies else wanted
    mine = [one.text for one in found.value.chain]
    if (found.kind is Kind.DENIAL) is not denies or bool(mine) is not bool(chain):
        return False
    return not chain or same_voice(mine[-1], chain[-1])


def count() -> tuple[dict[str, float], list[str]]:
    """Return the figures over all sentences, and a line for each miss."""
    hits = missed = extra = whole = chains = 0
    lines = []
    for one in (sentence for group in GIVEN["sentences"].values() for sentence in group):
        left = voices(one["text"])
        for wanted in one["says"]:
            long = isinstance(wanted, list) and len(wanted) > 1
            chains += long
            hit = next((found for found in left if fits(found, wanted)), None)
            if hit is None:
                missed += 1
                lines.append(f"missed {wanted} in {one['text']}")
                continue
            hits += 1
            left.remove(hit)
            mine = [source.text for source in hit.value.chain]
            whole += long and len(mine) == len(wanted) and all(map(same_voice, mine, wanted))
        extra += len(left)
        lines += [f"extra {found.value} ({found.rule}) in {one['text']}" for found in left]
    return {"precision": hits / (hits + extra), "recall": hits / (hits + missed), "chains": whole / chains}, lines


@pytest.fixture(scope="module")
def figures() -> tuple[dict[str, float], list[str]]:
    return count()


@pytest.mark.parametrize("measure", ["precision", "recall", "chains"])
def test_voices_stay_above_their_floor(figures: tuple[dict[str, float], list[str]], measure: str):
    found, lines = figures
    assert found[measure] >= GIVEN["floors"][measure], "\n".join(lines)
