"""`regesto new source`: the record of an article."""

from __future__ import annotations

import re
from pathlib import Path

import click

from regesto.commands.asking import ask, read_text
from regesto.commands.new.record import Beginning, finish, id_option
from regesto.commands.options import EXIT_CODES, seeds_option
from regesto.model.ids import Kind
from regesto.model.source import SourceType
from regesto.model.text import LANGUAGE
from regesto.starting.records import make_source
from regesto.starting.rights import default_rights

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+\Z")


@click.command("source", epilog=EXIT_CODES)
@seeds_option
@id_option
@click.option("--title", help="The title as printed.")
@click.option("--type", "form", help="What it is, by CSL's names: article-newspaper (by default), webpage, report ...")
@click.option("--author", "authors", multiple=True, help="An author as printed; repeat it for more.")
@click.option("--outlet", help="Who published it: the id of an actor.")
@click.option("--issued", help="When it appeared, in EDTF: 2024-09-18, 2024-09, 2024-09~.")
@click.option("--issued-note", help="On what grounds, where the date is inferred and not printed.")
@click.option("--url", help="Where it can be read.")
@click.option("--archive-url", help="Where an archived copy can be read.")
@click.option("--language", help="Its language, such as en; by default that of the dossier.")
@click.option("--rights", help="Whose the text is, and what may be done with it.")
@click.option("--abstract", help="What it says, in your own words.")
def command(seeds: Path, id: str | None, authors: tuple[str, ...], **given: str | None) -> None:
    """Write the record of an article that was read, in sources/.

    What is not known is said to be unknown: leave it out, or leave the answer empty.
    """
    beginning = Beginning(seeds)
    fields: dict[str, object] = {}
    fields["type"] = ask("--type", given["form"], "", _read_type, SourceType.NEWSPAPER.value) if given["form"] else None
    fields["title"] = beginning.ask_text("--title", given["title"], "Title, as printed?")
    author = "; ".join(authors) if authors else None
    written = ask("--author", author, "Authors as printed, with `;` between them (empty: unknown)?", str.strip, "")
    fields["author"] = [" ".join(one.split()) for one in written.split(";") if one.strip()]
    fields["outlet"] = beginning.ask_one("--outlet", given["outlet"], "Outlet (empty: unknown)?", Kind.ACTOR, "")
    fields["issued"] = beginning.ask_date("--issued", given["issued"], "When did it appear, in EDTF (empty: unknown)?")
    inferred = bool(given["issued_note"]) and bool(fields["issued"])
    fields["issued_basis"] = "inferred" if inferred else "stated" if fields["issued"] else "unknown"
    fields["issued_note"] = given["issued_note"]
    fields["url"] = ask("--url", given["url"], "Address (empty: unknown)?", _read_address, "")
    fields["archive_url"] = ask("--archive-url", given["archive_url"] or "", "", _read_address)
    fields["language"] = ask("--language", given["language"], "Its language?", _read_language, beginning.language)
    fields["rights"] = given["rights"] or default_rights(beginning.language)
    known = ("author", "outlet", "url", "archive_url", "issued")
    fields["unknown"] = [name for name in known if not fields[name]]
    fields["abstract"] = ask("--abstract", given["abstract"], "What does it say, in your own words?", read_text)
    id = beginning.choose_id(id, str(fields["title"]), beginning.ids(Kind.SOURCE))
    text = (seeds / "articles" / f"{id}.txt").as_posix()
    hint = f"Now: regesto new entry\nIts text, if you have it, goes into {text}; git ignores that folder."
    finish(beginning, lambda: make_source(id, fields), id, hint)


def _read_type(value: str) -> str:
    kinds = [one.value for one in SourceType]
    if value not in kinds:
        raise click.BadParameter(f"there is no type {value}; there are: {', '.join(kinds)}")
    return value


def _read_address(value: str) -> str:
    value = value.strip()
    if value and not _ADDRESS.match(value):
        raise click.BadParameter("expected an address that starts with https:// or http://, without spaces")
    return value


def _read_language(value: str) -> str:
    if not LANGUAGE.match(value.strip()):
        raise click.BadParameter("expected a language code such as it or en")
    return value.strip()
