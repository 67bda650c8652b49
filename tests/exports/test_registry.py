"""The exports as a whole: same inputs, same bytes, and small files to read with one's eyes."""

import os
from pathlib import Path

import pytest

from editions import LIGHTHOUSES, ROOT, make_edition
from regesto.exports.registry import EXPORTS
from regesto.seeds.dossier import read_dossier

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_NAMES = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file())


@pytest.mark.parametrize("seeds", [LIGHTHOUSES, ROOT / "seeds"], ids=["lighthouses", "own"])
def test_same_inputs_give_the_same_bytes(seeds):
    first, second = (make_edition(read_dossier(seeds).dossier).downloads for _ in range(2))
    assert first == second
    assert len({one.path for one in first}) == len(first)


def test_every_export_makes_something(edition):
    made = {one.export for one in edition.downloads}
    assert made == {export.name for export in EXPORTS}
    assert all(one.content for one in edition.downloads)


@pytest.mark.parametrize("name", GOLDEN_NAMES)
def test_golden_file(name, lighthouses):
    """Set REGESTO_WRITE_GOLDEN=1 to write the files anew, and read what changed."""
    made = {one.path.partition("/")[2]: one.content for one in make_edition(lighthouses).downloads}
    if os.environ.get("REGESTO_WRITE_GOLDEN"):
        (GOLDEN / name).write_bytes(made[name])
    assert made[name] == (GOLDEN / name).read_bytes()


def test_there_are_golden_files():
    assert {"timeline.ics", "sources.bib", "feed.xml", "csv/quantities.csv"} <= set(GOLDEN_NAMES)
