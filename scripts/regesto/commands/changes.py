"""`regesto changes`: what a proposal changes for readers."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from regesto.commands.options import seeds_option

_EXIT = "Exit codes: 0 the summary was written; 2 the command was used wrongly, or git has no such revision."


@click.command("changes", epilog=_EXIT)
@click.argument("revisions", metavar="BASE[..HEAD]")
@seeds_option
@click.option("--language", help="The language of the summary; by default the dossier's first.")
def command(revisions: str, seeds: Path, language: str | None) -> None:
    """Say in Markdown what changes for readers from BASE to HEAD, or from BASE to the files as they are now.

    Entries added, changed, retracted and removed, claims, corroboration that moved, and the pages touched. For the
    summary of a pull request: regesto changes origin/main..HEAD
    """
    from regesto.commands.revisions import read_range, take_out
    from regesto.pages.change_summary import write_summary
    from regesto.pages.edition import Edition
    from regesto.seeds.dossier import read_dossier
    from regesto.seeds.reading import read_seeds
    from regesto.views.changes import compare

    base, head = read_range(revisions)
    with tempfile.TemporaryDirectory(prefix="regesto-") as folder:
        before = read_seeds(take_out(seeds, base, Path(folder) / "before"))
        reading = read_dossier(seeds if head is None else take_out(seeds, head, Path(folder) / "after"))
    after = reading.draft
    edition = Edition(dossier=after, language=language or after.default_language, site_name="")
    click.echo(write_summary(before.draft, edition, compare(before.draft, after), len(reading.errors)), nl=False)
