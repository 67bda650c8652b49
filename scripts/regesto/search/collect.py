"""From an edition's dossier to what can be found in it, record by record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import quote

from regesto.model.entry import Claim, Entry
from regesto.model.ids import UNNAMED, Kind
from regesto.model.record import Term
from regesto.model.source import Source
from regesto.model.text import Text
from regesto.model.vocabulary import Question
from regesto.pages.edition import Edition
from regesto.pages.typeset import tidy
from regesto.pages.writer import Writer
from regesto.search.findable import Field, Findable, FindableKind, Label, Passage, Unit
from regesto.views.digests import digest

TERMS: dict[Kind, FindableKind] = {
    Kind.TOPIC: FindableKind.TOPIC,
    Kind.ACTOR: FindableKind.ACTOR,
    Kind.PLACE: FindableKind.PLACE,
    Kind.MATERIEL: FindableKind.MATERIEL,
    Kind.MEASURE: FindableKind.MEASURE,
}
"""The vocabularies whose items have pages of their own."""


def collect(edition: Edition) -> Iterator[Findable]:
    """Yield everything to find on the pages of records."""
    collector = Collector(edition)
    for _, unit in collector.list_units():
        yield from collector.read(unit.id)


def describe_collecting(edition: Edition) -> bytes:
    """Return a digest of all that findables depend on beside the records and the code: words and addresses."""
    routes = edition.routes
    where = [edition.language, edition.dossier.default_language, routes.paths, routes.directory_urls]
    return digest(json.dumps([where, edition.words.tree], ensure_ascii=False))


class Collector:
    """Reads one edition. What is known of a term is written once, however many entries name it."""

    def __init__(self, edition: Edition) -> None:
        self.edition, self.dossier = edition, edition.dossier
        self.routes, self.language = edition.routes, edition.language
        self.w = Writer(edition, "")
        self.label_term = cache(self._label_term)
        self.label_source = cache(self._label_source)

    def list_units(self) -> Iterator[tuple[str, Unit]]:
        """Yield every record with the address of its page: entries first, by time. Nothing is read yet.

        What the keys say nothing of, `describe_collecting` does.
        """
        dossier, routes, key = self.dossier, self.routes, self.edition.digests.of
        for entry in dossier.chronology:
            yield routes.of(Kind.ENTRY, entry.id), Unit(f"entry/{entry.id}", key(Kind.ENTRY, entry.id))
        for kind in TERMS:
            for id in dossier.of_kind(kind):
                yield routes.of(kind, id), Unit(f"{kind}/{id}", key(kind, id))
        for id, question in dossier.questions.items():
            yield routes.of(Kind.TOPIC, question.topic), Unit(f"question/{id}", key(Kind.QUESTION, id))
        for id in dossier.sources:
            yield routes.of(Kind.SOURCE, id), Unit(f"source/{id}", key(Kind.SOURCE, id))
        for year, entries in self.edition.index.years.items():
            yield routes.year(year), Unit(f"year/{year}", digest(f"{len(entries)}"))

    def read(self, id: str) -> tuple[Findable]:
        """Return what there is to find of the unit with this id."""
        name, _, id = id.partition("/")
        match name:
            case "entry":
                return (self.find_entry(self.dossier.entries[id]),)
            case "question":
                return (self.find_question(self.dossier.questions[id]),)
            case "source":
                return (self.find_source(self.dossier.sources[id]),)
            case "year":
                return (self.find_year(int(id)),)
        return (self.find_term(Kind(name), self.dossier.of_kind(Kind(name))[id]),)

    def url(self, address: str, fragment: str = "") -> str:
        """Return the link to a page from the edition's root."""
        return quote(self.routes.url(address)) + (f"#{quote(fragment)}" if fragment else "")

    def passage(self, field: Field, text: Text | None, fragment: str = "") -> tuple[Passage, ...]:
        """Return a text in the edition's language, or the nearest there is; nothing gives nothing."""
        if text is None:
            return ()
        value, language = text.choose(self.language, self.dossier.default_language)
        if _UNTIDY.search(value):  # most texts are tidy: one look is cheaper than tidying
            value = tidy(value)
        return (Passage(field, value, language, fragment),)

    def find_entry(self, entry: Entry) -> Findable:
        """Return an entry with everything it says, and the names of everything it is about."""
        title = entry.title.choose(self.language, self.dossier.default_language)
        passages = [*self.passage(Field.SUMMARY, entry.summary)]
        for claim in entry.claims:
            passages += self._read_claim(claim)
        for note in (entry.note, entry.date_note, entry.status_note):
            passages += self.passage(Field.NOTE, note)
        actors = _voices(entry)
        when = self.w.date(entry.date) if entry.date else ""
        labels = [Label(Field.NAME, when, self.language), *self.passage_label(Field.HEADING, entry.label)]
        named = ((Kind.ACTOR, actors), (Kind.PLACE, entry.places), (Kind.MATERIEL, entry.materiel))
        for kind, ids in (*named, (Kind.TOPIC, entry.topics)):
            for id in ids:
                labels += self.label_term(kind, id)
        for source in dict.fromkeys(claim.source for claim in entry.claims):
            labels += self.label_source(source)
        return Findable(
            url=self.url(self.routes.of(Kind.ENTRY, entry.id)),
            kind=FindableKind.ENTRY,
            title=tidy(title.value),
            language=title.language,
            passages=tuple(passages),
            labels=tuple(labels),
            when=when,
            topics=entry.topics,
            actors=actors,
            years=tuple(entry.date.years) if entry.date and len(entry.date.years) <= LONGEST else _ends(entry),
        )

    def _read_claim(self, claim: Claim) -> Iterator[Passage]:
        fragment = f"c-{claim.id}"
        yield from self.passage(Field.CLAIM, claim.says, fragment)
        language = self.dossier.sources[claim.source].language
        for evidence in claim.evidence:
            yield Passage(Field.QUOTE, evidence.quote, language, fragment)
        yield from self.passage(Field.NOTE, claim.origin_as, fragment)
        for quantity in claim.quantities:
            yield Passage(Field.NOTE, str(self.w.figure(quantity)), self.language, fragment)
        yield from self.passage(Field.NOTE, claim.note, fragment)

    def passage_label(self, field: Field, text: Text | None) -> Iterator[Label]:
        """Yield a text as words that lead to a record and are not shown."""
        for passage in self.passage(field, text):
            yield Label(field, passage.text, passage.language)

    def _label_term(self, kind: Kind, id: str) -> tuple[Label, ...]:
        term = self.dossier.of_kind(kind)[id]
        labels = [*self.passage_label(Field.NAME, term.name)]
        labels += [Label(Field.OTHER_NAME, name, self.language) for name in term.aliases.choose(self.language)]
        if kind is Kind.PLACE and term.part_of:
            labels += self.passage_label(Field.OTHER_NAME, self.dossier.places[term.part_of].name)
        return tuple(labels)

    def _label_source(self, id: str) -> tuple[Label, ...]:
        source = self.dossier.sources[id]
        labels = [Label(Field.SOURCE, source.title, source.language)]
        labels += [Label(Field.SOURCE, author, self.language) for author in source.author]
        if source.outlet:
            labels += self.passage_label(Field.SOURCE, self.dossier.actors[source.outlet].name)
        return tuple(labels)

    def find_term(self, kind: Kind, term: Term) -> Findable:
        """Return an item of a vocabulary, by all its names in every language."""
        title = term.name.choose(self.language, self.dossier.default_language)
        names = dict.fromkeys(
            (*(value for _, value in term.name.by_language), *term.aliases.everywhere(), term.id.replace("-", " "))
        )
        labels = [Label(Field.ALIAS, name, self.language) for name in names if name != title.value]
        for demonym in (getattr(term, "demonyms", None) and term.demonyms.choose(self.language)) or ():
            labels.append(Label(Field.OTHER_NAME, demonym, self.language))
        passages = [*self.passage(Field.SUMMARY, term.description)]
        for name in ("overview", "category", "note", "unit_name"):
            passages += self.passage(Field.TEXT, getattr(term, name, None))
        return Findable(
            url=self.url(self.routes.of(kind, term.id)),
            kind=TERMS[kind],
            title=tidy(title.value),
            language=title.language,
            passages=tuple(passages),
            labels=tuple(labels),
            topics=(term.id,) if kind is Kind.TOPIC else (),
            actors=(term.id,) if kind is Kind.ACTOR else (),
        )

    def find_question(self, question: Question) -> Findable:
        """Return an open question, which stands on the page of its topic."""
        address = self.routes.of(Kind.TOPIC, question.topic)
        title = question.name.choose(self.language, self.dossier.default_language)
        return Findable(
            url=self.url(address, f"q-{question.id}"),
            kind=FindableKind.QUESTION,
            title=tidy(title.value),
            language=title.language,
            passages=self.passage(Field.SUMMARY, question.description) + self.passage(Field.NOTE, question.note),
            labels=self.label_term(Kind.TOPIC, question.topic),
            topics=(question.topic,),
        )

    def find_year(self, year: int) -> Findable:
        """Return a year."""
        about = self.edition.words("year.description", n=len(self.edition.index.years[year]), year=str(year))
        passage = Passage(Field.TEXT, about, self.language)
        url = self.url(self.routes.year(year))
        return Findable(url, FindableKind.YEAR, str(year), self.language, (passage,))

    def find_source(self, source: Source) -> Findable:
        """Return an article that was read, by its title, authors, outlet and what it says in our words."""
        return Findable(
            url=self.url(self.routes.of(Kind.SOURCE, source.id)),
            kind=FindableKind.SOURCE,
            title=tidy(source.title),
            language=source.language,
            passages=self.passage(Field.SUMMARY, source.abstract) + self.passage(Field.NOTE, source.note),
            labels=self.label_source(source.id),
            when=self.w.date(source.issued) if source.issued else "",
            actors=(source.outlet,) if source.outlet else (),
            years=tuple(source.issued.years) if source.issued and len(source.issued.years) <= LONGEST else (),
        )


_UNTIDY = re.compile(r"['\u00a7]|\d ")

LONGEST = 100
"""Calendar years beyond which a date is filed under its first and last alone: a filter for a year in the midst of an
age is not worth thousands of numbers."""


def _ends(entry: Entry) -> tuple[int, ...]:
    return (entry.date.years[0], entry.date.years[-1]) if entry.date else ()


def _voices(entry: Entry) -> tuple[str, ...]:
    involved: Iterable[str] = (one.actor for one in entry.actors)
    voices = (id for claim in entry.claims for id in (*claim.origin, *claim.via) if id != UNNAMED)
    return tuple(dict.fromkeys((*involved, *voices)))
