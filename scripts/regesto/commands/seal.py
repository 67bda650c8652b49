"""`regesto seal`: quotes against articles."""

from __future__ import annotations

from pathlib import Path

import click

from regesto.commands.options import EXIT_CODES, articles_option, seeds_option
from regesto.commands.reporting import count, print_problems, working
from regesto.seeds.reading import read_seeds
from regesto.seeds.sealing import seal, write_seals
from regesto.seeds.texts import Articles


@click.command("seal", epilog=EXIT_CODES)
@seeds_option
@articles_option(required=True)
def command(seeds: Path, articles: Path) -> None:
    """Check quotes against the articles, and seal them.

    Compares every quote with its article to the letter (white space and the shapes of quotation marks do not count),
    writes seals.yml, and notes in each source the fingerprint of the text that was read. No text of an article is
    written. Seals of sources whose text is not in the folder stay as they are.
    """
    with working("Reading the seeds"):
        reading = read_seeds(seeds)
    if not reading.complete:
        print_problems(reading.errors, seeds)
        click.echo(f"Nothing was sealed: {count(len(reading.errors), 'error', 'errors')} first (see `regesto check`).")
        click.get_current_context().exit(1)
    with working("Comparing quotes and articles"):
        sealed = seal(reading.draft, Articles(articles), reading.places)
    try:
        changed = write_seals(seeds, sealed, reading.places)
    except OSError as error:
        raise click.FileError(str(error.filename or seeds), error.strerror) from None
    print_problems(sealed.problems, seeds)
    for source in sealed.without_text:
        click.echo(f"No text for {source}: its quotes stay as they are.")
    for name in changed:
        click.echo(f"Written: {(seeds / name).as_posix()}")
    total = sum(map(len, sealed.seals.values()))
    click.echo(
        f"{count(total, 'quote', 'quotes')} sealed, {sealed.new:,} of them new; {len(sealed.problems):,} not right"
    )
    if sealed.problems:
        click.get_current_context().exit(1)
