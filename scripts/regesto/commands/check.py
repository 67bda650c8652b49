"""`regesto check`: what is wrong with the seeds, all at once."""

from __future__ import annotations

from pathlib import Path

import click

from regesto.commands.options import EXIT_CODES, articles_option, seeds_option
from regesto.commands.reporting import FORMATS, report, working
from regesto.commands.streams import write_for_programs
from regesto.seeds.dossier import read_dossier


@click.command("check", epilog=EXIT_CODES)
@seeds_option
@articles_option()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text for people, json for programs, github or gitlab for notes on the lines of a proposal.",
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
def command(seeds: Path, articles: Path | None, form: str, strict: bool) -> None:
    """Check the seeds and report every problem at once.

    Reads every file, checks each record and how records fit together. With the texts of the articles at hand
    (--articles), every quote is compared to the letter; without them, sealed quotes must be as they were sealed.
    """
    with working("Checking the seeds"):
        reading = read_dossier(seeds, articles, _find_checks(seeds))
    if form != "text":
        write_for_programs()
    report(reading, form, seeds)
    if reading.errors or (strict and reading.warnings):
        click.get_current_context().exit(1)


def _find_checks(seeds: Path) -> tuple:
    """Return the checks of the dossier's own extensions, which the `mkdocs.yml` beside its seeds names."""
    config_file = seeds.resolve().parent / "mkdocs.yml"
    if not config_file.is_file() or b"extensions" not in config_file.read_bytes():
        return ()  # the usual case, which need not wait for MkDocs
    from mkdocs.exceptions import Abort

    from regesto.site.extensions import find_extensions, load_extensions

    try:
        return load_extensions(find_extensions(config_file)).checks
    except Abort as abort:
        raise click.ClickException(str(abort)) from None
