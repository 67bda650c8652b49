"""What a check is, what it sees, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from regesto.model.dossier import Dossier
from regesto.model.ids import Kind
from regesto.model.problem import Problem, Severity
from regesto.seeds.document import Path
from regesto.seeds.places import Places
from regesto.seeds.result import Reading
from regesto.seeds.texts import Articles, ArticleText


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found: in which record, at which path, and what it is.

    `kind` `None` with an empty `id` is dossier.yml. `key` points to the field's name instead of its value. `severity`
    is only given where it differs from the check's own.
    """

    kind: Kind | None
    id: str
    path: Path
    message: str
    key: bool = False
    expected: str = ""
    found: str = ""
    suggestion: str = ""
    example: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What checks look at: the records that are valid by themselves, their places, and the articles if at hand."""

    reading: Reading
    articles: Articles | None = None

    @property
    def dossier(self) -> Dossier:
        """The valid records."""
        return self.reading.draft

    @property
    def places(self) -> Places:
        """Where everything was read, the broken records too."""
        return self.reading.places

    def text_of(self, source: str) -> ArticleText | None:
        """Return the text of a source by its id, or `None` where there is none at hand."""
        record = self.dossier.sources.get(source)
        return self.articles.find(record) if self.articles and record else None


@dataclass(frozen=True, slots=True)
class Check:
    """One rule over the whole dossier. `find` yields what breaks it; some rules can only be seen with the articles."""

    code: str
    description: str
    find: Callable[[Context], Iterator[Finding]]
    severity: Severity = Severity.ERROR
    needs_articles: bool = False

    def run(self, context: Context) -> Iterator[Problem]:
        """Yield the problems that this check finds."""
        for finding in self.find(context):
            yield context.places.problem(
                self.code,
                finding.message,
                finding.kind,
                finding.id,
                finding.path,
                key=finding.key,
                expected=finding.expected,
                found=finding.found,
                suggestion=finding.suggestion,
                example=finding.example,
                severity=finding.severity or self.severity,
            )
