"""Time is linear in size: four times the text takes about four times the computing, whatever it is that reads it."""

import pytest

from fuzz_browser import BROWSER_TARGETS, open_target
from fuzz_targets import TARGETS
from fuzz_texts import PIECES
from growth import MOST, find_growths, measure_growth, repeat


@pytest.mark.parametrize("name", TARGETS)
def test_reading_takes_time_linear_in_size(name):
    """Of all that means something to the reader, in a row, and of a file; `growth.py` does so for every piece alone."""
    target = TARGETS[name]
    mixed = " ".join(target.pieces)
    assert find_growths(name, (mixed, *target.samples[:1])) == {}


@pytest.mark.parametrize(("power", "factor"), [(1, 4), (2, 16)])
def test_growth_is_told_as_it_is(power, factor):
    """By a clock that goes forward with what is read: what this machine does besides cannot change the answer."""
    spent = 0.0

    def read(text):
        nonlocal spent
        spent += 1e-5 * len(text) ** power

    assert measure_growth(read, "ab", MOST, clock=lambda: spent).factor == pytest.approx(factor)
    assert (factor < MOST) == (power == 1)


MEASURE = """async ([small, large, times]) => {
  const measure = async text => {
    let least = Infinity
    for (let i = 0; i < times; i++) {
      const start = performance.now()
      try { await (ASK)(text) } catch (told) { if (!told.reason) throw told }
      least = Math.min(least, performance.now() - start)
    }
    return least
  }
  await measure(small)
  return [await measure(small), await measure(large)]
}"""

SIZES = {"search": 500, "form-dates": 5_000, "form-references": 10_000}
"""Characters of the smaller text: a reader pastes a page into the search, and a whole list into the form."""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", SIZES)
def test_reading_in_a_browser_takes_time_linear_in_size(name, hostile_site):
    target, size = BROWSER_TARGETS[name], SIZES[name]
    pieces = [*PIECES[target.kind], " ".join(PIECES[target.kind]), *target.samples]
    slow = {}
    with open_target(target, hostile_site) as page:
        for piece in pieces:
            texts = [repeat(piece, size), repeat(piece, size * 4)]
            for times in (1, 5):  # what seems slow is measured again: something else may have come between
                small, large = page.evaluate(MEASURE.replace("ASK", target.ask), [*texts, times])
                if large < 100 or large < MOST * small:
                    break
            else:
                slow[piece] = (small, large)
    assert slow == {}
