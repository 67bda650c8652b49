"""The look in a real browser: drawings in the fonts at hand, nothing wider than the window, axe finds nothing."""

from __future__ import annotations

import pytest
from sample_site import SECTIONS, build_sample

from browser import need_chromium, open_page

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

COLLISIONS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll('.draw svg')) {
    if (!svg.getClientRects().length) continue;
    const edge = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
    for (const [text, box] of texts)
      if (box.left < edge.left - 2 || box.right > edge.right + 2) found.push('out: ' + text);
    texts.forEach(([text, one], place) => texts.slice(place + 1).forEach(([other, two]) => {
      const wide = one.left < two.right - 1 && two.left < one.right - 1;
      if (wide && one.top + 4 < two.bottom - 4 && two.top + 4 < one.bottom - 4) found.push(text + ' / ' + other);
    }));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample site, built once."""
    chromium = need_chromium()
    output = tmp_path_factory.mktemp("sample") / "site"
    build_sample(output)
    return chromium, output


def visit(sample, width: int, scheme: str = "light"):
    chromium, output = sample
    with open_page(chromium, viewport={"width": width, "height": 800}, color_scheme=scheme) as watched:
        for name in SECTIONS:
            watched.page.goto(f"{output.as_uri()}/{'index' if name == 'home' else name}.html")
            yield name, watched.page


@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_nothing_is_wider_than_the_window(sample, width):
    too_wide = {name: page.evaluate("document.documentElement.scrollWidth") for name, page in visit(sample, width)}
    assert {name: found for name, found in too_wide.items() if found > width} == {}


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_words_in_drawings_do_not_collide_in_the_fonts_that_are_there(sample, width):
    assert {name: page.evaluate(COLLISIONS) for name, page in visit(sample, width)} == {name: [] for name in SECTIONS}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(sample, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = {}
    for name, page in visit(sample, width, scheme):
        found[name] = [(one["id"], one["nodes"][0]["html"]) for one in axe.Axe().run(page).response["violations"]]
    assert found == {name: [] for name in SECTIONS}


def test_every_drawing_shows_in_one_of_its_widths(sample):
    for width, name in ((1280, "wide"), (820, "mid"), (390, "narrow")):
        for _, page in visit(sample, width):
            shown = page.evaluate(
                "[...document.querySelectorAll('.draw > svg:not(.d-alone)')]"
                ".filter(svg => svg.getClientRects().length).map(svg => svg.getAttribute('class'))"
            )
            assert set(shown) <= {f"d-{name}"}
