"""Reads gold files: articles with what a person found in them, in two formats.

Our own (`tests/gold/README.md` describes it): one file an article, words and values. And the one of a shared annotation
of real articles: one file for all, sentences with offsets, the texts in a folder beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from regesto.reading.document import Document, Facts, Unread
from regesto.reading.reader import read_bytes, read_file


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that should be found: offsets, the values that count as right (the best first), and its type.

    `scored` is False where no value can be right or wrong; `optional` where neither finding nor missing it counts.
    """

    start: int
    end: int
    text: str
    values: tuple[str, ...] = ()
    type: str = ""
    scored: bool = True
    optional: bool = False


@dataclass(slots=True)
class GoldArticle:
    """An article and what should be found in it, by kind: time, quantity, attribution, denial, conditional, name."""

    id: str
    document: Document
    expected: dict[str, list[Expected]] = field(default_factory=dict)
    unscored: list[tuple[int, int]] = field(default_factory=list)

    def is_scored(self, start: int) -> bool:
        """Tell whether what stands at `start` counts."""
        return not any(first <= start < last for first, last in self.unscored)


FLOORS_FILE = "floors.yml"
"""In a folder of gold files: how good the rules must be; no article."""

KINDS = ("time", "quantity", "attribution", "denial", "conditional", "name")
"""The kinds that are scored, in the order in which they are shown."""


def read_gold(path: Path, articles: Path | None = None) -> Iterator[GoldArticle]:
    """Yield the articles of a gold file or folder; `articles` is where the shared format's texts are.

    Raises OSError where a file cannot be read and ValueError where it does not say what it should.
    """
    if path.is_dir():
        for one in sorted(path.glob("*.yml")):
            if one.name != FLOORS_FILE:
                yield _read_own(one)
        return
    table = yaml.safe_load(path.read_text("utf-8"))
    if "articles" not in table:
        yield _read_own(path)
        return
    for given in table["articles"]:
        yield _read_shared(given, articles or path.parent.parent / "articles")


def _read_document(data: bytes, name: str, published: str) -> Document:
    document = read_bytes(data, name, ".txt", Facts(published=published), "it")
    if isinstance(document, Unread):
        raise ValueError(str(document))
    return document


def _read_own(path: Path) -> GoldArticle:
    given = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # strings only: a date stays as it is written
    text: str = given["text"]
    article = GoldArticle(path.stem, _read_document(text.encode(), path.stem, given["published"]))
    finders = {
        "time": ("times", _own_time),
        "quantity": ("quantities", _own_quantity),
        "attribution": ("attributions", _own_attribution),
        "denial": ("denials", _own_denial),
        "conditional": ("conditionals", lambda item: ((), "")),
        "name": ("names", lambda item: ((item[1],), item[1])),
    }
    for kind, (key, read) in finders.items():
        article.expected[kind] = list(_locate(text, given.get(key, ()), read, kind))
    for words in given.get("loose", ()):
        article.expected["quantity"] += _loose(text, words)
    for words in given.get("loose_times", ()):
        article.expected["time"] += _loose(text, words)
    return article


def _locate(text: str, items: Any, read: Any, kind: str) -> Iterator[Expected]:
    at = 0
    for item in items:
        words = item if isinstance(item, str) else item[0]
        start = text.find(words, at)
        if start < 0:
            raise ValueError(f"{words!r} is not in the text (or not in this order)")
        values, type = read(item)
        # Several attributions may rest on one cue.
        at = start if kind == "attribution" else start + len(words)
        yield Expected(start, start + len(words), words, values, type, scored=values != ("null",))


def _loose(text: str, words: str) -> Iterator[Expected]:
    at = text.find(words)
    while at >= 0:
        yield Expected(at, at + len(words), words, optional=True, scored=False)
        at = text.find(words, at + 1)


