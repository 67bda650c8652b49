"""Writing SVG: elements that are always escaped, and guesses of how wide a text will be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup, escape

REGULAR = 13.0
"""Size of the words in drawings, in pixels."""
BOLD = 14.0
"""The size at which the regular face is as wide as the semibold one at 13 px."""
NARROW = 13.5
"""The same for a telephone, where fallback fonts are wider."""

_EMS = {
    character: width
    for width, characters in {
        0.27: "ijlIJ'’.,:;|! \u00a0",
        0.36: "ft()[]-/",
        0.43: 'r“”"·',
        0.49: "csz",
        0.54: "kvxyFL«»",
        0.58: "aeESTXYàèé0123456789",
        0.66: "ABCKPRVZ",
        0.78: "wDGHNOQU",
        0.94: "mMW…—%⊘",
    }.items()
    for character in characters
}
"""Width of a character as a share of the size, rounded up from the metrics of Noto Sans; Segoe UI and Open Sans are no
wider. Others take `_USUAL`, ideographs a full square."""
_USUAL = 0.63


CORE_OPACITY = 0.92
"""The core of a fading mark; at .75 it falls to 2.98:1 in the light palette."""


@dataclass(frozen=True, slots=True)
class Format:
    """One of the three widths a drawing is made in: its CSS class, width in pixels, and the size of its words."""

    name: str
    width: int
    size: float = REGULAR

    @property
    def is_narrow(self) -> bool:
        """Whether labels stand on a line of their own, above their marks."""
        return self.name == "narrow"


MIDDLE = Format("mid", 700)
SMALL = Format("narrow", 342, NARROW)
PAGE = (Format("wide", 1152), MIDDLE, SMALL)
"""For a drawing as wide as the page."""
SECTION = (Format("wide", 956), MIDDLE, SMALL)
"""For a drawing beside a margin title."""


def name_widths(in_section: bool) -> str:
    """Return the class of a figure whose drawings are those of `SECTION`, or of `PAGE`: it says from which room on
    each is shown, as the style sheet has it."""
    return "draw--section" if in_section else "draw--page"


def el(name: str, content: str | Markup = "", **attributes: object) -> Markup:
    """Return an element; `None` attributes are left out, `_` in names stands for `-`, numbers are rounded to 0.1."""
    # Plain joins of escaped parts, and no escaping of what has nothing to escape: a page has two hundred elements, and
    # with `Markup.format` they took five times as long.
    written = [f"<{name}"]
    for key, value in attributes.items():
        if value is not None:
            text = escape_text(value) if isinstance(value, str) else write_number(value)
            written.append(f' {name_attribute(key)}="{text}"')
    if content == "":
        return Markup("".join(written) + "/>")
    return Markup(f"{''.join(written)}>{escape_text(content)}</{name}>")


_SPECIAL = re.compile("[&<>\"']")


def escape_text(text: str) -> str:
    """Return what `escape` does, at once where there is nothing to escape."""
    return text if isinstance(text, Markup) or not _SPECIAL.search(text) else escape(text)


@cache
def name_attribute(key: str) -> str:
    """Return an attribute's name as SVG has it: `stroke-width` for `stroke_width`, `class` for `class_`."""
    return key.rstrip("_").replace("_", "-")


def write_number(value: object) -> object:
    """Return a float with one decimal at most (`12.5`, `12`), anything else as it is."""
    if not isinstance(value, float):
        return value
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def join(parts: Iterable[Markup]) -> Markup:
    """Join pieces of SVG."""
    # What is safe already is not asked again: `Markup.join` does so with every part, at twice the time.
    return Markup("".join(part if type(part) is Markup else escape(part) for part in parts))


@lru_cache(maxsize=4096)  # names are tried at many places; a name of 10,000 characters must not stall a map
def guess_width(text: str, size: float = REGULAR) -> float:
    """Return about how many pixels `text` takes; rather too many than too few."""
    return size * _count_ems(text)


@lru_cache(maxsize=50_000)
def _count_ems(text: str) -> float:
    """Return the width of a text at size 1. Kept: each is measured in three drawings and on every page that has it."""
    return sum([_EMS.get(character) or (1.0 if character > "\u2e80" else _USUAL) for character in text])


def shorten(text: str, room: float, size: float = REGULAR) -> str:
    """Return `text`, cut at its end with an ellipsis if it would take more than `room` pixels."""
    if guess_width(text, size) <= room:
        return text
    left = room - guess_width("…", size)
    end = 0
    while end < len(text) and (left := left - guess_width(text[end], size)) >= 0:
        end += 1
    return text[: max(1, end)].rstrip(" ,;:-–«(") + "…"


def wrap(text: str, room: float, size: float = REGULAR, lines: int = 2) -> list[str]:
    """Break `text` at spaces into at most `lines` lines of `room` pixels; the last one is cut if need be."""
    found: list[str] = []
    words = text.split(" ")
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and guess_width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        found.append(shorten(line, room, size))
    return [*found, shorten(" ".join(words), room, size)] if words else found


def define_fades(ids: str) -> Markup:
    """Return the two gradients of a drawing, `{ids}-in` that rises to the right and `{ids}-out` that falls.

    Their colour comes from the style sheet: a gradient does not inherit from the shape that uses it.
    """

    def gradient(name: str, start: float, end: float) -> Markup:
        stops = el("stop", offset=0, stop_opacity=f"{start:g}") + el("stop", offset=1, stop_opacity=f"{end:g}")
        return el("linearGradient", stops, id=f"{ids}-{name}")

    return el("defs", gradient("in", 0, CORE_OPACITY) + gradient("out", CORE_OPACITY, 0))


def frame(
    form: Format, height: float, body: Markup, ids: str, title: str, description: str, role: str, css: str = ""
) -> Markup:
    """Return a whole drawing with its name and description; `css` is one more class for it.

    `role` is `group` where it holds links, else `img`.
    """
    fades = define_fades(ids) if f"url(#{ids}-" in body else Markup("")
    heading = fades + el("title", title, id=f"{ids}-t") + el("desc", description, id=f"{ids}-d")
    return el(
        "svg",
        heading + body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"d-{form.name} {css}".rstrip(),
        viewBox=f"0 0 {form.width} {write_number(float(height))}",
        role=role,
        aria_labelledby=f"{ids}-t",
        aria_describedby=f"{ids}-d",
    )
