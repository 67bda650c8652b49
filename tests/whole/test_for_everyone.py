"""For everyone: axe finds nothing, nothing jumps while a page loads, focus is seen, pages are light."""

import pytest

from browser import need_chromium, open_page, serve
from page_kinds import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.browser]

HEAVIEST = 300_000
"""Bytes of a page before compression, at this dossier's size."""

WIDE = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}

SHIFTS = """
window.__shifted = 0
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shifted += entry.value
}).observe({type: "layout-shift", buffered: true})
"""

UNSEEN = """() => {
  const one = document.activeElement
  if (!one || one === document.body) return null
  const shown = one.matches(".md-option") ? one.nextElementSibling : one  // a palette is chosen by its label
  const style = getComputedStyle(shown)
  const box = shown.getBoundingClientRect()
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
  const hidden = !box.width || !box.height || !shown.checkVisibility({opacityProperty: true})
  return {name: one.outerHTML.slice(0, 120), seen: (ring || style.boxShadow !== "none") && !hidden}
}"""
"""Tells of the element in focus whether a ring is drawn around it, and it can be seen."""


@pytest.mark.parametrize("edition", ["", "en/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(site, edition, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = {}
    with serve(site) as root, open_page(need_chromium(), root, color_scheme=scheme, reduced_motion="reduce") as watched:
        for name, address in [*KINDS.items(), ("404", "nowhere/")]:
            watched.page.goto(root + edition + address)
            for width in (1280, 390):
                watched.page.set_viewport_size({"width": width, "height": 900})
                answer = axe.Axe().run(watched.page, options={"resultTypes": ["violations"]}).response
                wrong = [(one["id"], one["nodes"][0]["html"][:200]) for one in answer["violations"]]
                if wrong:
                    found[f"{name} at {width}"] = wrong
    assert found == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_while_a_page_loads(site, width):
    jumps = {}
    setting = {"viewport": {"width": width, "height": 900}}
    with serve(site) as root, open_page(need_chromium(), root, **setting) as watched:
        watched.page.add_init_script(SHIFTS)
        for name, address in KINDS.items():
            watched.page.goto(root + address, wait_until="networkidle")
            shifted = watched.page.evaluate("window.__shifted")
            if shifted >= 0.01:
                jumps[name] = shifted
    assert jumps == {}


@pytest.mark.parametrize("name", ["home", "entry", "timeline", "explore", "measure"])
def test_every_stop_of_the_keyboard_is_seen(site, name):
    """From the first stop on, and the first three hundred of a long page: each is visible and has a ring."""
    unseen = []
    with serve(site) as root, open_page(need_chromium(), root, **WIDE) as watched:
        watched.page.goto(root + KINDS[name], wait_until="networkidle")
        stops = 0
        for _ in range(300):
            watched.page.keyboard.press("Tab")
            found = watched.page.evaluate(UNSEEN)
            if found is None:
                break
            stops += 1
            unseen += [] if found["seen"] else [found["name"]]
    assert stops > 20
    assert unseen == []


def test_nothing_moves_for_those_who_want_it_still(site):
    moving = """() => [...document.querySelectorAll("*")].filter(one => {
      const style = getComputedStyle(one)
      const long = style.transitionDuration.split(",").some(part => parseFloat(part) > 0.01)
      const plays = style.animationName !== "none" && parseFloat(style.animationDuration) > 0.01
      return one.closest(".rg") && (long || plays)
    }).map(one => one.outerHTML.slice(0, 100))"""
    with serve(site) as root, open_page(need_chromium(), root, reduced_motion="reduce") as watched:
        for name in ("home", "entry", "timeline", "explore"):
            watched.page.goto(root + KINDS[name])
            assert watched.page.evaluate(moving) == [], name


def test_no_page_is_heavy(pages):
    heavy = {page.name: len(page.html.encode()) for page in pages.values()}
    assert {name: size for name, size in heavy.items() if size > HEAVIEST} == {}
