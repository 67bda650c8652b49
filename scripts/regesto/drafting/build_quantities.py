"""The values of the quantity rules: number, bound, and what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from regesto.drafting.annotation import Item
from regesto.drafting.build_numbers import number_of
from regesto.drafting.language import Language, Rule
from regesto.drafting.lemmas import lemma
from regesto.drafting.number_words import Number, plain
from regesto.drafting.phase import Builder, Found, Names, Scene


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as the text gives it: a bound of the model, its figures, and the unit in the text's words.

    `unit` is an ISO 4217 code, a symbol such as km or %, or the counted noun in its dictionary form; `noun` is that
    noun as written.
    """

    bound: str
    value: int | float | None = None
    min: int | float | None = None
    max: int | float | None = None
    unit: str = ""
    noun: str = ""

    def __str__(self) -> str:
        figures = (
            f"{self.min}..{self.max}"
            if self.bound == "between"
            else next(str(one) for one in (self.value, self.min, self.max) if one is not None)
        )
        return f"{self.bound} {figures} {self.unit}".strip()

    @property
    def figures(self) -> tuple[float | None, float | None]:
        """The least and the greatest value that it names."""
        low = self.min if self.min is not None else self.value
        high = self.max if self.max is not None else self.value
        return low, high


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted, and how many items its words take."""

    unit: str = ""
    noun: str = ""
    length: int = 0


NO_UNIT = Unit()
# These close off a noun phrase, so that what follows a number is not what it counts.
_CLOSED = frozenset(
    {"preposition", "article", "joint", "mark", "number-word", "num", "time", "clock", "mask", "verb-like", "pronoun"}
)


def read_unit(items: Sequence[Item], at: int, language: Language, *, partitive: bool, plural: bool = False) -> Unit:
    """Return what the items from `at` on say is counted.

    `partitive`: the number needs a "di" before the noun (milioni di, un terzo dei).
    """
    start = at
    if at < len(items) and "percent" in items[at].labels:
        return Unit("%", items[at].text, 1 + _follow_of(items, at + 1))
    if _words(items, at, 2) in language.settings["percent_words"]:
        return Unit("%", "per cento", 2 + _follow_of(items, at + 2))
    if partitive and at < len(items) and "di" in items[at].labels:
        at += 1
    elif at < len(items) and "preposition" in items[at].labels:
        return NO_UNIT
    while at < len(items) and "before-noun" in items[at].labels:
        at += 1
    if at >= len(items):
        return NO_UNIT
    head = items[at]
    for label in ("currency", "measure"):
        if label in head.labels:
            return Unit(language.value(label, head.low), head.text, at + 1 - start)
    if _is_noun(head, language) and not (plural and not _can_be_plural(head, language)):
        length = at + 1 - start
        while (at + 1 < len(items) and items[at + 1].labels & {"demonym", "adjective"}) or (
            at + 1 < len(items) and _is_adjective(items[at + 1], language)
        ):
            at, length = at + 1, length + 1
        return Unit(lemma(head.low or head.text.lower(), language.code), head.text, length)
    return NO_UNIT


def _is_adjective(item: Item, language: Language) -> bool:
    """Tell an adjective that follows its noun by its ending: missili balistici, armi chimiche."""
    endings = tuple(language.settings["adjective_endings"])
    return "small" in item.labels and item.labels.isdisjoint(_CLOSED) and item.low.endswith(endings)


def _can_be_plural(item: Item, language: Language) -> bool:
    """Tell whether a word can be a plural noun, by its ending: "nove su 10 sottovalutano" counts no thing."""
    endings = tuple(language.settings["no_plural"])
    return not item.low.endswith(endings) or item.low in language.settings["plurals_apart"]


def _is_noun(item: Item, language: Language) -> bool:
    if item.low in language.settings["capital_nouns"]:
        return True
    return "small" in item.labels and item.labels.isdisjoint(_CLOSED) and len(item.low) > 2


def _words(items: Sequence[Item], at: int, count: int) -> str:
    return " ".join(item.low for item in items[at : at + count])


def _follow_of(items: Sequence[Item], at: int) -> int:
    """Count the items of "degli elettori" after a percentage."""
    if (
        at + 1 < len(items)
        and "di" in items[at].labels
        and items[at + 1].labels & {"small"}
        and not items[at + 1].labels & _CLOSED
    ):
        return 2
    return 0


def _unit_of(names: Names, scene: Scene, number: Item) -> Unit:
    language = scene.language
    labels = number.labels
    partitive = bool(labels & {"big", "order-number", "round-number", "fraction-number"})
    plural = number_of(number).value >= 2 and "fraction-number" not in labels
    unit = read_unit(scene.items, scene.end, language, partitive=partitive, plural=plural)
    if "cur" in names:
        symbol = language.value("currency", names["cur"][0].low)
        return Unit(symbol, names["cur"][0].text, unit.length if unit.unit == symbol else 0)
    return unit


def _make(names: Names, scene: Scene, amount: Amount, unit: Unit, confidence: float = 0.9) -> Found:
    amount = replace(amount, unit=unit.unit, noun=unit.noun)
    return Found(amount, frozenset({"quantity"}), confidence=confidence, drop_end=-unit.length)


def _share(a: Number, b: Number, first: Item, second: Item) -> int | float:
    """Return the first figure of a range with the multiplier that only the second one says: tra 1,7 e 5,5 miliardi."""
    if "big" in second.labels and "big" not in first.labels and a.value < 1000:
        scale = 1000
        while b.value / (scale * 1000) >= 1:
            scale *= 1000
        return plain(a.value * scale)
    return a.value


def _between(names: Names, rule: Rule, scene: Scene) -> Found | None:
    first, second = names["a"][0], names["b"][0]
    a, b = number_of(first), number_of(second)
    low, high = _share(a, b, first, second), b.value
    if not low < high or "about_prep" in names:
        return None
    unit = _unit_of(names, scene, second)
    if unit is NO_UNIT and "ua" in names:
        unit = Unit(scene.language.value("measure", names["ua"][0].low) or "", names["ua"][0].text, 0)
    if (
        not unit.unit
        and "big" not in second.labels
        and (rule.id != "quantity.between" or len(scene.items[scene.start : scene.end]) <= 3)
    ):
        return None  # "3 o 4" alone, "2-3", "dall'830 all'846"
    return _make(names, scene, Amount("between", None, low, high), unit)


def _from_to(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """ "da due a tre milioni" is a range; "salito da due a tre milioni" tells two figures."""
    stems = tuple(scene.language.settings["changing"])
    if any(item.low.startswith(stems) for item in scene.items[max(0, scene.start - 5) : scene.start]):
        return None
    return _between(names, rule, scene)


def _bounded(names: Names, rule: Rule, scene: Scene) -> Found | None:
    number = names["n"][0]
    value = number_of(number)
    unit = _unit_of(names, scene, number)
    if "about_prep" in names:
        has_article = scene.items[scene.start].low not in ("su",)
        if not has_article or not unit.unit or value.value < 10:
            return None
    bound = "about" if names.keys() & {"about", "about_prep"} else "at-least" if "least" in names else "up-to"
    if value.order:
        bound = bound if bound != "about" else "order-of-magnitude"
    confidence = 0.9 if unit.unit else 0.6
    return _make(names, scene, _amount(bound, value), unit, confidence)


def _amount(bound: str, number: Number) -> Amount:
    if bound == "at-least":
        return Amount(bound, min=number.value)
    if bound == "up-to":
        return Amount(bound, max=number.value)
    return Amount(bound, value=number.value)


def _plain(names: Names, rule: Rule, scene: Scene) -> Found | None:
    number = names["n"][0]
    value = number_of(number)
    unit = _stated_unit(names, scene) or _unit_of(names, scene, number)
    after_bound = "about" if "about" in names else "at-least" if "least" in names else ""
    if not unit.unit:
        unit = _unit_before(scene)
    by_itself = bool(number.labels & {"big", "order-number"}) or _is_change(scene)
    if (not unit.unit and not after_bound and not by_itself) or _is_definite(number, scene):
        return None
    bound = after_bound or ("order-of-magnitude" if value.order else "exactly")
    if "round-number" in number.labels and bound == "exactly" and value.value >= 10:
        bound = "about"
    return _make(names, scene, _amount(bound, value), unit)


def _stated_unit(names: Names, scene: Scene) -> Unit | None:
    """Return what happened to those who are counted: "120 sono rimaste ferite"."""
    if "u" not in names:
        return None
    word = names["u"][0]
    return Unit(lemma(word.low, scene.language.code), word.text, 0)


def _is_change(scene: Scene) -> bool:
    """ "scesi da 5.400 a 2.500": what follows a verb of change is a figure, also without a noun."""
    before = scene.before()
    if before is None or before.low not in ("da", "a"):
        return False
    stems = tuple(scene.language.settings["changing"])
    return any(item.low.startswith(stems) for item in scene.items[max(0, scene.start - 5) : scene.start])


def _is_definite(number: Item, scene: Scene) -> bool:
    """ "i due Paesi", "queste tre città" point back; they count nothing new."""
    before = scene.before()
    if before is None or "number-word" not in number.labels or number_of(number).value > 10:
        return False
    return before.low in scene.language.settings["definite"]


def _unit_before(scene: Scene) -> Unit:
    """ "I feriti sono 213", "i morti salgono a 28": the noun stands before the number, with a verb of being between."""
    language, at = scene.language, scene.start - 1
    being = False
    changing = tuple(language.settings["changing"])
    while at >= 0 and (scene.items[at].low in language.settings["being"] or scene.items[at].low.startswith(changing)):
        being, at = True, at - 1
    if being and at >= 0 and _is_noun(scene.items[at], language):
        return Unit(lemma(scene.items[at].low, language.code), scene.items[at].text, 0)
    after = scene.after()
    noun = scene.after(2)
    if (
        after is not None
        and noun is not None
        and after.low in language.settings["definite"]
        and _is_noun(noun, language)
    ):
        return Unit(lemma(noun.low, language.code), noun.text, 2)
    return NO_UNIT


def _one(names: Names, rule: Rule, scene: Scene) -> Found | None:
    noun = names["u"][0]
    unit = Unit(lemma(noun.low, scene.language.code), noun.text, 0)
    return Found(replace(Amount("exactly", 1), unit=unit.unit, noun=unit.noun), frozenset({"quantity"}), confidence=0.8)


QUANTITY_BUILDERS: dict[str, Builder] = {
    "between": _between,
    "from-to": _from_to,
    "bounded": _bounded,
    "plain": _plain,
    "one": _one,
}
"""How the rules of `quantities.yml` make their values, by the name under `build`."""

_INHERITED = frozenset({"at-least", "up-to", "about"})


def spread_bounds(items: list[Item]) -> None:
    """Let a bound reach the quantities that are joined to its own: "almeno 28 morti e 213 feriti"."""
    for first, joint, second in zip(items, items[1:], items[2:], strict=False):
        if not (first.rule.startswith("quantity.") and second.rule.startswith("quantity.")) or joint.low not in {
            "e",
            "ed",
            "and",
        }:
            continue
        given, amount = first.value.value, second.value.value
        closed = "num" not in first.inner[-1].labels  # "circa 250 e tre frazioni" joins no two counted things
        if given.bound in _INHERITED and amount.bound == "exactly" and closed:
            bounded = _amount(given.bound, Number(amount.value))
            second.value = replace(second.value, value=replace(bounded, unit=amount.unit, noun=amount.noun))
