"""`regesto accept`: corrected drafts into curated entries."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from regesto.commands.options import EXIT_CODES, articles_option, seeds_option


@click.command("accept", epilog=EXIT_CODES)
@click.argument("source")
@click.argument("entry", required=False)
@seeds_option
@articles_option()
@click.option("--by", default=None, help="Who reviewed it: an editor's id from dossier.yml (by default the first one).")
@click.option("--on", "day", default=None, help="The day of the review, such as 2026-11-21 (by default today).")
def command(
    source: str, entry: str | None, seeds: Path, articles: Path | None, by: str | None, day: str | None
) -> None:
    """Turn the drafts of SOURCE, or only its ENTRY, into curated entries.

    Checks them by the model first; if anything is wrong, says what, and writes nothing. With --articles the quotes
    are sealed too. An entry that says add_to: ID gives its claims to that curated entry.
    """
    try:
        from regesto.drafting.accepting import accept, write
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"drafting needs more packages ({error.name}): pip install 'regesto[draft]'"
        ) from None
    from regesto.seeds.reading import read_seeds
    from regesto.seeds.sealing import seal, write_seals
    from regesto.seeds.texts import Articles

    by = by or next(iter(read_seeds(seeds).draft.settings.editors), None)
    if by is None:
        raise click.ClickException("dossier.yml names no editor, or cannot be read (see `regesto check`): say --by ID")
    result = accept(seeds, source, entry, by, day or datetime.date.today().isoformat())
    if result.problems:
        for problem in result.problems:
            click.echo(problem, err=True)
        click.echo("Nothing was accepted.", err=True)
        click.get_current_context().exit(1)
    for line in result.waiting:
        click.echo(line)
    for path in write(result):
        click.echo(f"Written: {path.as_posix()}" if path.exists() else f"Removed: {path.as_posix()} (no drafts left)")
    if articles is None:
        click.echo("Now seal the quotes: regesto seal --articles FOLDER")
        return
    reading = read_seeds(seeds)
    sealed = seal(reading.draft, Articles(articles), reading.places)
    write_seals(seeds, sealed, reading.places)
    for problem in sealed.problems:
        click.echo(str(problem), err=True)
    click.echo(f"{sealed.new} new seals")
    if sealed.problems:
        click.get_current_context().exit(1)
