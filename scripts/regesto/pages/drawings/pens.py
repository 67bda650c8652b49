"""What a drawing needs to write in a language: functions, so that no drawing knows words, dates or addresses itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import get_month_names

from regesto.model.edtf import Edtf
from regesto.model.entry import Entry
from regesto.pages.licence import name_licence

if TYPE_CHECKING:
    from regesto.pages.writer import Writer


@dataclass(frozen=True, slots=True)
class Pens:
    """How things are written on the page a drawing is for.

    `word(key, **values)` is a word of the interface; `label` and `title` an entry in few words and in full; `href` its
    address; `date` a date in words; `lane` a topic's name; `month` the short name of month 1-12; `year` an
    astronomical year; `number` a number. `credit` goes below a drawing that is saved: its source and licence.
    """

    word: Callable[..., str]
    label: Callable[[Entry], str]
    title: Callable[[Entry], str]
    href: Callable[[Entry], str]
    date: Callable[[Edtf | None], str]
    lane: Callable[[str], str]
    month: Callable[[int], str]
    year: Callable[[int], str]
    number: Callable[[float], str]
    credit: str = ""


def pens_of(writer: Writer) -> Pens:
    """Return the pens of the page that `writer` writes for."""
    settings = writer.dossier.settings
    months = get_month_names("abbreviated", "stand-alone", writer.t.locale)
    return Pens(
        word=writer.t,
        label=lambda entry: writer.plain(entry.label or entry.title),
        title=lambda entry: writer.plain(entry.title),
        href=lambda entry: writer.href("entry", entry.id),
        date=writer.date,
        lane=lambda topic: writer.plain(writer.dossier.topics[topic].name),
        month=lambda number: months[number].rstrip("."),
        year=lambda year: str(year) if year > 0 else writer.t("years.bc", year=str(1 - year)),
        number=writer.t.number,
        credit=writer.t(
            "tools.credit",
            title=writer.plain(settings.title),
            site=writer.edition.site_name,
            licence=name_licence(settings) or writer.plain(settings.licence),
        ),
    )
