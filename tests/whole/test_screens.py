"""Nothing sticks out of any kind of page; `make pictures` keeps pictures of all of them in build/screenshots/."""

import os

import pytest

from browser import need_chromium, open_page, serve
from page_kinds import KINDS
from whole_site import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PICTURES = ROOT / "build/screenshots"

PAGES = {**KINDS, "404": "404.html", **{f"{name}-en": f"en/{KINDS[name]}" for name in ("home", "entry", "actors")}}

STICKING_OUT = """() => {
  const found = [];
  const clipped = element => {
    for (let parent = element.parentElement; parent; parent = parent.parentElement) {
      const style = getComputedStyle(parent);
      if (/(auto|scroll|hidden|clip)/.test(style.overflowX)) return true;
      if (style.position === "fixed") return true;
    }
    return false;
  };
  for (const element of document.querySelectorAll("main *, footer *")) {
    if (element.closest("svg") && element.tagName !== "svg") continue;
    if (element.closest(".md-sidebar, [hidden], .hid, .skip") || !element.checkVisibility()) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || clipped(element)) continue;
    if (box.right > document.documentElement.clientWidth + 1 || box.left < -1)
      found.push(`${element.tagName}.${element.className}: ${Math.round(box.left)}..${Math.round(box.right)}`);
  }
  return found;
}"""
"""Gives the elements that reach beyond the window, and are not inside something that scrolls."""

OVERFLOWING = """() => {
  const found = [];
  const blocks = document.querySelectorAll("main :is(p, h1, h2, h3, li, dd, dt, td, a, blockquote)");
  for (const element of blocks) {
    if (!element.checkVisibility() || element.closest("svg, .md-sidebar, .hid, .skip")) continue;
    const style = getComputedStyle(element);
    if (style.display === "inline" || /(auto|scroll)/.test(style.overflowX)) continue;
    if (element.scrollWidth > element.clientWidth + 2)
      found.push(`${element.tagName}.${element.className}: ${element.scrollWidth} in ${element.clientWidth}`);
  }
  return found;
}"""
"""Gives the elements whose text is wider than they are."""

BROKEN_WORDS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility()) continue;
    if (parent.closest("svg, code, script, .md-sidebar, .hid, .skip")) continue;
    if (getComputedStyle(parent).hyphens === "auto") continue;
    for (const word of node.data.matchAll(/[\\p{L}\\p{M}\\d]{2,}/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      if (lines.size > 1) found.push(`broken: ${word[0]} in ${parent.tagName}.${parent.className}`);
    }
  }
  return found;
}"""
"""Gives the words that go on in the next line without a hyphen."""

LETTERS_CUT = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("main figure svg")) {
    if (!svg.checkVisibility()) continue;
    const frame = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      const outside = box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2;
      if (box.width && outside)
        found.push(`${text.textContent}: ${Math.round(box.left - frame.left)}..${Math.round(box.right - frame.left)}`);
    }
  }
  return found;
}"""
"""Gives the words in drawings that leave their drawing."""

SMALL_LETTERS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("main figure.draw > svg")) {
    const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
    const sizes = [...svg.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize) * scale);
    const least = Math.min(...sizes), most = Math.max(...sizes);
    const floor = innerWidth < 360 ? 10.3 : 10.9;
    if (box.width && (least < floor || most > 20))
      found.push(`${svg.closest("figure").className}: letters of ${least.toFixed(1)} to ${most.toFixed(1)} px`);
  }
  return found;
}"""
"""Gives the drawings whose words are too small to read, or larger than the text around them can bear."""

MEASURES = (STICKING_OUT, OVERFLOWING, BROKEN_WORDS, LETTERS_CUT, SMALL_LETTERS)


SWITCH = "name => document.body.setAttribute('data-md-color-scheme', name)"
"""Changes the palette, which changes colours alone: what is where is measured once."""


def take_pictures(page, name, width):
    """Take a picture in both palettes, and leave the page in the light one; only for who wants to look at them."""
    if "REGESTO_PICTURES" not in os.environ:
        return
    for palette, scheme in (("slate", "dark"), ("default", "light")):
        page.evaluate(SWITCH, palette)
        page.screenshot(path=PICTURES / f"{name}-{scheme}-{width}.png", full_page=not name.startswith("search"))


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out(site, width, part):
    PICTURES.mkdir(parents=True, exist_ok=True)
    wrong = []
    setting = {"viewport": {"width": width, "height": 900}, "color_scheme": "light"}
    with serve(site) as root, open_page(need_chromium(), **setting) as watched:
        page = watched.page
        for name, address in [*PAGES.items()][part::2]:
            page.goto(root + address)
            take_pictures(page, name, width)
            scrolls = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            wrong += [f"{address} at {width}: scrolls sideways by {scrolls}"] if scrolls > 0 else []
            for script in MEASURES:
                wrong += [f"{address} at {width}: {found}" for found in page.evaluate(script)]
    assert wrong == []


@pytest.mark.parametrize("width", [1280, 390])
def test_results_of_the_search_are_pictured(site, width):
    setting = {"viewport": {"width": width, "height": 900}, "color_scheme": "light"}
    PICTURES.mkdir(parents=True, exist_ok=True)
    with serve(site) as root, open_page(need_chromium(), **setting) as watched:
        page = watched.page
        page.goto(root)
        if width < 1000:
            page.locator(".rg-search__toggle").click()
        page.locator(".rg-search__input").click()
        page.keyboard.type("missili")
        page.wait_for_selector(".rg-search__hit", timeout=15000)
        page.wait_for_timeout(300)
        take_pictures(page, "search", width)
        assert page.evaluate(STICKING_OUT) == []


@pytest.mark.parametrize("widths", [(320, 600), (768, 960, 1920)])
def test_nothing_sticks_out_in_between(site, widths):
    """No pictures: only the widths between a small phone and a large screen."""
    wrong = []
    with serve(site) as root, open_page(need_chromium()) as watched:
        for address in KINDS.values():
            watched.page.goto(root + address)
            for width in widths:
                watched.page.set_viewport_size({"width": width, "height": 900})
                for script in MEASURES:
                    wrong += [f"{address} at {width}: {found}" for found in watched.page.evaluate(script)]
    assert wrong == []
