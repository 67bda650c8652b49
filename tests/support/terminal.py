"""A command on a real terminal, which a test answers as a person would."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

from whole_site import ROOT


def talk(arguments: list[str], answers: list[tuple[str, str]], cwd: Path, patience: float = 60) -> tuple[int, str]:
    """Run `regesto` and give each answer when the text before it is on the screen; return exit code and screen."""
    master, slave = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "COLUMNS": "200", "TERM": "dumb"}
    process = subprocess.Popen(
        [sys.executable, "-m", "regesto", *arguments], stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env=environment
    )
    os.close(slave)
    screen, read, end = "", 0, time.monotonic() + patience
    waiting = list(answers)
    while time.monotonic() < end:
        if waiting and waiting[0][0] in screen[read:]:
            wanted, answer = waiting.pop(0)
            read = screen.index(wanted, read) + len(wanted)
            os.write(master, f"{answer}\n".encode())
        if select.select([master], [], [], 0.1)[0]:
            try:
                got = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            if not got:
                break
            screen += got.decode("utf-8", errors="replace").replace("\r\n", "\n")
    else:
        process.kill()
    os.close(master)
    code = process.wait(timeout=patience)
    assert not waiting, f"never asked: {waiting[0][0]!r}\n{screen}"
    return code, screen
