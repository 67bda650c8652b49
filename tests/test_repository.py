"""What the repository must never hold: articles, the paths of somebody's machine, addresses of package indexes."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from regesto.site.components import find_components

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


LOCKS = ("requirements.lock", "requirements-test.lock")
LOCKED = re.compile(
    r"([a-z0-9][a-z0-9.-]*)==([\w.!+]+)(?: ; ([^\\]+?))? \\((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)\n"
)
"""A package of a lock: its name, its version, for what it is, and the hashes of its files."""


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_names_exact_versions_and_hashes_only(texts, lock):
    """So that they hold for every package index, and for no file but those that were meant."""
    assert len(LOCKED.findall(texts[lock])) > 20
    assert LOCKED.sub("", texts[lock]) == ""


def read_lock(text: str) -> dict[str, set[str]]:
    """Return the versions of every package of a lock; there may be one for some Pythons and one for others."""
    found: dict[str, set[str]] = {}
    for name, version, *_ in LOCKED.findall(text):
        found.setdefault(name, set()).add(version)
    return found


def test_the_test_lock_agrees_with_the_other(texts):
    """An environment for the site and one for its tests have the same versions of what both have."""
    one, other = (read_lock(texts[name]) for name in LOCKS)
    assert {name: other.get(name) for name in one} == one


@pytest.mark.parametrize(("lock", "extras"), [(LOCKS[0], ()), (LOCKS[1], ("draft", "dask", "test"))])
def test_locks_are_complete(texts, lock, extras):
    """Everything that the package says it needs, and what that needs, is in the lock, in a version that fits."""
    project, locked = tomllib.loads(texts["pyproject.toml"]), read_lock(texts[lock])
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    for extra in extras:
        wanted += project["project"]["optional-dependencies"][extra]
    needs = [need for need in map(Requirement, wanted) if need.name != "regesto"]
    misfits = [
        str(need)
        for need in needs
        if not all(map(need.specifier.contains, locked.get(canonicalize_name(need.name), {"none"})))
    ]
    assert misfits == [], "run make lock"
    assert {one.name for one in find_components(extras=extras)} - {"regesto"} - locked.keys() == set(), "run make lock"


def test_nothing_is_installed_without_its_hash(texts):
    """Wherever a lock is installed, its hashes are asked for; the package itself is made with what is there."""
    lines = [
        (name, line)
        for name in ("Makefile", ".gitlab-ci.yml", ".github/workflows/site.yml", ".github/workflows/check.yml")
        for line in texts[name].splitlines()
        if "install" in line and ("requirement" in line or "--editable" in line)
    ]
    assert len(lines) >= 9
    assert [one for one in lines if "--require-hashes" not in one[1] and "--no-build-isolation" not in one[1]] == []


def test_no_article_in_the_folder_for_articles(texts):
    assert [name for name in texts if name.startswith("seeds/articles/")] == ["seeds/articles/README.md"]
