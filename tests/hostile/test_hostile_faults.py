"""Commands that are killed, disks that are full, folders that cannot be written, two builds at once, other places."""

import filecmp
import os
import resource
import shutil
import subprocess
import sys

import pytest

from bounded import ROOT
from faults import CASES, copy_lighthouses, make, read_all

pytestmark = pytest.mark.slow

TRIALS = 3


@pytest.mark.parametrize("name", CASES)
def test_a_kill_loses_nothing_and_the_next_run_is_right(name):
    """A short run of what `make faults` does 200 times; in a process of its own, as it forks."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    command = [sys.executable, str(ROOT / "tests/hostile/faults.py"), str(TRIALS), name]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{TRIALS} trials" in done.stdout
    assert "0 faults" in done.stdout


def regesto(folder, *arguments, user=None, limit=None, check=True, **variables):
    """Run `regesto` in a folder as another user, or with files bounded in size; return exit code and words."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [*(user or ()), sys.executable, "-m", "regesto", *arguments],
        cwd=folder,
        env=environment | {"SOURCE_DATE_EPOCH": "1767225600"} | variables,
        capture_output=True,
        preexec_fn=limit,
        check=False,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if check:
        assert done.returncode == 0, said
    return done.returncode, said


@pytest.fixture
def project(tmp_path):
    copy_lighthouses(tmp_path / "project")
    return tmp_path / "project"


def bound_files():
    """Let no file grow beyond 200 bytes, as on a full disk; a write then fails, and no signal ends us."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))


@pytest.mark.parametrize("name", ["draft", "accept", "seal", "fmt", "build", "export"])
def test_a_full_disk_loses_nothing_and_is_said(tmp_path, name):
    """No traceback, no half a file; with room again, the next run is right."""
    case = CASES[name]
    folder = tmp_path / "trial/project"
    make(case, folder)
    before = read_all(folder, lambda path: path.startswith("seeds/"))
    code, said = regesto(folder, *case.arguments, limit=bound_files, check=False)
    assert code != 0
    assert "Traceback" not in said, said[-1500:]
    assert "File too large" in said or "No space" in said or "too large" in said, said
    left = read_all(folder, lambda path: path.startswith("seeds/"))
    assert {name: left.get(name) for name in before} == before
    clean = tmp_path / "clean/project"
    make(case, clean)
    regesto(clean, *case.arguments)
    regesto(folder, *case.arguments)
    assert read_all(folder, case.matters) == read_all(clean, case.matters)


@pytest.mark.parametrize("name", ["draft", "accept", "seal", "fmt", "build", "export"])
def test_a_folder_that_cannot_be_written_is_said(tmp_path, name):
    """As a user who may only read; as root everything may be written, so another user is asked."""
    user = None
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("NO setpriv: nobody but root could try")
        user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        probe = subprocess.run([*user, sys.executable, "-c", "import click, yaml"], check=False, capture_output=True)
        if probe.returncode:
            pytest.skip("NO OTHER USER may use this Python")
    folder = tmp_path / "trial/project"
    make(CASES[name], folder)
    for path in (tmp_path, *tmp_path.parents[:2]):
        path.chmod(0o755)
    subprocess.run(["chmod", "-R", "a+rX,a-w", str(tmp_path)], check=True)
    code, said = regesto(folder, *CASES[name].arguments, user=user, check=False, HOME=str(folder))
    subprocess.run(["chmod", "-R", "u+w", str(tmp_path)], check=True)
    if "ModuleNotFoundError" in said or "can't open file" in said:
        pytest.skip("NO OTHER USER may read this checkout")
    assert code != 0
    assert "Traceback" not in said, said[-1500:]
    assert "ermission" in said


def test_two_builds_at_once_are_both_right(project):
    """Into one folder, over one cache: each ends well, and the site is what one build makes."""
    command = [sys.executable, "-m", "regesto", "build", "--lenient"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "SOURCE_DATE_EPOCH": "1767225600"}
    both = [
        subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(2)
    ]
    said = [one.communicate()[0].decode() for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    together = read_all(project, lambda name: name.startswith("site/"))
    shutil.rmtree(project / "site")
    shutil.rmtree(project / ".cache", ignore_errors=True)
    regesto(project, "build", "--lenient")
    assert together == read_all(project, lambda name: name.startswith("site/"))


PLACES = {
    "plain C in Kiribati": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Pacific/Kiritimati"},
    "POSIX without a home": {"LC_ALL": "POSIX", "LANG": "C", "HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"},
    "Turkish in Niue": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Niue", "PYTHONHASHSEED": "3"},
}


def test_places_and_languages_change_nothing(tmp_path):
    """The offline copy is the same file whatever the locale, the time zone and the hash seed."""
    copies = {}
    for name, variables in ({"here": {}} | PLACES).items():
        copy_lighthouses(tmp_path / name)
        regesto(tmp_path / name, "check", **variables)
        regesto(tmp_path / name, "seal", "--articles", "articles", **variables)
        regesto(tmp_path / name, "export", "--lenient", **variables)
        (copies[name],) = (tmp_path / name / "build").glob("*.zip")
        assert filecmp.cmp(tmp_path / "here/seeds/seals.yml", tmp_path / name / "seeds/seals.yml", shallow=False), name
    assert [name for name, path in copies.items() if path.read_bytes() != copies["here"].read_bytes()] == []
