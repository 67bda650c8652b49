"""The tables of one language, read from its folder: word classes, rules, verbs, names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

from regesto.drafting.pattern import Row, parse_pattern
from regesto.drafting.tokens import fold, shape_of
from regesto.drafting.verbs import conjugate

TABLES = ("masks", "numbers", "time", "periods", "quantities", "attribution", "hedging")
"""The phases whose rules are tables, in the order in which they run; each sees what the earlier ones found."""


class TableError(ValueError):
    """A language table is wrong; the message names the file and the rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a table.

    `build` names the function that turns a match into a value, `arguments` are its settings; `not_after` and
    `not_before` are words or labels that must not stand next to the match. `examples` show the span in square
    brackets and, after ` = `, the value; `counters` are texts in which the rule must find nothing.
    """

    id: str
    pattern: Row
    build: str
    makes: frozenset[str]
    arguments: Mapping[str, Any] = field(default_factory=dict)
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    confidence: float = 1.0
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Language:
    """Everything the engine knows of one language."""

    code: str
    elision: bool
    lexicon: Mapping[str, frozenset[str]]
    values: Mapping[str, Mapping[str, Any]]
    rules: Mapping[str, tuple[Rule, ...]]
    settings: Mapping[str, Any]
    _labels: dict[str, frozenset[str]] = field(default_factory=dict)

    def label(self, text: str, low: str) -> frozenset[str]:
        """Return the labels of a token: by its shape, by the lexicon, and by its ending."""
        labels = self._labels.get(text)
        if labels is None:
            labels = shape_of(text) | self.lexicon.get(low, frozenset())
            if "small" in labels and self.lexicon.get(low, _NO_LABELS) <= _SOFT and len(low) > 4:
                if low.endswith(tuple(self.settings["adverb_endings"])):
                    labels |= {"adverb-mente"}
                elif self._is_agent(low):
                    labels |= {"voice"}
                elif low.endswith(tuple(self.settings["adjective_endings"])):
                    labels |= {"adjective"}
                else:
                    labels |= {"plain"}
            if len(self._labels) < _MOST_WORDS:
                self._labels[text] = labels
        return labels

    def _is_agent(self, low: str) -> bool:
        settings = self.settings
        endings = tuple(settings.get("agent_endings", ()))
        return len(low) > 5 and low.endswith(endings) and low not in settings["agent_not"]

    def value(self, label: str, word: str) -> Any:
        """Return what the table says `word` of the class `label` is worth; `None` where it says nothing."""
        return self.values.get(label, {}).get(word)


_RULE_FIELDS = {
    "id",
    "pattern",
    "build",
    "makes",
    "with",
    "not_after",
    "not_before",
    "confidence",
    "examples",
    "counters",
}


_NO_LABELS: frozenset[str] = frozenset()
# Labels that say nothing of what part of speech a word is.
_SOFT = frozenset({"lemma", "casualty"})
# Words whose labels are remembered; a language has fewer forms in its news, names aside.
_MOST_WORDS = 100_000


@cache
def load_language(code: str) -> Language:
    """Read the tables of `code`; raises `TableError` on a mistake in them, `KeyError` for a language without tables."""
    folder = resources.files(__package__).joinpath("languages", code)
    if not folder.is_dir():
        raise KeyError(f"no language tables for {code!r}")
    files = {name: _read(folder, name) for name in ("settings", "lexicon", "verbs", "names", *TABLES)}
    values: dict[str, dict[str, Any]] = {}
    classes: dict[str, set[str]] = {}
    names = {"demonym": files["names"].get("demonyms", {})}
    for label, words in {**files["lexicon"], **names, **_verb_classes(files["verbs"])}.items():
        table = words if isinstance(words, dict) else dict.fromkeys(words, True)
        values[label] = {fold(str(word)): value for word, value in table.items()}
        for word in values[label]:
            classes.setdefault(word, set()).add(label)
    lexicon = {word: frozenset(labels) for word, labels in classes.items()}
    rules = {name: _read_rules(name, files[name]) for name in TABLES}
    rules["phrases"] = _read_rules("attribution", files["attribution"], "phrases")
    settings = files["settings"]
    settings["names"] = files["names"]
    settings["designations"] = files["masks"].get("designations", ())
    return Language(code, bool(settings.get("elision")), lexicon, values, rules, settings)


def _read(folder: Any, name: str) -> dict[str, Any]:
    path = folder.joinpath(f"{name}.yml")
    return (yaml.load(path.read_text("utf-8"), Loader=_LOADER) or {}) if path.is_file() else {}


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _verb_classes(table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Conjugate the verbs of `verbs.yml` into classes: `say`, `say.infinitive`, `say.participle` and so on."""
    classes: dict[str, dict[str, Any]] = {}
    endings = table.get("endings", {})
    for label, verbs in table.get("classes", {}).items():
        for verb in verbs:
            given = verb if isinstance(verb, dict) else {"verb": verb}
            for form, words in conjugate(given, endings).items():
                for word in words:
                    classes.setdefault(f"{label}-{form}", {}).setdefault(word, given["verb"])
    return classes


def _read_rules(name: str, table: Mapping[str, Any], section: str = "rules") -> tuple[Rule, ...]:
    fragments = table.get("fragments", {})
    return tuple(_read_rule(name, given, fragments) for given in table.get(section, ()))


def _read_rule(name: str, given: Mapping[str, Any], fragments: Mapping[str, str]) -> Rule:
    where = f"{name}.yml, rule {given.get('id', '?')}"
    if unknown := given.keys() - _RULE_FIELDS:
        raise TableError(f"{where}: unknown field {sorted(unknown)[0]!r}")
    if missing := {"id", "pattern", "build"} - given.keys():
        raise TableError(f"{where}: {sorted(missing)[0]!r} is missing")
    try:
        pattern = parse_pattern(given["pattern"], fragments)
    except ValueError as error:
        raise TableError(f"{where}: {error}") from error
    makes = given.get("makes", name)
    return Rule(
        given["id"],
        pattern,
        given["build"],
        frozenset(makes.split()),
        given.get("with", {}),
        frozenset(map(fold, given.get("not_after", ()))),
        frozenset(map(fold, given.get("not_before", ()))),
        float(given.get("confidence", 1.0)),
        tuple(given.get("examples", ())),
        tuple(given.get("counters", ())),
    )
