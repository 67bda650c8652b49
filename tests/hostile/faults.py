"""Kills commands at random moments and looks at what they leave: `python tests/hostile/faults.py 200` in earnest.

A trial copies a dossier, starts a command in a process of its own, and ends that with SIGKILL: half of the times after
a random delay, half of them just before a random one of its operations on files. Then no curated file may be lost or
half-written, and the same command, run again, must end well and leave what an undisturbed run leaves, byte for byte.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EPOCH = "1767225600"

WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree", "sqlite3.connect"}
"""Operations on files that Python announces before it does them; `open` is looked at closer."""

Contents = dict[str, bytes]


@dataclass(frozen=True)
class Case:
    """A command with what it needs, and which of the files it leaves are its result.

    `prepare` makes the folder that it runs in; `matters` tells of a file, by its path, whether it is compared.
    """

    arguments: tuple[str, ...]
    prepare: Callable[[Path], None]
    matters: Callable[[str], bool]


def copy_lighthouses(folder: Path) -> None:
    """Copy the small dossier and its articles, with settings for a site."""
    shutil.copytree(ROOT / "tests/fixtures/lighthouses", folder)
    (folder / "docs").mkdir(exist_ok=True)
    config = "site_name: Lights\ntheme: {name: material, language: en}\nplugins: [regesto: {keep: KEEP}]\n"
    (folder / "mkdocs.yml").write_text(config.replace("KEEP", "true"), encoding="utf-8")


def add_drafts(folder: Path) -> None:
    """Add drafts of three entries that are ready, one of them for a curated entry."""
    copy_lighthouses(folder)
    evidence = "evidence: [{quote: the lamp, paragraph: 1}]"
    claim = f"{{id: %s, says: It was said., source: gazette-2021, origin: unnamed, {evidence}}}"
    draft = "source: {}\nentries:\n" + "".join(
        f"  {id}:\n    title: A title\n    date: 2021-05-05\n    summary: A summary.\n    topics: [repairs]\n"
        f"    claims:\n      - {claim % 'one'}\n"
        for id in ("first-new", "second-new")
    )
    target = next((folder / "seeds/entries").rglob("*.yml")).stem
    draft += f"  third:\n    add_to: {target}\n    claims:\n      - {claim % 'added'}\n"
    (folder / "seeds/drafts").mkdir()
    (folder / "seeds/drafts/gazette-2021.yml").write_text(draft, encoding="utf-8")


def untidy(folder: Path) -> None:
    """Leave every file of the seeds in a form that is not canonical."""
    copy_lighthouses(folder)
    for path in (folder / "seeds").rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("\n", "   \n"), encoding="utf-8")


def add_article(folder: Path) -> None:
    """Add an article to draft from."""
    copy_lighthouses(folder)
    shutil.copy(ROOT / "tests/fixtures/drafting/blackout.txt", folder / "blackout.txt")


def draft_before(folder: Path) -> None:
    """Draft an article, then change it, so that drafting anew has something to change."""
    add_article(folder)
    finish(folder, ("draft", "blackout.txt", "--published", "2024-11-20", "--language", "it"))
    path = folder / "blackout.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("2024", "2023").replace("tre", "nove"), encoding="utf-8")


def in_seeds(name: str) -> bool:
    """Tell whether a file is data that people keep: not a memory of the drafting, and not left over from a kill."""
    return name.startswith("seeds/") and not any(part.startswith(".") for part in name.split("/"))


DRAFT = ("draft", "blackout.txt", "--published", "2024-11-20", "--language", "it")
CASES = {
    "draft": Case(DRAFT, add_article, in_seeds),
    "draft again": Case(DRAFT, draft_before, in_seeds),
    "accept": Case(("accept", "gazette-2021", "--on", "2026-11-22"), add_drafts, in_seeds),
    "seal": Case(("seal", "--articles", "articles"), copy_lighthouses, in_seeds),
    "fmt": Case(("fmt",), untidy, in_seeds),
    "build": Case(("build", "--lenient"), copy_lighthouses, lambda name: in_seeds(name) or name.startswith("site/")),
    "export": Case(("export", "--lenient"), copy_lighthouses, lambda name: in_seeds(name) or name.startswith("build/")),
}
"""Every command that writes, by the name of the case."""


def run_inside(arguments: tuple[str, ...], folder: Path) -> int:
    """Run `regesto` in a folder, in this process; return its exit code."""
    from regesto.cli import main

    os.environ.update(SOURCE_DATE_EPOCH=EPOCH, NO_MKDOCS_2_WARNING="1")
    with contextlib.chdir(folder):
        try:
            main(list(arguments), standalone_mode=True)
        except SystemExit as end:
            return int(end.code or 0)
    return 0


def fork(folder: Path, arguments: tuple[str, ...], before: Callable[[], None] = lambda: None) -> int:
    """Run `regesto` in a child of this process, in which all modules are loaded already; return the child's id."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        silence = os.open(folder.parent / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        before()
        code = run_inside(arguments, folder)
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def finish(folder: Path, arguments: tuple[str, ...]) -> tuple[int, str]:
    """Run a command to its end; return its exit code and what it said."""
    _, status = os.waitpid(fork(folder, arguments), 0)
    return os.waitstatus_to_exitcode(status), (folder.parent / "said.txt").read_text(encoding="utf-8")


