"""`regesto new topic`: a subject that entries are filed under."""

from __future__ import annotations

from pathlib import Path

import click

from regesto.commands.new.record import Beginning, finish, id_option
from regesto.commands.options import EXIT_CODES, seeds_option
from regesto.model.ids import Kind
from regesto.starting.records import make_term


@click.command("topic", epilog=EXIT_CODES)
@seeds_option
@id_option
@click.option("--name", help="The name that readers see.")
@click.option("--description", help="One or two sentences about it.")
def command(seeds: Path, id: str | None, name: str | None, description: str | None) -> None:
    """Add a topic at the end of topics.yml."""
    beginning = Beginning(seeds)
    name = beginning.ask_text("--name", name, "The topic's name?")
    description = beginning.ask_text("--description", description, "What belongs to it (may stay empty)?", "")
    id = beginning.choose_id(id, name, beginning.ids(Kind.TOPIC))
    fields = {"name": name, "description": description}
    finish(beginning, lambda: make_term(seeds, Kind.TOPIC, id, fields), id, f"Entries name it as `topics: [{id}]`.")
