"""Drafts are made, edited, made again and accepted, and nothing of a person's is lost."""

import json
import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from regesto.cli import main
from regesto.drafting.draft_file import load
from regesto.seeds.reading import read_seeds

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "tests" / "fixtures" / "drafting" / "blackout.txt"
DRAFT = ["draft", "seeds/articles/blackout.txt", "--published", "2024-11-20", "--language", "it"]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with a copy of the dossier and the article that the docs page speaks of."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns("articles", "drafts"))
    (tmp_path / "seeds" / "articles").mkdir()
    shutil.copy(ARTICLE, tmp_path / "seeds" / "articles")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "gold").symlink_to(ROOT / "tests" / "gold")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, code=0, **options):
    result = CliRunner().invoke(main, list(arguments), catch_exceptions=False, **options)
    assert result.exit_code == code, result.output
    return result.output


def drafts(project):
    return project / "seeds" / "drafts" / "blackout.yml"


def ready(project, name="guasto-cabina"):
    """Fill in the first entry as a person would, under another name."""
    path = drafts(project)
    text = path.read_text("utf-8")
    first = next(iter(load(text)["entries"]))
    text = text.replace(f"  {first}:", f"  {name}:")
    head, sep, rest = text.partition(f"  {name}:")
    entry, mark, others = rest.partition("\n\n")
    entry = re.sub(r"role: DECIDE", "role: afferma", entry)
    entry = re.sub(r"topics: .*", "topics: [forniture]", entry)
    entry = entry.replace("DECIDE", "Parole nostre")
    head = head.replace("DECIDE", "Parole nostre")
    path.write_text(head + sep + entry + mark + others, "utf-8")
    return name


def test_a_file_of_drafts_is_proposed(project):
    assert "seeds/drafts/blackout.yml" in run(*DRAFT)
    text = drafts(project).read_text("utf-8")
    root = load(text)
    claims = [claim for entry in root["entries"].values() for claim in entry["claims"]]
    assert {"reuters", "unnamed", "DECIDE"} <= {claim["origin"] for claim in claims}
    assert any(claim.get("stance") == "denies" for claim in claims)
    assert any(claim.get("certainty") == "hedged" for claim in claims)
    assert "2024-11-19" in {entry["date"] for entry in root["entries"].values()}
    assert all(len(claim["evidence"][0]["quote"].split()) <= 30 for claim in claims)
    assert "# DECIDE: a headline in your own words" in text


def test_made_again_not_a_byte_changes(project):
    run(*DRAFT)
    before = drafts(project).read_bytes()
    assert "nothing new" in run(*DRAFT)
    assert drafts(project).read_bytes() == before
    assert "nothing would change" in run(*DRAFT, "--dry-run")


def test_dry_run_writes_nothing(project):
    output = run(*DRAFT, "--dry-run")
    assert "+entries:" in output
    assert not drafts(project).exists()


def test_edits_comments_and_deletions_stay(project):
    run(*DRAFT)
    text = drafts(project).read_text("utf-8")
    first, second = list(load(text)["entries"])[:2]
    text = text.replace("title: DECIDE", "title: Il mio titolo  # mia nota", 1)
    start = text.index(f"  {second}:")
    following = re.compile(r"\n\n(?=  [#\w])").search(text, start)
    text = text[:start] + text[following.end() :].lstrip("\n") if following else text[:start]
    drafts(project).write_text(text, "utf-8")
    run(*DRAFT)
    after = drafts(project).read_text("utf-8")
    assert "title: Il mio titolo  # mia nota" in after
    assert second not in load(after)["entries"]
    assert first in load(after)["entries"]


def test_a_new_suggestion_stands_beside_an_edit_when_the_text_changed(project):
    run(*DRAFT)
    text = drafts(project).read_text("utf-8")
    assert "date: '2024-11-19'" in text
    drafts(project).write_text(text.replace("date: '2024-11-19'", "date: 2024-11", 1), "utf-8")
    article = project / "seeds" / "articles" / "blackout.txt"
    article.write_text(article.read_text("utf-8").replace("fermato martedì", "fermato venerdì"), "utf-8")
    output = run(*DRAFT)
    after = drafts(project).read_text("utf-8")
    assert "edited fields kept" in output
    assert re.search(r"date: 2024-11 +#", after)
    assert 'NEW SUGGESTION: "2024-11-15"' in after


