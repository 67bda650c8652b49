"""One page per source: its record, what it says in our words, and every passage quoted from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup, escape

from regesto.model.ids import Kind
from regesto.model.source import Source
from regesto.pages.edition import Edition
from regesto.pages.parts import Quote
from regesto.pages.sheet import Plan, Sheet
from regesto.pages.sheets.entry import shorten
from regesto.pages.typeset import in_language, typeset
from regesto.pages.voices import Voices
from regesto.pages.writer import Writer
from regesto.views.index import Statement
from regesto.views.seals import count_seals


def make_source_sheets(edition: Edition) -> Iterator[Plan]:
    """Yield the sheets of all sources."""
    for source in edition.dossier.sources.values():
        shows = (
            edition.digests.of(Kind.SOURCE, source.id),
            edition.digests.of_entries(one.entry for one in edition.index.quoted.get(source.id, ())),
        )
        yield Plan("source", edition.routes.of(Kind.SOURCE, source.id), shows, partial(_make_sheet, edition, source))


def _make_sheet(edition: Edition, source: Source) -> Sheet:
    w = Writer(edition, edition.routes.of(Kind.SOURCE, source.id))
    v = Voices(w)
    statements = edition.index.quoted.get(source.id, ())
    voices = {origin for one in statements for origin in one.claim.origin if origin in edition.dossier.actors}
    return Sheet(
        template="source",
        address=w.address,
        section="sources",
        title=source.title,
        description=shorten(w.plain(source.abstract)),
        context={
            "w": w,
            "v": v,
            "source": source,
            "title_html": in_language(typeset(source.title), source.language, edition.language),
            "imprint": v.by(source.id),
            "record": _record(w, source),
            "statements": statements,
            "statement_rows": [v.row_of_claim(one) for one in statements],
            "origins": sorted(voices),
            "quotes": _quotes(v, statements),
            "seals": count_seals(edition.dossier, ((one.entry, one.claim) for one in statements)),
        },
        edit=f"sources/{source.id}.yml",
    )


def _quotes(v: Voices, statements: tuple[Statement, ...]) -> list[Quote]:
    """Return every passage once, in the order in which they stand in the article."""
    found = {
        (evidence.paragraph, evidence.quote): quote
        for one in statements
        for evidence, quote in zip(one.claim.evidence, v.quotes(one.entry, one.claim), strict=True)
    }
    return [found[key] for key in sorted(found)]


def _record(w: Writer, source: Source) -> list[tuple[str, str | Markup]]:
    """Return the bibliographic record as rows of label and value; what is unknown is said."""
    t = w.t
    rows: list[tuple[str, str | Markup]] = [
        (
            t("source.authors" if source.author[1:] else "source.author"),
            t.join(source.author) or t("source.not_known_m"),
        ),
        (t("source.outlet"), _linked(w, source.outlet) if source.outlet else t("source.not_known")),
        (t("source.issued"), _issued(w, source)),
        (t("source.type"), t(f"source.types.{source.type.value}")),
        (t("source.language"), t.name_of_language(source.language)),
        (t("source.url"), _web(source.url) if source.url else t("source.not_known_m")),
        (t("source.archive_url"), _web(source.archive_url) if source.archive_url else t("source.not_known")),
        (t("source.rights"), w.text(source.rights)),
    ]
    if source.fingerprint:
        print_ = source.fingerprint
        counts = t("source.text_counts", words=print_.words, paragraphs=print_.paragraphs)
        hash_ = f"{print_.sha256[:12]}…"
        rows.append((t("source.text"), f"{counts}; {t('source.text_hash', hash=hash_)}"))
    return rows


def _linked(w: Writer, actor: str) -> Markup:
    link = w.link(Kind.ACTOR, actor)
    return Markup('<a href="{}">{}</a>').format(link.href, link.text)


def _issued(w: Writer, source: Source) -> Markup:
    if source.issued is None:
        return escape(w.t("source.not_known"))
    basis = w.t(f"source.basis.{source.issued_basis.value}")
    return Markup("{} ({}). {}").format(w.date(source.issued), basis, w.text(source.issued_note))


def _web(address: str) -> Markup:
    return Markup('<a href="{0}" rel="external noreferrer">{0}</a>').format(address)
