"""From references to records of sources: ids, outlets, what is unknown, and what the dossier has already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from babel import Locale

from regesto.importing.reference import Notice, Reference, References, Weight
from regesto.importing.values import read_doi
from regesto.model.dossier import Dossier
from regesto.model.ids import ID_PATTERN, Kind
from regesto.model.text import LANGUAGE
from regesto.model.vocabulary import ActorKind
from regesto.seeds.places import Places
from regesto.starting.slugs import make_id

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]{1,1990}\Z")
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|ref|cmp", re.IGNORECASE)
_KNOWN = ("author", "outlet", "url", "archive_url", "issued")


@dataclass(slots=True)
class Bringing:
    """What an import comes to: sources and outlets by id, as fields of their records, and notices by line."""

    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    outlets: dict[str, dict[str, Any]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Manner:
    """How references are taken: the rights to state, the words for a missing abstract, and whether theirs is ours."""

    rights: str
    no_abstract: str
    with_abstracts: bool = False
    language: str = ""


def bring(references: References, dossier: Dossier, places: Places, manner: Manner) -> Bringing:
    """Prepare the sources of a file; those that the dossier has, or the file twice, are left out and noticed."""
    made = Bringing(notices=list(references.notices))
    seen = {mark: id for id, source in dossier.sources.items() for mark in _marks_of_source(source)}
    outlets = _name_outlets(dossier)
    for one in references.items:
        if not one.title:
            made.notices.append(Notice(one.line, "this reference has no title", Weight.ERROR))
            continue
        twin = next(
            (seen[mark] for mark in _marks(one.title, _address_of(one), one.doi, one.issued) if mark in seen), None
        )
        if twin:
            made.left_out += 1
            made.notices.append(Notice(one.line, f"“{_short(one.title)}” is here already, as {twin}; left out"))
            continue
        taken = places.ids(Kind.SOURCE) | made.sources.keys()
        free = re.fullmatch(ID_PATTERN, one.key) and len(one.key) <= 80 and one.key not in taken
        id = one.key if free else make_id(one.title, taken, "source")
        made.sources[id] = _make_fields(one, _find_outlet(one, outlets, places, made), dossier, manner, made)
        seen |= dict.fromkeys(_marks(one.title, _address_of(one), one.doi, one.issued), id)
    made.notices.sort(key=lambda notice: (notice.line, notice.message))
    return made


def _make_fields(one: Reference, outlet: str, dossier: Dossier, manner: Manner, made: Bringing) -> dict[str, Any]:
    url = _address_of(one)
    if one.url and not _ADDRESS.match(one.url):
        made.notices.append(Notice(one.line, f"the address {_short(one.url)} is none, and is left out"))
    language = _read_language(one.language)
    if not language:
        language = manner.language or dossier.default_language
        given = f"{_short(one.language)} is no language that is known" if one.language else "no language is given"
        made.notices.append(Notice(one.line, f"{given}; taken as {language}"))
    fields: dict[str, Any] = {
        "type": one.type,
        "title": one.title,
        "author": list(one.authors),
        "outlet": outlet,
        "issued": one.issued,
        "issued_basis": "stated" if one.issued else "unknown",
        "url": url,
        "language": language,
        "rights": manner.rights,
    }
    fields["unknown"] = [name for name in _KNOWN if not fields.get(name)]
    fields["abstract"] = one.abstract if manner.with_abstracts and one.abstract else manner.no_abstract
    return fields


def _address_of(one: Reference) -> str:
    if _ADDRESS.match(one.url):
        return one.url
    return f"https://doi.org/{one.doi}" if one.doi else ""


def _read_language(given: str) -> str:
    """Return the code of a language that is given as a code (`en`, `en_US`) or as a name in English or Italian."""
    plain = given.strip().replace("_", "-")
    parts = plain.split("-")
    code = "-".join([parts[0].lower(), *(part.upper() for part in parts[1:2])])
    if LANGUAGE.match(code) and len(parts) < 3:
        return code
    for language in ("en", "it"):
        for known, name in Locale.parse(language).languages.items():
            if name.casefold() == plain.casefold() and LANGUAGE.match(known):
                return known
    return ""


def _name_outlets(dossier: Dossier) -> dict[str, str]:
    """Return the ids of actors by their names and aliases in every language, outlets first."""
    names: dict[str, str] = {}
    for actor in sorted(dossier.actors.values(), key=lambda actor: actor.kind is not ActorKind.OUTLET):
        for name in (*(text for _, text in actor.name.by_language), *actor.aliases.everywhere(), actor.id):
            names.setdefault(name.casefold(), actor.id)
    return names


def _find_outlet(one: Reference, outlets: dict[str, str], places: Places, made: Bringing) -> str:
    if not one.container:
        return ""
    name = one.container.casefold()
    if name not in outlets:
        id = make_id(one.container, places.ids(Kind.ACTOR) | made.outlets.keys(), "outlet")
        made.outlets[id] = {"name": one.container, "kind": ActorKind.OUTLET.value}
        outlets[name] = id
    return outlets[name]


def _marks_of_source(source: Any) -> Iterator[tuple[str, str]]:
    for address in (source.url, source.archive_url):
        yield from _marks(source.title, address or "", "", str(source.issued or ""))


def _marks(title: str, url: str, doi: str, issued: str) -> Iterator[tuple[str, str]]:
    """Yield what tells a work from others: its DOI, its address without tracking, its title with its year."""
    if found := doi or read_doi(url):
        yield "doi", found.casefold()
    if url:
        parts = urlsplit(url)
        query = urlencode([pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])])
        host = parts.netloc.casefold().removeprefix("www.")
        yield "url", f"{host}{parts.path.rstrip('/')}?{query}"
    words = " ".join(re.findall(r"\w+", title.casefold()))
    if words:
        yield "title", f"{words} {issued[:4]}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
