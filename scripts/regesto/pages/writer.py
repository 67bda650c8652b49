"""What a template calls to write: texts, dates, figures, links and chains, as seen from one page of an edition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from regesto.model.edtf import Edtf
from regesto.model.entry import Claim, Entry, Evidence
from regesto.model.ids import UNNAMED, Kind
from regesto.model.quantity import Quantity
from regesto.model.seal import Seal
from regesto.model.source import Unknowable
from regesto.model.text import Text
from regesto.pages.dates import date_in_words
from regesto.pages.edition import Edition
from regesto.pages.quantities import Figure, write_figure
from regesto.pages.typeset import in_language, tidy, typeset
from regesto.views.corroboration import Corroboration, Label, corroborate_entry
from regesto.views.seals import find_seal


class Link(NamedTuple):
    """A link's `text` (HTML) and `href`; `note` is a muted word beside it."""

    text: Markup
    href: str | None = None
    note: str = ""


class Step(NamedTuple):
    """One step of a chain: an `origin`, a `relay` or the `article`."""

    kind: str
    links: tuple[Link, ...]
    note: str = ""


class Row(NamedTuple):
    """An entry in a list: its date in words, title, who says so, and corroboration."""

    entry: Entry
    date: str
    link: Link
    voices: Markup
    corroboration: Corroboration


