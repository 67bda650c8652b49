"""Every word in a drawing can be read: its colour on every ground that a drawing has, in both palettes."""

import re
from collections import defaultdict

import pytest

from regesto.resources import find_templates

pytestmark = pytest.mark.slow

SHEETS = find_templates() / "theme/assets/stylesheets"
RULE = re.compile(r"^\s*(?P<selectors>\.md-typeset \.rg [^{}@]*)\{(?P<body>[^}]*)\}", re.MULTILINE)
FILL = re.compile(r"(?:^|[\s;])fill: (?:var\(--rg-([\w-]+)\)|(#[0-9a-f]{6}))")
GROUNDS = {"map": ("card", "land", "land-hl"), "": ("paper", "card")}
"""What lies under the words: the sea and the land of maps, elsewhere paper and the boxes of chains."""


def read_tokens(scheme):
    sheet = (SHEETS / "regesto.css").read_text(encoding="utf-8")
    block = sheet.split(f'[data-md-color-scheme="{scheme}"] {{', 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--rg-([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, two):
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(scope="module")
def fills():
    """The colours that the styles give to the classes of drawings."""
    found = defaultdict(set)
    for path in sorted(SHEETS.glob("*.css")):
        for rule in RULE.finditer(path.read_text(encoding="utf-8")):
            colour = FILL.search(rule["body"])
            for name in re.findall(r"\.(t-[\w-]+)", rule["selectors"]) if colour else ():
                found[name].add(colour[1] or colour[2])
    return found


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_words_in_drawings_stand_out_from_what_is_under_them(pages, fills, scheme):
    tokens = read_tokens(scheme)
    seen, faint = set(), set()
    for page in pages.values():
        for drawing in page.tree.iter("svg"):
            grounds = GROUNDS["map" if "map" in drawing.get("class", "").split() else ""]
            for text in (*drawing.iter("text"), *drawing.iter("tspan")):
                assert text.get("fill") is None, f"{page.name}: a colour that no palette knows"
                names = [name for name in text.get("class", "").split() if name in fills]
                seen.update(names)
                for colour in {one for name in names for one in fills[name]} or {"ink"}:
                    for ground in grounds:
                        if contrast(tokens.get(colour, colour), tokens[ground]) < 4.5:
                            faint.add((colour, ground, " ".join(names)))
    assert {"t-muted", "t-deny"} <= seen, "the drawings of this dossier have such words"
    assert faint == set()
