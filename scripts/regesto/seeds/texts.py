"""The texts of the articles, where a team has them: read from a folder, cut into paragraphs, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from regesto.model.problem import Place, Problem
from regesto.model.seal import digest, normalise
from regesto.model.source import Fingerprint, Source

LARGEST = 5_000_000
"""Bytes of an article's text that are read: a book of 800,000 words."""


@dataclass(frozen=True)
class ArticleText:
    """An article's normalised paragraphs by number. Number 0 is the title, where the text starts with it."""

    paragraphs: dict[int, str]

    @classmethod
    def parse(cls, text: str, title: str) -> ArticleText:
        """Cut `text` into paragraphs: every line that is not empty is one.

        The first one is number 0 if it is the source's title, otherwise the numbers start at 1.
        """
        lines = [line for line in map(normalise, text.splitlines()) if line]
        first = 0 if lines and lines[0] == normalise(title) else 1
        return cls(dict(enumerate(lines, first)))

    @cached_property
    def normalised(self) -> str:
        """The normalised paragraphs, joined by line ends: what the hash and the counts are of."""
        return "\n".join(self.paragraphs.values())

    @cached_property
    def fingerprint(self) -> Fingerprint:
        """Hash and counts of the normalised text. The text must not be empty."""
        return Fingerprint(
            sha256=digest(self.normalised),
            characters=len(self.normalised),
            words=len(self.normalised.split()),
            paragraphs=len(self.paragraphs),
        )

    def find(self, quote: str) -> list[int]:
        """Return the numbers of the paragraphs in which the normalised `quote` stands."""
        return [number for number, paragraph in self.paragraphs.items() if quote in paragraph]


class Articles:
    """The folder with the texts. Each text is read once; what cannot be read is a problem."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._texts: dict[str, ArticleText | None] = {}

    def find(self, source: Source) -> ArticleText | None:
        """Return the text of `source`, or `None` where the folder does not have it."""
        if source.id not in self._texts:
            self._texts[source.id] = self._read(source)
        return self._texts[source.id]

    def _read(self, source: Source) -> ArticleText | None:
        path = self.folder / (source.text_file or f"{source.id}.txt")
        if not path.is_file():
            return None
        # The name comes from a YAML file: it must not lead out of the folder, by a link either.
        if not path.resolve().is_relative_to(self.folder.resolve()):
            return self._refuse(path, "the file is a link out of the folder of articles")
        try:
            with path.open("rb") as stream:
                raw = stream.read(LARGEST + 1)
        except OSError as error:
            return self._refuse(path, f"the text cannot be read: {error.strerror or error}")
        if len(raw) > LARGEST:
            return self._refuse(path, f"the text is larger than {LARGEST:,} bytes")
        try:
            text = ArticleText.parse(raw.decode("utf-8-sig"), source.title)
        except UnicodeDecodeError:
            return self._refuse(path, "the text is not in UTF-8")
        return text if text.paragraphs else self._refuse(path, "the text is empty")

    def _refuse(self, path: Path, message: str) -> None:
        self.problems.append(Problem("article", message, Place(f"{self.folder.name}/{path.name}")))
