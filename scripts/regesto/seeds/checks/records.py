"""Checks of what records must say about themselves: facts of a source, reasons, languages, how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from regesto.model.dossier import FORMAT
from regesto.model.entry import Status
from regesto.model.ids import Kind
from regesto.model.source import DateBasis, Unknowable
from regesto.model.walking import find_texts
from regesto.seeds.checks.context import Context, Finding
from regesto.seeds.examples import EXAMPLES

_FACTS = (Unknowable.AUTHOR, Unknowable.OUTLET, Unknowable.URL, Unknowable.ARCHIVE_URL, Unknowable.ISSUED)


def find_unsaid_facts(context: Context) -> Iterator[Finding]:
    """Yield facts of a source that are neither given nor said to be unknown."""
    for id, source in context.dossier.sources.items():
        for fact in _FACTS:
            if not getattr(source, fact.value) and fact not in source.unknown:
                yield Finding(
                    Kind.SOURCE,
                    id,
                    ("unknown",),
                    f"{fact} is neither given nor said to be unknown",
                    key=True,
                    example=f"unknown: [{', '.join((*source.unknown, fact))}]",
                )


def find_contradicted_facts(context: Context) -> Iterator[Finding]:
    """Yield facts of a source that are given and said to be unknown at once."""
    for id, source in context.dossier.sources.items():
        for place, fact in enumerate(source.unknown):
            if fact in _FACTS and getattr(source, fact.value):
                message = f"{fact} is given, and said to be unknown; one of the two is wrong"
                yield Finding(Kind.SOURCE, id, ("unknown", place), message)


def find_groundless_dates(context: Context) -> Iterator[Finding]:
    """Yield dates of publication whose basis does not fit: inferred on no stated grounds, or stated and not given."""
    for id, source in context.dossier.sources.items():
        basis = source.issued_basis
        if basis is DateBasis.INFERRED and source.issued_note is None:
            message = "an inferred date says on what grounds, in issued_note"
            yield Finding(Kind.SOURCE, id, ("issued_basis",), message, example=EXAMPLES["Source.issued_note"])
        elif (basis is DateBasis.UNKNOWN) != (source.issued is None):
            given = "there is a date" if source.issued else "there is no date"
            yield Finding(Kind.SOURCE, id, ("issued_basis",), f"{given}, and its basis is {basis}")


def find_unexplained_status(context: Context) -> Iterator[Finding]:
    """Yield disputed and retracted entries that do not say why."""
    for id, entry in context.dossier.entries.items():
        if entry.status is not Status.REVIEWED and entry.status_note is None:
            message = f"an entry that is {entry.status} says why in status_note"
            yield Finding(Kind.ENTRY, id, ("status",), message, example=EXAMPLES["Entry.status_note"])


def find_missing_records(context: Context) -> Iterator[Finding]:
    """Yield kinds of which there are fewer records than dossier.yml expects; broken ones are there."""
    for kind, expected in context.dossier.settings.expected.items():
        there = len(context.places.ids(kind))
        if there < expected:
            message = "records got lost, or the expected count is too high"
            yield Finding(
                None, "", ("expected", kind.value), message, expected=f"at least {expected}", found=str(there)
            )


def find_old_format(context: Context) -> Iterator[Finding]:
    """Yield the data format of dossier.yml where it is older than the one that is written now."""
    given = context.dossier.settings.format if context.reading.has_settings else FORMAT
    if given < FORMAT:
        message = f"the data is in format {given}; `regesto migrate` lifts it to {FORMAT}"
        yield Finding(None, "", ("format",), message, key=True, example=f"format: {FORMAT}")


_PROPER_NAMES = {
    (Kind.ACTOR, "name"),
    (Kind.PLACE, "name"),
    (Kind.PLACE, "reference"),
    (Kind.MATERIEL, "name"),
    (None, "licence"),
}
"""Texts that are the same in every language if written as one: Kim Jong-un, GeoNames 482042, KN-23, CC BY 4.0."""


def find_missing_translations(context: Context) -> Iterator[Finding]:
    """Yield texts that lack one of the dossier's languages."""
    settings = context.dossier.settings
    if len(settings.languages) < 2:
        return
    for kind, id, record in _records(context):
        for path, text in find_texts(record):
            if (kind, *path) in _PROPER_NAMES and text.by_language[0][0] is None:
                continue
            missing = [one for one in settings.languages if one not in text.languages(settings.languages[0])]
            if missing:
                yield Finding(kind, id, path, f"the text is missing in {', '.join(missing)}")


def find_other_languages(context: Context) -> Iterator[Finding]:
    """Yield texts in a language that is not one of the dossier's, and would never be shown."""
    if not context.reading.has_settings:
        return
    settings = context.dossier.settings
    for kind, id, record in _records(context):
        for path, text in find_texts(record):
            for language in sorted(text.languages(settings.languages[0]) - set(settings.languages)):
                yield Finding(
                    kind,
                    id,
                    (*path, language),
                    f"the dossier has no language {language}",
                    key=True,
                    expected=f"one of {', '.join(settings.languages)}",
                )


def _records(context: Context) -> Iterator[tuple[Kind | None, str, object]]:
    if context.reading.has_settings:
        yield None, "", context.dossier.settings  # the editors are in it
    for kind in Kind:
        if kind is not Kind.EDITOR:
            for id, record in context.dossier.of_kind(kind).items():
                yield kind, id, record
