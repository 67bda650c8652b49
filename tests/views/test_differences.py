"""What two versions of an entry differ in, whatever they are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from regesto.views.history import Difference, compare

ENTRY = {
    "title": "The lamp is lit",
    "claims": [{"id": "lit", "says": "It is lit.", "origin": "keeper"}, {"id": "dark", "says": "It is dark."}],
    "reviewed": {"by": "editors", "on": "2026-01-01"},
}

NAMES = ["id", "claims", "reviewed", "on", "status", "says", "title"]

ANYTHING = st.recursive(
    st.none() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)
ENTRIES = st.dictionaries(st.sampled_from(["claims", "reviewed", "status", "title", "date"]), ANYTHING)


def test_fields_and_claims_are_told_apart():
    new = {
        "title": "The lamp is lit again",
        "date": "2024",
        "claims": [{"id": "lit", "says": "It is lit.", "origin": "master"}, {"id": "seen", "says": "Seen."}],
        "status": "retracted",
        "reviewed": {"by": "editors", "on": "2026-02-01"},
    }
    assert compare(ENTRY, new) == Difference(
        fields=("title", "date"),
        added=1,
        removed=1,
        corrected=1,
        parts=("chain",),
        status="retracted",
        reviewed="2026-02-01",
    )


@settings(deadline=None)
@given(ENTRIES)
def test_what_has_not_changed_differs_in_nothing(entry):
    assert compare(entry, entry) == Difference()


@settings(deadline=None)
@given(ENTRIES, ENTRIES)
def test_no_two_versions_are_too_odd_to_compare(old, new):
    there, back = compare(old, new), compare(new, old)
    assert (there.added, there.removed, there.corrected) == (back.removed, back.added, back.corrected)
    assert there.fields == back.fields
