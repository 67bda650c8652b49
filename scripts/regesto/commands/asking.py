"""Questions on a terminal: only what is missing is asked, and where nobody can answer, the option is named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import click

from regesto.seeds.nearest import nearest

SHOWN = 12
"""Choices that are listed before a question; of more, only how many there are is said."""


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal."""
    return sys.stdin.isatty()


def ask(option: str, given: str | None, question: str, read: Callable[[str], str], default: str | None = None) -> str:
    """Return what `option` was given, or the answer to `question`, read by `read`.

    `read` returns the value or raises `click.BadParameter` with what is wrong: a given option then ends the command,
    an answer is asked for again. With nobody to ask, `default` is taken, and without one the option is demanded.
    """
    if given is not None:
        try:
            return read(given)
        except click.BadParameter as error:
            raise click.BadParameter(error.message, param_hint=option) from None
    if not can_ask():
        if default is None:
            raise click.UsageError(f"Missing option {option}: {question[0].lower()}{question[1:]}")
        return default
    while True:
        answer = click.prompt(question, default=default, show_default=bool(default), prompt_suffix=" ")
        try:
            return read(answer)
        except click.BadParameter as error:
            click.echo(f"  {error.message}")


def read_text(value: str) -> str:
    """Return a text on one line that is not empty."""
    text = " ".join(value.split())
    if not text:
        raise click.BadParameter("expected a text that is not empty")
    if not text.isprintable():
        raise click.BadParameter("there is something in it that cannot be shown; is the terminal set to UTF-8?")
    return text


def read_choice(choices: Sequence[str], what: str, how_to_add: str = "") -> Callable[[str], str]:
    """Return a reader of one of `choices`, which says which one was perhaps meant, or how to add one.

    `what` names a choice, such as "topic"; `how_to_add` is a command.
    """

    def read(value: str) -> str:
        value = value.strip()
        if value in choices:
            return value
        near = nearest(value, choices)
        hint = f"did you mean {near}?" if near else f"there are: {', '.join(sorted(choices)) or 'none yet'}"
        add = f" (a new one: {how_to_add})" if how_to_add and not near else ""
        raise click.BadParameter(f"there is no {what} {value}; {hint}{add}")

    return read
