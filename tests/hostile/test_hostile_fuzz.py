"""A short run of what `make fuzz` does for long, and every case that once raised."""

import pytest

from fuzz import CRASHES, TARGETS, fuzz

CASES = 150


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_raised(name):
    ran, _ = fuzz(name, CASES)
    assert ran >= CASES * 0.9


@pytest.mark.parametrize("path", sorted(CRASHES.glob("*.txt")), ids=lambda path: path.stem)
def test_what_once_raised_does_not(path):
    name = path.name.partition("-")[0]
    TARGETS[name][0](path.read_bytes().decode("utf-8", "surrogatepass"))


def test_there_is_a_target_for_every_reader_of_references():
    from regesto.importing.registry import READERS

    assert READERS.keys() <= TARGETS.keys()
