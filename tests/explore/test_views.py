"""What was known by a day, and where the evidence is thin, on small dossiers and on the real one."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers import DAYS, ENTRY, dossiers, make_dossier, make_edition
from regesto.model.edtf import Edtf
from regesto.model.entry import Status
from regesto.pages.explorer import collect_claims, collect_explorer
from regesto.views.corroboration import Label
from regesto.views.evidence import view_corrections, view_health
from regesto.views.known import corroborate_known, find_known_from, is_known

(CLAIM,) = ENTRY["claims"]


def day(year: int, month: int, day: int) -> int:
    return datetime.date(year, month, day).toordinal()


def one(*claims: dict, **entry):
    """Return a dossier with one entry, and that entry."""
    dossier = make_dossier([{**ENTRY, "claims": [{**CLAIM, **claim} for claim in claims], **entry}])
    return dossier, dossier.entries["e0"]


@pytest.mark.parametrize(
    ("source", "known_from"),
    [
        ("s0", None),  # unknown
        ("s1", day(2022, 9, 6)),
        ("s2", day(2024, 1, 5)),  # about: the strict bounds
        ("s3", day(2024, 9, 30)),  # a month: from its end
        ("s4", None),  # open
        ("s5", day(2024, 12, 31)),
    ],
)
def test_a_claim_is_known_from_the_last_day_its_article_may_have_appeared(source, known_from):
    dossier, entry = one({"source": source})
    assert find_known_from(dossier, source) == known_from
    if known_from is not None:
        assert not is_known(dossier, entry.claims[0], known_from - 1)
        assert is_known(dossier, entry.claims[0], known_from)
    assert not is_known(dossier, entry.claims[0], 1)


def test_corroboration_grows_as_articles_appear():
    dossier, entry = one({}, {"source": "s2", "origin": ["washington"]}, {"source": "s3", "stance": "denies"})
    assert corroborate_known(dossier, entry, day(2022, 9, 5)) is None
    assert corroborate_known(dossier, entry, day(2022, 9, 6)).label is Label.SINGLE
    assert corroborate_known(dossier, entry, day(2024, 1, 5)).label is Label.INDEPENDENT
    assert corroborate_known(dossier, entry, day(2024, 9, 30)).label is Label.CONTESTED


def test_what_is_only_mentioned_does_not_make_an_entry_known():
    dossier, entry = one({"aside": True}, {"source": "s3"})
    assert corroborate_known(dossier, entry, day(2022, 9, 6)) is None
    assert corroborate_known(dossier, entry, day(2024, 9, 30)).label is Label.SINGLE


@given(dossiers, st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_what_is_known_stays_known(dossier, one_day, other):
    early, late = sorted((one_day, other))
    for entry in dossier.entries.values():
        before, after = (corroborate_known(dossier, entry, one) for one in (early, late))
        if before is not None:
            assert after is not None
            assert set(before.origins) <= set(after.origins)
            assert (before.label, after.label) != (Label.CONTESTED, Label.SINGLE)


def test_health_leaves_retracted_entries_out():
    dossier = make_dossier([ENTRY, {**ENTRY, "status": "retracted"}, {**ENTRY, "status": "disputed"}])
    health = view_health(dossier)
    assert health.claims == 2
    assert {one.entry.status for one in health.single_origin} == {Status.REVIEWED, Status.DISPUTED}
    assert [entry.status for entry in view_corrections(dossier)] == [Status.RETRACTED, Status.DISPUTED]


def test_corrections_begin_with_the_latest_review():
    dossier = make_dossier([{**ENTRY, "status": "disputed"}] * 3)
    for id, on in (("e0", "2025-01-02"), ("e1", "2026-01-01"), ("e2", "2025-12-31")):
        entry = dossier.entries[id]
        review = entry.reviewed.model_copy(update={"on": Edtf.parse(on)})
        dossier.entries[id] = entry.model_copy(update={"reviewed": review})
    assert [entry.id for entry in view_corrections(dossier)] == ["e1", "e2", "e0"]


@given(dossiers)
def test_health_adds_up(dossier):
    health = view_health(dossier)
    standing = [claim for _, claim in dossier.standing_claims()]
    assert health.claims == len(standing) == sum(one.claims for one in health.by_source)
    assert {one.claim for one in health.unquoted} == {claim for claim in standing if not claim.evidence}
    assert all(0 < one.part <= 1 for one in (*health.by_source, *health.by_origin))
    assert [one.claims for one in health.by_origin] == sorted((one.claims for one in health.by_origin), reverse=True)
    assert not {entry.id for entry in health.hedged} & {entry.id for entry in health.unnamed}


def test_health_of_the_real_dossier(dossier):
    health = view_health(dossier)
    assert health.without_archive == tuple(dossier.sources)
    assert health.undated == ()
    assert health.by_origin[0].id is None, "half of what the articles say has no origin that is named"


@given(dossiers)
def test_data_is_the_same_each_time_and_says_each_text_once(dossier):
    edition = make_edition(dossier)
    data, claims = collect_explorer(edition), collect_claims(edition)
    assert data == collect_explorer(make_edition(dossier))
    assert len(claims["says"]) == len(claims["id"]) == sum(data["entries"]["claims"]) == len(data["claims"]["source"])
    assert sorted(data["entries"]["rank"]) == list(range(len(dossier.entries)))
    assert len({tuple(row[:1]) for row in data["dates"]}) == len(data["dates"])
