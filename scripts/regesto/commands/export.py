"""`regesto export`: the offline copy."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from regesto.commands.options import EXIT_CODES, config_option, strict_option


@click.command("export", epilog=EXIT_CODES)
@config_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="build",
    show_default=True,
    help="The folder to write to.",
)
@click.option("--pdf", is_flag=True, help="Make a PDF of the whole dossier too, one for each language.")
@strict_option
def command(config_file: Path, output: Path, pdf: bool, strict: bool) -> None:
    """Check the seeds and make the copy that is read without a network, from a folder or a USB stick.

    Writes one zip, and beside it the folder that it unpacks to. The same data gives the same bytes: the files in the
    zip bear the date in SOURCE_DATE_EPOCH, else that of the last commit. `--pdf` needs the extra: regesto[pdf].
    """
    from mkdocs.config import load_config

    from regesto.commands.building import check_seeds, set_up_logging, show_path, show_progress
    from regesto.site.export import export_site

    set_up_logging(logging.WARNING)
    check_seeds(load_config(str(config_file)))
    with show_progress("Making the offline copy") as tell:
        copy = export_site(config_file, output, strict=strict, tell=tell)
    click.echo(f"The offline copy is {show_path(copy.archive)}")
    click.echo(f"It unpacks to a folder such as {show_path(copy.folder)}/, where {copy.start} is the file to open.")
    if pdf:
        _make_pdf(copy.folder, output)


def _make_pdf(folder: Path, output: Path) -> None:
    from regesto.commands.building import show_path
    from regesto.site.pdf import PdfMissing, write_pdfs

    try:
        made = write_pdfs(folder, output)
    except PdfMissing as missing:
        raise click.ClickException(str(missing)) from missing
    for path in made:
        click.echo(f"The dossier as PDF is {show_path(path)}")
    if not made:
        click.echo("There is no PDF: the dossier is too large for one page.")
