"""The drawings of a page, made from its entries with the page's own pens."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from regesto.model.entry import Entry
from regesto.pages.drawings.date_mark import draw_glyph, draw_ruler
from regesto.pages.drawings.pens import pens_of
from regesto.pages.drawings.timeline import draw_timeline
from regesto.pages.writer import Writer
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
