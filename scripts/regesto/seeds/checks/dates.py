"""Checks of dates: their order, and that they are given or explained."""

from __future__ import annotations

from collections.abc import Iterator

from regesto.model.edtf import Edtf
from regesto.model.edtf import Kind as DateKind
from regesto.model.entry import Stance
from regesto.model.ids import Kind
from regesto.seeds.checks.context import Context, Finding
from regesto.seeds.layout import ENTRIES_FOLDER, UNDATED_FOLDER


def _is_after(date: Edtf, other: Edtf) -> bool:
    """Tell whether all of `date` lies after all of `other`; approximate dates count as wide as they are drawn."""
    earliest, latest = date.padded.earliest, other.padded.latest
    return earliest is not None and latest is not None and earliest > latest


def find_late_statements(context: Context) -> Iterator[Finding]:
    """Yield claims that were made after the article that reports them appeared."""
    for entry in context.dossier.entries.values():
        for place, claim in enumerate(entry.claims):
            source = context.dossier.sources.get(claim.source)
            if source and source.issued and claim.said_on and _is_after(claim.said_on, source.issued):
                message = f"said on {claim.said_on}, after {source.id} appeared ({source.issued})"
                yield Finding(Kind.ENTRY, entry.id, ("claims", place, "said_on"), message)


def find_late_entries(context: Context) -> Iterator[Finding]:
    """Yield entries dated after every article they rest on appeared, but for predictions."""
    for id, entry in context.dossier.entries.items():
        sources = [context.dossier.sources.get(claim.source) for claim in entry.claims]
        if entry.date is None or not sources or any(claim.stance is Stance.PREDICTS for claim in entry.claims):
            continue
        if all(source and source.issued and _is_after(entry.date, source.issued) for source in sources):
            latest = max((source.issued for source in sources), key=lambda issued: issued.sort_key)
            message = f"the date {entry.date} is after all its sources appeared (the last one {latest})"
            yield Finding(Kind.ENTRY, id, ("date",), message, expected="an earlier date, or claims that predict")


def find_vague_reviews(context: Context) -> Iterator[Finding]:
    """Yield reviews whose date is not one known day."""
    for id, entry in context.dossier.entries.items():
        on = entry.reviewed.on
        if on.kind is not DateKind.DAY or on.approximate or on.uncertain:
            yield Finding(
                Kind.ENTRY,
                id,
                ("reviewed", "on"),
                "the date of a review is a day",
                expected="year, month and day",
                found=str(on),
                example="reviewed: {by: redazione, on: 2026-11-21}",
            )


def find_unexplained_dates(context: Context) -> Iterator[Finding]:
    """Yield entries without a date that do not say why."""
    for id, entry in context.dossier.entries.items():
        if entry.date is None and entry.date_note is None:
            yield Finding(
                Kind.ENTRY,
                id,
                (),
                "an entry without a date says why in date_note",
                example="date_note: {it: Il testo non dice quando., en: The text does not say when.}",
            )


def find_wrong_years(context: Context) -> Iterator[Finding]:
    """Yield entries that stand in the folder of another year than their first."""
    for id, entry in context.dossier.entries.items():
        folder = context.places.file(Kind.ENTRY, id).split("/")[1]
        right = year_folder(entry.date)
        if folder != right:
            yield Finding(
                Kind.ENTRY,
                id,
                ("date",),
                f"the entry stands in the folder {folder}, and its date begins in {right}",
                example=f"{ENTRIES_FOLDER}/{right}/{id}.yml",
            )


def year_folder(date: Edtf | None) -> str:
    """Return the folder for an entry of `date`: the first year it touches, or `undated`."""
    if date is None or not 0 <= date.years[0] <= 9999:
        return UNDATED_FOLDER
    return f"{date.years[0]:04d}"
