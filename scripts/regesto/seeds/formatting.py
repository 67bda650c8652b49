"""The canonical form of the files that people write: the same data and comments, always laid out the same way.

Canonical is: UTF-8 with plain line ends, the line that tells editors the schema, the fields of a record in the order of
the model, lists indented by two, texts wrapped at about 120 characters. Quotation marks, block and flow style, blank
lines, comments and the line breaks of folded texts stay as their author put them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import FoldedScalarString
from ruamel.yaml.tag import Tag

from regesto.model.dossier import Settings
from regesto.model.entry import Entry
from regesto.model.problem import Place, Problem
from regesto.model.source import Source
from regesto.seeds.comments import count_comments
from regesto.seeds.layout import ENTRIES_FOLDER, SETTINGS_FILE, SOURCES_FOLDER, VOCABULARY_FILES
from regesto.seeds.ordering import order_fields
from regesto.seeds.reading import MODELS
from regesto.seeds.yaml import read_yaml

WIDTH = 120
"""The longest line of running text, as in the editor's settings of the repository."""

_SETTLING = 3
"""How often the layout is repeated until it no longer changes; what does not settle is left as it was."""

_MODELINE = re.compile(r"#\s*yaml-language-server:")
_LINE_END = re.compile(r"(?<! ) +$", re.M)
_STRING = Tag(suffix="tag:yaml.org,2002:str")


@dataclass(frozen=True, slots=True)
class SeedKind:
    """What a file of the seeds holds: the model of its record or records, and the name of its schema."""

    model: type[BaseModel]
    schema: str
    is_map: bool = False


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file in canonical form: `text`, or `None` with the `problems` for which it must stay as it is."""

    text: str | None
    problems: list[Problem] = field(default_factory=list)


class _Strings(VersionedResolver):
    """Reads every scalar as text, as Regesto's own reader does: `NO`, `010` and `2024-01-05` stay as written."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Tag:
        """Return the tag of a node."""
        return _STRING if kind is ScalarNode else super().resolve(kind, value, implicit)


def make_yaml() -> YAML:
    """Return the reader and writer of canonical YAML, which keeps comments and takes every scalar as text."""
    yaml = YAML()
    yaml.Resolver = _Strings
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = WIDTH
    return yaml


def find_kind(name: str) -> SeedKind | None:
    """Return what the file `name` (a path under the seeds folder, with slashes) holds; `None`: no file of people's."""
    parts = PurePosixPath(name).parts
    if name == SETTINGS_FILE:
        return SeedKind(Settings, "dossier")
    if name in VOCABULARY_FILES:
        return SeedKind(MODELS[VOCABULARY_FILES[name]], name.removesuffix(".yml"), is_map=True)
    if len(parts) == 2 and parts[0] == SOURCES_FOLDER and name.endswith(".yml"):
        return SeedKind(Source, "source")
    if len(parts) == 3 and parts[0] == ENTRIES_FOLDER and name.endswith(".yml"):
        return SeedKind(Entry, "entry")
    return None


def find_seeds(path: Path) -> Path | None:
    """Return the seeds folder that a file is in: the nearest folder above it with a dossier.yml."""
    return next((folder for folder in path.resolve().parents if (folder / SETTINGS_FILE).is_file()), None)


def find_formattable(seeds: Path) -> list[Path]:
    """Return the files of a seeds folder that people write, sorted; links are not followed."""
    patterns = ("*.yml", f"{SOURCES_FOLDER}/*.yml", f"{ENTRIES_FOLDER}/*/*.yml")
    found = sorted(path for one in patterns for path in seeds.glob(one) if path.is_file() and not path.is_symlink())
    return [path for path in found if find_kind(path.relative_to(seeds).as_posix())]


def write_modeline(name: str, kind: SeedKind) -> str:
    """Return the line by which editors find the schema of the file `name`; `schema/` is beside the seeds folder."""
    up = "../" * len(PurePosixPath(name).parts)
    return f"# yaml-language-server: $schema={up}schema/{kind.schema}.json\n"