def test_an_entry_is_accepted_only_when_it_is_ready(project):
    run(*DRAFT)
    before = sorted(project.rglob("entries/*/*.yml"))
    first = next(iter(load(drafts(project).read_text("utf-8"))["entries"]))
    output = run("accept", "blackout", first, code=1)
    assert "still to decide" in output
    assert "Nothing was accepted" in output
    assert sorted(project.rglob("entries/*/*.yml")) == before


def test_accepting_validates_moves_and_seals(project):
    run(*DRAFT)
    name = ready(project)
    output = run("accept", "blackout", name, "--on", "2024-11-21", "--articles", "seeds/articles")
    path = project / "seeds" / "entries" / "2024" / f"{name}.yml"
    assert path.read_text("utf-8").startswith("# yaml-language-server")
    assert "DECIDE" not in path.read_text("utf-8")
    assert "new seals" in output
    assert not [problem for problem in read_seeds(project / "seeds").errors if name in problem.where.file]
    assert name not in (load(drafts(project).read_text("utf-8"))["entries"] or {})
    curated = path.read_bytes()
    run(*DRAFT)
    assert path.read_bytes() == curated


def test_a_second_report_becomes_a_claim_of_the_first(project):
    run(*DRAFT)
    name = ready(project)
    text = drafts(project).read_text("utf-8")
    text = text.replace(f"  {name}:\n", f"  {name}:\n    add_to: artiglieria-in-container\n")
    drafts(project).write_text(text, "utf-8")
    path = project / "seeds" / "entries" / "2024" / "artiglieria-in-container.yml"
    before = path.read_text("utf-8")
    run("accept", "blackout", name)
    after = path.read_text("utf-8")
    assert len(read_seeds(project / "seeds").draft.entries["artiglieria-in-container"].claims) > before.count("- id:")
    assert all(line in after for line in before.splitlines())


def test_bad_articles_are_named_and_the_rest_goes_on(project):
    (project / "seeds" / "articles" / "bad.txt").write_bytes(b"\x00\x01" * 500)
    output = run("draft", "seeds/articles", "nowhere.txt", "--published", "2024-11-20", "--language", "it", code=1)
    assert "bad.txt: it is not text" in output
    assert "nowhere.txt: there is no such file" in output
    assert drafts(project).exists()


def test_a_missing_date_is_asked_for(project):
    output = run("draft", "seeds/articles/blackout.txt", "--language", "it")
    assert "when was it published?" in output
    assert "ieri" not in drafts(project).read_text("utf-8")


def test_workers_write_the_same_bytes(project):
    for number in range(3):
        shutil.copy(ARTICLE, project / "seeds" / "articles" / f"n{number}.txt")
    arguments = ["draft", "seeds/articles", "--published", "2024-11-20", "--language", "it"]
    run(*arguments)
    one = {path.name: path.read_bytes() for path in drafts(project).parent.glob("*.yml")}
    shutil.rmtree(drafts(project).parent)
    run(*arguments, "--jobs", "2")
    assert {path.name: path.read_bytes() for path in drafts(project).parent.glob("*.yml")} == one


def test_a_second_article_on_the_same_thing_is_proposed_as_such(project):
    run(*DRAFT)
    again = project / "seeds" / "articles" / "ripresa.txt"
    again.write_text(ARTICLE.read_text("utf-8").replace("ieri", "mercoledì"), "utf-8")
    arguments = ["draft", "seeds/articles/ripresa.txt", "--published", "2024-11-20", "--language", "it"]
    run(*arguments)
    path = project / "seeds" / "drafts" / "ripresa.yml"
    text = path.read_text("utf-8")
    first = next(iter(load(drafts(project).read_text("utf-8"))["entries"]))
    assert f"# DECIDE: perhaps the same as the draft blackout/{first} (" in text
    assert "words are 100 % alike" in text
    run(*arguments)
    assert path.read_text("utf-8") == text, "made again, not a byte changes"
    assert "perhaps the same as the draft" not in drafts(project).read_text("utf-8"), "the first one stays as it was"


