"""The words of the interface, one folder of YAML files per language, with plurals and numbers by CLDR (Babel)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

NO_BREAK_SPACE = "\u00a0"


class MissingWord(KeyError):
    """A template asks for a word that the language has not: a fault of the templates, not of the data."""


class Words:
    """The words of one language. Made by `load_words`; called with a dotted key: `words("stance.affirms")`."""

    def __init__(self, language: str, tree: Mapping[str, Any]) -> None:
        self.language = language
        self.tree = tree
        self._found: dict[str, Any] = {}  # the same two hundred keys are asked for on every page

    @cached_property
    def locale(self) -> Locale:
        """The Babel locale of the language."""
        return Locale.parse(self.language, sep="-")

    def find(self, key: str) -> Any:
        """Return the text or map at a dotted `key`; raises `MissingWord`."""
        found: Any = self.tree
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise MissingWord(f"{self.language}: {key}")
            found = found[part]
        return found

    def __call__(self, key: str, **values: Any) -> str:
        """Return the words at `key` with `{name}` filled from `values`.

        Where the words are a map of plural forms (CLDR names: one, other ...), the value `n` chooses. Numbers are
        written as the language writes them.
        """
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self.find(key)
        if isinstance(found, Mapping):
            form = self.locale.plural_form(values["n"])
            found = found.get(form, found.get("other"))
            if found is None:
                raise MissingWord(f"{self.language}: {key}.{form}")
        if not values:
            return found
        return found.format_map({name: self._show(value) for name, value in values.items()})

    def _show(self, value: Any) -> Any:
        return self.number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value

    def number(self, value: float | Decimal) -> str:
        """Write a number with the language's own marks: 12.000 and 5,5 in Italian."""
        return format_decimal(value, locale=self.locale, decimal_quantization=False)

    def decimal(self, value: float, places: int) -> str:
        """Write a number with so many decimals, zeros too, so that a column of them lines up."""
        return format_decimal(value, format=f"#,##0.{'0' * places}", locale=self.locale)

    def join(self, items: Iterable[str], last: str = "and") -> str:
        """Join phrases as the language lists them: "a, b e c"; `last` is `and` or `or`."""
        items = list(items)
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.find(f'list.{last}')} {items[-1]}"

    def name_of_language(self, code: str) -> str:
        """Return the name of a language in these words' own; the code itself where CLDR has no name for it."""
        return self.locale.languages.get(code.split("-")[0], code)


def _merge(base: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Add `more` to `base`, deeply; a key with points, `stance.affirms`, is a path."""
    for key, value in more.items():
        key, _, rest = key.partition(".")
        value = {rest: value} if rest else value
        if isinstance(value, Mapping) and isinstance(base.get(key), dict):
            _merge(base[key], value)
        elif isinstance(value, Mapping):
            base[key] = _merge({}, value)
        else:
            base[key] = value
    return base


def load_words(language: str, template_dirs: Iterable[Path]) -> Words:
    """Read `i18n/<language>/*.yml` of every template folder, those named first winning over later ones.

    Raises `LookupError` where no folder has the language, with the folder that would hold it.
    """
    folders = [folder / "i18n" / language for folder in template_dirs]
    tree: dict[str, Any] = {}
    for folder in reversed(folders):
        for path in sorted(folder.glob("*.yml")):
            _merge(tree, yaml.load(path.read_text(encoding="utf-8"), Loader=_WordLoader) or {})
    if not tree:
        raise LookupError(f"no words for the language {language!r}; expected YAML files in {folders[0]}")
    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise LookupError(f"{language!r} is not a language that CLDR knows") from error
    return Words(language, tree)


class _WordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads every scalar as a text, so that `no: No` and `12: dozen` keep their keys and words as written."""


_WordLoader.yaml_implicit_resolvers = {}
