"""No stage of a build costs more for each entry in a dossier four times as large: calls are counted, not seconds."""

import sys

import pytest
from benchmarks.generate import make_dossier, write_dossier

from regesto.exports.registry import EXPORTS
from regesto.pages.build import BULK, Press
from regesto.pages.edition import Edition
from regesto.pages.explorer import write_explorer
from regesto.search.collect import Collector
from regesto.search.files import name_filters
from regesto.search.index import index_units
from regesto.search.store import SearchStore
from regesto.seeds.dossier import read_dossier

SMALL, LARGE = 50, 200
SLACK = 1.25
"""Over the four times that are fair: what is logarithmic, and lists that are cut only in the larger dossier."""


def index_all(edition):
    collector = Collector(edition)
    units = [unit for _, unit in collector.list_units()]
    index_units(units, collector.read, "it", name_filters(edition), SearchStore(None), lambda file: file.make())


STAGES = {
    "index": lambda edition: edition.index,
    "network": lambda edition: (edition.network, edition.networks),
    "listings": lambda edition: edition.listings,
    "sections": lambda edition: Press(edition).sections(),
    "digests": lambda edition: [sheet for make in BULK for sheet in make(edition)],
    "pages": lambda edition: list(Press(edition).bulk()),
    "explorer": write_explorer,
    "search": index_all,
    **{f"export of {one.name}": lambda edition, one=one: list(one.make(edition)) for one in EXPORTS},
}


def count_calls(work):
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.fixture(scope="module")
def dossiers():
    return {size: make_dossier(size) for size in (10, SMALL, LARGE)}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_linear(dossiers, stage):
    counted = {}
    for size, dossier in dossiers.items():  # the smallest one warms what is kept while the process runs
        edition = Edition(dossier, "it", "Generated", make_downloads=lambda edition: ())
        counted[size] = count_calls(lambda edition=edition: STAGES[stage](edition))
    assert counted[LARGE] <= SLACK * LARGE / SMALL * counted[SMALL]


def test_reading_and_checking_is_linear(tmp_path):
    counted = {}
    for size in (10, SMALL, LARGE):
        folder = tmp_path / str(size)
        write_dossier(size, folder)
        counted[size] = count_calls(lambda folder=folder: read_dossier(folder / "seeds"))
    assert counted[LARGE] <= SLACK * LARGE / SMALL * counted[SMALL]
