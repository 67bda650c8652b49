"""`regesto new dossier`: another subject."""

from __future__ import annotations

import datetime
import os
import re
import shlex
from pathlib import Path

import click

from regesto import __version__
from regesto.commands.asking import ask, read_choice, read_text
from regesto.commands.options import EXIT_CODES

_REVIEWER = re.compile(r"@[A-Za-z0-9][\w.-]*(/[\w.-]+)*")
"""An account or a team, as CODEOWNERS names it on GitHub, GitLab and Forgejo."""


def read_reviewers(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of accounts; raises click's error for one that no forge would know."""
    for name in names:
        if not _REVIEWER.fullmatch(name):
            raise click.BadParameter(f"{name} is no account or team; write it as @name or @team/name")
    return names


@click.command("dossier", epilog=EXIT_CODES)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="The dossier's name.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    help="A language of the site, such as en; repeat it for more.",
)
@click.option("--description", default="", help="What it is about, in two or three sentences.")
@click.option("--editors", default="", help="Who reviews entries: a name that readers see.")
@click.option(
    "--reviewer",
    "reviewers",
    multiple=True,
    metavar="ACCOUNT",
    callback=lambda context, parameter, value: read_reviewers(value),
    help="Who is asked to review every proposal, an account or team on the forge such as @team; repeat it for more.",
)
def command(
    folder: Path,
    title: str | None,
    languages: tuple[str, ...],
    description: str,
    editors: str,
    reviewers: tuple[str, ...],
) -> None:
    """Start a dossier on another subject in DIR, which must be new or empty.

    It is whole: settings, vocabularies, one invented entry that shows how it is done, workflows for GitHub and GitLab,
    templates for proposals. It builds at once. Asks for what no option gives.
    """
    from regesto.starting.dossier import NewDossier, find_obstacles, list_languages, make_dossier, write_dossier

    for obstacle in find_obstacles(folder):
        raise click.UsageError(f"{obstacle}. Name a folder that is new or empty.")
    title = ask("--title", title, "What is the dossier called?", read_text)
    read = read_choice(list_languages(), "language")
    chosen = [ask("--language", one, "", read) for one in languages]
    chosen = chosen or [ask("--language", None, f"In which language ({', '.join(list_languages())})?", read)]
    new = NewDossier(
        title, tuple(dict.fromkeys(chosen)), datetime.date.today(), __version__, description, editors, reviewers
    )
    try:
        written = write_dossier(folder, make_dossier(new))
    except OSError as error:
        raise click.FileError(str(error.filename or folder), error.strerror) from None
    click.echo(f"{folder.as_posix()} holds a dossier of {len(written)} files. Next:")
    steps = {
        f"cd {_quote(folder)}": "where every command works",
        "regesto serve": "look at it in a browser, with its one invented entry",
        "regesto new source": "the record of the first article of your own",
    }
    for line, what in steps.items():
        click.echo(f"  {line:<{max(map(len, steps))}}  # {what}")


def _quote(folder: Path) -> str:
    """Return a folder as it is typed in a shell."""
    return f'"{folder}"' if os.name == "nt" else shlex.quote(str(folder))
