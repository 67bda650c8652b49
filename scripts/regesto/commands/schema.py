"""`regesto schema`: the JSON Schemas that editors use."""

from __future__ import annotations

from pathlib import Path

import click

from regesto.commands.options import EXIT_CODES
from regesto.seeds.reference import make_reference
from regesto.seeds.schema import find_stale, write_schemas
from regesto.seeds.writing import write_if_changed


@click.command("schema", epilog=EXIT_CODES)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="schema",
    show_default=True,
    help="Where the schemas stand.",
)
@click.option(
    "--reference",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the reference of all fields, in Markdown, to this file.",
)
@click.option("--check", is_flag=True, help="Write nothing; only say whether the schemas are up to date.")
def command(folder: Path, reference: Path | None, check: bool) -> None:
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
        changed = [folder / name for name in write_schemas(folder)]
        if reference and write_if_changed(reference, make_reference().encode()):
            changed.append(reference)
    except OSError as error:
        raise click.FileError(str(error.filename or folder), error.strerror) from None
    for path in changed:
        click.echo(f"Written: {path.as_posix()}")
    if not changed:
        click.echo("The schemas are up to date.")