def watch_operations(note: Callable[[], None]) -> None:
    """Call `note` before every operation that changes files."""

    def hear(event: str, arguments: tuple) -> None:
        written = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if written or event in WRITES:
            note()

    sys.addaudithook(hear)


def count_operations(folder: Path, arguments: tuple[str, ...]) -> int:
    """Return how many operations on files a command does."""
    counted = folder.parent / "counted"

    def before() -> None:
        handle = os.open(counted, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        watch_operations(lambda: os.write(handle, b"x"))

    os.waitpid(fork(folder, arguments, before), 0)
    return counted.stat().st_size


def kill_at(number: int) -> Callable[[], None]:
    """Return what ends a process just before one of its operations on files."""
    left = [number]

    def note() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: watch_operations(note)


def read_all(folder: Path, matters: Callable[[str], bool]) -> Contents:
    """Return the contents of the files that matter by their paths."""
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
    return {name: (folder / name).read_bytes() for name in names if matters(name)}


@dataclass
class Tally:
    """What came of the trials of one case: how many there were, how many of them were killed in time, what is wrong."""

    trials: int = 0
    killed: int = 0
    faults: list[str] | None = None
    seconds: float = 0.0


def make(case: Case, folder: Path) -> None:
    """Make the folder of a trial."""
    folder.parent.mkdir(parents=True)
    case.prepare(folder)


def try_case(name: str, trials: int, seed: int = 1) -> Tally:
    """Kill one command so many times; `seed` makes the choice of moments the same each time."""
    case, chance, tally = CASES[name], random.Random(f"{name}{seed}"), Tally(trials, faults=[])
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="regesto-faults-") as work:
        warm = Path(work) / "warm" / "project"
        make(case, warm)
        with (
            Path(os.devnull).open("w") as nothing,
            contextlib.redirect_stdout(nothing),
        ):  # what it loads, trials need not
            run_inside(case.arguments, warm)
        clean = Path(work) / "clean" / "project"
        make(case, clean)
        before = read_all(clean, in_seeds)
        start = time.monotonic()
        code, said = finish(clean, case.arguments)
        took = time.monotonic() - start
        assert code == 0, f"{name}: an undisturbed run ends with {code}:\n{said}"
        after = read_all(clean, case.matters)
        spare = Path(work) / "spare" / "project"
        make(case, spare)
        operations = count_operations(spare, case.arguments)
        for number in range(trials):
            folder = Path(work) / f"t{number}" / "project"
            make(case, folder)
            tally.killed += strike(folder, case, chance, took, operations)
            tally.faults += [f"{name}, trial {number}: {one}" for one in judge(folder, case, before, after)]
            shutil.rmtree(folder.parent)
    tally.seconds = time.monotonic() - began
    return tally


def strike(folder: Path, case: Case, chance: random.Random, took: float, operations: int) -> bool:
    """Start a command and kill it; return whether it was still running."""
    if chance.random() < 0.5:
        child = fork(folder, case.arguments, kill_at(chance.randint(1, operations)))
    else:
        child = fork(folder, case.arguments)
        time.sleep(chance.uniform(0, took * 1.05))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def judge(folder: Path, case: Case, before: Contents, after: Contents) -> list[str]:
    """Return what is wrong with what a kill left, and with what the next run makes of it."""
    found = []
    left = read_all(folder, in_seeds)
    for name, content in left.items():
        if content not in (before.get(name), after.get(name)):
            found.append(f"{name} is half-written")
    found += [f"{name} is lost" for name in before if name in after and name not in left]
    code, said = finish(folder, case.arguments)
    done = case.arguments[0] == "accept" and "there is no file of drafts" in said
    if (code and not done) or "Traceback" in said:
        found.append(f"the next run ends with {code}: {said[-800:]}")
    again = read_all(folder, case.matters)
    if again != after:
        odd = sorted(name for name in again.keys() | after.keys() if again.get(name) != after.get(name))
        found.append(f"the next run leaves other files: {odd[:5]}")
    return found


def main() -> None:
    """Try every case, or those named after the number of trials; say what came of it."""
    trials, names = int(sys.argv[1]), sys.argv[2:] or list(CASES)
    faults = []
    for name in names:
        tally = try_case(name, trials)
        faults += tally.faults
        print(
            f"{name}: {tally.trials} trials, {tally.killed} killed before their end, {len(tally.faults)} faults, "
            f"{tally.seconds:.0f} s",
            flush=True,
        )
    for fault in faults[:20]:
        print(fault)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
