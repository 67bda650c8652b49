"""`regesto schema`: the JSON Schemas that editors use."""

from __future__ import annotations

from pathlib import Path

import click

from regesto.commands.options import EXIT_CODES
from regesto.seeds.schema import find_stale, write_schemas


@click.command("schema", epilog=EXIT_CODES)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="schema",
    show_default=True,
    help="Where the schemas stand.",
)
@click.option("--check", is_flag=True, help="Write nothing; only say whether the schemas are up to date.")
def command(folder: Path, check: bool) -> None:
    """Write the JSON Schemas that editors use.

    They are made from the model and describe every file of the seeds. An editor finds the one for a file by its first
    line, such as: # yaml-language-server: $schema=../../../schema/entry.json
    """
    if check:
        stale = find_stale(folder)
        for name in stale:
            click.echo(f"{(folder / name).as_posix()} is not as the model makes it; run `regesto schema`")
        if stale:
            click.get_current_context().exit(1)
        click.echo("The schemas are up to date.")
        return
    try:
        changed = write_schemas(folder)
    except OSError as error:
        raise click.FileError(str(error.filename or folder), error.strerror) from None
    for name in changed:
        click.echo(f"Written: {(folder / name).as_posix()}")
    if not changed:
        click.echo("The schemas are up to date.")