def format_seed(raw: bytes, name: str, modeline: bool = True) -> Formatted:
    """Return the file `name` of a seeds folder in canonical form.

    `modeline` adds the schema's line where it is missing. A file that cannot be read, or whose layout cannot be changed
    without changing its data, keeps its form, and the problems say why. Never raises for what is in the file.
    """
    kind = find_kind(name)
    if kind is None:
        return Formatted(None, [Problem("format", "this is no file of the seeds that people write", Place(name))])
    before = read_yaml(raw, name)
    if before.problems:
        return Formatted(None, before.problems)
    head = write_modeline(name, kind) if modeline else ""
    if before.data is None:  # nothing yet but comments, if any
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        return Formatted(head + text if text.strip() and not _has_modeline(text) else text)
    if not isinstance(before.data, dict):
        return Formatted(None, [Problem("format", "this file holds no fields, and stays as it is", Place(name))])
    try:
        text = _settle(raw.decode("utf-8-sig"), name, kind, head)
    except (YAMLError, ValueError, RecursionError):
        text = None
    lost = "what it says" if text is None or read_yaml(text.encode(), name).data != before.data else ""
    if not lost and count_comments(raw.decode("utf-8-sig").replace("\r\n", "\n")) - count_comments(text):
        lost = "a comment"
    if lost:
        message = f"this file cannot be laid out anew without losing {lost}, and stays as it is"
        return Formatted(None, [Problem("format", message, Place(name))])
    return Formatted(text)


def _settle(text: str, name: str, kind: SeedKind, head: str) -> str | None:
    """Lay out `text` until it no longer changes; `None` where it does not come to rest."""
    for _ in range(_SETTLING):
        laid_out = _lay_out(text, name, kind, head)
        if laid_out == text:
            return text
        text = laid_out
    return None


def _lay_out(text: str, name: str, kind: SeedKind, head: str) -> str:
    text = text.replace("\r\n", "\n").strip("\n") + "\n"
    if head and not _has_modeline(text):
        text = head + text
    stream = io.StringIO()
    yaml = make_yaml()
    yaml.dump(_wrap_folded(yaml.load(text)), stream)
    written = _strip_ends(stream.getvalue().rstrip("\n") + "\n", name)
    return order_fields(written, name, kind.model, kind.is_map)


def _strip_ends(text: str, name: str) -> str:
    """Take the spaces off the ends of lines, unless they mean something (in a literal text, `|`)."""
    stripped = _LINE_END.sub("", text)
    if stripped == text or read_yaml(stripped.encode(), name).data != read_yaml(text.encode(), name).data:
        return text
    return stripped


def _wrap_folded(value: Any, indent: int = 0) -> Any:
    """Break folded texts (`>-`) with a line that is too long anew, in place; others keep their author's lines.

    `indent` is that of the keys or dashes of `value`. The writer itself would let each line run over by a word.
    """
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, FoldedScalarString):
            breaks = [-1, *getattr(one, "fold_pos", ()), len(one)]
            if any(end - start - 1 > WIDTH - indent - 2 for start, end in pairwise(breaks)):
                one.fold_pos = list(_find_breaks(one, WIDTH - indent - 2))
        elif isinstance(one, dict | list):
            _wrap_folded(one, indent + (2 if isinstance(one, dict) or isinstance(value, dict) else 4))
    return value


def _find_breaks(text: str, room: int) -> Iterator[int]:
    """Yield the places of the spaces at which `text` is broken into lines of at most `room` characters."""
    start, last = 0, -1
    for at, character in enumerate([*text, " "]):
        if character == "\n":
            start, last = at + 1, -1
        elif character == " ":
            if at - start > room and last > 0:
                yield last
                start = last + 1
            last = at


def _has_modeline(text: str) -> bool:
    for line in text.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            return False
        if _MODELINE.match(line.lstrip()):
            return True
    return False
