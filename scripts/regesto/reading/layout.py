"""Tells the lines of an article apart: title, byline, dateline, paragraphs, captions, credits, teasers, repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import pairwise

import yaml

from regesto.reading.dates import find_date
from regesto.reading.document import Facts, Part, PartKind

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END = re.compile(r"[.!?…:;»”\"')\]]\s*$")
_INLINE_DATE = re.compile(r"\s{0,3}(?:date|data)\s{0,3}:?\s{1,3}([12]\d{3}(?:-\d\d){0,2}~?)(?=\s)", re.I)
_PLACE_LINE = re.compile(
    r"(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý' ]{2,30})(?:,\s{0,3}(?P<date>[^–—-]{3,25}?))?\s{0,3}[–—-]\s+(?=\S)"
)
_NAME = re.compile(r"[A-ZÀ-Ý][\w'’.-]+(?:\s+(?:d[aei]|de[lr]?|della|von|van|al|el|[A-ZÀ-Ý][\w'’.-]*)){1,4}$")
_PARENTHESIS_AT_END = re.compile(r"\(([^()]{1,60})\)\s*\.?$")
# A headline is seldom longer; the longest of some fifty Italian headlines looked at had 130 characters.
_LONGEST_TITLE = 200
_LONGEST_TEASER = 320


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: offsets, its text, its number among such lines, and whether a gap precedes it."""

    start: int
    end: int
    text: str
    number: int
    after_gap: bool


@cache
def words(language: str) -> dict[str, frozenset[str]]:
    """Return the lists of `words.yml` for `language` (Italian where there are none)."""
    tables = yaml.safe_load(resources.files(__package__).joinpath("words.yml").read_text("utf-8"))
    return {name: frozenset(items) for name, items in tables.get(language, tables["it"]).items()}


def split_lines(text: str) -> list[Line]:
    """Return the lines of `text` that are not empty, without the blanks around them."""
    lines = []
    last_end = 0
    for number, match in enumerate(_LINE.finditer(text)):
        stripped = match.group().strip()
        start = match.start() + match.group().index(stripped[0])
        gap = text.count("\n", last_end, match.start()) > 1 or number == 0
        lines.append(Line(start, start + len(stripped), stripped, number, gap))
        last_end = match.end()
    return lines


def lay_out(text: str, language: str = "it", facts: Facts | None = None) -> tuple[tuple[Part, ...], Facts]:
    """Return the parts of `text` in order, and `facts` completed by what the lines say.

    `facts` is what a page's metadata or a person already said; it wins over what the lines seem to say.
    """
    facts = facts or Facts()
    lines = split_lines(text)
    kinds: dict[int, tuple[PartKind, str]] = {}
    _find_title(lines, kinds, facts)
    found = _read_frame(lines, kinds, language)
    _find_captions(lines, kinds, language)
    _find_repeats(lines, kinds)
    _find_teasers(lines, kinds, language)
    _find_headings(lines, kinds)
    parts: list[Part] = []
    for line in lines:
        kind, why = kinds.get(line.number, (PartKind.PARAGRAPH, "a line of running text"))
        parts += _cut_inline_dateline(line, kind, why, language)
    inline = next((_dateline_date(text, part, language) for part in parts if part.kind is PartKind.DATELINE), "")
    title = next((text[part.start : part.end] for part in parts if part.kind is PartKind.TITLE), "")
    published = facts.published or found.published or inline
    return tuple(parts), replace(
        facts,
        title=facts.title or title,
        authors=facts.authors or found.authors,
        published=published,
        basis=facts.basis or ("stated" if published else ""),
    )


def _is_headline(line: Line) -> bool:
    return len(line.text) <= _LONGEST_TITLE and not re.search(r"[.;,:…]$", line.text)


def _find_title(lines: Sequence[Line], kinds: dict, facts: Facts) -> None:
    if facts.title:
        for line in lines:
            if _folded(line.text) == _folded(facts.title):
                kinds[line.number] = (PartKind.TITLE, "it is the title that the page gives")
                return
    if len(lines) > 1 and _is_headline(lines[0]) and find_date(lines[0].text) is None:
        kinds[lines[0].number] = (PartKind.TITLE, "the first line, without a full stop")


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _read_frame(lines: Sequence[Line], kinds: dict, language: str) -> Facts:
    """Find the byline, the dateline and the lead among the lines that follow the title."""
    table, facts = words(language), Facts()
    framed = False
    for line in lines[:8]:
        if line.number in kinds:
            continue
        if not facts.authors and (authors := _authors(line.text, table)):
            kinds[line.number] = (PartKind.BYLINE, "a name alone, or after a word such as di")
            facts, framed = replace(facts, authors=authors), True
        elif date := _date_alone(line.text, table, language):
            kinds[line.number] = (PartKind.DATELINE, "a date alone on its line")
            facts, framed = replace(facts, published=facts.published or date), True
        elif len(line.text) > _LONGEST_TITLE:
            break
    if framed:
        _find_lead(lines, kinds)
    return facts


def _find_lead(lines: Sequence[Line], kinds: dict) -> None:
    """After a byline or date, a short paragraph before a repeated title or a gap is the standfirst."""
    titles = {_folded(line.text) for line in lines if kinds.get(line.number, ("",))[0] == PartKind.TITLE}
    for line, following in pairwise(lines):
        if line.number not in kinds and len(line.text) < 400 and _folded(following.text) in titles:
            kinds[line.number] = (PartKind.LEAD, "the paragraph between the frame and the title said again")
            kinds[following.number] = (PartKind.REPEAT, "the title said again")
            return


