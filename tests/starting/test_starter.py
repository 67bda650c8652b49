"""A new dossier is whole at once, in every language, whatever its title; nothing that exists is touched."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from regesto.cli import main
from regesto.seeds.dossier import read_dossier
from regesto.seeds.sealing import seal, write_seals
from regesto.seeds.texts import Articles
from regesto.starting.dossier import ARTICLE, FILES, NewDossier, list_languages, make_dossier, write_dossier
from regesto.starting.scalars import quote
from regesto.starting.slugs import make_id

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 1, 2)
TITLES = [
    "Lighthouses",
    'The "pier": a [dossier] {of} sorts, no?',
    "No",
    "[[ title ]] {{ title }} ${{ title }} %}",
    "- # & * ! | > ' % @ `",
    "灯台",
    "a" * 300,
]


def _run(*arguments: object):
    result = CliRunner().invoke(main, ["new", "dossier", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


LANGUAGES = [made for count in (1, 2) for made in itertools.permutations(list_languages(), count)]


@pytest.mark.parametrize("languages", LANGUAGES)
def test_it_has_no_problem_and_its_quotes_can_be_sealed(languages: tuple[str, ...], tmp_path: Path) -> None:
    write_dossier(tmp_path, make_dossier(NewDossier("Piers", languages, TODAY, "0.1")))
    articles = tmp_path / ARTICLE.rpartition("/")[0]
    reading = read_dossier(tmp_path / "seeds", articles)
    assert list(map(str, reading.problems)) == []
    sealed = seal(reading.draft, Articles(articles), reading.places)
    assert sealed.new == 3
    write_seals(tmp_path / "seeds", sealed, reading.places)
    assert list(map(str, read_dossier(tmp_path / "seeds", articles).problems)) == []


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:12])
def test_any_title_will_do(title: str, tmp_path: Path) -> None:
    assert _run(tmp_path / "made", "--title", title, "--language", "it", "--language", "en").exit_code == 0
    reading = read_dossier(tmp_path / "made/seeds")
    assert list(map(str, reading.problems)) == []
    assert reading.draft.settings.title.choose("en", "it").value == title
    assert yaml.safe_load((tmp_path / "made/mkdocs.yml").read_text(encoding="utf-8"))["site_name"] == title
    assert (tmp_path / "made/README.md").read_text(encoding="utf-8").startswith(f"# {title}\n")


def test_its_files_are_canonical_and_end_in_one_line_end(tmp_path: Path) -> None:
    files = make_dossier(NewDossier("Piers", ("en", "it"), TODAY, "0.1"))
    assert {path for path, _ in FILES} < set(files)
    write_dossier(tmp_path, files)
    result = CliRunner().invoke(main, ["fmt", "--check", "--seeds", str(tmp_path / "seeds")])
    assert result.output == "10 files are canonical.\n"
    for path, content in files.items():
        assert b"[[" not in content.replace(b"if [ -n", b""), path
        assert b"[%" not in content, path
        assert b"\r" not in content, path
        assert content == b"" or (content.endswith(b"\n") and not content.endswith(b"\n\n")), path


def test_who_is_asked_to_review(tmp_path: Path) -> None:
    """Those who are named are asked for every proposal; without them CODEOWNERS says that nobody is, and how to."""
    for number, names in enumerate(((), ("@team/editors", "@ada"))):
        options = [part for name in names for part in ("--reviewer", name)]
        assert _run(tmp_path / str(number), "--title", "Piers", "--language", "en", *options).exit_code == 0
    nobody, somebody = ((tmp_path / one / "CODEOWNERS").read_text(encoding="utf-8") for one in "01")
    assert "Nobody is asked yet" in nobody
    assert [line for line in nobody.splitlines() if line and not line.startswith("#")] == []
    asked = [line.split() for line in somebody.splitlines() if line and not line.startswith("#")]
    assert asked == [["*", "@team/editors", "@ada"]]
    assert "Nobody is asked" not in somebody
    refused = _run(tmp_path / "2", "--title", "Piers", "--language", "en", "--reviewer", "ada\n* @eve")
    assert refused.exit_code == 2
    assert "is no account or team; write it as @name or @team/name" in refused.output
    assert not (tmp_path / "2").exists()


def test_the_same_again_gives_the_same() -> None:
    new = NewDossier("Piers", ("en",), TODAY, "0.1")
    assert make_dossier(new) == make_dossier(new)


def test_what_it_says_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = _run("two words", "--title", "Piers", "--language", "en")
    count = len([path for path in (tmp_path / "two words").rglob("*") if path.is_file()])
    assert result.output == (
        f"two words holds a dossier of {count} files. Next:\n"
        "  cd 'two words'      # where every command works\n"
        "  regesto serve       # look at it in a browser, with its one invented entry\n"
        "  regesto new source  # the record of the first article of your own\n"
    )


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = _run(tmp_path, "--title", "Piers", "--language", "en")
    assert result.exit_code == 2
    assert (
        f"{tmp_path.as_posix()} is not empty: it holds notes.txt. Name a folder that is new or empty." in result.output
    )
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert _run(tmp_path / "notes.txt", "--title", "P", "--language", "en").exit_code == 2


def test_a_fresh_clone_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert _run(tmp_path, "--title", "Piers", "--language", "en").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--language", "en"], "Missing option --title: what is the dossier called?"),
        (["--title", "A"], "Missing option --language: in which language (en, it)?"),
        (["--title", "A", "--language", "eng"], "--language: there is no language eng; did you mean en?"),
        (["--title", " ", "--language", "en"], "--title: expected a text that is not empty"),
        (["--title", "a\x1b[31m", "--language", "en"], "--title: there is something in it that cannot be shown"),
    ],
)
def test_what_is_missing_or_wrong_is_named(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = _run(tmp_path / "made", *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "made").exists()


@settings(deadline=None)
@given(text=st.text(max_size=60), flow=st.booleans())
def test_quoted_texts_come_back(text: str, flow: bool) -> None:
    wanted = " ".join(text.split())
    try:
        written = quote(text, flow).encode().decode()
    except UnicodeEncodeError:
        return  # half a character, which no file can hold
    if not wanted.isprintable():
        return
    read = yaml.safe_load(f"{{a: {written}, b: 1}}" if flow else f"a: {written}")
    assert read["a"] == wanted


@settings(deadline=None)
@given(text=st.text(max_size=200))
def test_ids_are_ids(text: str) -> None:
    from regesto.seeds.layout import _ID

    made = make_id(text)
    assert _ID.match(made)
    assert len(made) <= 80
    assert make_id(text, {made}) not in {made}


@pytest.mark.parametrize(
    ("text", "id"),
    [("L’aiuto di Kim è un simbolo?", "l-aiuto-di-kim-e-un-simbolo"), ("Łódź & Ærø", "lodz-aero"), ("灯台", "new")],
)
def test_ids_read_well(text: str, id: str) -> None:
    assert make_id(text) == id
