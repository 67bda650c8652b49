"""The explorer's data as a script: the columns of `views.explorer` with titles, names, dates in words and addresses.

A page that is read from a disk may not fetch, but it may load a script. The script only sets one text, which the
explorer parses: browsers read JSON in a text several times faster than the same data as source code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from regesto.model.edtf import Edtf
from regesto.model.ids import UNNAMED, Kind
from regesto.model.text import Text
from regesto.pages.edition import Edition
from regesto.pages.typeset import tidy
from regesto.pages.writer import Writer
from regesto.views.explorer import Explorer, view_explorer
from regesto.views.timeline import mark_date

FILE = "assets/explore/data.js"
"""Where the data is, from the edition's root."""

CLAIMS_FILE = "assets/explore/claims.js"
"""Where the claims' texts are: half of all the data, and not needed for the first thing that a reader sees."""

VERSION = 1
"""Of the shape of the data: raised when the script must read it differently."""

_TERMS = {
    "topics": Kind.TOPIC,
    "actors": Kind.ACTOR,
    "roles": Kind.ROLE,
    "places": Kind.PLACE,
    "materiel": Kind.MATERIEL,
    "measures": Kind.MEASURE,
}
_WORDS = {
    "stances": "stance",
    "certainties": "certainty",
    "corroborations": "corroboration",
    "statuses": "explore.status",
}
"""Where the words for the values of each table are that is the same in every dossier."""


class _Dates:
    """Every date once: its EDTF, its words, its first and last day, the shape of its mark."""

    def __init__(self, w: Writer) -> None:
        self._w = w
        self._places: dict[str, int] = {}
        self.rows: list[list[Any]] = []

    def place(self, date: Edtf | None) -> int:
        """Return the place of a date in `rows`; -1 for none."""
        if date is None:
            return -1
        if date.text not in self._places:
            self._places[date.text] = len(self.rows)
            self.rows.append([date.text, self._w.date(date), *date.bounds, mark_date(date).shape.value])
        return self._places[date.text]


def write_explorer(edition: Edition) -> Mapping[str, str]:
    """Return the scripts with an edition's data for the explorer, by their addresses."""
    return {
        FILE: _set("regestoExploreData", collect_explorer(edition)),
        CLAIMS_FILE: _set("regestoExploreClaims", collect_claims(edition)),
    }


def _set(name: str, data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\\", "\\\\").replace("'", "\\'").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"var {name} = '{text}'\n"


def collect_claims(edition: Edition) -> dict[str, Any]:
    """Return the ids and the texts of all claims, in the order of the columns of `views.explorer`."""
    claims = [claim for entry in edition.dossier.chronology for claim in entry.claims]
    says, others = _choose(edition, (claim.says for claim in claims))
    return {"id": [claim.id for claim in claims], "says": says, "languages": others}


def collect_explorer(edition: Edition) -> dict[str, Any]:
    """Return all but the claims' texts, as plain data; `languages` marks titles that are not in the edition's own."""
    w = Writer(edition, edition.routes.section("explore"))
    dossier = edition.dossier
    explorer = view_explorer(dossier)
    claims = [claim for entry in explorer.entries for claim in entry.claims]
    dates = _Dates(w)
    titles, other_titles = _choose(edition, (entry.title for entry in explorer.entries))
    return {
        "version": VERSION,
        "dossier": dossier.settings.id,
        "language": edition.language,
        "address": _split_address(edition, w),
        "ids": explorer.ids,
        "names": _name_tables(explorer, w),
        "wholes": explorer.wholes,
        "voices": explorer.voices,
        "known": explorer.known,
        "dated": explorer.dated,
        "entries": {
            "id": [entry.id for entry in explorer.entries],
            "title": titles,
            "languages": other_titles,
            "rank": _rank(titles),
            "date": [dates.place(entry.date) for entry in explorer.entries],
            **explorer.entry_columns,
        },
        "claims": {
            "date": [dates.place(dossier.said_on(claim)) for claim in claims],
            **explorer.claim_columns,
        },
        "dates": dates.rows,
        "words": edition.words.find("explore.script"),
    }


def _choose(edition: Edition, texts: Iterable[Text]) -> tuple[list[str], dict[int, str]]:
    chosen = [text.choose(edition.language, edition.dossier.default_language) for text in texts]
    others = {place: one.language for place, one in enumerate(chosen) if one.language != edition.language}
    return [tidy(one.value) for one in chosen], others


def _rank(titles: list[str]) -> list[int]:
    """Return the places of the titles in the order of the alphabet, without regard to case or quotation marks."""

    def letters(place: int) -> str:
        return "".join(letter for letter in titles[place].casefold() if letter.isalnum() or letter == " ")

    return sorted(range(len(titles)), key=lambda place: (letters(place), place))


def _name_tables(explorer: Explorer, w: Writer) -> dict[str, list[str]]:
    names = {}
    for table, ids in explorer.ids.items():
        if table in _WORDS:
            names[table] = [w.t(f"{_WORDS[table]}.{id}") for id in ids]
        elif table == "sources":
            names[table] = [tidy(w.dossier.sources[id].title) for id in ids]
        else:
            terms = w.dossier.of_kind(_TERMS[table])
            names[table] = [w.t("origin.unnamed") if id == UNNAMED else w.plain(terms[id].name) for id in ids]
    return names


def _split_address(edition: Edition, w: Writer) -> list[str]:
    """Return what stands before and after an entry's id in the link to its page, and its address without them."""
    mark = "0id0"
    before, after = w.href(Kind.ENTRY, mark).split(mark)
    return [before, after, edition.routes.of(Kind.ENTRY, "")]
