"""The figure around a drawing, with the buttons that `drawings.js` gives life to; without scripts none is shown."""

from __future__ import annotations

from markupsafe import Markup

from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.svg import el, join

ZOOMS = ("in", "out", "earlier", "later", "whole")
FORMATS = ("svg", "png")


def make_figure(content: Markup, pens: Pens, css: str = "", zooms: bool = False) -> Markup:
    """Return a drawing in its three widths, with its key, as a figure that can be saved; one that `zooms` can be
    looked at closer. `css` is one more class."""
    credit = pens.word("tools.credit", site=pens.site, licence=pens.licence) if pens.site else ""
    tools = _make_tools(pens, zooms)
    return el("figure", content + tools, class_=f"draw {css}".rstrip(), data_search_exclude="", data_credit=credit)


def _make_tools(pens: Pens, zooms: bool) -> Markup:
    closer = join(
        _make_button(pens.word(f"tools.{name}"), data_zoom=name, aria_label=pens.word(f"tools.spoken.{name}"))
        for name in (ZOOMS if zooms else ())
    )
    saving = join(_make_button(pens.word(f"tools.{name}"), data_save=name) for name in FORMATS)
    return el("div", closer + saving, class_="draw-tools js-only", role="group", aria_label=pens.word("tools.label"))


def _make_button(word: str, **attributes: str) -> Markup:
    return el("button", word, type="button", **attributes)
