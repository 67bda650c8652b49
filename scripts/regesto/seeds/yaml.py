"""Strict YAML: plain data of texts, lists and maps, with the place of everything, or problems.

Reads the parser's events (libyaml's where PyYAML has it) instead of using a loader, so that nothing is guessed: `NO`,
`2024-01-05` and `010` stay as written, and no tag, anchor or alias does anything. Iterative, and bounded in size, depth
and number of nodes, so that no file can stall or crash it. Without libyaml PyYAML's own parser does the same, a little
stricter: it wants quotes around a text with a question mark inside { }.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from regesto.model.problem import Place, Problem
from regesto.seeds.document import LIMITS, Data, Document, Limits, Mark, Path, field_name
from regesto.seeds.yaml_errors import explain

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"

# Control characters but tab and line ends, C1, the separators that YAML takes for line ends and editors do not show,
# marks that reorder text (bidi embeddings, overrides, isolates), a stray byte order mark, surrogates, non-characters.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def read_yaml(raw: bytes, file: str, limits: Limits = LIMITS) -> Document:
    """Read one YAML file strictly.

    `raw` is the file's content and `file` its name in problems. Returns a document: every scalar is a `str`, but an
    empty plain one is `None`. Never raises on any input.
    """
    document = Document(file)
    text = _decode(raw, document, limits)
    if text is None:
        document.broken = True
    else:
        _Builder(document, limits).build(text)
    return document


def _decode(raw: bytes, document: Document, limits: Limits) -> str | None:
    def refuse(code: str, message: str, expected: str = "", mark: Mark = (1, 1)) -> None:
        document.problems.append(Problem(code, message, Place(document.file, *mark), expected=expected))

    if len(raw) > limits.size:
        refuse(
            "file-too-large",
            f"the file has {len(raw):,} bytes, and at most {limits.size:,} are read",
            "a file split in several",
        )
        return None
    if raw.startswith(_UTF16):
        refuse("encoding", "the file is saved as UTF-16", "UTF-8 (in the editor: Save as, encoding UTF-8)")
        return None
    raw = raw.removeprefix(_BOM)  # Windows editors put one in front of UTF-8; it means nothing
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        refuse(
            "encoding",
            f"the file is not in UTF-8: byte {raw[error.start]:#04x} cannot be read",
            "UTF-8 (in the editor: Save as, encoding UTF-8)",
            _mark_at(before, len(before)),
        )
        return None
    if refused := _REFUSED.search(text):
        refuse("character", _describe_refused(refused.group()), "", _mark_at(text, refused.start()))
        return None
    return text


def _mark_at(text: str, offset: int) -> Mark:
    before = re.sub(r"\r\n?", "\n", text[:offset])
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _describe_refused(character: str) -> str:
    name = f"U+{ord(character):04X}"
    if character in _BIDI:
        return f"an invisible character that reorders text ({name}) is not allowed; delete it"
    return f"an invisible control character ({name}) is not allowed; delete it"


class _Stop(Exception):
    """Ends the reading of a file after a problem that leaves no sense in what follows."""


@dataclass(slots=True)
class _Frame:
    """A list or map that is being filled; `key` is the map's key that waits for its value."""

    container: list | dict
    path: Path
    flow: bool
    key: str | None = None
    waiting: bool = False


