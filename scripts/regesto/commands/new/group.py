"""`regesto new`: a group whose commands are imported when they are called."""

from __future__ import annotations

from importlib import import_module

import click

from regesto.commands.options import EXIT_CODES

KINDS: dict[str, tuple[str, str]] = {
    "entry": ("regesto.commands.new.entry", "An event with its first claim."),
    "source": ("regesto.commands.new.source", "The record of an article that was read."),
    "topic": ("regesto.commands.new.topic", "A subject that entries are filed under."),
    "actor": ("regesto.commands.new.actor", "A state, an organisation, a person or an outlet."),
    "place": ("regesto.commands.new.place", "A place, with its coordinates."),
    "dossier": ("regesto.commands.new.dossier", "A dossier on another subject, in a folder of its own."),
}
"""What can be begun: the module that holds it as `command`, and its line in the help."""


class _LazyGroup(click.Group):
    """A group that imports a command's module only to run it or to show its own help."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names in their order."""
        return list(KINDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command, whose module is imported now."""
        return import_module(KINDS[name][0]).command if name in KINDS else None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in KINDS.items()])


@click.group("new", cls=_LazyGroup, epilog=EXIT_CODES)
def command() -> None:
    """Start a dossier, an entry, a source, or a term of a vocabulary.

    On a terminal it asks for what no option gives; in a script, a required option that is missing is named. Nothing
    that exists is ever overwritten. Whatever is written is checked at once.
    """
