"""The corroboration rule against its golden cases."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bare_settings import BARE_SETTINGS
from regesto.model.dossier import Dossier
from regesto.model.entry import Certainty, Claim, Stance
from regesto.model.vocabulary import Actor
from regesto.views.corroboration import Label, corroborate

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "corroboration.yml").read_text(encoding="utf-8"))

PARTS = {"seul": None, "nis": "seul", "washington": None, "kirby": "washington", "kiev": None, "wp": None}

DOSSIER = Dossier(
    settings=BARE_SETTINGS,
    actors={id: Actor(id=id, name=id, kind="organisation", part_of=whole) for id, whole in PARTS.items()},
)


def make_claim(line: str) -> Claim:
    origin, stance, certainty = line.split()
    return Claim(id="c", says="It is so.", source="s", origin=origin, stance=stance, certainty=certainty)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    found = corroborate(DOSSIER, map(make_claim, case["claims"]))
    assert found.label == case["label"]
    for side in ("affirming", "hedging", "denying", "doubting"):
        if side in case:
            assert list(getattr(found, side)) == case[side]


claims = st.builds(
    "{} {} {}".format, st.sampled_from([*PARTS, "unnamed"]), st.sampled_from([*Stance]), st.sampled_from([*Certainty])
).map(make_claim)


@given(st.lists(claims), st.randoms())
def test_order_and_repetition_change_nothing(given_claims, random):
    shuffled = given_claims * 2
    random.shuffle(shuffled)
    once, twice = corroborate(DOSSIER, given_claims), corroborate(DOSSIER, shuffled)
    assert (once.label, once.origins, once.sources) == (twice.label, twice.origins, twice.sources)


@given(st.lists(claims))
def test_independence_needs_two_voices(given_claims):
    found = corroborate(DOSSIER, given_claims)
    assert (found.label is Label.INDEPENDENT) <= (len(found.affirming) >= 2)
