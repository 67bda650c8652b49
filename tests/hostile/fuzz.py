"""Feeds made-up texts to everything that reads texts of others: `python tests/hostile/fuzz.py 100000` in earnest.

The properties: a problem is reported and nothing is raised, and no case takes long. What fails is kept as a file in
`crashes`, smallest form first found, and is tried again by every test run. Hypothesis draws the texts of what is
written in Python (`fuzz_targets.py`); what runs in browsers is asked thousands of cases at once (`fuzz_browser.py`).
"""

from __future__ import annotations

import contextlib
import hashlib
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fuzz_browser import BROWSER_TARGETS, Wrong, built_site, fuzz_texts, grow_texts
from fuzz_targets import TARGETS, Target, is_ours

CRASHES = Path(__file__).with_name("crashes")

ROUND = 10_000
"""Cases that Hypothesis draws at a time: it remembers all of them, and slows down."""

LONGEST = 5.0
"""Seconds of computing that a case may take; usual are a few thousandths."""


class TooLong(BaseException):
    """A case takes too long. No reader's `except Exception` may swallow it."""


@dataclass
class Tally:
    """What came of a target: cases, those of them that no other case equals, seconds, and the longest case.

    `stopped` are cases on which a library that reads articles did not end: `regesto` ends the process it runs in.
    """

    cases: int = 0
    distinct: int = 0
    seconds: float = 0.0
    computing: float = 0.0
    longest: float = 0.0
    stopped: int = 0

    def __str__(self) -> str:
        stopped = f"; {self.stopped} on which a library did not end were stopped" if self.stopped else ""
        return (
            f"{self.cases:,} cases, {self.distinct:,} of them distinct, no crash, {self.seconds:.0f} s "
            f"({f'{self.computing:.0f} s of computing; ' if self.computing else ''}"
            f"the longest case {self.longest * 1000:.0f} ms{stopped})"
        )


def fuzz(name: str, cases: int, start: int = 0) -> Tally:
    """Try so many distinct cases of a target in Python, in rounds. Raises what a target raises, and keeps the case."""
    target, tally, seen = TARGETS[name], Tally(), set()
    began, computed = time.monotonic(), time.process_time()
    number = start
    while len(seen) < cases:
        before = len(seen)
        _run_round(name, target, min(ROUND, max(100, cases - before)), number, tally, seen)
        number += 1
        assert len(seen) > before, f"{name}: no new case was drawn"
    tally.distinct, tally.seconds = len(seen), time.monotonic() - began
    tally.computing = time.process_time() - computed
    return tally


def _run_round(name: str, target: Target, cases: int, number: int, tally: Tally, seen: set[int]) -> None:
    """Let Hypothesis draw cases and make a failing one smaller; `number` makes them the same each time."""

    @seed(number)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(st.binary(min_size=target.size, max_size=target.size))
    def try_one(data: bytes) -> None:
        text = target.grow(data)
        tally.cases += 1
        seen.add(hash(text))
        took = time.process_time()
        try:
            with _Bounded():
                target.read(text)
        except (Exception, TooLong) as error:
            if isinstance(error, TooLong) and target.confined and not is_ours(error):
                tally.stopped += 1
                return
            keep(name, text)
            raise
        tally.longest = max(tally.longest, time.process_time() - took)

    try_one()


class _Bounded:
    """Raise `TooLong` after so many seconds of computing, where the system can count them."""

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            self.kept = signal.signal(signal.SIGPROF, _stop)
            signal.setitimer(signal.ITIMER_PROF, LONGEST)

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, self.kept)


def _stop(*_: object) -> None:
    raise TooLong(f"a case takes more than {LONGEST:.0f} s of computing")


def keep(name: str, text: str) -> None:
    """Keep a case that failed; a smaller one of the same target takes its place."""
    for path in CRASHES.glob(f"{name}-new-*.txt"):
        path.unlink()
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    (CRASHES / f"{name}-new-{digest}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))


def fuzz_browser(name: str, cases: int, site: Path | None = None) -> Tally:
    """Try so many distinct cases of a target in a browser, on a site (none: one is built); keeps what is wrong."""
    with contextlib.nullcontext(site) if site else built_site(name) as folder:
        try:
            done, seconds, longest = fuzz_texts(name, grow_texts(name, cases), folder)
        except Wrong as wrong:
            keep(name, wrong.text)
            raise
    return Tally(done, done, seconds, 0.0, longest)


def try_text(name: str, text: str, site: Path | None = None) -> None:
    """Try one text again, such as one that was kept."""
    if name in TARGETS:
        TARGETS[name].read(text)
    else:
        fuzz_texts(name, iter([[text]]), site)


def main() -> None:
    """Fuzz every target, or those named after the number of cases; say how many cases and how long."""
    cases, names = int(sys.argv[1]), sys.argv[2:] or [*TARGETS, *BROWSER_TARGETS]
    failed = []
    for name in names:
        try:
            tally = fuzz(name, cases) if name in TARGETS else fuzz_browser(name, cases)
        except (Exception, TooLong) as error:
            failed.append(name)
            print(f"{name}: {type(error).__name__}: {error} (kept in {CRASHES.name})", flush=True)
        else:
            print(f"{name}: {tally}", flush=True)
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
