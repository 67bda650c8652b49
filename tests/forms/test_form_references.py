"""References that are pasted into the form of a source: golden cases, and what Regesto itself exports, read back."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from regesto.exports.bibliography import export_bibtex, export_csl, export_ris
from regesto.model.edtf import Edtf
from regesto.pages.bibliography.item import describe_source
from regesto.pages.edition import Edition
from regesto.seeds.dossier import read_dossier

HERE = Path(__file__).resolve().parent
CASES = yaml.safe_load((HERE / "references.yml").read_text(encoding="utf-8"))
DOSSIERS = {
    "it": HERE.parents[1] / "seeds",
    "en": HERE.parent / "fixtures" / "lighthouses" / "seeds",
}
READ = "text => regestoReferences.read(text)"


def trimmed(found: dict | None) -> dict | None:
    """Return an answer without what is empty."""
    items = found and [{name: value for name, value in item.items() if value} for item in found["items"]]
    return found and {"format": found["format"], "items": items}


@pytest.mark.browser
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden_references(evaluate, case):
    wanted = {"format": case["format"], "items": case["items"]} if "format" in case else None
    assert trimmed(evaluate(READ, case["text"])) == wanted


@pytest.mark.browser
@pytest.mark.parametrize("export", [export_bibtex, export_csl, export_ris])
@pytest.mark.parametrize("language", DOSSIERS)
def test_what_is_exported_is_read_back(evaluate, export, language):
    dossier = read_dossier(DOSSIERS[language]).dossier
    ((_, content),) = export(Edition(dossier, language, "Prova"))
    found = evaluate(READ, content.decode())
    items = [describe_source(dossier, source) for source in dossier.sources.values()]
    assert [one["key"] for one in found["items"]] == [one.key for one in items]
    for item, one in zip(items, found["items"], strict=True):
        assert one["title"] == item.title
        assert tuple(one["author"]) == item.authors
        assert (one["container"], one["url"], one["language"]) == (item.container, item.url, item.language)
        assert (one["abstract"], one["note"]) == (item.abstract, item.note)
        assert agrees(one["issued"], item.issued), (one["issued"], item.issued)
        if export is not export_bibtex:  # BibTeX has one type for articles of every sort
            assert one["type"] == item.type


def agrees(issued: str, wanted: Edtf | None) -> bool:
    """Tell whether a date that was read back is the one exported, as far as the format holds it."""
    if wanted is None:
        return issued == ""
    found = Edtf.parse(issued)
    day_is_lost = found.precision is not wanted.precision  # BibTeX has months at most
    return found.overlaps(wanted) and (day_is_lost or found.bounds.earliest == wanted.bounds.earliest)


@pytest.mark.browser
@given(
    st.lists(st.text(max_size=80), min_size=50, max_size=50), st.sampled_from(["@article{a,", "TY  - NEWS\n", "[{", ""])
)
@settings(max_examples=10, deadline=None)
def test_nothing_that_is_pasted_breaks_it(evaluate, texts, head):
    found = evaluate("texts => texts.map(text => regestoReferences.read(text))", [head + text for text in texts])
    assert all(one is None or one["items"] for one in found)
