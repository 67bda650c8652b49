"""Every regular expression of the package, on texts made to stall it: time grows with size, not with its square."""

import re

import pytest

from bounded import ROOT
from browser import need_chromium, open_page
from pumping import Found, find_patterns, find_stall

BOUNDED = {
    "regesto.model.edtf": "a date has 200 characters at most, see `Edtf.parse`",
    "regesto.model.edtf_mistakes": "a date has 200 characters at most, see `Edtf.parse`",
    "regesto.drafting.pattern": "reads our own rules",
    "regesto.drafting.hedges": "tries a word from its first letter only",
    "regesto.search.words": "looks at one word, which has a few hundred characters at most (see below)",
}
"""Modules whose patterns meet short or trusted texts only, and why."""

PATTERNS = find_patterns()


def test_there_are_patterns_from_everywhere():
    assert len(PATTERNS) > 100
    layers = {one.where.split(".")[1] for one in PATTERNS if one.where.startswith("regesto.")}
    assert layers >= {"model", "seeds", "reading", "drafting", "pages", "search", "exports", "site"}


@pytest.mark.parametrize(
    "found", [one for one in PATTERNS if one.where not in BOUNDED], ids=lambda one: f"{one.where}:{one.pattern[:40]!a}"
)
def test_no_pattern_stalls(found):
    assert find_stall(found) is None


def test_a_bad_pattern_would_be_found():
    for pattern in (r"(a+)+b", r"\s+$", r"(\w|\d)*x", r"[^,]*,[^,]*;"):
        assert find_stall(Found(pattern, 0, "here", False)) is not None, pattern
    for pattern in (r"[a-z]+", r"(?<! ) +$", r"a{1,30}b"):
        assert find_stall(Found(pattern, 0, "here", False)) is None, pattern


SCRIPTS = sorted((ROOT / "templates/theme/assets/javascripts").glob("*.js"))
PUMPS = ["a", " ", "-", "1", ".", '"', ":", "a:", "a-1", "1.000,", "è", "«", "-a:", "(", "'", "\n", "a ", "x1"]
LITERAL = re.compile(
    r"[(=,:!&|] ?/((?:[^/\\\n\[* ]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)/([a-z]*)"
)

TIME = """([source, flags, pumps, size]) => {
  let worst = ['', 0]
  try { new RegExp(source, flags) } catch (error) { return worst } // what was found is no pattern
  for (const pump of pumps) for (const tail of ['', '!']) {
    const pattern = new RegExp(source, flags), text = pump.repeat(size / pump.length) + tail
    const start = performance.now()
    if (flags.includes('g')) [...text.matchAll(pattern)]
    else pattern.test(text)
    const took = performance.now() - start
    if (took > worst[1]) worst = [pump + tail, took]
  }
  return worst
}"""


@pytest.mark.browser
def test_no_pattern_of_the_browsers_scripts_stalls(tmp_path):
    """What a reader types or pastes meets these: 4,000 characters take no more than a third of a second."""
    (tmp_path / "x.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    patterns = {found: path.name for path in SCRIPTS for found in LITERAL.findall(path.read_text(encoding="utf-8"))}
    assert len(patterns) >= 8, patterns
    with open_page(need_chromium()) as watched:
        watched.page.goto((tmp_path / "x.html").as_uri())
        slow = {
            (name, source): worst
            for (source, flags), name in patterns.items()
            if (worst := watched.page.evaluate(TIME, [source, flags, PUMPS, 4_000]))[1] > 330
        }
    assert slow == {}
