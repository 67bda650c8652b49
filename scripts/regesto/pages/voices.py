"""Who says so, ready for the components: chains, claims, ledgers, rows of entries, reasons."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from regesto.model.entry import Certainty, Claim, Entry, Evidence, Stance
from regesto.model.ids import UNNAMED, Kind
from regesto.pages.drawings.date_mark import draw_mark
from regesto.pages.parts import ClaimPart, FigurePart, LedgerItem, LedgerPart, Link, Quote, RowPart, Side, Step
from regesto.pages.typeset import typeset
from regesto.pages.writer import Writer
from regesto.views.corroboration import Corroboration, Label, corroborate_entry
from regesto.views.index import Statement
from regesto.views.questions import Ledger
from regesto.views.seals import find_seal


class Voices:
    """Writes who says what for one page, with that page's `Writer`."""

    def __init__(self, writer: Writer) -> None:
        self.w = writer
        self.t = writer.t
        self.dossier = writer.dossier

    def origins(self, claim: Claim) -> tuple[Link, ...]:
        """Return the origins of a claim as links; one that is not named is said to be so, in the article's words."""
        as_named = self.w.text(claim.origin_as)
        return tuple(
            Link(as_named or self.t("origin.unnamed"))
            if id == UNNAMED
            else self.w.link(Kind.ACTOR, id, after=Markup(" ({})").format(as_named) if as_named else "")
            for id in claim.origin
        )

    def chain(self, claim: Claim) -> tuple[Step, ...]:
        """Return the chain of a claim: origin, relays in order, article."""
        note = self.t("origin.unnamed") if claim.origin == (UNNAMED,) and claim.origin_as else ""
        relays = [Step("relay", (self.w.link(Kind.ACTOR, id),)) for id in claim.via]
        article = Step("article", (self.w.link(Kind.SOURCE, claim.source),), self.imprint(claim.source))
        return (Step("origin", self.origins(claim), note, claim.stance.value), *relays, article)

    def imprint(self, source: str) -> str:
        """Return outlet and date of a source in a few words; what is unknown is said."""
        record = self.dossier.sources[source]
        outlet = self.t("source.outlet_unknown")
        if record.outlet is not None:
            outlet = self.w.plain(self.dossier.actors[record.outlet].name)
        return f"{outlet}, {self.t('source.date_unknown') if record.issued is None else self.w.date(record.issued)}"

    def quote(self, entry: Entry, claim: Claim, evidence: Evidence) -> Quote:
        """Return a quote with its place in words and its seal."""
        place = self.t("entry.paragraph", n=evidence.paragraph) if evidence.paragraph else self.t("entry.in_title")
        seal = find_seal(self.dossier, entry, claim, evidence)
        language = self.dossier.sources[claim.source].language
        return Quote(evidence.quote, self.t("entry.text_of", place=place), seal and seal.stamp, language)

    def claim(self, entry: Entry, claim: Claim) -> ClaimPart:
        """Return a claim with its chain and quotes."""
        said = self.w.date(claim.said_on) if claim.said_on else ""
        notes = [Markup("{}: {}.").format(self.t("date.said"), said)] if said else []
        notes += [self.w.text(claim.note)] if claim.note else []
        return ClaimPart(
            id=f"c-{claim.id}",
            says=self.w.text(claim.says),
            stance=claim.stance.value,
            certainty=claim.certainty.value,
            steps=self.chain(claim),
            quotes=tuple(self.quote(entry, claim, evidence) for evidence in claim.evidence),
            note=Markup(" ").join(notes),
        )

    def figures(self, claims: Iterable[Claim]) -> list[FigurePart]:
        """Return every figure in some claims, with whoever gives it."""
        return [
            FigurePart(
                qualifier=figure.qualifier,
                number=figure.plain_number,
                text=self.w.text(self.dossier.measures[quantity.measure].name),
                href=self.w.href(Kind.MEASURE, quantity.measure),
                note=self.spoken(claim),
            )
            for claim in claims
            for quantity in claim.quantities
            for figure in [self.w.figure(quantity)]
        ]

    def spoken(self, claim: Claim) -> str:
        """Return who says a claim and through whom, in plain words."""
        names = [self.w.plain(self.dossier.actors[id].name) for id in claim.origin if id != UNNAMED]
        unnamed = self.w.plain(claim.origin_as) if claim.origin_as else self.t("origin.unnamed")
        said = self.t.join(names or [unnamed])
        return self.t("voices.via", names=said, relays=self.w.names(claim.via)) if claim.via else said

    def summary(self, entry: Entry) -> Markup:
        """Return who says what an entry tells, with the relays, in one line."""
        said: dict[tuple[str, ...], list[str]] = {}
        for claim in entry.claims:
            named = tuple(id for id in claim.origin if id != UNNAMED)
            if named:
                relays = said.setdefault(named, [])
                relays += [id for id in claim.via if id not in relays]
        lines = [
            self.t("voices.via", names=self.w.names(ids), relays=self.w.names(relays)) if relays else self.w.names(ids)
            for ids, relays in said.items()
        ]
        return typeset("; ".join(lines) or self.t("voices.unnamed"))

    def row(self, entry: Entry, sub: Markup | None = None) -> RowPart:
        """Return an entry as a row of a list; `sub` stands instead of who says so."""
        found = corroborate_entry(self.dossier, entry)
        link = self.w.link(Kind.ENTRY, entry.id)
        return RowPart(
            when=self.w.date(entry.date),
            title=link.text,
            href=link.href,
            sub=self.summary(entry) if sub is None else sub,
            label=found.label.value,
            origins=len(found.affirming),
            mark=draw_mark(entry.date) if entry.date else None,
        )

    def row_of_claim(self, one: Statement) -> RowPart:
        """Return a claim as a row: when it was said, what is said, who says so, and the entry that holds it."""
        claim = one.claim
        when = claim.said_on or self.dossier.sources[claim.source].issued
        stance = f"{self.t(f'stance.{claim.stance.value}')}, {self.t(f'certainty.{claim.certainty.value}')}"
        return RowPart(
            when=self.w.date(when) if when else self.t("date.none"),
            title=self.w.text(claim.says),
            href=self.w.href(Kind.ENTRY, one.entry.id, f"c-{claim.id}"),
            subs=(Link(f"{stance} · {self.spoken(claim)}"), self.w.link(Kind.ENTRY, one.entry.id)),
        )

    def source_row(self, source: str, sub: str = "") -> RowPart:
        """Return a source as a row: date, title, then author and outlet, or that they are unknown."""
        record = self.dossier.sources[source]
        link = self.w.link(Kind.SOURCE, source)
        by = self.t.join(record.author) or self.t("source.author_unknown")
        outlet = self.t("source.outlet_unknown")
        if record.outlet is not None:
            outlet = self.w.plain(self.dossier.actors[record.outlet].name)
        when = self.w.date(record.issued) if record.issued else self.t("source.date_unknown")
        return RowPart(when, link.text, link.href, sub=" · ".join(part for part in (by, outlet, sub) if part))

    def reason(self, found: Corroboration, claims: Iterable[Claim] = ()) -> Markup:
        """Return why the corroboration is what it is, naming everyone counted, and the relays that were not."""
        if found.label is Label.CONTESTED:
            sides = [(side, getattr(found, side)) for side in ("affirming", "hedging", "denying", "doubting")]
            return typeset(" ".join(self.t(f"reason.{side}", names=self.w.names(ids)) for side, ids in sides if ids))
        if found.label is Label.UNNAMED:
            return typeset(self.t("reason.unnamed", n=len(found.sources)))
        voices = found.hedging if found.label is Label.HEDGED else found.affirming
        reason = self.t(f"reason.{found.label.value}", n=len(voices), names=self.w.names(voices))
        counted = set(found.origins)
        relays = dict.fromkeys(id for claim in claims for id in claim.via if self.dossier.voice_of(id) not in counted)
        return typeset(f"{reason} {self.t('reason.relays', names=self.w.names(relays))}" if relays else reason)

    def ledger(self, ledger: Ledger) -> LedgerPart:
        """Return a question with who affirms on one side and who objects on the other."""
        objecting = {one.claim.stance for one in ledger.objecting}
        sides = (
            self._side(Stance.AFFIRMS, ledger.affirming, "topic.no_affirmation"),
            self._side(Stance.DOUBTS if objecting == {Stance.DOUBTS} else Stance.DENIES, ledger.objecting, "topic.no_objection"),
        )
        return LedgerPart(
            id=f"q-{ledger.question.id}",
            title=self.w.text(ledger.question.name),
            sides=sides,
            label=ledger.corroboration.label.value,
            origins=len(ledger.corroboration.affirming),
            reason=self.reason(ledger.corroboration),
        )

    def _side(self, stance: Stance, statements: tuple[Statement, ...], empty: str) -> Side:
        certainties = {one.claim.certainty for one in statements}
        shared = certainties.pop() if len(certainties) == 1 else None
        return Side(
            stance=stance.value,
            empty=self.t(empty),
            items=tuple(self._item(one) for one in statements),
            certainty=shared.value if shared not in (None, Certainty.STATED) else None,
        )

    def _item(self, one: Statement) -> LedgerItem:
        when = one.claim.said_on or self.dossier.sources[one.claim.source].issued
        notes = [self.t(f"stance.{one.claim.stance.value}")] if one.claim.stance in (Stance.DOUBTS, Stance.PREDICTS) else []
        notes += [self.t("voices.relayed", relays=self.w.names(one.claim.via))] if one.claim.via else []
        notes += [self.w.date(when)] if when else []
        return LedgerItem(
            links=self.origins(one.claim),
            text=self.w.text(one.claim.says),
            href=self.w.href(Kind.ENTRY, one.entry.id, f"c-{one.claim.id}"),
            certainty=one.claim.certainty.value,
            stance=one.claim.stance.value,
            note=" · ".join(notes),
        )
