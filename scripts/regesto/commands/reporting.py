"""Problems as people, programs and GitHub read them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text as Line

from regesto.model.problem import Problem, Severity
from regesto.model.seal import SealState
from regesto.seeds.result import Reading

FORMATS = ("text", "json", "github", "gitlab")
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}


def working(what: str) -> AbstractContextManager:
    """Show `what` with a moving sign while the block runs; on standard error, and on a terminal only."""
    console = Console(stderr=True)
    return console.status(what) if console.is_terminal else nullcontext()


def report(reading: Reading, form: str, seeds: Path) -> None:
    """Print the problems of `reading` and a summary in the format `form`, which is one of `FORMATS`."""
    if form == "json":
        click.echo(_as_json(reading))
    elif form == "gitlab":
        click.echo(_as_code_quality(reading, seeds))
    elif form == "github":
        for problem in reading.problems:
            click.echo(_as_command(problem, seeds))
        click.echo(summarise(reading))
    else:
        print_problems(reading.problems, seeds)
        _console().print(Line(summarise(reading), style="bold red" if reading.errors else "bold green"), soft_wrap=True)


def print_problems(problems: list[Problem], seeds: Path) -> None:
    """Print problems for people: a block for each one, which begins with its place as editors and terminals open it."""
    console = _console()
    for _, group in groupby(problems, key=lambda problem: problem.where.file):
        for problem in group:
            _print_problem(console, problem, seeds)
        console.print()


def _print_problem(console: Console, problem: Problem, seeds: Path) -> None:
    where = problem.where
    head = Line(f"{_show_path(seeds / where.file)}:{where.line}:{where.column}: ", style="bold")
    head.append(f"{problem.severity}: ", style=_COLOURS[problem.severity])
    if problem.field:
        head.append(f"{problem.field}: ", style="bold cyan")
    head.append(problem.message, style="default not dim")
    head.append(f"  [{problem.code}]", style="dim")
    console.print(head, soft_wrap=True)
    for label, text in (
        ("expected", problem.expected),
        ("found", problem.found),
        ("did you mean", f"{problem.suggestion}?" if problem.suggestion else ""),
        ("for example", problem.example),
    ):
        if text:
            line = Line(f"      {label}: ", style="dim")
            line.append(text.replace("\n", "\n" + " " * (len(label) + 8)), style="default not dim")
            console.print(line, soft_wrap=True)


def _show_path(path: Path) -> str:
    """Return a path as one would type it here: relative, if it is below the current folder."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def count_all(reading: Reading) -> dict[str, int]:
    """Return how many things of each sort were read, are wrong, and are sealed."""
    draft = reading.draft
    claims = list(draft.claims())
    states = Counter(sealing.state for entry, claim in claims for sealing in draft.sealings(entry, claim))
    return {
        "entries": len(draft.entries),
        "sources": len(draft.sources),
        "claims": len(claims),
        "errors": len(reading.errors),
        "warnings": len(reading.warnings),
        **{state.value: states[state] for state in SealState},
    }


def summarise(reading: Reading) -> str:
    """Return one line with what was read, what is wrong, and how many quotes are sealed."""
    counts = count_all(reading)
    return (
        f"{count(counts['entries'], 'entry', 'entries')}, {count(counts['sources'], 'source', 'sources')}, "
        f"{count(counts['claims'], 'claim', 'claims')}; {count(counts['errors'], 'error', 'errors')}, "
        f"{count(counts['warnings'], 'warning', 'warnings')}; {count(counts['sealed'], 'quote', 'quotes')} sealed, "
        f"{counts['altered']:,} altered, {counts['unsealed']:,} not yet sealed"
    )


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun, such as "1 error" or "2 errors"."""
    return f"{number:,} {one if number == 1 else many}"


def _as_json(reading: Reading) -> str:
    problems = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "file": problem.where.file,
            "line": problem.where.line,
            "column": problem.where.column,
            "field": problem.field,
            "message": problem.message,
            "expected": problem.expected,
            "found": problem.found,
            "suggestion": problem.suggestion,
            "example": problem.example,
        }
        for problem in reading.problems
    ]
    return json.dumps({"problems": problems, "counts": count_all(reading)}, ensure_ascii=False, indent=2)


def _as_command(problem: Problem, seeds: Path) -> str:
    """Return the workflow command that puts a problem on its line of a pull request.

    Escapes as GitHub's toolkit does (actions/toolkit, packages/core/src/command.ts), so that no text from a file can
    start a command of its own or add a property.
    """
    where = problem.where
    file = (seeds / where.file).as_posix()
    properties = f"file={_property(file)},line={where.line},col={where.column},title={_property(problem.code)}"
    return f"::{problem.severity} {properties}::{_data(chr(10).join(_explain(problem)))}"


def _explain(problem: Problem) -> list[str]:
    """Return all that a problem says, a line for each thing."""
    parts = [f"{problem.field}: {problem.message}" if problem.field else problem.message]
    parts += [f"expected {problem.expected}"] if problem.expected else []
    parts += [f"found {problem.found}"] if problem.found else []
    parts += [f"did you mean {problem.suggestion}?"] if problem.suggestion else []
    parts += [f"example: {problem.example}"] if problem.example else []
    return parts


def _as_code_quality(reading: Reading, seeds: Path) -> str:
    """Return the report that GitLab shows on the lines of a merge request (GitLab's docs: Code Quality report format).

    The fingerprint does not depend on the line, so that a problem that only moved is not taken for a new one.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    issues = []
    for problem in reading.problems:
        path = (seeds / problem.where.file).as_posix()
        mark = (path, problem.code, problem.field, problem.message)
        seen[mark] += 1
        issues.append(
            {
                "description": "; ".join(_explain(problem)),
                "check_name": problem.code,
                "fingerprint": sha256("\0".join((*mark, str(seen[mark]))).encode()).hexdigest(),
                "severity": {Severity.ERROR: "major", Severity.WARNING: "minor"}[problem.severity],
                "location": {"path": path, "lines": {"begin": problem.where.line}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _console() -> Console:
    """Return a console for standard output: colours on a terminal only, and no marks of its own in our texts."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
