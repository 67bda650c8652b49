"""The buttons under drawings: they save what is seen, by itself and with its source, and show a timeline closer."""

from __future__ import annotations

import struct
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
        watched = open_page(need_chromium(), base, viewport={"width": 1280, "height": 900}, **context)
        return watched, f"{base}/{address}"

    return open_one


def find_page(stick, folder: str) -> str:
    """Return where a section's page is in the offline copy."""
    (found,) = [*stick.rglob(f"{folder}.html")][:1]
    return found.relative_to(stick).as_posix()


def save(page, figure: str, kind: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f"{figure} [data-save={kind}]").first.click()
    return Path(download.value.path()).read_bytes()


def test_a_map_is_saved_by_itself_with_its_source(stick, open_stick):
    opening, url = open_stick(find_page(stick, "luoghi"), color_scheme="dark")
    with opening as watched:
        watched.page.goto(url)
        drawn = ElementTree.fromstring(save(watched.page, ".draw--map", "svg"))
        picture = save(watched.page, ".draw--map", "png")
        assert not watched.complaints
    texts = [one.text or "" for one in drawn.iter(f"{SVG}text")]
    assert "Vladivostok" in texts
    assert any("CC BY 4.0" in text for text in texts)
    assert not [one for one in drawn.iter() if one.tag == f"{SVG}a" or one.get("class")]
    land = [one for one in drawn.iter(f"{SVG}path") if "fill: rgb" in (one.get("style") or "")]
    assert land, "colours are written out"
    width, height = struct.unpack(">II", picture[16:24])
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert (width, height) == (int(float(drawn.get("width")) * 2), int(float(drawn.get("height")) * 2))


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
