"""The figure around a drawing, with the buttons that scripts give life to; without scripts none is shown."""

from __future__ import annotations

from markupsafe import Markup

from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import el, join

ZOOMS = ("in", "out", "earlier", "later", "whole")
FORMATS = ("svg", "png")


def make_figure(content: Markup, pens: Pens, title: str, css: str = "", zooms: bool = False) -> Markup:
    """Return a drawing in its widths, with its key, as a figure that can be saved; one that `zooms` can be looked at
    closer. `title` names it on its buttons and heads the saved file, `css` is one more class."""
    tools = _make_tools(pens, title, zooms)
    return el(
        "figure",
        content + tools,
        class_=f"draw {css}".rstrip(),
        data_search_exclude="",
        data_title=title,
        data_credit=pens.credit,
    )


def _make_tools(pens: Pens, title: str, zooms: bool) -> Markup:
    closer = join(
        _make_button(pens.word(f"tools.{name}"), data_zoom=name, aria_label=pens.word(f"tools.spoken.{name}"))
        for name in (ZOOMS if zooms else ())
    )
    saving = join(
        _make_button(name.upper(), data_save=name, aria_label=pens.word(f"tools.spoken.{name}", title=title))
        for name in FORMATS
    )
    parts = (el("span", closer, class_="draw-zoom") if closer else Markup("")) + el(
        "span", el("span", pens.word("tools.save")) + saving, class_="draw-save"
    )
    return el("div", parts, class_="draw-tools js-only", role="group", aria_label=pens.word("tools.label", title=title))


def _make_button(word: str, **attributes: str) -> Markup:
    return el("button", word, type="button", **attributes)