class _Builder:
    """Builds plain data from parser events with a stack of its own (no recursion)."""

    def __init__(self, document: Document, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.stack: list[_Frame] = []
        self.nodes = 0
        self.documents = 0

    def build(self, text: str) -> None:
        """Fill the document with what `text` holds."""
        self.document.broken = True
        try:
            for event in _events(text):
                self._take(event)
            self.document.broken = False
        except yaml.MarkedYAMLError as error:
            self.document.problems.append(explain(error, text, self.document.file))
        except yaml.YAMLError as error:  # the reader's own refusals, which carry no mark
            self._report("yaml", f"the file cannot be read as YAML: {str(error).splitlines()[0]}", (1, 1))
        except (ValueError, OverflowError):  # the pure parser's chr() on an escape beyond Unicode
            self._report("yaml", "an escape such as \\U00110000 stands for no character", (1, 1))
        except _Stop:
            pass  # the problem that ended it is noted

    def _take(self, event: yaml.Event) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event, {} if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.stack.pop()
        elif kind is yaml.AliasEvent:
            self._stop(
                "alias", "an alias (*) is not allowed; a text that starts with * stands in quotes", _mark_of(event)
            )
        elif kind is yaml.DocumentStartEvent:
            self._start_document(event)

    def _start_document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop("documents", "a second document starts here (---); a file holds one", _mark_of(event))
        if event.version or event.tags:
            self._stop("directive", "a line that starts with % is a YAML directive; remove it", _mark_of(event))

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, container: list | dict) -> None:
        mark = self._check_node(event)
        if len(self.stack) >= self.limits.depth:
            self._stop("depth", f"lists and maps are nested deeper than {self.limits.depth} levels", mark)
        if self._expects_key():
            self._stop("key", "a list or a map stands where the name of a field is expected", mark)
        path = self._place(container, mark)
        self.stack.append(_Frame(container, path, bool(event.flow_style)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark = self._check_node(event)
        value = event.value
        plain = event.style is None or event.style == ""
        if refused := _REFUSED.search(value):
            self._stop("character", _describe_refused(refused.group()) + " (it is written as an escape)", mark)
        if self._expects_key():
            self._key(value, mark)
            return
        if plain and value == "":
            self._check_empty(mark)
            self._place(None, mark)
            return
        if plain and value in ("~", "null", "Null", "NULL"):
            self._report(
                "null", f"{value} is not a value; leave the field out, or quote the word", mark, example=f'"{value}"'
            )
        self._place(value, mark)

    def _key(self, name: str, mark: Mark) -> None:
        frame = self.stack[-1]
        path = (*frame.path, name)
        if not name:
            self._stop("key", "the name of a field is missing before the colon", mark)
        if name in frame.container:
            first = self.document.keys[path]
            self._report("duplicate-key", f"{_short(name)} is written twice, first on line {first[0]}", mark, path)
        else:
            self.document.keys[path] = mark
        frame.key, frame.waiting = name, True

    def _check_empty(self, mark: Mark) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is None or not frame.flow:
            return
        if isinstance(frame.container, dict):
            path = (*frame.path, frame.key)
            self._report(
                "comma",
                f"{_short(frame.key)} has no value; inside {{ }} a comma ends a text, so a text with a comma is quoted",
                self.document.keys[path],
                path,
                '{it: "Mosca, ieri", en: "Moscow, yesterday"}',
            )

    def _place(self, value: Data, mark: Mark) -> Path:
        """Put `value` where it belongs; return its path."""
        if not self.stack:
            self.document.data = value
            self.document.values[()] = mark
            return ()
        frame = self.stack[-1]
        if isinstance(frame.container, list):
            path = (*frame.path, len(frame.container))
            frame.container.append(value)
        else:
            path = (*frame.path, frame.key)
            frame.container.setdefault(frame.key, value)  # a duplicate key is reported; the first one stands
            frame.waiting = False
        self.document.values.setdefault(path, mark)
        return path

    def _expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].container, dict) and not self.stack[-1].waiting

    def _check_node(self, event: yaml.NodeEvent) -> Mark:
        mark = _mark_of(event)
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self._stop("nodes", f"the file holds more than {self.limits.nodes:,} values", mark)
        if event.anchor is not None:
            self._stop("anchor", "an anchor (&) is not allowed; a text that starts with & stands in quotes", mark)
        if event.tag is not None:
            self._stop("tag", "a tag (!) is not allowed; a text that starts with ! stands in quotes", mark)
        return mark

    def _report(self, code: str, message: str, mark: Mark, path: Path = (), example: str = "") -> None:
        problems = self.document.problems
        problems.append(
            Problem(code, message, Place(self.document.file, *mark), field=field_name(path), example=example)
        )
        if len(problems) >= self.limits.problems:
            raise _Stop

    def _stop(self, code: str, message: str, mark: Mark) -> None:
        self._report(code, message, mark)
        raise _Stop


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)


def _mark_of(event: yaml.Event) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
