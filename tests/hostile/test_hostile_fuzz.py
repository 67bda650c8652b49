"""A short run of what `make fuzz` does for long, and every case that once failed."""

from dataclasses import replace

import pytest

from fuzz import CRASHES, TARGETS, fuzz, fuzz_browser, try_text
from fuzz_browser import BROWSER_TARGETS, Wrong, ask, judge_search, open_target

CASES = 120
BROWSER_CASES = {"explorer": 60}
"""Cases of a short run; the explorer shows hundreds of entries for each."""


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_raised(name):
    assert fuzz(name, CASES).distinct >= CASES


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", BROWSER_TARGETS)
def test_nothing_is_thrown_in_a_browser(name, hostile_site):
    """On the site of hostile records."""
    cases = BROWSER_CASES.get(name, 400)
    assert fuzz_browser(name, cases, hostile_site).cases == cases


KEPT = sorted(CRASHES.glob("*.txt"))


def read_kept(path):
    """Return the target that failed on a case, and the case."""
    name = max((one for one in (*TARGETS, *BROWSER_TARGETS) if path.name.startswith(f"{one}-")), key=len)
    return name, path.read_bytes().decode("utf-8", "surrogatepass")


@pytest.mark.parametrize("path", [one for one in KEPT if read_kept(one)[0] in TARGETS], ids=lambda path: path.stem)
def test_what_once_raised_does_not(path):
    try_text(*read_kept(path))


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "path", [one for one in KEPT if read_kept(one)[0] in BROWSER_TARGETS], ids=lambda path: path.stem
)
def test_what_once_was_thrown_is_not(path, hostile_site):
    try_text(*read_kept(path), hostile_site)


@pytest.mark.browser
@pytest.mark.slow
def test_what_is_thrown_in_a_browser_would_be_found(hostile_site):
    target = replace(BROWSER_TARGETS["form-references"], ask="text => { throw new Error(text) }")
    with open_target(target, hostile_site) as page, pytest.raises(Wrong, match="Error: x"):
        ask(page, target, ["x"])
    odd = {"docs": [3, 3], "words": [], "all": 9, "size": 2, "whole": 2, "more": False, "texts": 2}
    assert judge_search("x", odd) == "docs [3, 3]"


def test_there_is_a_target_for_every_reader_of_references():
    from regesto.importing.registry import READERS

    assert READERS.keys() <= TARGETS.keys()
