"""`regesto serve`: the site in a browser, rebuilt at every save."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from regesto.commands.options import EXIT_CODES, config_option


@click.command("serve", epilog=EXIT_CODES)
@config_option
@click.option("-a", "--address", metavar="HOST:PORT", help="Where to serve, if not the settings' (127.0.0.1:8000).")
@click.option("-o", "--open", "open_in_browser", is_flag=True, help="Open the site in a browser.")
def command(config_file: Path, address: str | None, open_in_browser: bool) -> None:
    """Show the site in a browser and rebuild it whenever a file is saved: seeds, documents, templates.

    An error in the data is shown here, and the browser keeps the last good site. Ctrl-C ends it.
    """
    from mkdocs.commands.serve import serve

    from regesto.commands.building import set_up_logging

    set_up_logging(logging.INFO)
    serve(str(config_file), dev_addr=address, open_in_browser=open_in_browser)
