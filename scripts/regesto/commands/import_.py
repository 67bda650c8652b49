"""`regesto import`: references of other programs as records of sources."""

from __future__ import annotations

from pathlib import Path

import click

from regesto.commands.options import seeds_option
from regesto.commands.reporting import count, print_problems

_EXIT = (
    "Exit codes: 0 all was read; 1 something could not be read, or is wrong with the new "
    "files; 2 the command was used wrongly."
)


@click.command("import", epilog=_EXIT)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@seeds_option
@click.option("--format", "form", help="bibtex, ris, csl or csv; by default told by the end of the file's name.")
@click.option("--language", default="", help="The language of references that do not say theirs; else the dossier's.")
@click.option("--with-abstracts", is_flag=True, help="Take the abstracts too: only if they are your own words.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
def command(file: Path, seeds: Path, form: str | None, language: str, with_abstracts: bool, dry_run: bool) -> None:
    """Make records of sources from the references in FILE: BibTeX, RIS, CSL-JSON or CSV.

    References that the dossier has already (by address, DOI, or title and year) are left out. Outlets that actors.yml
    lacks are added to it. Nothing that exists is overwritten. Whatever could not be taken is said with its line.
    """
    from regesto.importing.reference import Weight
    from regesto.importing.registry import READERS, find_format, read_references
    from regesto.importing.sources import Manner, bring
    from regesto.seeds.reading import read_seeds
    from regesto.starting.rights import default_words

    form = form or find_format(file.name)
    if form not in READERS:
        raise click.UsageError(f"What format is {file.name}? Say --format {', '.join(READERS)}.")
    reading = read_seeds(seeds)
    if not reading.complete:
        print_problems(reading.errors, seeds)
        raise click.ClickException("nothing was imported: first correct the seeds (see `regesto check`).")
    words = default_words(reading.draft.default_language)
    manner = Manner(words["rights"], words["no_abstract"], with_abstracts, language)
    made = bring(read_references(file.read_bytes(), form), reading.draft, reading.places, manner)
    for notice in made.notices:
        click.echo(f"{file.as_posix()}:{notice.line}: {notice.weight}: {notice.message}", err=True)
    lost = sum(notice.weight is Weight.ERROR for notice in made.notices)
    wrong = False if dry_run else _write(seeds, made)
    for id, fields in made.sources.items():
        click.echo(f"{'Would be written' if dry_run else 'Written'}: {_name(seeds, id)}  {fields['title'][:60]}")
    click.echo(
        f"{count(len(made.sources), 'source', 'sources')} {'to come' if dry_run else 'new'}, "
        f"{count(len(made.outlets), 'outlet', 'outlets')} with them; {made.left_out:,} here already; {lost:,} not read"
    )
    if made.sources and not dry_run and not with_abstracts:
        click.echo("Their abstracts are still to be written, in your own words.")
    if lost or wrong:
        click.get_current_context().exit(1)


def _name(seeds: Path, id: str) -> str:
    return (seeds / "sources" / f"{id}.yml").as_posix()


def _write(seeds: Path, made) -> bool:
    """Write outlets, then sources; print what is wrong with them and return whether anything is."""
    from regesto.model.ids import Kind
    from regesto.seeds.dossier import read_dossier
    from regesto.starting.records import Refusal, make_source, make_term, write_record

    names = set()
    try:
        for id, fields in made.outlets.items():
            write_record(seeds, make_term(seeds, Kind.ACTOR, id, fields))
        for id, fields in made.sources.items():
            record = make_source(id, fields)
            write_record(seeds, record)
            names.add(record.name)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    except OSError as error:
        raise click.FileError(str(error.filename or seeds), error.strerror) from None
    errors = [one for one in read_dossier(seeds).errors if one.where.file in names]
    print_problems(errors, seeds)
    return bool(errors)
