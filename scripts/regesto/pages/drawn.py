"""The drawings of a page, made from its entries with the page's own pens."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from regesto.model.entry import Claim, Entry
from regesto.model.quantity import Quantity
from regesto.pages.drawings.calendar_strip import draw_calendar
from regesto.pages.drawings.date_mark import draw_glyph, draw_ruler
from regesto.pages.drawings.density import draw_density
from regesto.pages.drawings.figure import Bar, draw_estimates, draw_key_figure
from regesto.pages.drawings.pens import pens_of
from regesto.pages.drawings.timeline import draw_timeline
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.estimates import Estimate
from regesto.views.months import Month
from regesto.views.timeline import mark_date, ruler_of, view_recent, view_timeline

DRAWN = 40
"""Figures in one drawing of a measure: the latest ones; more of them are a table."""


def draw_entries(
    w: Writer, entries: Sequence[Entry], year: int | None = None, in_section: bool = False
) -> Markup | None:
    """Return the timeline of some entries, of one `year` alone if given; `None` if none has a date."""
    timeline = view_timeline(entries, w.dossier, year)
    if timeline is None:
        return None
    title = w.t("year.drawn") if year is not None else w.t("timeline.drawn")
    pens = pens_of(w)
    has_bins = any(one.entries for one in timeline.bins)
    density = draw_density(timeline.bins, pens, "density", in_section) if has_bins else Markup("")
    return density + draw_timeline(timeline, pens, "t", title, in_section)


def draw_strip(w: Writer, entries: Sequence[Entry]) -> Markup | None:
    """Return the last years of some entries at a glance; `None` if none has a date."""
    timeline = view_recent(entries, w.dossier)
    return timeline and draw_timeline(timeline, pens_of(w), "t", w.t("home.strip"))


def draw_months(w: Writer, months: Sequence[Month]) -> Markup | None:
    """Return how many entries each month has; `None` where none has one."""
    return draw_calendar(months, pens_of(w), "cal", w.t("calendar.title"))


def draw_figure(v: Voices, claim: Claim, number: int) -> Markup:
    """Return the first figure of a claim on its own axis; `number` tells it from others on the page."""
    quantity = claim.quantities[0]
    return draw_key_figure(_make_bar(v, claim, quantity, ""), pens_of(v.w), f"k{number}")


def draw_measure(v: Voices, estimates: Sequence[Estimate], ids: str) -> Markup:
    """Return the estimates of one measure side by side; `ids` begins the ids in it."""
    w = v.w
    bars = [_make_bar(v, one.claim, one.quantity, w.date(one.when) if one.when else "") for one in estimates]
    return draw_estimates(bars, pens_of(w), ids, w.t("measure.drawn"))


def _make_bar(v: Voices, claim: Claim, quantity: Quantity, when: str) -> Bar:
    return Bar(quantity, v.spoken(claim), when, str(v.w.figure(quantity)))


def draw_date(w: Writer, entry: Entry) -> Markup | None:
    """Return the ruler under an entry's title, if it has a date."""
    if entry.date is None:
        return None
    return draw_ruler(ruler_of(entry.date), pens_of(w), w.t("tools.when", date=w.date(entry.date)))


def draw_mark(entry: Entry) -> Markup:
    """Return the mark of an entry's date for a list; nothing for an entry without one."""
    return draw_glyph(mark_date(entry.date).shape) if entry.date else Markup("")
