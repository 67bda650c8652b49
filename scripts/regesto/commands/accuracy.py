"""`regesto accuracy`: the drafting rules against a gold file."""

from __future__ import annotations

from pathlib import Path

import click

from regesto.commands.options import articles_option

_EXIT = "Exit codes: 0 scored; 1 the gold file could not be read; 2 the command was used wrongly."


@click.command("accuracy", epilog=_EXIT)
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@articles_option()
@click.option(
    "--seeds",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A dossier whose names count as known; without it only general names do.",
)
@click.option("--misses/--no-misses", default=True, show_default=True, help="List what was missed, or found wrongly.")
def command(gold: Path, articles: Path | None, seeds: Path | None, misses: bool) -> None:
    """Score the rules against GOLD: a folder of annotated articles, or one file.

    Prints precision (how much of what was found is right to be found), recall (how much of what is there was found)
    and how many values are right, by kind.
    """
    try:
        from regesto.drafting.curated import score_curated
        from regesto.drafting.engine import Engine
        from regesto.drafting.gold import read_gold
        from regesto.drafting.language import load_language
        from regesto.drafting.scoring import score, table
        from regesto.drafting.vocabulary import make_vocabulary
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"drafting needs more packages ({error.name}): pip install 'regesto[draft]'"
        ) from None
    from regesto.seeds.reading import read_seeds

    dossier = read_seeds(seeds).draft if seeds else None
    language = load_language("it")
    try:
        scores = score(read_gold(gold, articles), Engine(language, make_vocabulary(dossier, language)))
    except (OSError, ValueError, KeyError) as error:
        raise click.ClickException(f"{gold} cannot be scored: {error}") from None
    for line in table(scores):
        click.echo(line)
    if misses:
        for kind, one in scores.items():
            for miss in one.misses:
                click.echo(f"  {kind}: {miss}")
    if seeds and articles:
        for line in score_curated(seeds, dossier, articles):
            click.echo(line)
