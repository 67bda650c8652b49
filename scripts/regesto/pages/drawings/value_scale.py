"""Axes of figures: from 0, at round numbers, with millions and milliards as a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from regesto.model.quantity import Bound, Quantity
from regesto.pages.quantities import SCALES

HEADROOM = 1.35
"""An open figure ("almeno") is drawn on to this many times itself."""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """An axis from 0 to `top`, in pixels from `start` to `end`, with ticks every `step`; `unit` is 1, 10^6 or 10^9."""

    top: float
    step: float
    unit: int
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return where a value lies; one beyond the axis comes to its end."""
        return self.start + min(1.0, max(0.0, value / self.top)) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """The values at the ticks, 0 included."""
        return [number * self.step for number in range(round(self.top / self.step) + 1)]


def choose_step(span: float, most: int) -> float:
    """Return the round step (1, 2 or 5 times a power of ten) that divides `span` into at most `most` parts."""
    rough = span / most
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999999)


def reach_of(quantity: Quantity) -> float:
    """Return the largest value a figure's mark needs on the axis."""
    if quantity.bound is Bound.AT_LEAST:
        return quantity.lower * HEADROOM
    if quantity.bound is Bound.ABOUT:
        return quantity.value * (1 + BLUR)
    return quantity.upper


BLUR = 0.08
"""How far "circa" fades at either side, as a share of the value: enough to be seen, and no claim about the error."""


def make_value_scale(quantities: Iterable[Quantity], start: float, end: float, most: int = 4) -> ValueScale:
    """Return an axis from 0 that holds all figures."""
    reach = max((reach_of(quantity) for quantity in quantities), default=0) or 1.0
    step = choose_step(reach, most)
    top = ceil(reach / step - 1e-9) * step
    return ValueScale(top, step, next((scale for scale in SCALES if top >= scale), 1), start, end)