def test_no_draft_is_proposed_that_is_gone(project):
    run(*DRAFT)
    drafts(project).unlink()
    shutil.copy(ARTICLE, project / "seeds" / "articles" / "ripresa.txt")
    run("draft", "seeds/articles/ripresa.txt", "--published", "2024-11-20", "--language", "it")
    assert "the draft blackout" not in (project / "seeds" / "drafts" / "ripresa.yml").read_text("utf-8")


def many(project, count):
    folder = project / "seeds" / "articles"
    for number in range(count):
        shutil.copy(ARTICLE, folder / f"n{number:03}.txt")
    return [sys.executable, "-m", "regesto", "draft", "seeds/articles", "--published", "2024-11-20", "--language", "it"]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "TERM": "xterm", "COLUMNS": "100"}


def in_terminal(command, project, until=b"", then=None):
    """Run a command in a real terminal and return what it printed and its exit code; `then` is done at `until`."""
    process_id, terminal = pty.fork()
    if process_id == 0:
        os.chdir(project)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs in the background ignores it
        os.execve(command[0], command, ENVIRONMENT)
    printed = b""
    while True:
        try:
            printed += os.read(terminal, 4096)
        except OSError:  # the terminal is closed: the command has ended
            break
        if then is not None and until in printed:
            then(process_id)
            then = None
    os.close(terminal)
    return printed.decode(), os.waitstatus_to_exitcode(os.waitpid(process_id, 0)[1])


@pytest.mark.parametrize("jobs", ["1", "-1"])
def test_a_terminal_shows_how_many_are_done(project, jobs):
    printed, code = in_terminal([*many(project, 24), "--jobs", jobs], project)
    assert code == 0
    assert "25/25" in printed
    assert len(list(drafts(project).parent.glob("*.yml"))) == 25


def test_ctrl_c_keeps_what_is_finished(project):
    command = many(project, 400)
    printed, code = in_terminal(command, project, b"n000.yml", lambda process: os.kill(process, signal.SIGINT))
    assert code == 1
    assert "Stopped;" in printed
    assert "Traceback" not in printed
    written = sorted(drafts(project).parent.glob("*.yml"))
    assert 0 < len(written) < 400
    for path in written:
        assert load(path.read_text("utf-8"))["entries"]
    said = int(re.search(r"what is finished stays: (\d+) of 401", printed)[1])
    assert len(written) - said in (0, 1), "the last file may stand before it is counted"


def test_explain_names_rules(project):
    output = run(*DRAFT, "--explain")
    assert "hedge.conditional-compound" in output
    assert "at-least 40 nave" in output


def test_a_broken_file_of_drafts_is_left_alone(project):
    run(*DRAFT)
    drafts(project).write_text("entries: [", "utf-8")
    assert "left alone" in run(*DRAFT, code=1)
    assert drafts(project).read_text("utf-8") == "entries: ["


def test_killed_at_any_moment_no_file_is_half_written(project):
    command = [sys.executable, "-m", "regesto", *DRAFT]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    for wait in (0.3, 0.6, 0.9):
        process = subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if drafts(project).exists():
            assert load(drafts(project).read_text("utf-8"))["entries"]
        made = drafts(project).parent / ".made" / "blackout.json"
        if made.exists():
            json.loads(made.read_text("utf-8"))


def test_every_command_of_the_docs_page_runs(project):
    page = (ROOT / "docs" / "drafting.md").read_text("utf-8")
    commands = re.findall(r"^\$ regesto (.+)$", page, re.M)
    assert len(commands) >= 5
    for command in commands:
        if command.startswith("accept"):
            ready(project)
        extra = ["--language", "it"] if command.startswith("draft") else []
        run(*shlex.split(command), *extra)
