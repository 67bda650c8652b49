"""What `build`, `serve` and `export` share: the check before them, and what they show while they work."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig
from rich.console import Console

from regesto.commands.reporting import print_problems, summarise
from regesto.seeds.dossier import read_dossier
from regesto.seeds.result import Reading
from regesto.site.extensions import load_extensions

SHOW_EVERY = 50
"""Pages between two updates of what is shown."""


def set_up_logging(level: int) -> None:
    """Let MkDocs say what it has to say from `level` up, one plain line each, on the error output."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers = [handler]
    logger.setLevel(level)
    logger.propagate = False


def check_seeds(config: MkDocsConfig) -> Reading:
    """Read and check the seeds of a site, once; show every problem; end with exit code 1 if one is an error.

    The plugin of `config` then takes what was read here.
    """
    plugin = config.plugins.get("regesto")
    if plugin is None:
        raise click.ClickException("mkdocs.yml does not name the plugin `regesto`; add it under `plugins:`.")
    seeds = Path(plugin.config.seeds)
    if not seeds.is_dir():
        raise click.ClickException(
            f"There is no folder {seeds.name!r}; the plugin's option `seeds` says where the data is."
        )
    reading = read_dossier(seeds, checks=load_extensions(plugin.config.extensions).checks)
    print_problems(reading.problems, seeds)
    if reading.errors:
        click.echo(summarise(reading), err=True)
        click.get_current_context().exit(1)
    plugin.read = lambda folder, **more: reading
    return reading


@contextmanager
def show_progress(what: str) -> Iterator[Callable[[str, int], None]]:
    """Show, on a terminal only, what is done and how many pages there are so far; gives the function that is told."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda language, pages: None
        return
    with console.status(f"{what}…") as status:

        def tell(language: str, pages: int) -> None:
            if pages % SHOW_EVERY == 0:
                status.update(f"{what}: {language}, {pages:,} pages")

        yield tell


def show_path(path: Path) -> str:
    """Return a path as short as it can be said from here."""
    path = path.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
