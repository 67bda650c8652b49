"""Finds every regular expression of the package, and texts that would make a bad one stall.

Patterns come from three places: what modules compile when they are imported, what stands as a constant in a call of
`re` inside a function, and what the drafting's tables are compiled into. Texts are derived from each pattern's own
tree: for every repetition in it, what it repeats is pumped, after what leads to it and before what cannot match.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as code
import re._parser as parser
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regesto

PACKAGE = Path(regesto.__file__).parent

SAMPLES = {
    code.CATEGORY_DIGIT: "1",
    code.CATEGORY_NOT_DIGIT: "a",
    code.CATEGORY_SPACE: " ",
    code.CATEGORY_NOT_SPACE: "a",
    code.CATEGORY_WORD: "a",
    code.CATEGORY_NOT_WORD: "-",
}
TAILS = ("", "\x01", "!", "\n\x01")


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern with its flags, where it stands, and whether it is only ever tried at one place of a text."""

    pattern: str
    flags: int
    where: str
    anchored: bool


def find_patterns() -> list[Found]:
    """Return every pattern, each once; one that is searched for anywhere counts as searched for."""
    found: dict[tuple[str, int], Found] = {}
    for one in (*_module_patterns(), *_inline_patterns(), *_compiled_tables()):
        if isinstance(one.pattern, str):
            key = (one.pattern, one.flags & ~re.UNICODE)
            if key not in found or not one.anchored:
                found[key] = one
    return sorted(found.values(), key=lambda one: (one.where, one.pattern))


def _module_patterns() -> Iterator[Found]:
    for info in pkgutil.walk_packages([str(PACKAGE)], "regesto."):
        if info.name.endswith(".__main__"):
            continue
        module = importlib.import_module(info.name)
        searched = _searched_names(Path(module.__file__).read_text(encoding="utf-8"))
        for name, value in vars(module).items():
            for one in _inside(value):
                yield Found(one.pattern, one.flags, info.name, isinstance(value, re.Pattern) and name not in searched)


def _searched_names(source: str) -> set[str]:
    """Return the names that are used in any way but `NAME.match(...)` and `NAME.fullmatch(...)`."""
    tree = ast.parse(source)
    anchored = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("match", "fullmatch")
    }
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in anchored
    }


def _inline_patterns() -> Iterator[Found]:
    for path in sorted(PACKAGE.rglob("*.py")):
        where = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for text, anchored in _constants(ast.parse(path.read_text(encoding="utf-8"))):
            yield Found(text, 0, where, anchored)


def _inside(value: Any, depth: int = 3) -> Iterator[re.Pattern]:
    """Yield the compiled patterns in a value, in lists, maps and records too."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for one in list(value.values()):
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for one in list(value):
            yield from _inside(one, depth - 1)
    elif depth and type(value).__module__.startswith("regesto") and not isinstance(value, type):
        names = getattr(value, "__slots__", None) or getattr(value, "__dict__", ())
        for name in list(names):
            yield from _inside(getattr(value, name, None), depth - 1)


def _constants(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Yield the patterns that stand as constants in calls such as `re.sub(r"...", ...)`."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in {"sub", "search", "match", "fullmatch", "findall", "finditer", "split"}
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.args[0].value, node.func.attr in ("match", "fullmatch")


def _compiled_tables() -> Iterator[Found]:
    """Yield what the rules and word lists of both languages are compiled into."""
    from regesto.drafting.engine import Engine
    from regesto.drafting.language import load_language
    from regesto.drafting.vocabulary import make_vocabulary

    seen: list[Found] = []
    compile_really = re.compile

    def compile_and_note(pattern: Any, flags: int = 0) -> re.Pattern:
        made = compile_really(pattern, flags)
        seen.append(Found(made.pattern, made.flags, "the tables of the drafting", False))
        return made

    re.compile = compile_and_note
    try:
        for language in ("it", "en"):
            loaded = getattr(load_language, "__wrapped__", load_language)(language)
            Engine(loaded, make_vocabulary(None, loaded))
    finally:
        re.compile = compile_really
    yield from seen


def pump(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Yield, for every repetition in a pattern, a text that leads to it, what it repeats, and a tail."""
    for before, body in _repeats(parser.parse(pattern, flags), ""):
        for tail in TAILS:
            if body:
                yield before, body, tail


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    for operation, argument in tree:
        for inner in _children(operation, argument):
            yield from _repeats(inner, before)
        if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and argument[1] > 8:
            yield before, _sample(argument[2])
            for operation_within, argument_within in argument[2]:
                if operation_within is code.IN:
                    for text in _choices(argument_within):
                        yield before, text
        before += _sample([(operation, argument)])


