"""`regesto new place`: a place with the coordinates of a point in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from regesto.commands.asking import ask
from regesto.commands.new.record import Beginning, finish, id_option
from regesto.commands.options import EXIT_CODES, seeds_option
from regesto.model.ids import Kind
from regesto.model.vocabulary import Precision
from regesto.starting.records import make_term


@click.command("place", epilog=EXIT_CODES)
@seeds_option
@id_option
@click.option("--name", help="The name that readers see.")
@click.option("--lat", help="Latitude in decimal degrees, north positive.")
@click.option("--lon", help="Longitude in decimal degrees, east positive.")
@click.option("--precision", help="What the point stands for: site, city, region or country.")
@click.option("--reference", help="The public reference that the coordinates come from.")
@click.option("--part-of", help="The place that it lies in.")
def command(
    seeds: Path,
    id: str | None,
    name: str | None,
    lat: str | None,
    lon: str | None,
    precision: str | None,
    reference: str | None,
    part_of: str | None,
) -> None:
    """Add a place at the end of places.yml."""
    beginning = Beginning(seeds)
    name = beginning.ask_text("--name", name, "The place's name?")
    lat = ask("--lat", lat, "Latitude, north positive, such as 50.18?", _read_degrees(90))
    lon = ask("--lon", lon, "Longitude, east positive, such as -4.27?", _read_degrees(180))
    kinds = [one.value for one in Precision]
    precision = beginning.ask_choice("--precision", precision, "What does the point stand for?", kinds, "site")
    reference = beginning.ask_text("--reference", reference, "Where do the coordinates come from (GeoNames 481608)?")
    part_of = beginning.ask_one("--part-of", part_of, "Which place does it lie in (may stay empty)?", Kind.PLACE, "")
    id = beginning.choose_id(id, name, beginning.ids(Kind.PLACE))
    fields = {"name": name, "lat": lat, "lon": lon, "precision": precision, "reference": reference, "part_of": part_of}
    hint = f"Entries name it as `places: [{id}]`."
    finish(beginning, lambda: make_term(seeds, Kind.PLACE, id, fields), id, hint)


def _read_degrees(most: int) -> Callable[[str], str]:
    def read(value: str) -> str:
        value = value.strip()
        try:
            degrees = float(value)
        except ValueError:
            degrees = most + 1
        if not -most <= degrees <= most:
            raise click.BadParameter(f"expected degrees such as 50.18, from -{most} to {most}")
        return value

    return read
