"""Dictionary forms of words."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=20_000)
def lemma(word: str, language: str) -> str:
    """Return the dictionary form of `word`."""
    from regesto.drafting.language import load_language

    if given := load_language(language).value("lemma", word):
        return given
    from simplemma import lemmatize  # reads its dictionary (0.3 s) at the first word

    return lemmatize(word, lang=language)
