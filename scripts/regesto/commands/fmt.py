"""`regesto fmt`: the seeds in canonical form."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from regesto.commands.options import seeds_option
from regesto.commands.reporting import count, print_problems
from regesto.seeds.formatting import find_formattable, find_seeds, format_seed
from regesto.seeds.writing import write_if_changed

_EXIT = (
    "Exit codes: 0 all is well; 1 with --check or --diff, a file would change, or a file cannot be read; "
    "2 the command was used wrongly."
)


@click.command("fmt", epilog=_EXIT)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@seeds_option
@click.option("--check", "only_check", is_flag=True, help="Write nothing; only name the files that would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; show what would change.")
def command(files: tuple[Path, ...], seeds: Path, only_check: bool, show_diff: bool) -> None:
    """Put FILES, or every file of the seeds, in canonical form: the same data, always laid out the same way.

    Comments, blank lines and quotation marks stay. Fields come in the order of the model, lists are indented by two,
    long lines are wrapped, and the line that tells editors the schema is put at the top. A file is written whole or
    not at all, and only if it changes.
    """
    if not files and not (seeds / "dossier.yml").is_file():
        raise click.UsageError(f"{seeds.as_posix()} holds no dossier: there is no dossier.yml in it.")
    changed, broken, seen = [], 0, 0
    for path in files or find_formattable(seeds):
        folder = find_seeds(path)
        if folder is None:
            raise click.UsageError(f"{path.as_posix()} is in no dossier: no folder above it has a dossier.yml.")
        raw = path.read_bytes()
        name = path.resolve().relative_to(folder).as_posix()
        result = format_seed(raw, name, modeline=(folder.parent / "schema").is_dir())
        seen += 1
        if result.text is None:
            broken += 1
            print_problems(result.problems, folder)
        elif result.text.encode() != raw:
            changed.append(path)
            _change(path, raw, result.text, only_check, show_diff)
    _sum_up(len(changed), seen, broken, written=not (only_check or show_diff))
    if broken or (changed and (only_check or show_diff)):
        click.get_current_context().exit(1)


def _change(path: Path, raw: bytes, text: str, only_check: bool, show_diff: bool) -> None:
    name = path.as_posix()
    if show_diff:
        before = raw.decode("utf-8-sig").splitlines()
        for line in difflib.unified_diff(before, text.splitlines(), name, f"{name} (canonical)", lineterm=""):
            click.echo(line)
    elif only_check:
        click.echo(f"Not canonical: {name}")
    else:
        try:
            write_if_changed(path, text.encode())
        except OSError as error:
            raise click.FileError(name, error.strerror) from None
        click.echo(f"Written: {name}")


def _sum_up(changed: int, seen: int, broken: int, written: bool) -> None:
    as_they_are = count(seen - changed - broken, "file is", "files are")
    parts = [f"{as_they_are} canonical"]
    if changed:
        parts.append(f"{changed:,} {'made so' if written else 'would change (run `regesto fmt`)'}")
    if broken:
        parts.append(f"{broken:,} cannot be read (see above)")
    click.echo("; ".join(parts) + ".")
