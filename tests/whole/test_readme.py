"""Everything that README.md tells people to do is done here, as it is written there."""

import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from readme import find_blocks, find_commands
from regesto.cli import COMMANDS, main
from whole_site import ROOT, copy_dossier, run, run_python

MADE_BY_MAKE = "REGESTO_IN_A_CLONE"
"""Set where the tests run inside the clone that a test made: there it makes no further one."""

ANSWERS = {
    "regesto new entry": "Missing option --title",
    "regesto import FILE": "1 source new",
    "regesto check": "no problem|0 errors|No problems|nothing",
    "regesto seal --articles DIR": "seal",
    "regesto build": "site",
    "regesto export": "offline copy is",
    "regesto fmt": "canonical",
    "regesto changes main": "Che cosa cambia per chi legge",
    "regesto migrate": "format",
    "regesto schema": "schema|Schema",
    'regesto new dossier lighthouses --title "Lighthouses" --language en': "lighthouses holds a dossier",
}
"""What each command says, at least; a command in README that is not here has no test, which fails."""


@pytest.fixture
def dossier(tmp_path):
    """Return a copy of the dossier in which commands may write."""
    copy_dossier(tmp_path / "dossier")
    return tmp_path / "dossier"


def test_every_command_has_its_test():
    commands = find_commands()
    assert [one for one in commands if one.startswith("regesto")] == list(ANSWERS)
    assert [one for one in commands if not one.startswith("regesto")] == ["make site", "make test"]


@pytest.mark.slow
@pytest.mark.parametrize("command", ANSWERS)
def test_command(command, dossier, site):
    articles = ROOT.parent / "shared/articles"
    if "DIR" in command and not articles.is_dir():
        pytest.skip("NO ../shared/articles: `regesto seal` of the real dossier did not run")
    arguments = [{"DIR": str(articles), "FILE": "list.ris"}.get(one, one) for one in shlex.split(command)[1:]]
    (dossier / "list.ris").write_text("TY  - NEWS\nTI  - A title\nLA  - it\nER  - \n", encoding="utf-8")
    run("git", "init", "-q", "-b", "main", cwd=dossier)
    run(
        "git",
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "A",
        cwd=dossier,
    )
    asks = command == "regesto new entry"  # which nobody answers here: it says what is missing, and ends with 2
    said = run_python("regesto", *arguments, cwd=dossier, code=2 if asks else 0)
    assert re.search(ANSWERS[command], said), said
    if command == "regesto build":  # README says that plain `mkdocs build` does the same: to the byte
        run("diff", "-r", site, dossier / "site")


def test_every_command_of_the_program_explains_itself():
    told = CliRunner().invoke(main, ["--help"]).output
    assert len(COMMANDS) > 5
    for name in COMMANDS:
        assert name in told
        help_text = CliRunner().invoke(main, [name, "--help"])
        assert help_text.exit_code == 0
        assert len(help_text.output.split()) > 20, name


def test_every_command_of_the_program_is_in_the_readme():
    named = set(re.findall(r"`?regesto (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    named |= set(re.findall(r"make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert set(COMMANDS) <= named


def test_the_settings_shown_need_no_more_than_is_shown():
    (example,) = find_blocks("yaml")
    assert "regesto" in example
    assert len(example.splitlines()) <= 8


@pytest.mark.parametrize("target", ["site", "test", "serve", "lint", "lock", "clean"])
def test_make_knows_its_targets(target):
    """What `make` would do can be said without doing it."""
    said = run("make", "-n", target)
    expected = {"site": "regesto export", "test": "pytest", "serve": "regesto serve", "lint": "ruff"}
    assert expected.get(target, "") in said


def test_links_in_the_readme_hold():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.slow
def test_a_clean_clone_makes_the_site(tmp_path):
    """`make site` in a clone: an environment of its own, the seeds checked, the site and the copy made and named.

    It installs what the lock names from the package index of this machine; without one it is skipped.
    """
    if os.environ.get(MADE_BY_MAKE):
        pytest.skip("this is the clone")
    if not (ROOT / ".git").exists():
        pytest.skip("NOT A CHECKOUT: a clean clone could not be made")
    probe = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "-d", str(tmp_path / "probe"), "click"]
    if subprocess.run(probe, capture_output=True, timeout=60, check=False).returncode:
        pytest.skip("NO PACKAGE INDEX: `make site` in a clean clone did not run")
    clone = tmp_path / "clone"
    run("git", "clone", "-q", "--no-hardlinks", ROOT, clone)
    for name in run("git", "ls-files", "-m", "-o", "--exclude-standard").splitlines():  # what is not committed yet
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    said = run("make", "site", cwd=clone, source=None, **{MADE_BY_MAKE: "1"})
    assert (clone / "site/index.html").is_file()
    (archive,) = (clone / "build").glob("regesto-*.zip")
    assert archive.name in said
    assert "site/" in said
