"""Names in a sentence: known ones from the vocabulary, and capitalised ones that nobody knows yet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from regesto.drafting.annotation import Annotation, Item, Kind
from regesto.drafting.build_masks import join_items
from regesto.drafting.language import Language
from regesto.drafting.vocabulary import ACTING, Name, Spotted, Vocabulary

_LABELS = {
    "demonym": frozenset({"demonym"}),
    "place": frozenset({"place", "named"}),
    "materiel": frozenset({"materiel", "named"}),
    "unknown": frozenset({"unknown", "named"}),
}


def mark_known(items: list[Item], text: str, language: Language, vocabulary: Vocabulary) -> list[Item]:
    """Return `items` with every name of the vocabulary made one item, labelled by what it is."""
    if not items:
        return items
    spotted = [
        one
        for one in vocabulary.find(text, items[0].start, items[-1].end)
        if not _is_split(one, items) and not _is_misread(one, items, text, language)
    ]
    spans, found = [], {}
    for one in spotted:
        rule = f"entity.{one.name.type}" + ("" if one.name.id else ".general")
        spans.append((one.start, one.end, rule))
        found[one.start] = one
    items = join_items(items, spans, frozenset(), text)
    for item in items:
        one = found.get(item.start)
        if one is not None and item.rule.startswith("entity."):
            _label(item, one.name, text)
            item.value = (one.name, one.others)
        elif "designation" in item.labels:
            name = vocabulary.designation(item.text) or Name("materiel", code=item.text)
            item.labels = item.labels | {"named", "materiel"}
            item.value, item.rule = (name, ()), item.rule or "mask.designation"
    return items


def _is_misread(one: Spotted, items: Sequence[Item], text: str, language: Language) -> bool:
    """Tell a word that is no name here: "Domani" at the start of a sentence, the capital in "Sofia Berti"."""
    if one.name.id:
        return False
    word = text[one.start : one.end]
    if one.name.type == "outlet" and one.start == items[0].start and " " not in word:
        return _is_common(word.lower(), language.code)
    if word in language.settings["names"].get("given_names_too", ()):
        return re.match(r" [A-ZÀ-Ý][a-zà-ÿ]", text[one.end : one.end + 3]) is not None
    return False


def _is_split(one, items: Sequence[Item]) -> bool:
    """Tell whether a name would cut a chunk of an earlier phase (a date, a facility's name) in two."""
    return any(
        item.inner
        and item.start < one.end
        and one.start < item.end
        and not (one.start <= item.start and item.end <= one.end)
        for item in items
    )


def _label(item: Item, name: Name, text: str) -> None:
    labels = _LABELS.get(name.type) or frozenset({"actor", "named", name.type})
    item.labels = item.labels | labels
    item.low = text[item.start : item.end].lower() if name.type == "demonym" else ""


@lru_cache(maxsize=50_000)
def _is_common(word: str, code: str) -> bool:
    """Tell whether a word in small letters is an ordinary one, for capitals at the start of a sentence."""
    from simplemma import is_known

    return is_known(word, lang=code)


def mark_unknown(items: list[Item], text: str, language: Language, seen: dict[str, str]) -> list[Item]:
    """Return `items` with every capitalised name that nobody knows made one item.

    `seen` has the words of the names that the article used before, with what the name seemed to be: "Pezzi smentisce"
    after "Dario Pezzi". The names found here are added.
    """
    table = language.settings["names"]
    spans: list[tuple[int, int, str]] = []
    at = 0
    while at < len(items):
        if not _can_start(items, at, language, seen):
            at += 1
            continue
        end = _extend(items, at, table)
        begin = _with_field(items, at, language)
        if begin is not None:
            spans.append((items[begin].start, items[end - 1].end, "entity.unknown"))
        at = end
    joined = join_items(items, spans, frozenset({"unknown", "named"}), text)
    for item in joined:
        if item.rule == "entity.unknown" and not isinstance(item.value, tuple):
            kind = _guess(item, joined, table)
            if kind == "unknown":
                kind = seen.get(item.text, kind)
            item.value = (Name(kind, code=item.text), ())
            item.low = ""
            if len(item.inner) > 1:
                seen.update((one.text, kind) for one in item.inner[1:] if "cap" in one.labels)
                seen.setdefault(item.inner[0].text, "unknown")
    return joined


def _with_field(items: Sequence[Item], at: int, language: Language) -> int | None:
    """Return where a name starts: before "della Salute" at its ministry; `None` for the field of a minister."""
    if at < 2 or "di" not in items[at - 1].labels:
        return at
    before = items[at - 2]
    if before.low in language.settings["offices"]:
        return None
    return at - 2 if before.low in language.settings["bodies_with_field"] else at


def _can_start(items: Sequence[Item], at: int, language: Language, seen: Mapping[str, str]) -> bool:
    item = items[at]
    if "cap" not in item.labels or item.rule or "named" in item.labels:
        return False
    if (
        len(item.text) == 1
        or item.low.endswith("'")
        or item.labels
        & {"month", "weekday", "number-word", "roman-caps", "holiday", "easter", "century-name", "season"}
    ):
        return False
    opens = at == 0 or (items[at - 1].low in {".", "?", "!", '"', "«", "“", ":", "-", "–", "…", "(", "”", "»"})
    if not opens:
        return item.low not in language.settings["capital_nouns"]
    if item.labels & {
        "preposition",
        "article",
        "joint",
        "pronoun",
        "verb-like",
        "determiner",
        "that",
        "adverb",
        "negation",
    }:
        return False
    if item.text in seen:
        return True
    follows = at + 1 < len(items) and "cap" in items[at + 1].labels and not items[at + 1].rule
    common = "number-word" in item.labels or _is_common(item.low, language.code)
    return follows and not (common and not _is_body(item, language)) if common else True


def _is_body(item: Item, language: Language) -> bool:
    return item.text in language.settings["names"].get("body_nouns", ())


def _extend(items: Sequence[Item], at: int, table: dict) -> int:
    """Return where the name ends: capitalised words, and joiners that another capitalised word follows."""
    body = items[at].text in table.get("body_nouns", ()) or items[at].text in table.get("place_nouns", ())
    joiners = (
        table.get("joiners", ()) if items[at].text in table.get("body_nouns", ()) else table.get("safe_joiners", ())
    )
    end = at + 1
    while end < len(items):
        item = items[end]
        if "cap" in item.labels and _joins(item, body):
            end += 1
        elif (
            (item.low in ("-", "'") and end + 1 < len(items) and _touch(items, end))
            or (
                item.low in joiners
                and end + 1 < len(items)
                and "cap" in items[end + 1].labels
                and _joins(items[end + 1], body)
            )
            or (
                item.text == "."
                and len(items[end - 1].text) == 1
                and end + 1 < len(items)
                and "cap" in items[end + 1].labels
            )
        ):
            end += 2
        else:
            return end
    return end


def _joins(item: Item, body: bool) -> bool:
    if item.low.endswith("'") or "month" in item.labels:
        return False
    return not item.rule or (body and "named" in item.labels)


def _touch(items: Sequence[Item], at: int) -> bool:
    """Tell "Jong-un" and "Abu-Bakr" (no blanks around the hyphen) from "Mosca - Kiev"."""
    before, mark, after = items[at - 1], items[at], items[at + 1]
    return before.end == mark.start and mark.end == after.start and "word" in after.labels and not after.rule


def _guess(item: Item, items: Sequence[Item], table: dict) -> str:
    """Return what an unknown name seems to be; `unknown` where nothing tells."""
    at = items.index(item)
    before = items[at - 1].low if at else ""
    first = item.inner[0].text if item.inner else item.text
    if first in table.get("body_nouns", ()) or "small" in (item.inner or (item,))[0].labels:
        return "organisation"
    if first in table.get("place_nouns", ()):
        return "place"
    if any(one.text in table.get("body_words", ()) for one in item.inner):
        return "organisation"
    if before in table.get("titles", ()):
        return "person"
    if len(item.inner) > 1 and first in table.get("given_names", ()):
        return "person"
    noun = items[at - 2].low if at > 1 and "di" in items[at - 1].labels else before
    return "place" if noun in table.get("before_places", ()) else "unknown"


def name_annotations(items: Sequence[Item]) -> list[Annotation]:
    """Return the names among the items (and inside chunks such as quantities) as annotations."""
    found = []
    for item in items:
        if isinstance(item.value, tuple) and item.value and isinstance(item.value[0], Name):
            name, others = item.value
            confidence = 0.95 if name.id else 0.4 if name.type == "unknown" else 0.8
            rejected = tuple((f"entity.{other.type}", str(other)) for other in others)
            found.append(Annotation(Kind.ENTITY, item.start, item.end, item.rule, name, confidence, rejected))
        elif "name-mask" in item.labels:
            name = Name("unknown", code=" ".join(one.text for one in item.inner))
            found.append(Annotation(Kind.ENTITY, item.start, item.end, item.rule, name, 0.5))
        elif item.inner:
            found += name_annotations(item.inner)
    return found


def can_act(item: Item) -> bool:
    """Tell whether an item is a name of somebody or something that can say something."""
    if not (isinstance(item.value, tuple) and item.value and isinstance(item.value[0], Name)):
        return False
    return item.value[0].type in ACTING or item.value[0].type == "unknown"
