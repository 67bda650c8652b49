"""The palette's contrast, computed from the style sheet by WCAG 2.2 (relative luminance, SC 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).resolve().parents[2] / "templates/theme/assets/stylesheets/regesto.css"
SURFACES = ("paper", "card", "band")
TEXT = ("ink", "muted", "accent", "accent-strong", "affirm", "deny", "doubt", "predict")
GRAPHICS = ("mark", "rule", "line")
STANCES = ("affirm", "deny", "doubt", "predict")


def read_tokens(scheme: str) -> dict[str, str]:
    """Return the tokens of one scheme, by name without its prefix."""
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', SHEET.read_text("utf-8"), re.DOTALL)
    return dict(re.findall(r"--rg-([\w-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, ground: str, opacity: float) -> str:
    pairs = ((int(colour[place : place + 2], 16), int(ground[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(top * opacity + below * (1 - opacity)):02x}" for top, below in pairs)


@pytest.fixture(params=["default", "slate"])
def tokens(request) -> dict[str, str]:
    return read_tokens(request.param)


def test_both_schemes_name_the_same_colours():
    assert read_tokens("default").keys() == read_tokens("slate").keys()
    assert len(read_tokens("default")) >= 21


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("name", TEXT)
def test_text_reads_on_every_surface(tokens, name, surface):
    assert contrast(tokens[name], tokens[surface]) >= 4.5


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("name", GRAPHICS)
def test_graphics_stand_out_on_every_surface(tokens, name, surface):
    assert contrast(tokens[name], tokens[surface]) >= 3


@pytest.mark.parametrize("stance", STANCES)
def test_a_stance_reads_on_its_tint(tokens, stance):
    assert contrast(tokens[stance], tokens[f"{stance}-t"]) >= 4.5
    assert contrast(tokens["accent"], tokens[f"{stance}-t"]) >= 4.5
    assert contrast(tokens["ink"], tokens[f"{stance}-t"]) >= 4.5


def test_the_outline_of_a_pill_and_the_core_of_a_fading_mark_stand_out(tokens):
    from regesto.pages.drawings.svg import CORE_OPACITY

    assert contrast(tokens["mark"], tokens["affirm-t"]) >= 3
    assert contrast(mix(tokens["mark"], tokens["paper"], CORE_OPACITY), tokens["paper"]) >= 3


def test_labels_read_on_the_countries_of_a_map(tokens):
    assert contrast(tokens["ink"], tokens["land-hl"]) >= 4.5
