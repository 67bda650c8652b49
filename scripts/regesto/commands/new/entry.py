"""`regesto new entry`: one event with its first claim."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from regesto.commands.asking import ask, can_ask
from regesto.commands.new.record import Beginning, finish, id_option, read_line
from regesto.commands.options import EXIT_CODES, seeds_option
from regesto.model.entry import Certainty, Stance
from regesto.model.ids import UNNAMED, Kind
from regesto.starting.records import make_entry
from regesto.starting.slugs import make_id


@click.command("entry", epilog=EXIT_CODES)
@seeds_option
@id_option
@click.option("--title", help="A headline in your own words.")
@click.option("--date", help="When it happened, in EDTF: 2024-09-18, 2024-09~, 2024-10/2024-11. May stay empty.")
@click.option("--date-note", help="How the date is known, or why there is none.")
@click.option("--summary", help="Two to four sentences in your own words.")
@click.option("--topic", "topics", multiple=True, help="A topic's id; repeat it for more, the main one first.")
@click.option("--place", "places", multiple=True, help="A place's id; repeat it for more.")
@click.option("--actor", "actors", multiple=True, metavar="ACTOR:ROLE", help="Who takes part and how; repeat it.")
@click.option("--source", help="The article that the first claim was read in: a source's id.")
@click.option("--says", help="What is claimed, in your own words.")
@click.option("--origin", "origins", multiple=True, help="Who says so in the end: an actor's id, or unnamed.")
@click.option("--via", "via", multiple=True, help="Who relays it, from the origin on: an actor's id; repeat it.")
@click.option("--stance", help="affirms (by default), denies, doubts or predicts.")
@click.option("--certainty", help="stated (by default), hedged or estimated.")
@click.option("--quote", help="The passage it rests on, to the letter, 30 words at most.")
@click.option("--paragraph", help="Which paragraph that stands in; the title is 0.")
@click.option("--by", help="Who reviewed it: an editor's id from dossier.yml; by default the first one.")
def command(seeds: Path, id: str | None, by: str | None, **given: str | tuple[str, ...] | None) -> None:
    """Write a new entry with its first claim, in the folder of its year.

    On a terminal it shows the ids there are and says dates in words. Further claims, figures and relations are added
    in the file; an editor that knows the schema completes them.
    """
    beginning = Beginning(seeds)
    for kind, what in ((Kind.TOPIC, "topic"), (Kind.SOURCE, "source")):
        if not beginning.ids(kind):
            raise click.UsageError(f"The dossier has no {what} yet. First run: regesto new {what}")
    fields: dict[str, object] = {"title": beginning.ask_text("--title", given["title"], "Headline, in your own words?")}
    fields["date"] = beginning.ask_date("--date", given["date"], "When did it happen, in EDTF (empty: not known)?")
    note = "How is the date known (may stay empty)?" if fields["date"] else "Why is there no date?"
    fields["date_note"] = beginning.ask_text("--date-note", given["date_note"], note, "" if fields["date"] else None)
    fields["summary"] = beginning.ask_text("--summary", given["summary"], "Two to four sentences about it?")
    fields["topics"] = beginning.ask_ids("--topic", given["topics"], "Topics, the main one first?", Kind.TOPIC)
    fields["places"] = beginning.ask_ids("--place", given["places"], "Places (may stay empty)?", Kind.PLACE, False)
    fields["actors"] = [_read_actor(beginning, one) for one in given["actors"]]
    fields["claims"] = [_ask_claim(beginning, given)]
    editors = beginning.ids(Kind.EDITOR)
    first = next(iter(beginning.reading.draft.settings.editors), None)
    by = beginning.ask_one("--by", by, "", Kind.EDITOR) if by else first
    fields["status"] = "reviewed"
    fields["reviewed"] = {"by": by or editors[0], "on": datetime.date.today().isoformat()}
    id = beginning.choose_id(id, str(fields["title"]), beginning.ids(Kind.ENTRY))
    finish(beginning, lambda: make_entry(id, fields), id, "More claims go under `claims:`; see it with: regesto serve")


def _ask_claim(beginning: Beginning, given: dict) -> dict[str, object]:
    if can_ask():
        click.echo("The first claim: who says what, and where it was read.")
    source = beginning.ask_one("--source", given["source"], "Which source was it read in?", Kind.SOURCE)
    says = beginning.ask_text("--says", given["says"], "What is claimed, in your own words?")
    origin = beginning.ask_ids(
        "--origin", given["origins"], "Who says so in the end (unnamed: nobody is named)?", Kind.ACTOR, more=(UNNAMED,)
    )
    via = beginning.ask_ids("--via", given["via"], "Who relays it, in order (may stay empty)?", Kind.ACTOR, False)
    stances, certainties = ([one.value for one in kind] for kind in (Stance, Certainty))
    stance = beginning.ask_choice("--stance", given["stance"], "Where does the origin stand?", stances, "affirms")
    certainty = beginning.ask_choice("--certainty", given["certainty"], "How outright?", certainties, "stated")
    quote = ask("--quote", given["quote"], "The passage it rests on, to the letter, 30 words at most?", read_line, "")
    paragraph = (
        ask("--paragraph", given["paragraph"], "In which paragraph (the title is 0)?", _read_number) if quote else ""
    )
    return {
        "id": "-".join(make_id(says, fallback="claim").split("-")[:4]),
        "says": says,
        "source": source,
        "origin": origin[0] if len(origin) == 1 else origin,
        "via": via,
        "stance": stance,
        "certainty": certainty,
        "evidence": [{"quote": quote, "paragraph": paragraph}] if quote else None,
    }


def _read_actor(beginning: Beginning, given: str) -> dict[str, str]:
    actor, colon, role = given.partition(":")
    if not colon:
        raise click.BadParameter("expected an actor and a role, as actor:role", param_hint="--actor")
    return {
        "actor": beginning.ask_one("--actor", actor, "", Kind.ACTOR),
        "role": beginning.ask_one("--actor", role, "", Kind.ROLE),
    }


def _read_number(value: str) -> str:
    if not (value.strip().isascii() and value.strip().isdigit()):
        raise click.BadParameter("expected the number of a paragraph, such as 4")
    return str(int(value))
