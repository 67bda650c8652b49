"""The repository's own dossier as sites, each made once for all test processes."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

NO_REPOSITORY = os.devnull
"""What git is told the repository is while a site is built: copies of the dossier have none, and their pages are
compared with the checkout's. Histories of entries have repositories of their own in tests/site/test_history.py."""

ADDRESS = "https://example.org/dossier/"
"""Where the site that is published in tests stands; an entry in it has a name of before, and one is retracted."""

ALIAS = "nome-di-una-volta"
RENAMED = "soldati-nordcoreani-a-kursk"
RETRACTED = "alloggi-operai-hamhung"
WHY = "Ritirata per prova"

EPOCH = "1767225600"
"""The moment that every build here claims to be made at: 2026-01-01 00:00 UTC."""


def run(
    *command: str | Path, cwd: Path = ROOT, source: Path | None = ROOT / "scripts", code: int = 0, **variables: str
) -> str:
    """Run a command, which must end with `code`, and return all that it said.

    `source` is where Python finds the package first; None leaves it to what is installed. The variables are added to
    those of this process.
    """
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH} | variables
    environment.pop("PYTHONPATH", None)
    if source:
        environment["PYTHONPATH"] = str(source)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, f"{command} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


def run_python(*arguments: str | Path, **more) -> str:
    """Run a module with the Python of these tests; takes what `run` takes."""
    builds = arguments[0] == "mkdocs" or arguments[:2] in (("regesto", "build"), ("regesto", "export"))
    without = {"GIT_DIR": NO_REPOSITORY} if builds else {}
    return run(sys.executable, "-m", *arguments, **without | more)


def make_once(shared: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder `name`, which the first process to ask for it makes; the others wait."""
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            half = shared / f"{name}.half"
            shutil.rmtree(half, ignore_errors=True)
            make(half)
            half.rename(folder)
    return folder


def make_environment(folder: Path, wheel: Path) -> None:
    """Make a new environment with a wheel in it; what the wheel depends on is lent by the environment of the tests."""
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin/python"
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    install(folder, wheel)


def install(environment: Path, wheel: Path) -> None:
    """Install a wheel into an environment, in place of the same one if it is there."""
    pip = ("pip", "--python", environment / "bin/python", "install", "-qq", "--no-deps", "--no-index")
    run_python(*pip, "--force-reinstall", wheel, source=None)


def copy_dossier(folder: Path) -> None:
    """Copy what makes the site, and nothing else, so that a test can change it."""
    folder.mkdir(parents=True)
    for name in ("seeds", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.txt"))
    for path in ROOT.glob("mkdocs*.yml"):
        shutil.copy(path, folder)


def build(folder: Path, site: Path, *settings: str, **more) -> None:
    """Build the site of a dossier's folder strictly. The settings are lines added to its `mkdocs.yml`."""
    if settings:
        path = folder / "mkdocs.yml"
        path.write_text("\n".join([path.read_text(encoding="utf-8"), *settings, ""]), encoding="utf-8")
    run_python("mkdocs", "build", "--strict", "--quiet", "--site-dir", site, cwd=folder, **more)


def list_files(folder: Path) -> Sequence[str]:
    """Return the paths of all files under a folder, from there, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
