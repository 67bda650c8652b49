"""The words of the interface are whole in every language that comes with Regesto: no key less, no placeholder less."""

import re

import pytest

from regesto.pages.i18n import load_words
from regesto.resources import find_templates

PLURALS = {"zero", "one", "two", "few", "many", "other"}
LANGUAGES = sorted(path.name for path in (find_templates() / "i18n").iterdir() if path.is_dir())
OWN = ("fields", "dates")
"""What each language has its own way: the model’s sentences, and the grammar of dates (test_dates.py)."""


def flatten(tree, path=""):
    """Yield the path of every text, plural forms as one."""
    if isinstance(tree, dict) and not (tree.keys() <= PLURALS and "other" in tree):
        for key, value in tree.items():
            yield from flatten(value, f"{path}.{key}" if path else key)
    else:
        yield path, tree.values() if isinstance(tree, dict) else [tree]


def read(language):
    words = load_words(language, [find_templates()]).tree
    return dict(flatten({key: value for key, value in words.items() if key not in OWN}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_missing(language):
    here, there = read(language), read("en")
    assert there.keys() - here.keys() == set()
    assert here.keys() - there.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_the_same_places_to_fill(language):
    def places(texts):
        return {name for text in texts for name in re.findall(r"\{(\w+)\}", str(text))}

    here, there = read(language), read("en")
    assert {key for key in here.keys() & there.keys() if places(here[key]) != places(there[key])} == set()
