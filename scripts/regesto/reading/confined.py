"""Reads Markdown, web pages and PDFs in a process of its own, within bounds of time and memory.

The libraries that take such files apart may explode on some: a few kilobytes that unpack to gigabytes, marks nested a
thousand deep. The process is kept for the next file; one that goes too far is ended, and the file named as unreadable.
Answers are JSON, so that nothing which that process says can run in this one.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from regesto.reading.decoding import NotText
from regesto.reading.document import Facts
from regesto.reading.formats import READERS, Contents

SECONDS = 30
"""Of computing that one file may take: a PDF of 300 pages takes 5."""

PATIENCE = 4 * SECONDS
"""Seconds after which a file is given up in any case, also where the system cannot count computing."""

MEMORY = 1_500_000_000
"""Bytes that the process may ask for, where the system can bound them: 20 times what a long article takes."""

_TOO_MUCH = f"reading it takes more than {SECONDS} seconds or {MEMORY / 1e9:.1f} GB: not an article, or a damaged file"


class _Worker:
    """The process, and the conversation with it."""

    def __init__(self) -> None:
        package = Path(__file__).resolve().parents[2]
        path = os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH", ""))))
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "regesto.reading.confined"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        )

    def ask(self, suffix: str, data: bytes) -> dict[str, Any] | None:
        """Return the answer; `None` where the process ended without one."""
        timer = threading.Timer(PATIENCE, self.process.kill)
        timer.start()
        try:
            self.process.stdin.write(f"{suffix} {len(data)}\n".encode() + data)
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except OSError:
            line = b""
        finally:
            timer.cancel()
        return json.loads(line) if line.endswith(b"\n") else None

    def end(self) -> int:
        """End the process, if it is this one's and has not ended, and return its exit code."""
        if self.owner != os.getpid():
            return 0
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(0.2)  # it may be ending by itself
        self.process.kill()
        self.process.stdout.close()
        with contextlib.suppress(OSError):  # it ended before it had read everything
            self.process.stdin.close()
        return self.process.wait()


_worker: _Worker | None = None


def read_confined(suffix: str, data: bytes) -> Contents:
    """Read `data` by the reader of `READERS` for `suffix`; raises `NotText` where it cannot, or not within bounds."""
    global _worker
    if _worker is None or _worker.owner != os.getpid():
        _worker = _Worker()
        atexit.register(_end)
    answer = _worker.ask(suffix, data)
    if answer is None:
        code = _end()
        raise NotText(_TOO_MUCH if code < 0 else f"the process that was to read it ended early (exit code {code})")
    if "problem" in answer:
        raise NotText(answer["problem"])
    facts = Facts(**answer["facts"] | {"authors": tuple(answer["facts"]["authors"])})
    return Contents(**answer | {"facts": facts, "notes": tuple(answer["notes"])})


def _end() -> int:
    """End the process; return its exit code, below zero where a limit ended it."""
    global _worker
    ended, _worker = _worker, None
    return ended.end() if ended is not None else 0


def _bound(name: str, most: int) -> None:
    """Set a limit of this process, where the system has it (Windows has none); never above one that is set already."""
    with contextlib.suppress(ModuleNotFoundError):
        import resource

        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _answer(suffix: str, data: bytes) -> dict[str, Any]:
    try:
        return asdict(READERS[suffix](data))
    except NotText as error:
        return {"problem": str(error)}
    except MemoryError:
        return {"problem": _TOO_MUCH}
    except Exception as error:  # what libraries raise on files that were made to break them is anything at all
        return {"problem": f"it is damaged, or built in a way that cannot be read ({type(error).__name__})"}


def main() -> None:
    """Answer one question after the other: a line with suffix and length, then so many bytes."""
    _bound("RLIMIT_AS", MEMORY)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # a library that prints must not answer for us
    while line := sys.stdin.buffer.readline():
        suffix, length = line.decode().split()
        _bound("RLIMIT_CPU", int(time.process_time()) + SECONDS)
        answer = _answer(suffix, sys.stdin.buffer.read(int(length)))
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()
