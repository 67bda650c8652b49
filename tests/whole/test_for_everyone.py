"""For everyone: axe finds nothing, nothing jumps while a page loads, focus is seen, pages are light."""

import os

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


PAGES = [*KINDS.items(), ("404", "nowhere/")]

COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules that look at colours: three quarters of the time of all."""

NO_COLOURS = {"rules": {name: {"enabled": False} for name in COLOURS["runOnly"]}}

LOOKS = {
    "": [("light", 1280, {}), ("light", 390, NO_COLOURS), ("dark", 390, COLOURS)],
    "en/": [("light", 390, {}), ("light", 1280, NO_COLOURS), ("dark", 1280, COLOURS)],
}
"""By which rules each edition is looked at in which palette and width. A palette changes nothing but colours, which a
translation does not change: all that does not depend on them is tried in both editions and widths, and they are tried
in both palettes and widths. `make axe` tries everything in all eight."""

if "REGESTO_ALL_LOOKS" in os.environ:
    ALL = [(palette, width, {}) for palette in ("light", "dark") for width in (1280, 390)]
    LOOKS = {"": ALL, "en/": ALL}

SCHEMES = {"light": "default", "dark": "slate"}

SWITCH = "name => document.body.setAttribute('data-md-color-scheme', name)"
"""Changes the palette as the theme's own switch does; from one palette to the other nothing but colours differs."""


def find_wrong(page, width, options):
    """Return what axe finds on the page at a width of the window: rule and element."""
    page.set_viewport_size({"width": width, "height": 900})
    found = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **options})
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]


@pytest.mark.parametrize(("edition", "part"), [("", 0), ("", 1), ("en/", 0), ("en/", 1)])
def test_axe_finds_nothing_on_any_kind_of_page(site, edition, part):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found, script = {}, axe.Axe().axe_script
    with (
        serve(site) as root,
        open_page(need_chromium(), color_scheme="light", reduced_motion="reduce") as watched,
    ):
        page = watched.page
        for name, address in PAGES[part::2]:
            page.goto(root + edition + address)
            page.evaluate(script)
            for palette, width, rules in LOOKS[edition]:
                page.evaluate(SWITCH, SCHEMES[palette])
                found[f"{name}, {palette}, {width}"] = find_wrong(page, width, rules)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_both_palettes_are_what_the_switch_says(site):
    """So that changing the attribute, as above, shows what a reader of that palette sees."""
    ground = "getComputedStyle(document.body).backgroundColor"
    with serve(site) as root, open_page(need_chromium(), color_scheme="light") as watched:
        watched.page.goto(root)
        watched.page.evaluate(SWITCH, "slate")
        switched = watched.page.evaluate(ground)
    with serve(site) as root, open_page(need_chromium(), color_scheme="dark") as watched:
        watched.page.goto(root)
        assert watched.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        assert watched.page.evaluate(ground) == switched


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_while_a_page_loads(site, width):
    jumps = {}
    setting = {"viewport": {"width": width, "height": 900}}
    with serve(site) as root, open_page(need_chromium(), **setting) as watched:
        watched.page.add_init_script(SHIFTS)
        for name, address in KINDS.items():
            watched.page.goto(root + address)
            watched.page.wait_for_timeout(150)
            shifted = watched.page.evaluate("window.__shifted")
            if shifted >= 0.0005:
                jumps[name] = shifted
    assert jumps == {}


@pytest.mark.parametrize("name", ["home", "entry", "timeline", "explore", "measure"])
def test_every_stop_of_the_keyboard_is_seen(site, name):
    """From the first stop on, and the first three hundred of a long page: each is visible and has a ring."""
    unseen = []
    with serve(site) as root, open_page(need_chromium(), **WIDE) as watched:
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
    with serve(site) as root, open_page(need_chromium(), reduced_motion="reduce") as watched:
        for name in ("home", "entry", "timeline", "explore"):
            watched.page.goto(root + KINDS[name])
            assert watched.page.evaluate(moving) == [], name


def test_no_page_is_heavy(pages):
    heavy = {page.name: len(page.html.encode()) for page in pages.values()}
    assert {name: size for name, size in heavy.items() if size > HEAVIEST} == {}
