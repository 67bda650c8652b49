"""A bibliographic record, as every citation format needs it."""

from __future__ import annotations

from dataclasses import dataclass

from regesto.model.dossier import Dossier
from regesto.model.edtf import Edtf
from regesto.model.source import Source
from regesto.pages.plain import one_line


@dataclass(frozen=True, slots=True)
class Item:
    """One work that can be cited. All texts are on one line; an empty one is not known.

    `key` names it in a list of references; `type` is CSL's; `authors` are as printed, never taken apart into given and
    family names, as nobody can do that right for every language.
    """

    key: str
    type: str
    title: str
    authors: tuple[str, ...] = ()
    container: str = ""
    issued: Edtf | None = None
    url: str = ""
    language: str = ""
    abstract: str = ""
    note: str = ""


def describe_source(dossier: Dossier, source: Source) -> Item:
    """Return the record of a source; texts of ours are in the dossier's default language."""

    def write(text: object) -> str:
        return one_line(text.choose(dossier.default_language, dossier.default_language).value) if text else ""

    return Item(
        key=source.id,
        type=source.type.value,
        title=one_line(source.title),
        authors=tuple(one_line(author) for author in source.author),
        container=write(source.outlet and dossier.actors[source.outlet].name),
        issued=source.issued,
        url=source.url or source.archive_url or "",
        language=source.language,
        abstract=write(source.abstract),
        note=write(source.issued_note),
    )
