"""The search answers what readers ask: a gate on `queries.yml`, asked in a real Chromium on the real dossier."""

from pathlib import Path

import pytest
import yaml
from benchmarks.search_quality import build_site, measure, rank, read_queries, score

from browser import need_chromium

FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yml").read_text(encoding="utf-8"))
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.browser
def test_the_search_reaches_its_floors(tmp_path, record_property):
    need_chromium()
    build_site(tmp_path / "site")
    queries = read_queries()
    ranks = measure(tmp_path / "site", None, only_own=True)["Regesto"]
    found = score(ranks)
    for name, value in found._asdict().items():
        record_property(name, round(value, 3))
    missed = [query.ask for query, place in zip(queries, ranks, strict=True) if place != 1]
    assert found.first >= FLOORS["success_at_1"], missed
    assert found.five >= FLOORS["success_at_5"], missed
    assert found.mrr >= FLOORS["mrr"], missed


def test_there_are_queries_of_every_kind():
    queries = read_queries()
    assert len(queries) >= 120
    assert len({(query.language, query.ask) for query in queries}) == len(queries)
    kinds = {"plain", "inflected", "accents", "elision", "alias", "typo", "phrase", "designation", "filter", "english"}
    assert kinds <= {query.kind for query in queries}


def test_ranks_and_scores():
    query = read_queries()[0]
    assert rank(query, ["http://x/temi/", f"http://x/{query.right[0]}/#c-1"]) == 2
    assert rank(query, [f"file:///x/{query.right[0]}/"]) is None
    assert rank(query, []) is None
    assert score([1, 2, None, 10]) == (0.25, 0.5, (1 + 0.5 + 0.1) / 4, 4)