def _authors(text: str, table: dict[str, frozenset[str]]) -> tuple[str, ...]:
    low = text.lower()
    for prefix in sorted(table["byline"], key=len, reverse=True):
        if low.startswith(prefix + " ") and len(text) < 90 and not text.endswith("."):
            names = [name.strip() for name in re.split(r",| e | and ", " ".join(text[len(prefix) :].split()))]
            return tuple(names) if all(_NAME.match(name) for name in names) else ()
    if low in table["agencies"]:
        return (text,)
    return (text,) if _NAME.fullmatch(text) and len(text.split()) <= 4 and len(text) < 50 else ()


def _date_alone(text: str, table: dict[str, frozenset[str]], language: str) -> str:
    found = find_date(text, language)
    if found is None or len(text) > 90:
        return ""
    date, start, end = found
    rest = re.sub(r"\d{1,2}[:.]\d\d", " ", (text[:start] + " " + text[end:]).lower())
    for phrase in sorted(table["published"], key=len, reverse=True):
        rest = re.sub(rf"\b{re.escape(phrase)}\b", " ", rest)
    left = [word for word in re.findall(r"\w+", rest) if word not in table["dated_by"]]
    again = find_date(rest, language)
    return date if not left or again is not None else ""


def _is_credit(text: str, table: dict[str, frozenset[str]]) -> bool:
    low = text.lower()
    closing = _PARENTHESIS_AT_END.search(low)
    if closing and len(text) < 250:
        names = [name.strip() for name in re.split(r"[/,]|\s-\s", closing[1])]
        if any(name in table["agencies_of_pictures"] or name.split(" ")[0] in table["credits"] for name in names):
            return True
    if low.startswith(("©", "(c) ")):
        return True
    if len(text) >= 120:
        return False
    return any(re.match(rf"{re.escape(word)}\s*(?:di\b|by\b|[:©/])", low) for word in table["credits"])


def _find_captions(lines: Sequence[Line], kinds: dict, language: str) -> None:
    table = words(language)
    for line in lines:
        if line.number in kinds or not _is_credit(line.text, table):
            continue
        alone = len(line.text.split()) <= 6 and not re.match(r"\w[^(]* \(", line.text)
        kinds[line.number] = (PartKind.CREDIT if alone else PartKind.CAPTION, "it ends in a photo credit")
        before = lines[line.number - 1] if line.number else None
        if before and before.number not in kinds and not line.after_gap and before.after_gap and len(before.text) < 300:
            kinds[before.number] = (PartKind.CAPTION, "it stands on top of a photo credit")


def _find_repeats(lines: Sequence[Line], kinds: dict) -> None:
    """A line that says a title again, or a caption again, word for word, tells nothing new."""
    seen: dict[str, Line] = {}
    for line in lines:
        key = _folded(line.text)
        if key in seen and len(key) > 20 and kinds.get(line.number, ("",))[0] not in (PartKind.TITLE,):
            first = kinds.get(seen[key].number, (None, ""))[0]
            if first is None and len(line.text) < 300:
                kinds[seen[key].number] = (PartKind.CAPTION, "a short line that the page says more than once")
                first = PartKind.CAPTION
            again = "the title said again" if first is PartKind.TITLE else "a caption said again"
            kinds[line.number] = (PartKind.CAPTION if first is PartKind.CAPTION else PartKind.REPEAT, again)
        seen.setdefault(key, line)


def _find_teasers(lines: Sequence[Line], kinds: dict, language: str) -> None:
    """Lines that announce other articles: by a phrase, or as a run of headline and summary at the end."""
    phrases = tuple(words(language)["teasers"])
    for line in lines:
        low = line.text.lower()
        starts = [phrase for phrase in phrases if low == phrase or re.match(rf"{re.escape(phrase)}\s*[:|>»–-]", low)]
        if starts and line.number not in kinds:
            kinds[line.number] = (PartKind.TEASER, f"it starts with {max(starts, key=len)!r}")
    run = 0
    end = len(lines)
    while end - 2 * (run + 1) > 1:
        head, summary = lines[end - 2 * (run + 1)], lines[end - 2 * (run + 1) + 1]
        if {head.number, summary.number} & kinds.keys() or not _announces(head, summary):
            break
        run += 1
    if run >= 2:
        for line in lines[end - 2 * run :]:
            kinds[line.number] = (PartKind.TEASER, "a run of headlines with their summaries at the end")


def _announces(head: Line, summary: Line) -> bool:
    return (
        _is_headline(head)
        and len(head.text) > 30
        and 40 < len(summary.text) <= _LONGEST_TEASER
        and not summary.after_gap
        and bool(_SENTENCE_END.search(summary.text))
    )


def _find_headings(lines: Sequence[Line], kinds: dict) -> None:
    for line in lines:
        if line.number in kinds or line.number == 0:
            continue
        if len(line.text) <= 120 and not re.search(r"[.,;:…]$", line.text) and line.number < len(lines) - 1:
            kinds[line.number] = (PartKind.HEADING, "a short line without a full stop")


def _dateline_date(text: str, part: Part, language: str) -> str:
    found = find_date(text[part.start : part.end], language)
    return found[0] if found else ""


def _cut_inline_dateline(line: Line, kind: PartKind, why: str, language: str) -> list[Part]:
    """Cut "date 2024-10" or "ROMA, 3 marzo 2024 -" off the front of a paragraph."""
    if kind is PartKind.PARAGRAPH and line.number <= 4:
        match = _INLINE_DATE.match(line.text) or _PLACE_LINE.match(line.text)
        if match:
            cut = line.start + match.end()
            rest = cut + (len(line.text[match.end() :]) - len(line.text[match.end() :].lstrip()))
            return [
                Part(PartKind.DATELINE, line.start, cut, line.number, "place or date before the first words"),
                Part(kind, rest, line.end, line.number, why),
            ]
    return [Part(kind, line.start, line.end, line.number, why)]
