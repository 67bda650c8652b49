"""What the named elements of a pattern covered, once the automaton has found that it matches.

Each element is compiled into a function that tries it at a place and yields the places after it, with what was named on
the way; the first way through to the end of the match is taken. Patterns are small and matches short, so walking back
is cheap here, and the automaton need not carry names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from regesto.drafting.annotation import Item
from regesto.drafting.pattern import Choice, Label, Repeat, Row, Word

Names = dict[str, list[Item]]
Walk = Callable[[Sequence[Item], int, int], Iterator[tuple[int, Names]]]
Capture = Callable[[Sequence[Item], int, int], Names]

_NOTHING: Names = {}


def compile_capture(row: Row) -> Capture:
    """Return a function of (items, start, end) that says what each named element of `row` covered.

    It is to be called where `row` matches `items[start:end]` exactly; a row without names costs nothing.
    """
    if not _has_names(row):
        return lambda items, start, end: _NOTHING
    walk = _compile(row)

    def capture(items: Sequence[Item], start: int, end: int) -> Names:
        return next((names for at, names in walk(items, start, end) if at == end), _NOTHING)

    return capture


def _has_names(element: object) -> bool:
    match element:
        case Word(_, name) | Label(_, name):
            return bool(name)
        case Row(elements):
            return any(map(_has_names, elements))
        case Choice(rows, name):
            return bool(name) or any(map(_has_names, rows))
        case Repeat(inner):
            return _has_names(inner)
    return False


def _compile(element: object) -> Walk:
    match element:
        case Word(word, name):
            return _compile_one(name, lambda item: item.low == word)
        case Label(label, name):
            return _compile_one(name, lambda item: label in item.labels)
        case Row((only,)):
            return _compile(only)
        case Row(elements):
            return _compile_row(tuple(map(_compile, elements)))
        case Choice(rows, name):
            return _compile_choice(tuple(map(_compile, rows)), name)
        case Repeat(inner, least, many):
            return _compile_repeat(_compile(inner), least, many)
    raise TypeError(f"no element of a pattern: {element!r}")


def _compile_one(name: str, fits: Callable[[Item], bool]) -> Walk:
    def walk(items: Sequence[Item], at: int, end: int) -> Iterator[tuple[int, Names]]:
        if at < end and fits(items[at]):
            yield at + 1, {name: [items[at]]} if name else _NOTHING

    return walk


def _compile_row(walks: tuple[Walk, ...], first: int = 0) -> Walk:
    if first == len(walks):
        return lambda items, at, end: iter(((at, _NOTHING),))
    head, rest = walks[first], _compile_row(walks, first + 1)

    def walk(items: Sequence[Item], at: int, end: int) -> Iterator[tuple[int, Names]]:
        for middle, names in head(items, at, end):
            for after, more in rest(items, middle, end):
                yield after, _join(names, more)

    return walk


def _compile_choice(walks: tuple[Walk, ...], name: str) -> Walk:
    def walk(items: Sequence[Item], at: int, end: int) -> Iterator[tuple[int, Names]]:
        for one in walks:
            for after, names in one(items, at, end):
                yield after, names | {name: list(items[at:after])} if name else names

    return walk


def _compile_repeat(inner: Walk, least: int, many: bool) -> Walk:
    def walk(items: Sequence[Item], at: int, end: int, least: int = least) -> Iterator[tuple[int, Names]]:
        for middle, names in inner(items, at, end):
            if middle > at and many:
                for after, more in walk(items, middle, end, 0):
                    yield after, _join(names, more)
            else:
                yield middle, names
        if least == 0:
            yield at, _NOTHING

    return walk


def _join(names: Names, more: Names) -> Names:
    if not more:
        return names
    if not names:
        return more
    return {name: names.get(name, []) + more.get(name, []) for name in {**names, **more}}
