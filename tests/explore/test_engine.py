"""The engine in JavaScript and the rules in Python say the same, on the real dossier and on made-up ones."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossiers import DAYS, dossiers, filters, make_edition
from reference import GROUPS, Filters, count, fold, label_of, select
from regesto.model.ids import UNNAMED
from regesto.pages.edition import Edition
from regesto.pages.explorer import collect_claims, collect_explorer

pytestmark = pytest.mark.browser
IN_BROWSER = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


def as_filters(asked: Filters) -> dict:
    return {
        "chosen": asked.chosen,
        "from": asked.first,
        "to": asked.last,
        "known": asked.known,
        "words": list(asked.words),
    }


def collect(edition: Edition) -> dict:
    return {**collect_explorer(edition), "claimIds": collect_claims(edition)["id"]}


def compare(ask, dossier, edition, asked: Filters, facets) -> dict:
    found = ask(collect(edition), as_filters(asked))
    entries, claims = select(dossier, asked)
    assert found["entries"] == entries
    assert found["claims"] == claims
    assert (found["total"], found["claimTotal"]) == (len(entries), len(claims))
    labels = [label_of(dossier, entry, asked) for entry in dossier.chronology]
    assert found["labels"] == [one and one.label.value for one in labels]
    assert found["origins"] == [len(one.origins) if one else 0 for one in labels]
    for facet in facets:
        for id, number in found["counts"][facet].items():
            assert number == count(dossier, asked, facet, id), (facet, id)
    return found


@IN_BROWSER
@given(dossiers, filters())
def test_engine_agrees_with_the_reference(ask, dossier, asked):
    compare(ask, dossier, make_edition(dossier), asked, [facet for group in GROUPS for facet in group])


@IN_BROWSER
@given(dossiers, st.sampled_from(DAYS))
def test_known_on_a_day_agrees_with_the_rule_in_python(ask, dossier, day):
    compare(ask, dossier, make_edition(dossier), Filters(known=day), ["corroboration", "origin"])


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize(
    "asked",
    [
        Filters(),
        Filters({"topic": ["soldati"], "corroboration": ["single"]}),
        Filters({"origin": ["corea-del-sud"], "stance": ["affirms"]}, known=738_916),
        Filters({"measure": ["valore-forniture"]}),
        Filters(known=datetime.date(2024, 1, 31).toordinal()),
        Filters(known=datetime.date(2022, 9, 5).toordinal()),
        Filters(first=datetime.date(2023, 1, 1).toordinal(), last=datetime.date(2023, 12, 31).toordinal()),
        Filters(first=datetime.date(2022, 9, 6).toordinal()),
        Filters(last=datetime.date(2022, 9, 6).toordinal()),
        Filters(first=datetime.date(2022, 9, 6).toordinal(), last=datetime.date(2022, 9, 6).toordinal()),
    ],
    ids=str,
)
def test_real_dossier(ask, dossier, asked, language):
    edition = Edition(dossier=dossier, language=language, site_name="Regesto")
    compare(ask, dossier, edition, asked, ["topic", "corroboration", "stance", "role", "source", "status"])


def test_every_day_of_publication_of_the_real_dossier(ask, dossier):
    edition = Edition(dossier=dossier, language="it", site_name="Regesto")
    data = collect(edition)
    ends = sorted({source.issued.bounds.latest for source in dossier.sources.values() if source.issued})
    for day in [one + step for one in ends for step in (-1, 0, 1)]:
        found = ask(data, as_filters(Filters(known=day)))
        labels = [label_of(dossier, entry, Filters(known=day)) for entry in dossier.chronology]
        assert found["labels"] == [one and one.label.value for one in labels]


def test_unnamed_is_the_last_of_the_actors(dossier):
    data = collect_explorer(Edition(dossier=dossier, language="en", site_name="Regesto"))
    assert data["ids"]["actors"][-1] == UNNAMED


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), max_size=20))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_folding_agrees(evaluate, text):
    assert evaluate("text => regestoExplore.fold(text)", text) == fold(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-31", datetime.date(2024, 1, 31).toordinal()),
        ("0001-01-01", 1),
        ("9999-12-31", datetime.date.max.toordinal()),
        ("2024-02-30", None),
        ("2024-2-3", None),
        ("", None),
        ("2024-01-31<b>", None),
    ],
)
def test_days_are_numbered_as_in_the_model(evaluate, text, day):
    assert evaluate("text => regestoExplore.numberDay(text)", text) == day


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("plain", "plain"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+39", "'+39"),
        ("-1", "'-1"),
        ("@SUM", "'@SUM"),
        ("  =1", "'  =1"),
        ("\t=1", "\"'\t'=1\""),  # spreadsheets split at a tab, too
        ("＝1", "'＝1"),
        ('a "b", c', '"a ""b"", c"'),
        ("two\nlines", '"two\nlines"'),
    ],
)
def test_cells_are_never_formulas(evaluate, value, cell):
    assert evaluate("value => regestoExplore.writeCsv(['head'], [[value]])", value) == f"\ufeffhead\r\n{cell}\r\n"
