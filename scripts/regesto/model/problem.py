"""Problems found in the data, as values: what, where, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An `error` stops the build; a `warning` is shown and counted."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem stands: a file (relative to the seeds folder), a line and a column, both from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the data.

    `code` names the rule; `field` is the path inside the file, such as `claims[0].origin`; the other texts are
    whole phrases, empty where there is nothing to say. `example` is one correct line.
    """

    code: str
    message: str
    where: Place
    field: str = ""
    expected: str = ""
    found: str = ""
    suggestion: str = ""
    example: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        parts = [self.message]
        parts += [f"expected {self.expected}"] if self.expected else []
        parts += [f"found {self.found}"] if self.found else []
        parts += [f"did you mean {self.suggestion}?"] if self.suggestion else []
        parts += [f"example: {self.example}"] if self.example else []
        field = f"{self.field}: " if self.field else ""
        return f"{self.where}: {field}{'; '.join(parts)}"

    @property
    def sort_key(self) -> tuple:
        """The order in which problems are shown: by place, then by field and rule."""
        return (self.where, self.field, self.code, self.message)