def _children(operation: Any, argument: Any) -> list[Any]:
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return [argument[2]]
    if operation is code.SUBPATTERN:
        return [argument[3]]
    if operation is code.ATOMIC_GROUP:
        return [argument]
    if operation is code.BRANCH:
        return list(argument[1])[:6]
    if operation in (code.ASSERT, code.ASSERT_NOT):
        return [argument[1]]
    return []


def _choices(items: Any) -> list[str]:
    """Return up to three characters that a set holds."""
    if items and items[0][0] is code.NEGATE:
        taken = {argument for operation, argument in items if operation is code.LITERAL}
        return [one for one in "a 1,-" if ord(one) not in taken][:3]
    found = []
    for operation, argument in items:
        if operation is code.LITERAL:
            found.append(chr(argument))
        elif operation is code.RANGE:
            found.append(chr(argument[0]))
        elif operation is code.CATEGORY:
            found.append(SAMPLES.get(argument, "a"))
    return found[:3]


def _sample(tree: Any) -> str:
    """Return a text that a tree matches, as far as that is easy to say."""
    text = ""
    for operation, argument in tree:
        if operation is code.LITERAL:
            text += chr(argument)
        elif operation is code.NOT_LITERAL:
            text += "a" if argument != ord("a") else "b"
        elif operation is code.ANY:
            text += "a"
        elif operation is code.IN:
            text += (_choices(argument) or [""])[0]
        elif operation is code.BRANCH:
            text += _sample(argument[1][0])
        elif operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            text += _sample(argument[2]) * max(1, min(argument[0], 5))
        elif operation is code.SUBPATTERN:
            text += _sample(argument[3])
        elif operation is code.ATOMIC_GROUP:
            text += _sample(argument)
    return text


def measure(found: Found, text: str) -> float:
    """Return the seconds that a pattern takes for a text, in the way it is used."""
    compiled = re.compile(found.pattern, found.flags)
    start = time.perf_counter()
    if found.anchored:
        compiled.match(text)
        compiled.fullmatch(text)
    else:
        for _ in compiled.finditer(text):
            pass
    return time.perf_counter() - start


SIZES = (8, 12, 16, 18, 20, 22, 24, 26, 28, 32, 40, 48, 64, 96, 128, 256, 500, 1000, 2000, 4000, 8000, 16_000, 32_000)
"""Letters, in small steps at first: an exponential pattern shows at thirty, and would never end at some hundreds."""


def find_stall(found: Found, soon: float = 0.03) -> tuple[int, str] | None:
    """Return the size and the sort of a text on which a pattern takes far more time than the text has grown by."""
    for before, body, tail in sorted(set(pump(found.pattern, found.flags))):
        last, smaller = 0.0, 0
        for size in SIZES:
            text = f"{before}{body * max(1, size // len(body))}{tail}"
            took = min(measure(found, text), measure(found, text))
            if took > soon:
                if took > last * max(2.8, 1.4 * size / smaller):
                    sort = f"{before!r} + {body!r} * {size // len(body)} + {tail!r}"
                    return size, f"{sort}: {took:.3f} s after {last:.3f} s"
                break
            last, smaller = took, size
    return None
