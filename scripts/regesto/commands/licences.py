"""`regesto licences`: what Regesto is made with, and under which terms."""

from __future__ import annotations

import click

_EXIT = "Exit codes: 0 all is well; 2 the command was used wrongly."


@click.command("licences", epilog=_EXIT)
@click.option(
    "--with", "extras", multiple=True, type=click.Choice(["draft", "dask", "test"]), help="Extras to include."
)
@click.option("--bill", is_flag=True, help="Print a bill of materials (CycloneDX 1.6, JSON) instead.")
def command(extras: tuple[str, ...], bill: bool) -> None:
    """List every package that Regesto needs, with its version and its licence."""
    from regesto.site.components import find_components, make_bill

    components = find_components(extras=extras)
    if bill:
        click.echo(make_bill(components), nl=False)
        return
    width = max((len(one.name) + len(one.version) for one in components), default=0) + 2
    for one in components:
        click.echo(f"{f'{one.name} {one.version}':{width}}{one.licence or 'NOT SAID'}")
