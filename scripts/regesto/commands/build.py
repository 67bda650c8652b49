"""`regesto build`: the site, in every language."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from regesto.commands.options import EXIT_CODES, config_option, strict_option


@click.command("build", epilog=EXIT_CODES)
@config_option
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="The folder to write to, if not the settings'.")
@strict_option
def command(config_file: Path, site_dir: Path | None, strict: bool) -> None:
    """Check the seeds and build the site, in every language.

    Does what `mkdocs build --strict` does, and shows problems in the data as `regesto check` does.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from regesto.commands.building import check_seeds, set_up_logging, show_path, show_progress

    set_up_logging(logging.WARNING)
    config = load_config(str(config_file), strict=strict, site_dir=str(site_dir) if site_dir else None)
    check_seeds(config)
    with show_progress("Building the site") as tell:
        config.plugins["regesto"].tell = tell
        build(config)
    click.echo(f"The site is in {show_path(Path(config.site_dir))}/")
