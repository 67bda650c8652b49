"""Writes the index as scripts, each small enough to be loaded when it is needed.

`start.js` has what every search needs: where each of the others begins, and what to show for one or two letters.
`v<n>` are words in order with the numbers of their groups; `p<n>` the findings of each group; `t<n>` the texts;
`f-<name>` what a filter asks for. The reader of all these is `regesto-find.js`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from regesto.pages.edition import Edition
from regesto.search.coding import ALPHABET, HALF, LEVELS, SMALL, fold_sign, write_number, write_script, write_steps
from regesto.search.findable import Field, Findable, FindableKind
from regesto.search.index import Group, SearchIndex
from regesto.search.words import find_words

WORDS_A_FILE = 12_000
FINDINGS_A_FILE = 14_000
TEXTS_A_FILE = 5_000
"""Characters after which a new file begins: one answer needs one or two of the first, one a word of the second, and
one a result of the third."""

KINDS = list(FindableKind)
FIELDS = list(Field)


def write_index(index: SearchIndex, names: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """Return the files of an index by name. `names` are those of each filter's values: `names["topic"]["missili"]`."""
    index.grade(LEVELS)
    files: dict[str, str] = {}
    groups = sorted(
        (group for forms in index.forms.values() for group in forms.groups()), key=lambda one: (one.stem, one.language)
    )
    numbers = {id(group): number for number, group in enumerate(groups)}
    starts = {
        "v": _write_all(files, "v", _cut_words(_list_words(index, numbers))),
        "p": _write_all(files, "p", _cut(((n, _write_findings(one)) for n, one in enumerate(groups)), FINDINGS_A_FILE)),
        "t": _write_all(files, "t", _cut(((n, _write_text(one)) for n, one in enumerate(index.docs)), TEXTS_A_FILE)),
    }
    for name, found in index.facets.items():
        rows = [
            [value, _write_names(names.get(name, {}).get(value, [value])), write_steps(docs)]
            for value, docs in sorted(found.items())
        ]
        files[f"f-{name}.js"] = write_script(f"f-{name}", rows)
    first = [[start, write_steps_any(docs)] for start, docs in index.first_words().items()]
    # What the other files hold: a browser that kept some of an older index must not mix them.
    version = hashlib.sha256("".join(files.values()).encode("utf-8", "surrogatepass")).hexdigest()[:10]
    files["start.js"] = write_script(
        "start",
        {
            "version": version,
            "docs": len(index.docs),
            "kinds": [kind.value for kind in KINDS],
            "stop": " ".join(index.stop_words()),
            "first": first,
            **starts,
        },
    )
    return files


def name_filters(edition: Edition) -> dict[str, dict[str, list[str]]]:
    """Return every name under which a reader may ask for a topic, an actor or a year."""
    dossier = edition.dossier
    names: dict[str, dict[str, list[str]]] = {"topic": {}, "actor": {}, "year": {}}
    for name, terms in (("topic", dossier.topics), ("actor", dossier.actors)):
        for id, term in terms.items():
            names[name][id] = [*(value for _, value in term.name.by_language), *term.aliases.everywhere(), id]
    return names


def _write_names(names: list[str]) -> str:
    """Return names as folded words, a bar between them."""
    return "|".join(dict.fromkeys(" ".join(find_words(name)) for name in names))


def write_steps_any(numbers: list[int]) -> str:
    """Return numbers in any order as the steps between them, with their signs."""
    last, steps = 0, []
    for number in numbers:
        steps.append(write_number(fold_sign(number - last)))
        last = number
    return "".join(steps)


def _list_words(index: SearchIndex, numbers: dict[int, int]) -> list[tuple[str, int]]:
    words = [
        (word, numbers[id(group)])
        for forms in index.forms.values()
        for word, group in forms.items()
        if id(group) in numbers
    ]
    return sorted(set(words))


def _cut_words(words: list[tuple[str, int]]) -> Iterator[tuple[str, list[str]]]:
    """Yield the first word and the data of each file. Forms of one word are kept in one file."""
    at = 0
    while at < len(words):
        end, size = at, 0
        while end < len(words) and (size < WORDS_A_FILE or words[end][0] == words[end - 1][0]):
            size += 2 + len(words[end][0]) - _shared(words[end - 1][0], words[end][0]) if end > at else 9
            end += 1
        yield words[at][0], _write_words(words[at:end])
        at = end


def _write_words(words: list[tuple[str, int]]) -> list[str]:
    """Return words as how much each shares with the one before, and what is its own; and the steps of its groups."""
    last, last_group, forms, groups = "", 0, [], []
    for word, group in words:
        shared = min(_shared(last, word), len(ALPHABET) - 1)
        forms.append(ALPHABET[shared] + word[shared:])
        groups.append(write_number(fold_sign(group - last_group)))
        last, last_group = word, group
    return [" ".join(forms), "".join(groups)]


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _write_findings(group: Group) -> str:
    """Return a group's findings: the step to the next doc, then the grade, one digit."""
    parts, last, known = [], 0, HALF * HALF
    for doc, grade in zip(group.docs, group.weights, strict=True):
        step = doc - last
        parts.append(SMALL[step] if step < known else write_number(step))
        parts.append(ALPHABET[grade])
        last = doc
    return "".join(parts)


def _write_text(one: Findable) -> list[Any]:
    passages = [
        [FIELDS.index(passage.field), passage.fragment, passage.text] for passage in one.passages if passage.text
    ]
    return [one.url, KINDS.index(one.kind), one.title, one.when, passages]


def _cut(items: Iterator[tuple[int, Any]], size: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield the first number and the items of each file of about `size` characters."""
    first, held, length = 0, [], 0
    for number, item in items:
        long = len(item) + 3 if isinstance(item, str) else _measure(item)
        if held and length + long > size:
            yield first, held
            first, held, length = number, [], 0
        held.append(item)
        length += long
    if held:
        yield first, held


def _measure(text: list[Any]) -> int:
    return sum(len(part) for part in text if isinstance(part, str)) + sum(len(one[2]) + len(one[1]) for one in text[4])


def _write_all(files: dict[str, str], letter: str, parts: Iterator[tuple[Any, Any]]) -> list[Any]:
    starts = []
    for number, (first, data) in enumerate(parts):
        files[f"{letter}{number}.js"] = write_script(f"{letter}{number}", data)
        starts.append(first)
    return starts
