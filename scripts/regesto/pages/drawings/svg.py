"""Writing SVG: elements that are always escaped, and guesses of how wide a text will be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

REGULAR = 6.75
"""Pixels a character takes on average at 13 px in the fonts of the house; a little wide, so that guesses are safe."""
BOLD = 7.4
NARROW = 7.3
"""The same where a drawing is shown slightly larger than drawn, as on a telephone."""


@dataclass(frozen=True, slots=True)
class Format:
    """One of the three widths a drawing is made in: its CSS class, width in pixels, and pixels a character takes."""

    name: str
    width: int
    per_character: float = REGULAR

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


def el(name: str, content: str | Markup = "", **attributes: object) -> Markup:
    """Return an element; `None` attributes are left out, `_` in names stands for `-`, numbers are rounded to 0.1."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), write_number(value))
        for key, value in attributes.items()
        if value is not None
    )
    if content == "":
        return Markup("<{}{}/>").format(Markup(name), written)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, escape(content))


def write_number(value: object) -> object:
    """Return a float with one decimal at most (`12.5`, `12`), anything else as it is."""
    if not isinstance(value, float):
        return value
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def join(parts: Iterable[Markup]) -> Markup:
    """Join pieces of SVG."""
    return Markup("").join(parts)


def guess_width(text: str, per_character: float = REGULAR) -> float:
    """Return about how many pixels `text` takes."""
    return len(text) * per_character


def shorten(text: str, room: float, per_character: float = REGULAR) -> str:
    """Return `text`, cut at its end with an ellipsis if it would take more than `room` pixels."""
    if guess_width(text, per_character) <= room:
        return text
    return text[: max(1, int(room / per_character) - 1)].rstrip(" ,;:-–«(") + "…"


def wrap(text: str, room: float, per_character: float = REGULAR, lines: int = 2) -> list[str]:
    """Break `text` at spaces into at most `lines` lines of `room` pixels; the last one is cut if need be."""
    found: list[str] = []
    words = text.split(" ")
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and guess_width(f"{line} {words[0]}", per_character) <= room:
            line = f"{line} {words.pop(0)}"
        found.append(shorten(line, room, per_character))
    return [*found, shorten(" ".join(words), room, per_character)] if words else found


def frame(form: Format, height: float, body: Markup, ids: str, title: str, description: str, role: str) -> Markup:
    """Return a whole drawing with its name and description. `role` is `group` where it holds links, else `img`."""
    heading = el("title", title, id=f"{ids}-t") + el("desc", description, id=f"{ids}-d")
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="d-{}" viewBox="0 0 {} {}" role="{}" aria-labelledby="{}" aria-describedby="{}">{}</svg>'
    ).format(form.name, form.width, write_number(float(height)), role, f"{ids}-t", f"{ids}-d", heading + body)
