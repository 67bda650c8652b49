"""The YAML parser's complaints in words that say what to do, at the place where the mistake is."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from regesto.model.problem import Place, Problem


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a complaint means: `pattern` is searched in "context: problem"; `at_context` is where the mistake is."""

    pattern: str
    message: str
    example: str = ""
    at_context: bool = False


_RULES = (
    _Rule(r"tab character", "a tab stands where only spaces are allowed; indent with two spaces"),
    _Rule(
        r"scanning a simple key: could not find expected ':'",
        "a colon is missing after the name of a field, or this line belongs to the text above and is not indented",
        "title: A headline",
        at_context=True,
    ),
    _Rule(
        r"mapping values are not allowed",
        "a colon and a space stand inside a text without quotes, or the line above lacks its colon, "
        "or this line is indented too far",
        'title: "Kursk: the arrival"',
    ),
    _Rule(
        r"scanning a quoted scalar: found unexpected end",
        "a quotation mark is opened here and never closed",
        at_context=True,
    ),
    _Rule(
        r"quoted scalar: .*document (indicator|separator)",
        "a quotation mark is opened here and never closed",
        at_context=True,
    ),
    _Rule(
        r"double-quoted scalar: .*escape|quoted scalar: .*(escape|hexadecimal)",
        "a backslash stands inside double quotes; use single quotes, or write it twice",
        r"'C:\temp'",
    ),
    _Rule(
        r"flow sequence: ",
        "a comma or the closing ] of a list is missing before this, or a text in the list needs quotes",
        '[missili, "a text, with a comma"]',
    ),
    _Rule(
        r"flow mapping: ",
        "a comma or the closing } of a map is missing before this, or a text in the map needs quotes",
        '{it: "Kursk: l\'arrivo", en: "Kursk: the arrival"}',
    ),
    _Rule(
        r"cannot start any token",
        "a text cannot start with this character; put the whole text in quotes",
        'title: "@name writes"',
    ),
    _Rule(r"scanning an (alias|anchor)", "a text cannot start with * or &; put it in quotes", 'note: "* see below"'),
    _Rule(
        r"(scanning|parsing) a tag|scanning a directive|%",
        "a text cannot start with ! or %; put it in quotes",
        'note: "!"',
    ),
    _Rule(
        r"block mapping: (did not find expected key|expected <block end>)",
        "this does not fit the lines above: it is indented differently, or text follows a closing quote or bracket",
        "title: 'l''arrivo'",
    ),
    _Rule(
        r"block (collection|sequence): ",
        "this does not fit the list above: every item starts with a hyphen, all at the same indentation",
        "- first item",
    ),
    _Rule(
        r"sequence entries are not allowed",
        "an item of a list cannot start on this line; put the list on lines of its own, or in [ ]",
        "topics: [missili, munizioni]",
    ),
    _Rule(r"mapping keys are not allowed", "a question mark followed by a space stands here; put the text in quotes"),
    _Rule(r"document start", "this line is indented less than the first; all fields of a record start in one column"),
    _Rule(r"node content", "a value is expected here, or a closing bracket stands without its opening one"),
    _Rule(r"block scalar", "after | or > the text starts on the next line, indented", "note: >\n  The text."),
)


def explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Return the problem that a parser's `error` in `text` stands for, with its place in `file`."""
    complaint = f"{error.context or ''}: {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if mark is not None and _is_indented_by_tab(text, mark.line):
        rule = _RULES[0]
    else:
        rule = next((rule for rule in _RULES if re.search(rule.pattern, complaint)), None)
    if rule is None:
        rule = _Rule("", f"the file cannot be read as YAML ({complaint.strip(': ')})")
    if rule.at_context and error.context_mark is not None:
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return Problem("yaml", rule.message, Place(file, line, column), found=_line_at(text, line), example=rule.example)


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n?|\n", text)


def _is_indented_by_tab(text: str, line: int) -> bool:
    lines = _lines(text)
    return line < len(lines) and "\t" in re.match(r"\s*", lines[line]).group()


def _line_at(text: str, line: int) -> str:
    lines = _lines(text)
    shown = lines[line - 1].strip() if line <= len(lines) else ""
    return shown if len(shown) <= 60 else shown[:59] + "…"
