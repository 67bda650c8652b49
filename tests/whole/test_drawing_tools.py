"""The buttons under drawings: they save what is seen, by itself and with its source, and show a timeline closer."""

from __future__ import annotations

import base64
from pathlib import Path
from xml.etree import ElementTree

import pytest

from browser import need_chromium, open_page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def open_stick(stick):
    """Open a page of the offline copy, from the disk, in a window of 1280 pixels."""

    def open_one(address: str, **context):
        base = stick.as_uri()
        watched = open_page(need_chromium(), viewport={"width": 1280, "height": 900}, **context)
        return watched, f"{base}/{address}"

    return open_one


def find_page(stick, name: str) -> str:
    """Return where a page is in the Italian edition of the offline copy."""
    (found,) = [path for path in stick.rglob(f"{name}.html") if "en" not in path.relative_to(stick).parts]
    return found.relative_to(stick).as_posix()


def save(page, figure: str, kind: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f"{figure} [data-save={kind}]").first.click()
    return Path(download.value.path()).read_bytes()


ENTRY = "armi-nordcoreane-a-toropets"

DRAWINGS = {
    "key figure": ("index", ".key-figure .draw", "tra 1,7 e 5,5"),
    "timeline": ("cronologia", ".draw--timeline", "Droni dall’Iran"),
    "months": ("index", ".draw--calendar", "schede certe al mese"),
    "map": ("luoghi", ".draw--map", "Vladivostok"),
    "small map": (ENTRY, ".index .draw--map", "Toropets"),
    "date": (ENTRY, ".draw--ruler", "Quando: "),
    "chains": (ENTRY, ".draw--chains", "Articoli letti"),
    "network": ("attori", ".draw--network", "fornisce"),
    "estimates": ("munizioni-fornite", ".draw--section", "fino a 8"),
}
"""Every kind of drawing: a page that has one, which it is there, and words that stand in it, or in its title or key."""

INK = """() => {
  const root = document.documentElement, all = root.getBoundingClientRect()
  const style = name => getComputedStyle(root.querySelector(name))
  const outside = box => box.left < all.left - 1 || box.right > all.right + 1 || box.top < all.top - 1
  return {paper: style("rect").fill, font: style("text").fontFamily,
    cut: [...root.querySelectorAll("text")].filter(one => outside(one.getBoundingClientRect())).length}
}"""

PIXELS = """async address => {
  const image = new Image()
  image.src = address
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = image.width
  canvas.height = image.height
  const pen = canvas.getContext("2d")
  pen.drawImage(image, 0, 0)
  const data = pen.getImageData(0, 0, image.width, image.height).data
  const colours = new Set()
  for (let place = 0; place < data.length; place += 4) colours.add(data.slice(place, place + 3).join())
  return {width: image.width, height: image.height, corner: [...data.slice(0, 3)], colours: colours.size}
}"""

PAPER = (247, 248, 245)
"""The paper of the light palette, #f7f8f5 (docs/design-language.md)."""


def check_svg(written: bytes, heading: str, words: str) -> ElementTree.Element:
    """Title, key, source and licence are in it; nothing in it needs a page around it."""
    drawn = ElementTree.fromstring(written)
    texts = " ".join("".join(one.itertext()) for one in drawn.iter(f"{SVG}text"))
    assert heading.split()[0] in texts
    assert words in texts
    assert "Armi e soldati da Pyongyang a Mosca" in texts
    assert "CC BY 4.0" in texts
    assert drawn.find(f"{SVG}title").text
    assert not [one for one in drawn.iter() if one.tag == f"{SVG}a" or one.get("class")]
    assert b"var(--" not in written
    return drawn


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_saved_as_a_file_that_stands_by_itself(stick, open_stick, tmp_path, name):
    """Saved on a page in the dark palette, and opened from the disk: whole, and in the light one."""
    address, figure, words = DRAWINGS[name]
    opening, url = open_stick(find_page(stick, address), color_scheme="dark")
    with opening as watched:
        page = watched.page
        page.goto(url)
        heading = page.locator("h1").inner_text()
        written, picture = save(page, figure, "svg"), save(page, figure, "png")
        assert not watched.complaints
    drawn = check_svg(written, heading, words)
    (tmp_path / "saved.svg").write_bytes(written)
    with open_page(need_chromium()) as watched:
        watched.page.goto((tmp_path / "saved.svg").as_uri())
        seen = watched.page.evaluate(INK)
        assert seen["paper"] == "rgb({}, {}, {})".format(*PAPER)
        assert "sans-serif" in seen["font"]
        assert seen["cut"] == 0
        watched.page.goto("about:blank")
        shown = watched.page.evaluate(PIXELS, "data:image/png;base64," + base64.b64encode(picture).decode())
    assert shown["width"] == pytest.approx(float(drawn.get("width")) * 2, abs=1)
    assert shown["height"] == pytest.approx(float(drawn.get("height")) * 2, abs=1)
    assert tuple(shown["corner"]) == PAPER
    assert shown["colours"] > 10


