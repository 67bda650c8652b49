"""The drawings of a page, made from its entries with the page's own pens."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from regesto.model.entry import Claim, Entry
from regesto.model.quantity import Quantity
from regesto.pages.drawings.date_mark import draw_glyph, draw_ruler
from regesto.pages.drawings.figure import Bar
from regesto.pages.drawings.figure import draw_estimates as draw_bars
from regesto.pages.drawings.figure import draw_key_figure as draw_bar
from regesto.pages.drawings.pens import pens_of
from regesto.pages.drawings.timeline import draw_timeline
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.estimates import Estimate
from regesto.views.timeline import mark_date, ruler_of, view_recent, view_timeline


def draw_entries(
    w: Writer, entries: Sequence[Entry], year: int | None = None, in_section: bool = False
) -> Markup | None:
    """Return the timeline of some entries, of one `year` alone if given; `None` if none has a date."""
    timeline = view_timeline(entries, w.dossier, year)
    if timeline is None:
        return None
    title = w.t("year.drawn") if year is not None else w.t("timeline.drawn")
    return draw_timeline(timeline, pens_of(w), "t", title, in_section)


def draw_strip(w: Writer, entries: Sequence[Entry]) -> Markup | None:
    """Return the last years of some entries at a glance; `None` if none has a date."""
    timeline = view_recent(entries, w.dossier)
    return timeline and draw_timeline(timeline, pens_of(w), "t", w.t("home.strip"))


def draw_date(w: Writer, entry: Entry) -> Markup | None:
    """Return the ruler under an entry's title, if it has a date."""
    return entry.date and draw_ruler(ruler_of(entry.date), pens_of(w))


def draw_mark(entry: Entry) -> Markup:
    """Return the mark of an entry's date for a list; nothing for an entry without one."""
    return draw_glyph(mark_date(entry.date).shape) if entry.date else Markup("")


def draw_key_figure(v: Voices, claim: Claim, quantity: Quantity, ids: str) -> Markup:
    """Return one figure as a range on its own axis; `ids` begins its ids and is another for each one on a page."""
    return draw_bar(_bar(v, claim, quantity, ""), pens_of(v.w), ids)


def draw_estimates(v: Voices, measure: str, estimates: Sequence[Estimate]) -> Markup | None:
    """Return every estimate of one measure on one axis; `None` if there is none."""
    if not estimates:
        return None
    bars = [_bar(v, one.claim, one.quantity, v.w.date(one.when) if one.when else "") for one in estimates]
    return draw_bars(bars, pens_of(v.w), f"m-{measure}", v.w.plain(v.dossier.measures[measure].name))


def _bar(v: Voices, claim: Claim, quantity: Quantity, when: str) -> Bar:
    return Bar(quantity, v.spoken(claim), when, str(v.w.figure(quantity)))
