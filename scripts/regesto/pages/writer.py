"""What a template calls to write texts, dates, figures and links, as seen from one page of an edition."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from regesto.model.edtf import Edtf
from regesto.model.ids import Kind
from regesto.model.quantity import Quantity
from regesto.model.source import Unknowable
from regesto.model.text import Text
from regesto.pages.dates import date_in_words
from regesto.pages.edition import Edition
from regesto.pages.i18n import NO_BREAK_SPACE
from regesto.pages.parts import Count, Link
from regesto.pages.quantities import Figure, write_figure
from regesto.pages.typeset import in_language, tidy, typeset

PROPER = frozenset({Kind.ACTOR, Kind.PLACE, Kind.MATERIEL})
"""The kinds whose names are proper names."""


class Writer:
    """Writes for the page at `address` of an edition."""

    def __init__(self, edition: Edition, address: str) -> None:
        self.edition = edition
        self.dossier = edition.dossier
        self.address = address
        self.t = edition.words

    def plain(self, text: Text) -> str:
        """Return a text without markup, in the edition's language or the nearest there is."""
        return tidy(text.choose(self.edition.language, self.dossier.default_language).value)

    def nested(self, text: Text) -> str:
        """Return a text as it stands inside quotation marks: its own become the inner ones."""
        marks = {self.t(f"quote.{side}"): self.t(f"quote.inner_{side}") for side in ("open", "close")}
        return self.plain(text).translate(str.maketrans(marks))

    def text(self, text: Text | None) -> Markup:
        """Return a text as HTML; its language is marked where it is not the page's. Nothing gives nothing."""
        if text is None:
            return Markup("")
        value, language = text.choose(self.edition.language, self.dossier.default_language)
        return in_language(typeset(value), language, self.edition.language)

    def name(self, text: Text) -> Markup:
        """Return the name of somebody or something as HTML; written once, it is the same in every language."""
        return typeset(self.plain(text)) if text.by_language[0][0] is None else self.text(text)

    def paragraphs(self, text: Text | None) -> list[Markup]:
        """Return the paragraphs of a longer text, which blank lines part."""
        if text is None:
            return []
        value, language = text.choose(self.edition.language, self.dossier.default_language)
        parts = [part for part in value.split("\n\n") if part.strip()]
        return [in_language(typeset(part), language, self.edition.language) for part in parts]

    def date(self, date: Edtf | None) -> str:
        """Return a date in words, or the words for a record without one."""
        if date is None:
            return self.t("date.none")
        written = self.edition.dates
        if date not in written:
            written[date] = date_in_words(date, self.edition.language, self.t.find("dates"))
        return written[date]

    def figure(self, quantity: Quantity) -> Figure:
        """Return a quantity in words, taken apart."""
        measure = self.dossier.measures[quantity.measure]
        return write_figure(quantity, self.plain(measure.unit_name), self.t)

    def said(self, quantity: Quantity) -> Markup:
        """Return how the article puts a quantity, unless that is what the figure says anyway."""
        if quantity.words is None:
            return Markup("")
        plain = self.plain(quantity.words).casefold().replace(NO_BREAK_SPACE, " ")
        shown = str(self.figure(quantity)).casefold().replace(NO_BREAK_SPACE, " ")
        return Markup("") if plain in shown else self.text(quantity.words)

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        return self.t.number(value)

    def section(self, name: str, fragment: str = "") -> str:
        """Return the link to a section page."""
        return self.edition.routes.href(self.address, self.edition.routes.section(name), fragment)

    def href(self, kind: Kind | str, id: str, fragment: str = "") -> str:
        """Return the link to the page of a record."""
        return self.edition.routes.href(self.address, self.edition.routes.of(Kind(kind), id), fragment)

    def year_href(self, year: int) -> str:
        """Return the link to a year's page."""
        return self.edition.routes.href(self.address, self.edition.routes.year(year))

    def link(self, kind: Kind | str, id: str, **more: str) -> Link:
        """Return a link to a record with its name or title as text; `more` are other fields of the link."""
        kind = Kind(kind)
        record = self.dossier.of_kind(kind)[id]
        if kind is Kind.SOURCE:
            text = in_language(typeset(record.title), record.language, self.edition.language)
        else:
            text = (
                self.name(record.name)
                if kind in PROPER
                else self.text(record.title if kind is Kind.ENTRY else record.name)
            )
        return Link(text, self.href(kind, id), **more)

    def links(self, kind: Kind | str, ids: Iterable[str]) -> list[Link]:
        """Return links to several records of one kind, in the order given."""
        return [self.link(kind, id) for id in ids]

    def question(self, id: str) -> Link:
        """Return a link to a question's ledger, on the page of its topic."""
        question = self.dossier.questions[id]
        return Link(self.text(question.name), self.href(Kind.TOPIC, question.topic, f"q-{id}"))

    def names(self, ids: Iterable[str]) -> str:
        """Return the names of some actors, listed in words."""
        return self.t.join(self.plain(self.dossier.actors[id].name) for id in ids)

    def count(self, key: str, number: int) -> Count:
        """Return a row of a tally: the word at `key` and the number."""
        return Count(self.t(key), self.number(number))

    def edit_href(self, file: str | None, kind: Kind | str | None = None, id: str = "") -> str:
        """Return where a file of the seeds folder is edited, or else the page that explains how to contribute.

        `kind` and `id` are those of a record that shares its file with others: the address leads to its line.
        """
        address = self.edition.edit_address(file, kind and self.edition.lines.get((Kind(kind), id))) if file else None
        return address or self.section("contribute")

    def contribute_links(self) -> list[Link]:
        """Return the links to the forms and to the guide, for the foot of a record's page."""
        t = self.t
        return [Link(t(f"section.{name}.title"), self.section(name)) for name in ("new_entry", "contribute")]

    def permalink(self) -> str | None:
        """Return the page's public address, if the site's is known."""
        base = self.edition.site_url
        return base and base.rstrip("/") + "/" + self.edition.routes.url(self.address)

    def missing(self, source: str) -> str:
        """Return the list of facts that are not known of a source, in words."""
        unknown = self.dossier.sources[source].unknown
        return self.t.join(self.t(f"source.unknown.{one.value}") for one in Unknowable if one in unknown)
