"""Runs `regesto` as somebody would who got a hostile folder: with bounds of memory and time that must hold."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from regesto.cli import main

ROOT = Path(__file__).resolve().parents[2]

MEMORY = 2_500_000_000
"""Bytes of address space that a command may have."""

_TELL = """
import runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_module("regesto", run_name="__main__")
finally:
    status = dict(line.split(":", 1) for line in open("/proc/self/status"))
    print("PEAK", int(status["VmHWM"].split()[0]) // 1024, file=sys.stderr)
"""
"""Runs the command and says the peak of its memory. `getrusage` would count what the tests had before they forked."""


@dataclass(frozen=True)
class Outcome:
    """What came of a command: exit code, all that it said, seconds, and the peak of its memory in MB."""

    code: int
    said: str
    seconds: float
    peak: int

    def check_civil(self, seconds: float, peak: int = 400) -> None:
        """It ended by itself, in time, with words and not with a traceback, and took no more than `peak` MB."""
        assert "Traceback" not in self.said, self.said[-2000:]
        assert self.code in (0, 1, 2), (self.code, self.said[-500:])
        assert self.seconds < seconds, f"{self.seconds:.1f} s"
        assert self.peak < peak, f"{self.peak} MB"
        assert max(map(len, self.said.splitlines()), default=0) < 1500
        assert not any(character in self.said for character in "\x00\x07\x08\x1b\u202e\u2066")


def run_bounded(*arguments: str, cwd: Path, seconds: int = 120, **variables: str) -> Outcome:
    """Run `regesto` with arguments in a folder."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"} | variables
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _TELL, "regesto", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        timeout=seconds,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        check=False,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    text, _, peak = said.rpartition("PEAK ")
    return Outcome(done.returncode, text, time.monotonic() - start, int(peak))


def run_here(*arguments: str, cwd: Path) -> Outcome:
    """Run `regesto` with arguments in a folder, in this process: what it raises counts as a traceback."""
    start = time.monotonic()
    with contextlib.chdir(cwd):
        result = CliRunner().invoke(main, arguments)
    trace = result.exception is not None and not isinstance(result.exception, SystemExit)
    said = result.output + ("".join(traceback.format_exception(result.exception)) if trace else "")
    return Outcome(result.exit_code, said, time.monotonic() - start, 0)