class Writer:
    """Writes for the page at `address` of an edition."""

    def __init__(self, edition: Edition, address: str) -> None:
        self.edition = edition
        self.dossier = edition.dossier
        self.address = address
        self.t = edition.words

    # Texts

    def plain(self, text: Text) -> str:
        """Return a text without markup, in the edition's language or the nearest there is."""
        return tidy(text.choose(self.edition.language, self.dossier.default_language).value)

    def text(self, text: Text | None) -> Markup:
        """Return a text as HTML; its language is marked where it is not the page's."""
        if text is None:
            return Markup("")
        value, language = text.choose(self.edition.language, self.dossier.default_language)
        return in_language(typeset(value), language, self.edition.language)

    def paragraphs(self, text: Text | None) -> list[Markup]:
        """Return the paragraphs of a longer text, which blank lines part."""
        if text is None:
            return []
        value, language = text.choose(self.edition.language, self.dossier.default_language)
        parts = [part for part in value.split("\n\n") if part.strip()]
        return [in_language(typeset(part), language, self.edition.language) for part in parts]

    # Dates and figures

    def date(self, date: Edtf | None) -> str:
        """Return a date in words, or the words for an entry without one."""
        return self.t("date.none") if date is None else date_in_words(date, self.edition.language, self.t.tree)

    def figure(self, quantity: Quantity) -> Figure:
        """Return a quantity in words, taken apart."""
        measure = self.dossier.measures[quantity.measure]
        return write_figure(quantity, self.plain(measure.unit_name), self.t)

    # Links

    def section(self, name: str, fragment: str = "") -> str:
        """Return the link to a section page."""
        return self.edition.routes.href(self.address, self.edition.routes.section(name), fragment)

    def href(self, kind: Kind | str, id: str, fragment: str = "") -> str:
        """Return the link to the page of a record."""
        return self.edition.routes.href(self.address, self.edition.routes.of(Kind(kind), id), fragment)

    def year(self, year: int) -> str:
        """Return the link to a year's page."""
        return self.edition.routes.href(self.address, self.edition.routes.year(year))

    def link(self, kind: Kind | str, id: str, note: str = "") -> Link:
        """Return a link to a record with its name or title as text."""
        record = self.dossier.of_kind(Kind(kind))[id]
        if Kind(kind) is Kind.SOURCE:
            text = in_language(typeset(record.title), record.language, self.edition.language)
        else:
            text = self.text(record.title if Kind(kind) is Kind.ENTRY else record.name)
        return Link(text, self.href(kind, id), note)

    def question(self, id: str) -> Link:
        """Return a link to a question's ledger, on the page of its topic."""
        question = self.dossier.questions[id]
        return Link(self.text(question.name), self.href(Kind.TOPIC, question.topic, f"q-{id}"))

    def names(self, ids: Iterable[str]) -> str:
        """Return the names of some actors, listed in words."""
        return self.t.join(self.plain(self.dossier.actors[id].name) for id in ids)

    # Who says so

    def origin(self, claim: Claim) -> tuple[Link, ...]:
        """Return the origins of a claim; one that is not named is said to be so."""
        named = claim.origin_as and self.plain(claim.origin_as)
        return tuple(
            Link(self.text(claim.origin_as) if claim.origin_as else Markup(self.t("origin.unnamed")))
            if id == UNNAMED
            else self.link(Kind.ACTOR, id, note=named or "")
            for id in claim.origin
        )

    def chain(self, claim: Claim) -> list[Step]:
        """Return the chain of a claim: origin, relays in order, article."""
        relays = [Step("relay", (self.link(Kind.ACTOR, id),)) for id in claim.via]
        article = Step("article", (self.link(Kind.SOURCE, claim.source),), self.imprint(claim.source))
        return [Step("origin", self.origin(claim)), *relays, article]

    def imprint(self, source: str) -> str:
        """Return outlet and date of a source in a few words; what is unknown is said."""
        record = self.dossier.sources[source]
        unknown = [self.t("source.outlet_unknown")] if record.outlet is None else []
        known = [] if record.outlet is None else [self.plain(self.dossier.actors[record.outlet].name)]
        dates = [self.t("source.date_unknown")] if record.issued is None else [self.date(record.issued)]
        return ", ".join([*known, *dates, *unknown])

    def voices(self, entry: Entry) -> Markup:
        """Return who says an entry's own matter, with the relays, in one line of plain words."""
        said: dict[tuple[str, ...], list[str]] = {}
        for claim in entry.claims:
            names = tuple(self.plain(self.dossier.actors[id].name) for id in claim.origin if id != UNNAMED)
            if claim.origin_as and not names:
                names = (self.plain(claim.origin_as),)
            relays = said.setdefault(names, [])
            relays += [name for id in claim.via if (name := self.plain(self.dossier.actors[id].name)) not in relays]
        lines = [
            self.t("voices.via", names=self.t.join(names), relays=self.t.join(relays)) if relays else self.t.join(names)
            for names, relays in said.items()
            if names
        ]
        return typeset("; ".join(lines) or self.t("voices.unnamed"))

    def seal(self, entry: Entry, claim: Claim, evidence: Evidence) -> Seal | None:
        """Return the seal of a quote, if it has one."""
        return find_seal(self.dossier, entry, claim, evidence)

    def reason(self, found: Corroboration, claims: Iterable[Claim] = ()) -> Markup:
        """Return why the corroboration is what it is, in one or two sentences that name everyone counted."""
        t = self.t
        if found.label is Label.CONTESTED:
            sides = [(side, getattr(found, side)) for side in ("affirming", "hedging", "denying", "doubting")]
            said = [t(f"reason.{side}", n=len(ids), names=self.names(ids)) for side, ids in sides if ids]
            return typeset(" ".join(said))
        if found.label is Label.UNNAMED:
            return typeset(t("reason.unnamed", n=len(found.sources)))
        voices = found.hedging if found.label is Label.HEDGED else found.affirming
        reason = t(f"reason.{found.label.value}", n=len(voices), names=self.names(voices))
        counted = set(found.origins)
        relays = dict.fromkeys(id for claim in claims for id in claim.via if self.dossier.voice_of(id) not in counted)
        return typeset(f"{reason} {t('reason.relays', names=self.names(relays))}" if relays else reason)

    def row(self, entry: Entry) -> Row:
        """Return an entry as a row of a list."""
        link = self.link(Kind.ENTRY, entry.id)
        return Row(entry, self.date(entry.date), link, self.voices(entry), corroborate_entry(self.dossier, entry))

    def missing(self, source: str) -> str:
        """Return the list of facts that are not known of a source, in words."""
        unknown = self.dossier.sources[source].unknown
        return self.t.join(self.t(f"source.unknown.{one.value}") for one in Unknowable if one in unknown)
