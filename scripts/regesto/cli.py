"""The command `regesto`: a group whose commands are imported when they are called, so that help is instant."""

from __future__ import annotations

import sqlite3
from importlib import import_module
from typing import Any

import click

from regesto import __version__
from regesto.commands.streams import write_anything

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("regesto.commands.new.group", "Start a dossier, an entry, a source or a term."),
    "import": ("regesto.commands.import_", "Make sources from BibTeX, RIS, CSL-JSON or CSV."),
    "check": ("regesto.commands.check", "Check the seeds and report every problem at once."),
    "seal": ("regesto.commands.seal", "Check quotes against the articles, and seal them."),
    "build": ("regesto.commands.build", "Build the site, in every language."),
    "serve": ("regesto.commands.serve", "Show the site in a browser, rebuilt at every save."),
    "export": ("regesto.commands.export", "Make the copy that is read without a network."),
    "draft": ("regesto.commands.draft", "Draft entries from articles, for a person to correct."),
    "accept": ("regesto.commands.accept", "Turn a corrected draft into curated entries."),
    "accuracy": ("regesto.commands.accuracy", "Score the drafting rules against a gold file."),
    "fmt": ("regesto.commands.fmt", "Put the seeds in canonical form, comments kept."),
    "migrate": ("regesto.commands.migrate", "Lift older data to the format of today."),
    "changes": ("regesto.commands.changes", "Say what a proposal changes for readers."),
    "licences": ("regesto.commands.licences", "List what Regesto is made with, and under which terms."),
    "schema": ("regesto.commands.schema", "Write the JSON Schemas that editors use."),
}
"""Every command: the module that holds it as `command`, and its line in the help."""


class _LazyGroup(click.Group):
    """A group that imports a command's module only to run it or to show its own help."""

    def main(self, *arguments: Any, **settings: Any) -> Any:
        write_anything()
        return super().main(*arguments, **settings)

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return import_module(COMMANDS[name][0]).command if name in COMMANDS else None

    def invoke(self, context: click.Context) -> Any:
        """Run a command. A full disk or a folder that may not be written is nobody's bug: it is said in one line."""
        try:
            return super().invoke(context)
        except BrokenPipeError:
            raise  # click ends quietly where nobody reads on
        except (OSError, sqlite3.OperationalError) as error:
            where = f"{error.filename}: " if getattr(error, "filename", None) else ""
            why = getattr(error, "strerror", None) or str(error)
            message = f"{where}{why}. Whatever file was there is as it was; mend that, and run the command again."
            raise click.ClickException(message) from None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all is well; 1 there are problems in the data; 2 the command was used wrongly.",
)
@click.version_option(__version__, prog_name="regesto")
def main() -> None:
    """Regesto makes a research site of YAML files that say who really says what.

    Start with `regesto check`, which reads the seeds folder and says what is wrong, and where.
    """
