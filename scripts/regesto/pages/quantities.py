"""Quantities in words: "tra 1,7 e 5,5 miliardi di dollari", "almeno 28 morti", "fino a 8 milioni di munizioni"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from regesto.model.quantity import Bound, Quantity
from regesto.pages.i18n import NO_BREAK_SPACE, Words

SCALES = (10**9, 10**6)
"""Powers written as a word after the number; thousands stay in digits in Italian and in English."""


class Figure(NamedTuple):
    """A quantity taken apart for showing large: `tra` · `1,7 e 5,5` · `miliardi di dollari`."""

    qualifier: str
    number: str
    unit: str

    @property
    def plain_number(self) -> str:
        """The number with its unit, without the qualifier: `480 km`."""
        joint = "" if self.unit == "%" else NO_BREAK_SPACE
        return f"{self.number}{joint}{self.unit}" if self.unit else self.number

    def __str__(self) -> str:
        return f"{self.qualifier} {self.plain_number}" if self.qualifier else self.plain_number


def _scale_of(values: list[float]) -> int:
    return next((scale for scale in SCALES if all(abs(value) >= scale for value in values if value)), 1)


def _write(value: float, scale: int, words: Words) -> str:
    scaled = Decimal(str(value)) / scale
    return words.number(scaled.normalize() if scaled % 1 else scaled.to_integral_value())


def write_figure(quantity: Quantity, unit_name: str, words: Words) -> Figure:
    """Write a quantity in the language of `words`; `unit_name` is the measure's unit in that language."""
    if quantity.bound is Bound.ORDER:
        return _write_order(quantity, unit_name, words)
    values = [value for value in (quantity.min, quantity.max, quantity.value) if value is not None]
    scale = _scale_of(values)
    name = "" if scale == 1 else words(f"scale.{scale}", n=abs(values[-1]) / scale)
    numbers = [_write(value, scale, words) for value in values]
    qualifier = words(f"bound.{quantity.bound.value}")
    if quantity.unit == "%":
        return Figure(
            qualifier, words("figure.between", low=numbers[0], high=numbers[-1]) if numbers[1:] else numbers[0], "%"
        )
    unit = words("figure.of_scaled", unit=unit_name) if name else unit_name
    if numbers[1:]:
        between = words("figure.between", low=numbers[0], high=numbers[1])
        return Figure(qualifier, between, f"{name} {unit}" if name else unit)
    return Figure(qualifier, f"{numbers[0]}{NO_BREAK_SPACE}{name}" if name else numbers[0], unit)


def _write_order(quantity: Quantity, unit_name: str, words: Words) -> Figure:
    orders = words.find("order")
    known = str(int(quantity.value)) if quantity.value == int(quantity.value) else ""
    if known in orders:
        return Figure(words("bound.order-of-magnitude"), orders[known], words("figure.of_order", unit=unit_name))
    return Figure(words("bound.about"), _write(quantity.value, 1, words), unit_name)
