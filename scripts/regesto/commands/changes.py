"""`regesto changes`: what a proposal changes for readers."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from regesto.commands.asking import ask, read_choice
from regesto.commands.options import seeds_option
from regesto.commands.streams import write_for_programs
from regesto.resources import find_templates

FALLBACK = "en"
"""The language of the summary where there are no words in the dossier's own."""

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

    if language is not None:
        language = ask("--language", language, "", read_choice(known_languages(), "language with words"))
    base, head = read_range(revisions)
    with tempfile.TemporaryDirectory(prefix="regesto-") as folder:
        before = read_seeds(take_out(seeds, base, Path(folder) / "before"))
        reading = read_dossier(seeds if head is None else take_out(seeds, head, Path(folder) / "after"))
    after = reading.draft
    own = after.default_language if after.default_language in known_languages() else FALLBACK
    edition = Edition(dossier=after, language=language or own, site_name="")
    write_for_programs()
    click.echo(write_summary(before.draft, edition, compare(before.draft, after), len(reading.errors)), nl=False)


def known_languages() -> list[str]:
    """Return the languages that Regesto has words in."""
    return sorted(path.name for path in (find_templates() / "i18n").iterdir() if path.is_dir())
