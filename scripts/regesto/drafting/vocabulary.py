"""Names that the drafting knows: those of the dossier, of states (CLDR), of capitals, outlets and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick

from regesto.drafting.language import Language, load_language
from regesto.drafting.tokens import fold
from regesto.model.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for.

    `type` is what it is: state, capital, demonym, person, organisation, outlet, place, materiel, unknown; `id` is the
    dossier's own id where it has one; `code` is a canonical name for what the dossier does not know (ISO 3166-1 for
    states).
    """

    type: str
    id: str = ""
    code: str = ""

    def __str__(self) -> str:
        return f"{self.type} {self.id or self.code}".strip()


@dataclass(frozen=True, slots=True)
class Spotted:
    """A known name in the text, by offsets, with the readings that lost to `name`."""

    start: int
    end: int
    name: Name
    others: tuple[Name, ...] = ()


ACTING = frozenset({"state", "capital", "person", "organisation", "outlet"})
"""The types that can say something."""

_WORD = re.compile(r"[^\W_]")


def designation_key(text: str) -> str:
    """Return a designation without the marks that the press leaves out or puts in: KN-23, KN 23 and KN23 are one."""
    return re.sub(r"[\s\-–—.]", "", text).upper()


class Vocabulary:
    """All names in one automaton (Aho-Corasick). Capitalised names must be capitalised in the text."""

    def __init__(self, names: Iterable[tuple[str, Name]]) -> None:
        self._names: dict[str, list[Name]] = {}
        self._designations: dict[str, Name] = {}
        for text, name in names:
            self._add(text.replace("’", "'"), name)
        self._automaton = ahocorasick.Automaton()
        for text in sorted(self._names):
            self._automaton.add_word(text, text)
        if self._names:
            self._automaton.make_automaton()

    def _add(self, text: str, name: Name) -> None:
        text = " ".join(text.split())
        if len(text) < 2:
            return
        forms = {text, text[0].upper() + text[1:]} if text[0].islower() else {text}
        for form in forms:
            known = self._names.setdefault(form, [])
            if name not in known:
                known.append(name)
        if name.type == "materiel" and re.search(r"\d", text):
            self._designations.setdefault(designation_key(text), name)

    def designation(self, text: str) -> Name | None:
        """Return the materiel that a designation names, exactly but for hyphens and blanks; never a similar one."""
        return self._designations.get(designation_key(text))

    def find(self, text: str, start: int, end: int) -> Iterator[Spotted]:
        """Yield the names in `text[start:end]`: whole words, the longest, from the left."""
        if not self._names:
            return
        stretch = text[start:end].replace("’", "'")
        hits = []
        for last, form in self._automaton.iter(stretch):
            first = last + 1 - len(form)
            before, after = stretch[first - 1 : first], stretch[last + 1 : last + 2]
            if not (_WORD.match(before) or _WORD.match(after)):
                hits.append((first, -len(form), form))
        done = 0
        for first, length, form in sorted(hits):
            if first >= done:
                done = first - length
                name, *others = self._names[form]
                yield Spotted(start + first, start + done, name, tuple(others))


@cache
def general_names(code: str) -> tuple[tuple[str, Name], ...]:
    """Return the names of states, capitals, known places, outlets and bodies in a language, without any dossier."""
    language = load_language(code)
    table = language.settings["names"]
    names = [(text, Name("state", code=iso)) for text, iso in table.get("states", {}).items()]
    names += [
        (text, Name("state", code=iso)) for iso, text in _territories(code) if text not in table.get("not_states", ())
    ]
    names += [(text, Name("capital", code=iso)) for text, iso in table.get("capitals", {}).items()]
    names += [(text, Name("place", code=text)) for text in table.get("places", ())]
    names += [(text, Name("outlet", code=text)) for text in table.get("outlets", ())]
    names += [(text, Name("organisation", code=iso)) for text, iso in table.get("bodies", {}).items()]
    return tuple(names)


def _territories(code: str) -> Iterator[tuple[str, str]]:
    from babel import Locale

    for iso, text in sorted(Locale.parse(code).territories.items()):
        if re.fullmatch(r"[A-Z]{2}", iso) and iso not in ("ZZ", "XA", "XB", "EZ", "QO", "UN"):
            yield iso, text


def dossier_names(dossier: Dossier, code: str) -> Iterator[tuple[str, Name]]:
    """Yield the names and aliases of the dossier's actors, places and materiel."""
    for id, actor in dossier.actors.items():
        capitals = load_language(code).settings["names"].get("capitals", {})
        for text in _texts(actor):
            kind = "capital" if actor.kind == "state" and text in capitals else str(actor.kind)
            yield text, Name(kind, id)
        for text in actor.demonyms.everywhere():
            yield text, Name("demonym", id)
    for id, place in dossier.places.items():
        for text in _texts(place):
            yield text, Name("place", id)
    for id, materiel in dossier.materiel.items():
        for text in _texts(materiel):
            yield text, Name("materiel", id)


def _texts(term) -> Iterator[str]:
    yield from dict.fromkeys((*(text for _, text in term.name.by_language), *term.aliases.everywhere()))


def make_vocabulary(dossier: Dossier | None, language: Language) -> Vocabulary:
    """Return the vocabulary for a dossier (or for none) in a language; the dossier's names come first."""
    names = list(dossier_names(dossier, language.code)) if dossier else []
    demonyms = [
        (text, Name("demonym", code=iso)) for text, iso in language.settings["names"].get("demonyms", {}).items()
    ]
    return Vocabulary([*names, *general_names(language.code), *demonyms])


__all__ = ["ACTING", "Name", "Spotted", "Vocabulary", "designation_key", "dossier_names", "fold", "make_vocabulary"]
