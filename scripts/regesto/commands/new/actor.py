"""`regesto new actor`: a state, an organisation, a person or an outlet."""

from __future__ import annotations

from pathlib import Path

import click

from regesto.commands.new.record import Beginning, finish, id_option
from regesto.commands.options import EXIT_CODES, seeds_option
from regesto.model.ids import Kind
from regesto.model.vocabulary import ActorKind
from regesto.starting.records import make_term


@click.command("actor", epilog=EXIT_CODES)
@seeds_option
@id_option
@click.option("--name", help="The name that readers see.")
@click.option("--kind", help="state, organisation, person or outlet.")
@click.option("--part-of", help="The actor it belongs to: two voices of one government are one origin.")
@click.option("--description", help="One or two sentences about it.")
def command(
    seeds: Path, id: str | None, name: str | None, kind: str | None, part_of: str | None, description: str | None
) -> None:
    """Add an actor at the end of actors.yml."""
    beginning = Beginning(seeds)
    name = beginning.ask_text("--name", name, "The actor's name?")
    kind = beginning.ask_choice("--kind", kind, "What is it?", [one.value for one in ActorKind], "organisation")
    part_of = beginning.ask_one("--part-of", part_of, "Which actor is it part of (may stay empty)?", Kind.ACTOR, "")
    description = beginning.ask_text("--description", description, "Who is it (may stay empty)?", "")
    id = beginning.choose_id(id, name, beginning.ids(Kind.ACTOR))
    fields = {"name": name, "kind": kind, "part_of": part_of, "description": description}
    hint = f"Claims name it as `origin: {id}`."
    finish(beginning, lambda: make_term(seeds, Kind.ACTOR, id, fields), id, hint)
