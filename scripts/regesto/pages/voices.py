"""Who says so, ready for the components: chains, claims, ledgers, rows of entries, reasons."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from regesto.model.entry import Certainty, Claim, Entry, Stance, Status
from regesto.model.ids import UNNAMED, Kind
from regesto.pages.parts import ClaimPart, FigureRow, LedgerItem, LedgerPart, Link, Quote, Row, Side, Step
from regesto.pages.typeset import typeset
from regesto.pages.writer import Writer
from regesto.views.corroboration import Corroboration, Label, claims_on_own_matter, corroborate_entry
from regesto.views.index import Statement
from regesto.views.questions import Ledger


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
        return (Step("origin", self.origins(claim), note), *relays, article)

    def imprint(self, source: str) -> str:
        """Return outlet and date of a source in a few words; what is unknown is said."""
        record = self.dossier.sources[source]
        outlet = self.t("source.outlet_unknown")
        if record.outlet is not None:
            outlet = self.w.plain(self.dossier.actors[record.outlet].name)
        return f"{outlet}, {self.t('source.date_unknown') if record.issued is None else self.w.date(record.issued)}"

    def quotes(self, entry: Entry, claim: Claim) -> tuple[Quote, ...]:
        """Return the quotes of a claim, each with its place in words and its seal."""
        language = self.dossier.sources[claim.source].language
        return tuple(
            Quote(one.evidence.quote, self._place(one.evidence.paragraph), one.seal, language)
            for one in self.dossier.sealings(entry, claim)
        )

    def _place(self, paragraph: int) -> str:
        place = self.t("entry.paragraph", n=paragraph) if paragraph else self.t("entry.in_title")
        return self.t("entry.text_of", place=place)

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
            quotes=self.quotes(entry, claim),
            note=Markup(" ").join(notes),
        )

    def figures(self, claims: Iterable[Claim]) -> list[FigureRow]:
        """Return every figure in some claims, with whoever gives it."""
        return [
            FigureRow(
                figure=self.w.figure(quantity),
                text=self.w.text(self.dossier.measures[quantity.measure].name),
                href=self.w.href(Kind.MEASURE, quantity.measure),
                note=self.spoken(claim),
            )
            for claim in claims
            for quantity in claim.quantities
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
        for claim in claims_on_own_matter(entry):
            named = tuple(id for id in claim.origin if id != UNNAMED)
            if named:
                relays = said.setdefault(named, [])
                relays += [id for id in claim.via if id not in relays]
        lines = [
            self.t("voices.via", names=self.w.names(ids), relays=self.w.names(relays)) if relays else self.w.names(ids)
            for ids, relays in said.items()
        ]
        return typeset("; ".join(lines) or self.t("voices.unnamed"))

    def row(self, entry: Entry, line: Markup | None = None) -> Row:
        """Return an entry as a row of a list; `line` stands instead of who says so. A retracted one says only that."""
        if line is not None:
            return self._make_row(entry, line)
        # Pages at one depth have the same links, so a row made for one will do for all.
        key = (self.w.href(Kind.ENTRY, entry.id), entry.id)
        rows = self.w.edition.rows
        if key not in rows:
            rows[key] = self._make_row(entry, None)
        return rows[key]

    def _make_row(self, entry: Entry, line: Markup | None) -> Row:
        if entry.status is Status.RETRACTED:
            withdrawn = typeset(self.t("entry_status.retracted"))
            return Row(
                date=self.w.date(entry.date), link=self.w.link(Kind.ENTRY, entry.id), voices=withdrawn, entry=entry
            )
        return Row(
            date=self.w.date(entry.date),
            link=self.w.link(Kind.ENTRY, entry.id),
            voices=self.summary(entry) if line is None else line,
            corroboration=corroborate_entry(self.dossier, entry),
            entry=entry,
        )

    def row_of_claim(self, one: Statement) -> Row:
        """Return a claim as a row: when it was said, what is said, who says so, and the entry that holds it."""
        claim = one.claim
        when = self.dossier.said_on(claim)
        stance = f"{self.t(f'stance.{claim.stance.value}')}, {self.t(f'certainty.{claim.certainty.value}')}"
        entry = self.w.link(Kind.ENTRY, one.entry.id)
        return Row(
            date=self.w.date(when),
            link=Link(self.w.text(claim.says), self.w.href(Kind.ENTRY, one.entry.id, f"c-{claim.id}")),
            voices=Markup('{} · {} · <a href="{}">{}</a>').format(stance, self.spoken(claim), entry.href, entry.text),
        )

    def source_row(self, source: str, line: str = "") -> Row:
        """Return a source as a row: date, title, then author and outlet, or that they are unknown."""
        record = self.dossier.sources[source]
        when = self.w.date(record.issued) if record.issued else self.t("source.date_unknown")
        return Row(when, self.w.link(Kind.SOURCE, source), " · ".join(filter(None, (self.by(source), line))))

    def by(self, source: str) -> str:
        """Return author and outlet of a source in plain words, or that they are unknown."""
        record = self.dossier.sources[source]
        outlet = self.t("source.outlet_unknown")
        if record.outlet is not None:
            outlet = self.w.plain(self.dossier.actors[record.outlet].name)
        return f"{self.t.join(record.author) or self.t('source.author_unknown')} · {outlet}"

    def reason(self, found: Corroboration, claims: Iterable[Claim] = ()) -> Markup:
        """Return why the corroboration is what it is, naming everyone counted, and the relays that were not."""
        if found.label is Label.CONTESTED:
            sides = [(side, getattr(found, side)) for side in ("affirming", "hedging", "denying", "doubting")]
            said = [self.t(f"reason.{side}", names=self._speakers(found, ids)) for side, ids in sides if ids]
            if found.unnamed and not (found.affirming or found.hedging):
                said.insert(0, self.t("reason.affirming_unnamed"))
            return typeset(" ".join(said))
        if found.label is Label.UNNAMED:
            return typeset(self.t("reason.unnamed", n=len(found.sources)))
        voices = found.hedging if found.label is Label.HEDGED else found.affirming
        reason = self.t(f"reason.{found.label.value}", n=len(voices), names=self._speakers(found, voices))
        counted = set(found.origins)
        relays = dict.fromkeys(id for claim in claims for id in claim.via if self.dossier.voice_of(id) not in counted)
        return typeset(f"{reason} {self.t('reason.relays', names=self.w.names(relays))}" if relays else reason)

    def _speakers(self, found: Corroboration, voices: Iterable[str]) -> str:
        """Return the names of some voices, each with the parts of it that spoke: "Corea del Sud (NIS)"."""
        parts = dict(found.speakers)
        return self.t.join(
            f"{self.w.names([voice])} ({self.w.names(parts[voice])})" if parts.get(voice) else self.w.names([voice])
            for voice in voices
        )

    def ledger(self, ledger: Ledger) -> LedgerPart:
        """Return a question with who affirms on one side and who objects on the other."""
        objecting = {one.claim.stance for one in ledger.objecting}
        sides = (
            self._side(Stance.AFFIRMS, ledger.affirming, "topic.no_affirmation"),
            self._side(
                Stance.DOUBTS if objecting == {Stance.DOUBTS} else Stance.DENIES, ledger.objecting, "topic.no_objection"
            ),
        )
        return LedgerPart(
            id=f"q-{ledger.question.id}",
            title=self.w.text(ledger.question.name),
            sides=sides,
            corroboration=ledger.corroboration,
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
        when = self.dossier.said_on(one.claim)
        notes = [self.t("voices.relayed", relays=self.w.names(one.claim.via))] if one.claim.via else []
        notes += [self.w.date(when)] if when else []
        return LedgerItem(
            links=self.origins(one.claim),
            text=self.w.text(one.claim.says),
            href=self.w.href(Kind.ENTRY, one.entry.id, f"c-{one.claim.id}"),
            certainty=one.claim.certainty.value,
            stance=one.claim.stance.value,
            note=" · ".join(notes),
        )
