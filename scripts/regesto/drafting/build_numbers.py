"""The values of the number rules."""

from __future__ import annotations

import re
from functools import cache

from regesto.drafting.annotation import Item
from regesto.drafting.language import Language, Rule
from regesto.drafting.number_words import Number, WordReader, plain, read_figures
from regesto.drafting.phase import Builder, Found, Names, Scene


@cache
def _reader(code: str) -> WordReader:
    from regesto.drafting.language import load_language

    return WordReader(load_language(code).values)


def read_word(word: str, language: Language) -> int | None:
    """Return what a number word of `language` is worth."""
    return _reader(language.code).read(word)


def label_numbers(items: list[Item], language: Language) -> None:
    """Label the tokens that are numbers by themselves: `figures` that read as a number, and number words."""
    decimal = language.settings["decimal"]
    for item in items:
        if "figures" in item.labels:
            item.labels |= _shape_labels(item.text)
            value = read_figures(item.text, decimal) if "date-figures" not in item.labels else None
            if value is not None and item.value is None:
                item.value = Number(value)
                item.labels |= _labels_of(value, item.text)
            continue
        if item.text.isupper() and language.value("roman", item.low):
            item.labels |= {"roman-caps"}
        if "word" in item.labels and item.low not in language.settings["not_numbers"]:
            value = read_word(item.low, language)
            if value is not None:
                item.value = Number(value)
                labels = _labels_of(value, "") - {"yearno"}
                if 1000 <= value <= 2100:
                    labels |= {"yearword"}
                item.labels |= {*labels, "number-word"}


_DATE_FIGURES = re.compile(r"\d{4}-\d\d(-\d\d)?|\d{1,2}([/.-])\d{1,2}\2(\d{4}|\d\d)|\d{1,2}/\d{1,2}")
_CLOCK_FIGURES = re.compile(r"([01]?\d|2[0-4])[:.][0-5]\d(:[0-5]\d)?")
_SHORT_YEAR = re.compile(r"['’]\d\d")
_DECADE_FIGURES = re.compile(r"['’]?(?:[12]\d)?[0-9]0")


def _shape_labels(text: str) -> frozenset[str]:
    """Return what figures look like: a date, a time of day, a year in two figures, a decade."""
    labels = set()
    if _DATE_FIGURES.fullmatch(text):
        labels.add("date-figures")
    if _CLOCK_FIGURES.fullmatch(text):
        labels.add("clock-figures")
    if _SHORT_YEAR.fullmatch(text):
        labels.add("short-year")
    if _DECADE_FIGURES.fullmatch(text):
        labels.add("decade-figures")
    return frozenset(labels)


def _labels_of(value: int | float, text: str) -> frozenset[str]:
    labels = {"numeral"}
    if text[-1:] in {"°", "º", "ª"} or text[-2:] in {"th", "st", "nd", "rd"}:
        labels = {"ordinal-figures"}
    if isinstance(value, int):
        if 1 <= value <= 31:
            labels.add("dayno")
        if 1000 <= value <= 2199 and len(text) == 4:
            labels.add("yearno")
    return frozenset(labels)


def number_of(item: Item) -> Number:
    """Return the number that an item stands for."""
    value = item.value
    return value.value if isinstance(value, Found) else value


def _plain_numeral(names: Names, rule: Rule, scene: Scene) -> Found | None:
    item = names["n"][0]
    if item.low in scene.language.settings.get("doubtful_numbers", ()):
        after = scene.after()
        if (
            after is None
            or after.labels.isdisjoint({"small", "multiplier"})
            or after.labels & {"preposition", "article"}
        ):
            return None
    return Found(item.value, item.labels & {"dayno", "yearno", "yearword", "number-word"})


def _multiplied(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """`n` times a multiplier, perhaps with a half (`half`) or a smaller rest (`rest`)."""
    multiplier = names["m"][0]
    factor = scene.language.value("multiplier", multiplier.low)
    count = number_of(names["n"][0]).value if "n" in names else rule.arguments.get("n", 1)
    value = count * factor
    if "half" in names:
        value += factor * rule.arguments.get("half", 0.5)
    if "rest" in names:
        rest = number_of(names["rest"][0]).value
        after = scene.after()
        if rest >= factor or rest != int(rest) or (after is not None and "multiplier" in after.labels):
            return None  # "800 milioni e 1,2 miliardi" are two figures
        value += rest
    return Found(Number(plain(value)), frozenset({"big"}))


def _glued(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """Figures with a multiplier that follows without a blank: 300mila, 12mln."""
    count, multiplier = names["n"][0], names["m"][0]
    if count.end != multiplier.start or count.value is None:  # figures that are no number: 2024-01-05milioni
        return None
    return _multiplied(names, rule, scene)


def _order(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """Only an order of magnitude: migliaia, diverse dozzine, decine di migliaia."""
    size, words = 1, []
    for item in names["order"]:
        size *= scene.language.value("order", item.low)
        words.append(item.low)
    count = rule.arguments.get("times")
    return Found(Number(size, order=True, least=size * count if count else None), frozenset({"order-number"}))


def _about(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """A round number in one word: una ventina, un centinaio."""
    word = names["round"][0].low
    factor = number_of(names["n"][0]).value if "n" in names else 1
    return Found(Number(plain(scene.language.value("round", word) * factor)), frozenset({"round-number"}))


_AFTER_FRACTION = frozenset({"preposition", "joint", "verb-like", "article", "that", "adverb"})


def _spaced(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """Figures in groups of three with a blank between them: 12 000."""
    texts = [item.text for item in scene.items[scene.start : scene.end]]
    if not 1 <= len(texts[0]) <= 3 or any(len(text) != 3 or not text.isdecimal() for text in texts[1:]):
        return None
    return Found(Number(int("".join(texts)))) if texts[0].isdecimal() else None


def _fraction(names: Names, rule: Rule, scene: Scene) -> Found | None:
    part = scene.language.value("fraction", names["part"][0].low)
    count = number_of(names["n"][0]).value if "n" in names else 1
    if count >= 1 / part and "n" in names:
        return None
    after = scene.after()
    if after is not None and "small" in after.labels and after.labels.isdisjoint(_AFTER_FRACTION):
        return None  # "un terzo sistema" is a third one, no third part
    return Found(Number(plain(round(count * part, 4))), frozenset({"fraction-number"}))


NUMBER_BUILDERS: dict[str, Builder] = {
    "numeral": _plain_numeral,
    "multiplied": _multiplied,
    "glued": _glued,
    "order": _order,
    "round": _about,
    "fraction": _fraction,
    "spaced": _spaced,
}
"""How the rules of `numbers.yml` make their values, by the name under `build`."""
