"""Whether a language has all the words and documents that the pages need, said at once instead of one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from regesto.model.edtf import Edtf
from regesto.pages.dates import date_in_words
from regesto.pages.documents import DOCUMENTS, GUIDES
from regesto.pages.i18n import Words, load_words

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The plural forms of CLDR: a map of them is the words of one key."""

REFERENCE = "en"
"""The language that has every word; another is complete when it has the same keys."""

# Words that languages do not share key by key: how dates are said is a language's own grammar (and is tried out), and
# the model itself describes the fields in English.
_OWN = ("dates", "fields")
_DATES = """
    2024-10-31 2024-10 2024 2024-21 202X 20XX -0043 2024-10-31T23:00:00Z 1948~ 2022-09? 2023-11% 2024-10-XX 2024-XX-XX
    2023-12-30/2024-01-02 2024-06/2024-09 2022-02/.. ../2024 2022/ /2022 [2023,2024] {2023,2024} [..2024]
"""


def find_gaps(words: Words, template_dirs: Iterable[Path]) -> list[str]:
    """Return what the language of `words` lacks, each as the key or file to add; empty when it is complete."""
    folders = list(template_dirs)
    wanted = load_words(REFERENCE, folders)
    have = dict(_leaves(words.tree))
    gaps = [f"the words {key!r}" for key in sorted(dict(_leaves(wanted.tree)).keys() - have.keys()) if _is_shared(key)]
    gaps += [f"the form 'other' of {key!r}" for key, value in sorted(have.items()) if _lacks_other(value)]
    gaps += _find_gaps_in_dates(words)
    for name in (*DOCUMENTS, *GUIDES):
        path = Path("documents", words.language, f"{name}.md")
        if not any((folder / path).is_file() for folder in folders):
            gaps.append(f"the file {path.as_posix()}")
    return gaps


def _find_gaps_in_dates(words: Words) -> Iterator[str]:
    tree = words.tree.get("dates")
    if not isinstance(tree, Mapping):
        yield "the words 'dates'"
        return
    missing = set()
    for text in _DATES.split():
        try:
            date_in_words(Edtf.parse(text), words.language, tree)
        except KeyError as error:
            missing.add(str(error.args[0]))
    yield from (f"{key!r} in the words 'dates'" for key in sorted(missing))


def _is_shared(key: str) -> bool:
    return key.partition(".")[0] not in _OWN


def _lacks_other(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and "other" not in value


def _leaves(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        key = f"{path}.{name}" if path else name
        if isinstance(value, Mapping) and value and not value.keys() <= PLURALS:
            yield from _leaves(value, key)
        else:
            yield key, value
