"""What the repository must never hold: articles, the paths of somebody's machine, addresses of package indexes."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

RUN = 30
"""Words of an article that may stand in a row: the longest quote that the dossier allows itself."""

MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+|work|opt/\w+|private/tmp)/[\w.-]+")

INDEXES = re.compile(
    r"https?://[^\s\"')]*(?:pypi|simple/|files\.pythonhosted|npmjs|:\d{4}/root)[^\s\"')]*", re.IGNORECASE
)

HOLDS_PATTERNS = {"tests/test_repository.py"}
"""This file names what it forbids."""


def read_repository() -> dict[str, str]:
    """Return every text file that git tracks or would track, by path."""
    names = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(names, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("NOT A CHECKOUT: what the repository holds was not looked at")
    texts = {}
    for name in sorted(filter(None, listed.stdout.decode().split("\0"))):
        path = ROOT / name
        if path.is_file() and b"\0" not in path.read_bytes()[:4096]:
            texts[name] = path.read_text(encoding="utf-8")
    assert len(texts) > 200
    return texts


@pytest.fixture(scope="module")
def texts():
    return read_repository()


def words_of(text: str) -> list[str]:
    """Return the words of a text, without case and marks."""
    return re.findall(r"\w+", text.casefold())


def runs_of(text: str, length: int) -> set[tuple[str, ...]]:
    """Return every run of so many words."""
    words = words_of(text)
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_no_long_run_of_an_article_is_in_the_repository(texts):
    folder = ROOT.parent / "shared/articles"
    if not folder.is_dir():
        pytest.skip("NO ../shared/articles: the repository was not compared with the articles")
    articles = {path.name: runs_of(path.read_text(encoding="utf-8"), RUN + 1) for path in sorted(folder.glob("*.txt"))}
    assert articles
    forbidden = set().union(*articles.values())
    found = [name for name, text in texts.items() if not forbidden.isdisjoint(runs_of(text, RUN + 1))]
    assert found == []


def test_a_long_run_would_be_found():
    """The comparison itself: case, marks and line breaks make no difference, one word less does."""
    article = " ".join(f"Parola{number}," for number in range(40))
    copied = "\n".join(f"parola{number}" for number in range(5, 5 + RUN + 1))
    shorter = " ".join(f"parola{number}" for number in range(5, 5 + RUN))
    assert not runs_of(article, RUN + 1).isdisjoint(runs_of(copied, RUN + 1))
    assert runs_of(article, RUN + 1).isdisjoint(runs_of(shorter, RUN + 1))


def test_no_path_of_a_machine(texts):
    found = {
        name: MACHINE_PATHS.findall(text)
        for name, text in texts.items()
        if name not in HOLDS_PATTERNS and MACHINE_PATHS.search(text)
    }
    assert found == {}


def test_no_package_index(texts):
    found = {
        name: INDEXES.findall(text)
        for name, text in texts.items()
        if name not in HOLDS_PATTERNS and INDEXES.search(text)
    }
    assert found == {}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_locks_hold_names_and_exact_versions_only(texts, lock):
    lines = texts[lock].splitlines()
    assert len(lines) > 20
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.!+]+", line)] == []


def test_the_test_lock_agrees_with_the_other(texts):
    """An environment for the site and one for its tests have the same versions of what both have."""
    one, other = (
        dict(line.casefold().split("==") for line in texts[name].splitlines())
        for name in ("requirements.lock", "requirements-test.lock")
    )
    assert {name: other.get(name) for name in one} == one


def test_no_article_in_the_folder_for_articles(texts):
    assert [name for name in texts if name.startswith("seeds/articles/")] == ["seeds/articles/README.md"]
