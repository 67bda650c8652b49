"""What the commands for new records share: the options, the dossier that is there, and the check at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import click

from regesto.commands.asking import ask, can_ask, read_choice, read_text
from regesto.commands.reporting import print_problems
from regesto.model.edtf import Edtf, EdtfError
from regesto.model.ids import ID_PATTERN, Kind
from regesto.pages.dates import date_in_words
from regesto.pages.i18n import load_words
from regesto.resources import find_templates
from regesto.seeds.dossier import read_dossier
from regesto.seeds.reading import read_seeds
from regesto.seeds.result import Reading
from regesto.seeds.shapes import KIND_NAMES
from regesto.starting.records import NewRecord, Refusal, write_record
from regesto.starting.slugs import make_id

NOT_YET = frozenset({"unused-term", "missing-translation", "unanswered-question"})
"""Warnings that a record cannot help when it is new."""

ADDABLE = frozenset({Kind.TOPIC, Kind.ACTOR, Kind.PLACE, Kind.SOURCE})
"""The kinds that `regesto new` begins."""

SHOWN = 12
"""Ids that are listed before a question; where there are more, the first ones and how many there are."""

id_option = click.option("--id", help="Its permanent id; by default made of its title or name.")


class Beginning:
    """The dossier in which a record is begun, and the questions about it."""

    def __init__(self, seeds: Path) -> None:
        self.seeds = seeds
        self.reading: Reading = read_seeds(seeds)
        if not self.reading.has_settings:
            print_problems([one for one in self.reading.problems if one.where.file == "dossier.yml"], seeds)
            raise click.ClickException(f"{seeds.as_posix()} holds no dossier whose dossier.yml can be read.")
        self.language = self.reading.draft.default_language

    def ids(self, kind: Kind) -> list[str]:
        """Return the ids of a kind, sorted."""
        return sorted(self.reading.places.ids(kind))

    def ask_text(self, option: str, given: str | None, question: str, default: str | None = None) -> str:
        """Ask for a text in the dossier's default language; with `default` "" it may stay empty."""
        return ask(option, given, question, read_text if default is None else read_line, default)

    def ask_one(self, option: str, given: str | None, question: str, kind: Kind, default: str | None = None) -> str:
        """Ask for one id; with `default` "" there may be none."""
        found = self.ask_ids(option, (given,) if given is not None else (), question, kind, default is None)
        if len(found) > 1:
            raise click.BadParameter(f"one is enough, and here are {len(found)}", param_hint=option)
        return found[0] if found else default or ""

    def ask_ids(
        self,
        option: str,
        given: Sequence[str],
        question: str,
        kind: Kind,
        required: bool = True,
        more: Collection[str] = (),
    ) -> list[str]:
        """Ask for ids of `kind`, or words in `more`, with commas between them."""
        known = [*self.ids(kind), *more]
        how_to_add = f"regesto new {kind}" if kind in ADDABLE else ""
        read = read_choice(known, KIND_NAMES[kind].partition(" ")[2], how_to_add)
        if not given and can_ask():
            self._show(known)

        def read_all(value: str) -> str:
            found = [read(one) for one in value.replace(",", " ").split()]
            if required and not found:
                raise click.BadParameter("at least one is needed")
            return " ".join(dict.fromkeys(found))

        joined = ",".join(given) if given else None
        return ask(option, joined, question, read_all, None if required else "").split()

    def _show(self, known: Sequence[str]) -> None:
        more = f" ... and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
        click.echo(f"  {', '.join(known[:SHOWN]) or 'there are none yet'}{more}")

    def ask_date(self, option: str, given: str | None, question: str) -> str:
        """Ask for a date in EDTF, or none, and say it in words."""
        written = ask(option, given, question, read_date, "")
        if written and can_ask():
            words = load_words(self.language, (find_templates(),))
            said = date_in_words(Edtf.parse(written), self.language, words.find("dates"))
            click.echo(f"  {written}: {said}")
        return written

    def ask_choice(self, option: str, given: str | None, question: str, choices: Sequence[str], default: str) -> str:
        """Ask for one of a few words."""
        return ask(option, given, f"{question} ({', '.join(choices)})", read_choice(choices, "choice"), default)

    def choose_id(self, given: str | None, text: str, taken: Collection[str]) -> str:
        """Return the id that was given, which must be one and free, or one made of `text`."""
        if given is None:
            return make_id(text, taken)
        if given in taken:
            raise click.BadParameter(f"there is a record {given} already", param_hint="--id")
        return read_id(given)


def read_line(value: str) -> str:
    """Return a text on one line, which may be empty."""
    return read_text(value) if value.strip() else ""


def read_date(value: str) -> str:
    """Return a date in EDTF as it is written, or an empty text."""
    value = value.strip()
    if not value:
        return ""
    try:
        return str(Edtf.parse(value))
    except EdtfError as error:
        raise click.BadParameter(f"{error.reason}; for example {error.example}") from None


def read_id(value: str) -> str:
    """Return an id."""
    if not re.fullmatch(ID_PATTERN, value) or len(value) > 80:
        raise click.BadParameter(
            "an id has small letters a to z, digits and single hyphens, 80 at most", param_hint="--id"
        )
    return value


def finish(beginning: Beginning, make: Callable[[], NewRecord], id: str, next_step: str) -> None:
    """Write the record that `make` makes, check it, and say what is wrong with it; ends with 1 if something is."""
    try:
        record = make()
        path = write_record(beginning.seeds, record)
    except Refusal as refusal:
        raise click.UsageError(f"{refusal}. Nothing was written.") from None
    except OSError as error:
        raise click.FileError(str(error.filename or beginning.seeds), error.strerror) from None
    click.echo(f"Written: {path.as_posix()}" + ("" if record.is_file else f", the term {id} at its end"))
    found = [
        problem
        for problem in read_dossier(beginning.seeds).problems
        if problem.where.file == record.name
        and problem.code not in NOT_YET
        and (record.is_file or problem.field.split(".")[0] == id)
    ]
    print_problems(found, beginning.seeds)
    others = [one for one in beginning.reading.draft.settings.languages if one != beginning.language]
    if others:
        click.echo(f"Its texts are in {beginning.language} only; add {', '.join(others)} in the file.")
    if any(problem.severity == "error" for problem in found):
        click.echo("Correct this in the file, then run `regesto check`.")
        click.get_current_context().exit(1)
    click.echo(f"It has no errors. {next_step}")
