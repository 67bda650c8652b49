"""`regesto draft`: articles into draft entries."""

from __future__ import annotations

import re
from pathlib import Path

import click

from regesto.commands.options import seeds_option
from regesto.model.edtf import Edtf, EdtfError

EXIT = "Exit codes: 0 all is well; 1 some article could not be read; 2 the command was used wrongly."


def _check_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    try:
        return str(Edtf.parse(value)) if value else ""
    except EdtfError as error:
        raise click.BadParameter(str(error)) from None


@click.command("draft", epilog=EXIT)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@seeds_option
@click.option("--published", callback=_check_date, help="When the articles appeared, in EDTF, such as 2024-09~.")
@click.option("--outlet", default="", help="Who published them: an id from actors.yml.")
@click.option(
    "--language", type=click.Choice(["it", "en"]), default=None, help="Their language, instead of finding out."
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--explain", is_flag=True, help="Print the articles with what was found in them, and by which rule.")
@click.option(
    "--with",
    "plugins",
    type=click.Choice(["spacy", "llm"]),
    multiple=True,
    help="Also ask spaCy, if installed, or a language model (at REGESTO_LLM_URL; the texts are sent there).",
)
@click.option("--jobs", default=1, show_default=True, help="How many articles at once; -1: as many as there are cores.")
@click.option(
    "--backend", type=click.Choice(["loky", "dask"]), default="loky", show_default=True, help="Who does the work."
)
@click.option("--scheduler", default="", help="The address of a dask cluster, with --backend dask.")
def command(
    articles: tuple[str, ...],
    seeds: Path,
    published: str,
    outlet: str,
    language: str | None,
    dry_run: bool,
    explain: bool,
    jobs: int,
    backend: str,
    scheduler: str,
    plugins: tuple[str, ...],
) -> None:
    """Read articles and draft entries from them, for a person to correct and accept.

    An ARTICLE is a text, Markdown, HTML or PDF file, a folder of them, a pattern such as "press/*.txt", or - for
    what is piped in. For each, seeds/drafts gets one file; what you changed in it stays.
    """
    try:
        from regesto.drafting.batch import run
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"drafting needs more packages ({error.name}): pip install 'regesto[draft]'"
        ) from None
    from regesto.reading.document import Facts
    from regesto.seeds.reading import read_seeds

    reading = read_seeds(seeds)
    facts = Facts(published=published, outlet=outlet) if published or outlet else None
    failed = run(
        articles,
        seeds,
        reading.draft,
        facts=facts,
        language=language or "",
        dry_run=dry_run,
        explain=explain,
        jobs=jobs,
        backend=backend,
        scheduler=scheduler,
        say=_say,
        plugins=plugins,
    )
    if failed:
        click.get_current_context().exit(1)


def _say(line: str, *, problem: bool = False) -> None:
    """Print one line; problems go to standard error."""
    if problem:
        line = re.sub(r"\s+", " ", line)
    click.echo(line, err=problem)
