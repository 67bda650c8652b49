"""Quantities: figures with a measure, a unit and a bound. They are compared, never added."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from regesto.model.edtf import Edtf
from regesto.model.ids import MeasureId
from regesto.model.record import Strict
from regesto.model.text import Text
from regesto.model.vocabulary import Unit

_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?\Z")


def _read_number(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _NUMBER.match(value):
        return float(value) if "." in value else int(value)
    raise PydanticCustomError("number", "expected a number such as 480 or 5.5, digits and one point at most")


Number = Annotated[int | float, BeforeValidator(_read_number)]


class Bound(StrEnum):
    """What a figure says about the true value."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at-least"
    UP_TO = "up-to"
    BETWEEN = "between"
    ORDER = "order-of-magnitude"


FIGURES = {
    Bound.EXACTLY: {"value"},
    Bound.ABOUT: {"value"},
    Bound.AT_LEAST: {"min"},
    Bound.UP_TO: {"max"},
    Bound.BETWEEN: {"min", "max"},
    Bound.ORDER: {"value"},
}
"""Which of `value`, `min` and `max` each bound needs; no other may stand beside them."""


class Quantity(Strict):
    """A figure of one measure. `bound` decides which of `value`, `min` and `max` it has."""

    measure: Annotated[MeasureId, Field(description="What is measured, from measures.yml.")]
    bound: Annotated[Bound, Field(description="What the figure says about the true value.")]
    value: Annotated[
        Number | None, Field(description="For exactly, about, and order-of-magnitude (1000000: millions).")
    ] = None
    min: Annotated[Number | None, Field(description="For at-least and between.")] = None
    max: Annotated[Number | None, Field(description="For up-to and between.")] = None
    unit: Annotated[Unit, Field(description="The unit; it must be the measure's own.")]
    as_of: Annotated[Edtf | None, Field(description="The time the figure holds for, in EDTF.")] = None
    words: Annotated[Text | None, Field(description="How the article puts it, where the number says less.")] = None

    @model_validator(mode="after")
    def _figures_fit_bound(self) -> Quantity:
        given = {name for name in ("value", "min", "max") if getattr(self, name) is not None}
        wanted = FIGURES[self.bound]
        if given != wanted:
            raise PydanticCustomError(
                "figures",
                "bound {bound} takes {wanted}, and the figure has {given}",
                {
                    "bound": self.bound.value,
                    "wanted": " and ".join(sorted(wanted, reverse=True)),
                    "given": " and ".join(sorted(given)) or "none",
                },
            )
        if self.bound is Bound.BETWEEN and not self.min < self.max:
            raise PydanticCustomError(
                "figures", "min {min} is not below max {max}", {"min": str(self.min), "max": str(self.max)}
            )
        return self

    @property
    def lower(self) -> float:
        """The least value the figure admits; 0 where it names none."""
        return {Bound.UP_TO: 0}.get(self.bound, self.min if self.min is not None else self.value)

    @property
    def upper(self) -> float | None:
        """The greatest value the figure admits; `None` where there is none (`at-least`)."""
        if self.bound is Bound.ORDER:
            return self.value * 10
        return self.max if self.max is not None else self.value
