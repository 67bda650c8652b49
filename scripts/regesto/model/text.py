"""Texts and names that a reader sees, in one language or in several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?\Z")
LANGUAGE_SCHEMA = {"pattern": "^[a-z]{2,3}(-[A-Z]{2})?$"}


class Localized(NamedTuple):
    """A text as found for a language: `value`, and `language`, the one it is really in."""

    value: str
    language: str


def _by_language(value: Any, read_one, what: str) -> tuple[tuple[str | None, Any], ...]:
    if not isinstance(value, dict):
        return ((None, read_one(value)),)
    if not value:
        raise PydanticCustomError("text", f"{what} is an empty map; expected one line a language, such as it: ...")
    for language in value:
        if not isinstance(language, str) or not LANGUAGE.match(language):
            raise PydanticCustomError(
                "language", "{found} is not a language; expected a code such as it or en", {"found": repr(language)}
            )
    return tuple((language, read_one(one)) for language, one in value.items())


def _read_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise PydanticCustomError("text", "expected a text that is not empty, or a map such as {it: ..., en: ...}")
    return value.strip()


def _read_names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        raise PydanticCustomError("names", "expected a list of names, such as [Mosca, Cremlino]")
    if not isinstance(value, list | tuple):
        raise PydanticCustomError("names", "expected a list of names, such as [Mosca, Cremlino]")
    return tuple(_read_text(one) for one in value)


class _PerLanguage:
    """What `Text` and `Names` share: the pydantic hooks around one `parse`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.dump())
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        one = cls.ONE_SCHEMA
        return {
            "anyOf": [
                one,
                {
                    "type": "object",
                    "propertyNames": LANGUAGE_SCHEMA,
                    "additionalProperties": one,
                    "minProperties": 1,
                },
            ]
        }


@dataclass(frozen=True, slots=True)
class Text(_PerLanguage):
    """A text in the dossier's default language (language `None`), or one per language.

    Made from a string or a map by `Text.parse`; read with `Text.choose`.
    """

    by_language: tuple[tuple[str | None, str], ...]

    ONE_SCHEMA = {"type": ["string", "number"]}  # noqa: RUF012 - YAML reads a bare 2024 as a number

    @classmethod
    def parse(cls, value: Any) -> Text:
        """Read a string or a map by language; raises a pydantic error that says what was expected."""
        return value if isinstance(value, cls) else cls(_by_language(value, _read_text, "the text"))

    def choose(self, language: str, default: str) -> Localized:
        """Return the text in `language`, else in `default`, else in the first one there is."""
        for code, text in self.by_language:  # nearly always this is all: a page chooses a hundred texts
            if code == language:
                return Localized(text, language)
        texts = {code or default: text for code, text in self.by_language}
        for code in (language, default):
            if code in texts:
                return Localized(texts[code], code)
        code, text = next(iter(texts.items()))
        return Localized(text, code)

    def languages(self, default: str) -> set[str]:
        """Return the languages this text is written in; `default` is the dossier's own."""
        return {code or default for code, _ in self.by_language}

    def dump(self) -> str | dict[str, str]:
        """Return the text in the shape it has in YAML."""
        if len(self.by_language) == 1 and self.by_language[0][0] is None:
            return self.by_language[0][1]
        return dict(self.by_language)


@dataclass(frozen=True, slots=True)
class Names(_PerLanguage):
    """Lists of names (aliases, demonyms): one for every language, or one per language."""

    by_language: tuple[tuple[str | None, tuple[str, ...]], ...] = ()

    ONE_SCHEMA = {"type": "array", "items": {"type": ["string", "number"]}}  # noqa: RUF012 - as above

    @classmethod
    def parse(cls, value: Any) -> Names:
        """Read a list of names or a map of lists by language; raises a pydantic error."""
        return value if isinstance(value, cls) else cls(_by_language(value, _read_names, "the map of names"))

    def choose(self, language: str) -> tuple[str, ...]:
        """Return the names for `language`, after those given for every language."""
        return tuple(name for code, names in self.by_language if code in (None, language) for name in names)

    def everywhere(self) -> tuple[str, ...]:
        """Return every name once, in the order written."""
        return tuple(dict.fromkeys(name for _, names in self.by_language for name in names))

    def dump(self) -> list[str] | dict[str, list[str]]:
        """Return the names in the shape they have in YAML."""
        if not self.by_language:
            return []
        if len(self.by_language) == 1 and self.by_language[0][0] is None:
            return list(self.by_language[0][1])
        return {code or "": list(names) for code, names in self.by_language}
