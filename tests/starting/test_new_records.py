"""New records, by options and on a terminal: canonical, checked, never over anything that exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from regesto.cli import main
from regesto.commands.new.group import KINDS
from regesto.seeds.dossier import read_dossier
from terminal import talk

ENTRY = {
    "--title": "The lamp is lit again",
    "--date": "2001-05~",
    "--summary": "After three years the lamp burns.",
    "--topic": "example",
    "--actor": "example-harbour-office:organises",
    "--source": "example-article",
    "--says": "The lamp can be seen from afar.",
    "--origin": "example-harbour-office",
    "--via": "example-gazette",
    "--quote": "the lamp of the lighthouse",
    "--paragraph": "3",
}


def _run(*arguments: str):
    result = CliRunner().invoke(main, ["new", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _flatten(options: dict[str, str]) -> list[str]:
    return [part for option in options.items() for part in option]


def test_an_entry_by_options(dossier: Path) -> None:
    result = _run("entry", *_flatten(ENTRY))
    path = dossier / "seeds/entries/2001/the-lamp-is-lit-again.yml"
    assert result.output == (
        "Written: seeds/entries/2001/the-lamp-is-lit-again.yml\n"
        "It has no errors. More claims go under `claims:`; see it with: regesto serve\n"
    )
    assert path.read_text(encoding="utf-8").split("reviewed: {")[0] == (
        "# yaml-language-server: $schema=../../../schema/entry.json\n"
        "title: The lamp is lit again\n"
        "date: 2001-05~\n"
        "summary: After three years the lamp burns.\n"
        "topics: [example]\n"
        "actors:\n"
        "  - {actor: example-harbour-office, role: organises}\n"
        "claims:\n"
        "  - id: the-lamp-can-be\n"
        "    says: The lamp can be seen from afar.\n"
        "    source: example-article\n"
        "    origin: example-harbour-office\n"
        "    via: [example-gazette]\n"
        "    stance: affirms\n"
        "    certainty: stated\n"
        "    evidence:\n"
        "      - {quote: the lamp of the lighthouse, paragraph: 3}\n"
        "status: reviewed\n"
    )
    assert read_dossier(dossier / "seeds", dossier / "seeds/articles").problems == []
    assert CliRunner().invoke(main, ["fmt", "--check"]).exit_code == 0


def test_the_same_entry_again_gets_another_id(dossier: Path) -> None:
    _run("entry", *_flatten(ENTRY))
    assert "Written: seeds/entries/2001/the-lamp-is-lit-again-2.yml\n" in _run("entry", *_flatten(ENTRY)).output
    again = _run("entry", "--id", "the-lamp-is-lit-again", *_flatten(ENTRY))
    assert again.exit_code == 2
    assert "--id: there is a record the-lamp-is-lit-again already" in again.output


def test_a_file_that_is_in_the_way_stays(dossier: Path) -> None:
    """A broken source has no record, but its file is somebody's work."""
    path = dossier / "seeds/sources/mine.yml"
    path.write_text("title: [\n", encoding="utf-8")
    result = _run("source", "--id", "mine", "--title", "T", "--abstract", "A")
    assert result.exit_code == 2
    assert path.read_text(encoding="utf-8") == "title: [\n"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--topic": "exmaple"}, "--topic: there is no topic exmaple; did you mean example?"),
        ({"--origin": "unnamd"}, "--origin: there is no actor unnamd; did you mean unnamed?"),
        ({"--origin": "nobody-like-this"}, "example-times, unnamed (a new one: regesto new actor)"),
        ({"--actor": "example-gazette"}, "--actor: expected an actor and a role, as actor:role"),
        ({"--actor": "example-gazette:organize"}, "there is no role organize; did you mean organises?"),
        ({"--date": "2024-13"}, "--date: there is no month 13; months are 01 to 12"),
        ({"--date": ""}, "Missing option --date-note: why is there no date?"),
        ({"--paragraph": "four"}, "--paragraph: expected the number of a paragraph, such as 4"),
        ({"--stance": "denis"}, "--stance: there is no choice denis; did you mean denies?"),
        ({"--id": "../up"}, "--id: an id has small letters a to z, digits and single hyphens, 80 at most"),
    ],
)
def test_a_wrong_option_is_explained_and_nothing_written(changed: dict, said: str, dossier: Path) -> None:
    result = _run("entry", *_flatten(ENTRY | changed))
    assert result.exit_code == 2
    assert said in result.output
    assert sorted(path.name for path in (dossier / "seeds/entries").rglob("*.yml")) == ["example.yml"]


def test_an_error_in_the_new_file_is_shown_at_its_line(dossier: Path) -> None:
    """Options can be right one by one and wrong together: nothing is quoted here."""
    given = {name: value for name, value in ENTRY.items() if name not in ("--quote", "--paragraph")}
    result = _run("entry", *_flatten(given))
    assert result.exit_code == 1
    assert "seeds/entries/2001/the-lamp-is-lit-again.yml:9:" in result.output
    assert "[no-evidence]" in result.output
    assert result.output.endswith("Correct this in the file, then run `regesto check`.\n")


