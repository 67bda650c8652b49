"""`regesto migrate`: older data into the format of today."""

from __future__ import annotations

from pathlib import Path

import click

from regesto.commands.options import EXIT_CODES, seeds_option
from regesto.commands.reporting import count, print_problems
from regesto.model.dossier import FORMAT
from regesto.seeds.migrating import lift_seeds, write_lifted


@click.command("migrate", epilog=EXIT_CODES)
@seeds_option
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done.")
def command(seeds: Path, dry_run: bool) -> None:
    """Lift the data of a dossier to the format of today.

    dossier.yml says which format the data is in. A newer Regesto may write data in another way; this command then
    changes the files and keeps their comments. Data that is in the format of today stays as it is.
    """
    lifted = lift_seeds(seeds)
    if lifted.problems:
        print_problems(lifted.problems, seeds)
        click.echo("Nothing was changed.")
        click.get_current_context().exit(1)
    if not lifted.steps:
        click.echo(f"The data is in format {FORMAT}, the one of today.")
        return
    for step in lifted.steps:
        click.echo(f"From format {lifted.start} {step}.")
    if dry_run:
        for name in sorted(lifted.files):
            click.echo(f"Would be written: {(seeds / name).as_posix()}")
        click.echo(f"{count(len(lifted.files), 'file', 'files')} would change; nothing was written.")
        return
    try:
        changed = write_lifted(seeds, lifted)
    except OSError as error:
        raise click.FileError(str(error.filename or seeds), error.strerror) from None
    for name in changed:
        click.echo(f"Written: {(seeds / name).as_posix()}")
    click.echo("Now run `regesto check`, and look at what changed with `git diff`.")