def test_every_drawing_of_every_page_can_be_saved(pages):
    """What is in a figure is a drawing; the glyphs in lists and keys are words."""
    figures = [(page, one) for page in pages.values() for one in page.tree.iter("figure")]
    drawn = [(page, one) for page, one in figures if "draw" in one.get("class", "").split() and not page.is_on_paper]
    assert len(drawn) > 100
    for page, figure in drawn:
        assert [one.get("data-save") for one in figure.iter("button") if one.get("data-save")] == ["svg", "png"], (
            page.name
        )
        assert figure.get("data-title"), page.name
        assert "CC BY 4.0" in figure.get("data-credit"), page.name


SHAPES = r"""() => [...document.querySelectorAll(".draw--timeline .d-wide .z-marks a")].map(link => {
  const shapes = [...link.querySelectorAll(":scope > :not(text)")]
  return {
    form: shapes.map(one => [one.tagName, one.getAttribute("rx"), one.getBBox().height.toFixed(2),
      (one.getAttribute("d") || "").replace(/[MH][\d.-]+/g, "")]),
    scaled: shapes.some(one => /matrix|scale/.test(one.getAttribute("transform") || "")),
    lengths: shapes.filter(one => one.tagName === "rect").map(one => one.getBBox().width)}
})"""
"""The form of every mark: its corners, height, and heads, but not where it begins; and how long its bars are."""


def test_marks_keep_their_form_when_looked_at_closer(stick, open_stick):
    opening, url = open_stick(find_page(stick, "cronologia"))
    with opening as watched:
        page = watched.page
        page.goto(url)
        before = page.evaluate(SHAPES)
        for _ in range(4):
            page.locator(".draw--timeline [data-zoom=in]").click()
        after = page.evaluate(SHAPES)
        assert [one["form"] for one in after] == [one["form"] for one in before]
        assert not any(one["scaled"] for one in after)
        assert {kind for one in before for kind, *_ in one["form"]} == {"circle", "rect", "path"}, "of every kind"
        pairs = zip(
            (x for one in after for x in one["lengths"]), (x for one in before for x in one["lengths"]), strict=True
        )
        grown = [new / old for new, old in pairs if old > 20]
        assert min(grown) == pytest.approx(1.6**4, rel=0.05)
        assert max(grown) == pytest.approx(1.6**4, rel=0.05)
        page.locator(".draw--timeline [data-zoom=whole]").click()
        assert page.evaluate(SHAPES) == before
        assert not watched.complaints


def test_a_timeline_is_looked_at_closer_by_buttons_and_keys(stick, open_stick):
    opening, url = open_stick(find_page(stick, "cronologia"))
    with opening as watched:
        page = watched.page
        page.goto(url)
        tools = page.locator(".draw--timeline .draw-tools")
        places = "[...document.querySelectorAll('.d-wide .z-axis text')].map(t => t.getBoundingClientRect().x)"
        before = page.evaluate(places)
        assert tools.get_by_text("+").get_attribute("aria-disabled") == "false"
        assert tools.get_by_text("−").get_attribute("aria-disabled") == "true"
        tools.get_by_text("+").click()
        closer = page.evaluate(places)
        assert closer[-1] - closer[0] == pytest.approx(1.6 * (before[-1] - before[0]), rel=0.02)
        page.keyboard.press("ArrowRight")
        later = page.evaluate(places)
        assert later[0] < closer[0]
        page.keyboard.press("0")
        assert page.evaluate(places) == pytest.approx(before)
        assert not watched.complaints


def test_a_mark_shows_its_card_on_focus_and_hides_it_on_escape(stick, open_stick):
    opening, url = open_stick(find_page(stick, "cronologia"))
    with opening as watched:
        page = watched.page
        page.goto(url)
        mark = page.locator(".draw--timeline .d-wide .z-marks a").first
        mark.focus()
        card = page.locator(".draw--timeline .draw-card")
        assert card.is_visible()
        title, when = card.locator("p").all_inner_texts()[:2]
        assert title in mark.get_attribute("aria-label")
        assert when in mark.get_attribute("aria-label")
        page.keyboard.press("Escape")
        assert not card.is_visible()
        assert not watched.complaints


def test_without_scripts_no_button_is_shown(stick, open_stick):
    opening, url = open_stick(find_page(stick, "luoghi"), java_script_enabled=False)
    with opening as watched:
        watched.page.goto(url)
        assert watched.page.locator(".draw--map svg").first.is_visible()
        assert not watched.page.locator(".draw-tools").first.is_visible()