def test_a_source_says_what_is_unknown(dossier: Path) -> None:
    result = _run(
        "source", "--title", "A title: of sorts", "--author", "A. B.", "--author", "C. D.", "--abstract", "X."
    )
    assert result.output == (
        "Written: seeds/sources/a-title-of-sorts.yml\n"
        "It has no errors. Now: regesto new entry\n"
        "Its text, if you have it, goes into seeds/articles/a-title-of-sorts.txt; git ignores that folder.\n"
    )
    text = (dossier / "seeds/sources/a-title-of-sorts.yml").read_text(encoding="utf-8")
    assert "author: [A. B., C. D.]\n" in text
    assert "issued_basis: unknown\n" in text
    assert "unknown: [outlet, url, archive_url, issued]\n" in text


TERMS = [
    ("topic", "topics.yml", ["--name", "Repairs: a start"], "repairs-a-start"),
    ("actor", "actors.yml", ["--name", "Ada Sample", "--kind", "person", "--part-of", "example-gazette"], "ada-sample"),
    (
        "place",
        "places.yml",
        ["--name", "North Rock", "--lat", "1.5", "--lon", "-3", "--reference", "None"],
        "north-rock",
    ),
]


@pytest.mark.parametrize(("kind", "file", "options", "id"), TERMS)
def test_a_term_goes_to_the_end_and_the_rest_stays(kind, file, options, id, dossier: Path) -> None:
    path = dossier / "seeds" / file
    before = path.read_text(encoding="utf-8")
    result = _run(kind, *options)
    assert result.output.startswith(f"Written: seeds/{file}, the term {id} at its end\nIt has no errors. ")
    assert path.read_text(encoding="utf-8").startswith(f"{before}\n{id}:\n  name: ")
    assert CliRunner().invoke(main, ["fmt", "--check"]).exit_code == 0
    assert [one for one in read_dossier(dossier / "seeds").problems if one.severity == "error"] == []


@pytest.mark.parametrize("content", ["", "# none yet\n", None])
def test_a_vocabulary_may_be_empty_or_missing(content: str | None, dossier: Path) -> None:
    path = dossier / "seeds/topics.yml"
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    _run("topic", "--name", "Repairs")
    assert "repairs:\n  name: Repairs\n" in path.read_text(encoding="utf-8")


def test_a_vocabulary_with_mistakes_stays(dossier: Path) -> None:
    path = dossier / "seeds/topics.yml"
    path.write_text("a: {name: A\n", encoding="utf-8")
    result = _run("topic", "--name", "Repairs")
    assert result.exit_code == 2
    assert "topics.yml has mistakes; correct them first (see `regesto check`). Nothing was written." in result.output
    path.write_text("{a: {name: A}}\n", encoding="utf-8")
    result = _run("topic", "--name", "Repairs")
    assert "topics.yml cannot take a term at its end" in result.output
    assert path.read_text(encoding="utf-8") == "{a: {name: A}}\n"


@pytest.mark.parametrize("kind", KINDS)
def test_the_help_of_each(kind: str) -> None:
    told = _run(kind, "--help").output
    assert "Exit codes:" in told
    assert len(told.split()) > 30
    assert KINDS[kind][1] in _run("--help").output


def test_without_a_dossier(tmp_path: Path) -> None:
    result = _run("topic", "--seeds", str(tmp_path), "--name", "A")
    assert result.exit_code == 1
    assert "holds no dossier whose dossier.yml can be read" in result.output


def test_the_journey_on_a_terminal(dossier: Path) -> None:
    """A first entry by somebody who answers questions, makes mistakes, and is told so."""
    code, screen = talk(
        ["new", "entry"],
        [
            ("Headline, in your own words?", "The lamp is lit again"),
            ("When did it happen, in EDTF (empty: not known)?", "May 2001"),
            ("When did it happen, in EDTF (empty: not known)?", "2001-05~"),
            ("How is the date known (may stay empty)?", ""),
            ("Two to four sentences about it?", "After three years the lamp burns."),
            ("Topics, the main one first?", "exmaple"),
            ("Topics, the main one first?", "example"),
            ("Places (may stay empty)?", "port-example"),
            ("Which source was it read in?", "example-article"),
            ("What is claimed, in your own words?", "The lamp can be seen."),
            ("Who says so in the end (unnamed: nobody is named)?", "unnamed"),
            ("Who relays it, in order (may stay empty)?", ""),
            ("Where does the origin stand?", ""),
            ("How outright?", "hedged"),
            ("The passage it rests on, to the letter, 30 words at most?", "the lamp of the lighthouse"),
            ("In which paragraph (the title is 0)?", "3"),
        ],
        dossier,
    )
    assert code == 0, screen
    assert "2001-05~: about May 2001" in screen
    assert "there is no topic exmaple; did you mean example?" in screen
    assert "example-fishers-union, example-gazette, example-harbour-office, example-times" in screen
    assert "Written: seeds/entries/2001/the-lamp-is-lit-again.yml\nIt has no errors." in screen
    assert read_dossier(dossier / "seeds", dossier / "seeds/articles").problems == []


def test_a_dossier_on_a_terminal(tmp_path: Path) -> None:
    code, screen = talk(
        ["new", "dossier", "made"],
        [
            ("What is the dossier called?", "Piers"),
            ("In which language (en, it)?", "eng"),
            ("In which language (en, it)?", "en"),
        ],
        tmp_path,
    )
    assert code == 0, screen
    assert "there is no language eng; did you mean en?" in screen
    assert read_dossier(tmp_path / "made/seeds").problems == []