def _own_time(item: list) -> tuple[tuple[str, ...], str]:
    more = tuple(item[2]) if len(item) > 2 else ()
    return (item[1], *more), ""


def _own_quantity(item: list) -> tuple[tuple[str, ...], str]:
    bound, figures, unit = item[1], item[2], item[3]
    low, high = (figures, figures) if isinstance(figures, str) else figures
    return (f"{bound} {float(low):g} {float(high):g}",), unit


def _own_attribution(item: list) -> tuple[tuple[str, ...], str]:
    return tuple(item[1]), ""


def _own_denial(item: list) -> tuple[tuple[str, ...], str]:
    return (item[1],), ""


_BOUNDS = {"approx": "about", "at_least": "at-least", "up_to": "up-to", "range": "between", "estimate": "exactly"}
_ORDERS = {"order_of_magnitude", "vague_multiple"}


def _read_shared(given: dict[str, Any], folder: Path) -> GoldArticle:
    document = read_file(folder / given["file"], Facts(published=str(given["reference_date"])), given["lang"])
    if isinstance(document, Unread):
        raise ValueError(str(document))
    article = GoldArticle(given["id"], document, {kind: [] for kind in KINDS})
    for sentence in given["sentences"]:
        if sentence["kind"] == "boilerplate":
            article.unscored.append((sentence["start"], sentence["end"]))
            continue
        _add_shared(article, sentence)
    return article


def _add_shared(article: GoldArticle, sentence: dict[str, Any]) -> None:
    expected = article.expected
    for one in sentence.get("temporal", ()):
        values = tuple(str(value) for value in (one["edtf"], *one.get("accept", ())) if value is not None)
        expected["time"].append(_shared(one, values, scored=one["edtf"] is not None))
    for one in sentence.get("quantities", ()):
        scored = not one.get("optional") and any(key in one for key in ("value", "min", "max", "order"))
        expected["quantity"].append(_shared(one, (_shared_figures(one),) if scored else (), scored=scored))
    for one in sentence.get("attributions", ()):
        chain = tuple("" if name.startswith("<impersonal") else name for name in one["chain"])
        at = Expected(sentence["start"], sentence["end"], one["cue"], tuple(filter(None, chain)), one.get("coref", ""))
        expected["attribution"].append(at if not one.get("optional") else _as_optional(at))
    for one in sentence.get("denials", ()):
        expected["denial"].append(_shared(one, tuple(one["who"])))
    expected["conditional"] += [_shared(one, ()) for one in sentence.get("conditionals", ())]
    for one in sentence.get("entities", ()):
        named = one["ner"] is not None or one["type"] == "demonym"
        expected["name"].append(_shared(one, (_SHARED_TYPES.get(one["type"], one["type"]),), optional=not named))
    for one in sentence.get("weapons", ()):
        expected["name"].append(_shared(one, ("materiel",), optional=one["type"] != "specific"))


_SHARED_TYPES = {
    "capital_metonym": "capital",
    "media": "outlet",
    "city": "place",
    "region": "place",
    "facility": "place",
    "org": "organisation",
    "govbody": "organisation",
}


def _shared(one: dict[str, Any], values: tuple[str, ...], *, scored: bool = True, optional: bool = False) -> Expected:
    optional = optional or bool(one.get("optional"))
    return Expected(one["start"], one["end"], one["text"], values, one.get("type", ""), scored, optional)


def _as_optional(one: Expected) -> Expected:
    return Expected(one.start, one.end, one.text, one.values, one.type, False, True)


def _shared_figures(one: dict[str, Any]) -> str:
    hedge = one.get("hedge", "")
    if hedge in _ORDERS:
        return f"order-of-magnitude {float(one['order']):g} {float(one['order']):g}"
    bound = _BOUNDS.get(hedge, "exactly")
    low = one.get("min", one.get("value", one.get("max")))
    high = one.get("max", one.get("value", one.get("min")))
    return f"{bound} {float(low):g} {float(high):g}"
