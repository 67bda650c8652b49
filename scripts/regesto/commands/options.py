"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

EXIT_CODES = "Exit codes: 0 all is well; 1 there are problems in the data; 2 the command was used wrongly."

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

seeds_option = click.option(
    "--seeds", type=_FOLDER, default="seeds", show_default=True, help="The folder with the dossier's YAML files."
)


def articles_option(required: bool = False):
    """Return the option for the folder with the articles' texts."""
    return click.option(
        "--articles",
        type=_FOLDER,
        required=required,
        help="The folder with the texts of the articles, one file for each source: <id>.txt, or its text_file.",
    )


config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The settings of the site's first edition.",
)

strict_option = click.option(
    "--strict/--lenient", default=True, show_default=True, help="Stop at MkDocs' warnings too, as a broken link."
)
