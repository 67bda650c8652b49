"""Measures how the time of reading grows with what is read: `python tests/hostile/growth.py` for every piece.

Computing time is counted, not the clock's, and each size is measured until it is known well enough, so that a machine
that does much else besides gives the same answer: four times the text takes four times the time where it grows
linearly, and sixteen times where it grows with the square.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

Reader = Callable[[str], object]
Clock = Callable[[], float]

ENOUGH = 0.03
"""Seconds of computing from which on a measurement says something."""

LARGEST = 60_000
"""Characters of the smaller text at most; the larger has four times as many."""


@dataclass(frozen=True)
class Growth:
    """How the time grew: characters of the smaller text, seconds for it, and seconds for four times as much."""

    size: int
    small: float
    large: float

    @property
    def factor(self) -> float:
        """How many times longer four times the text took; 4 is linear."""
        return self.large / max(self.small, 1e-9)

    def __str__(self) -> str:
        return f"{self.size:,} characters {self.small * 1000:.0f} ms, {4 * self.size:,} {self.large * 1000:.0f} ms"


def measure(read: Reader, text: str, times: int = 1, clock: Clock = time.process_time) -> float:
    """Return the seconds of computing that reading a text takes: the least of so many times."""
    took = []
    gc.disable()  # what else is in memory has no say
    try:
        for _ in range(times):
            start = clock()
            read(text)
            took.append(clock() - start)
    finally:
        gc.enable()
    return min(took)


def measure_growth(read: Reader, piece: str, most: float, clock: Clock = time.process_time) -> Growth:
    """Repeat a piece until reading it takes a measurable time, then read four times as much.

    What the first reading loads and remembers does not count.
    What seems to grow `most` times or more is measured again, thrice: something else may have come between.
    """
    size = 1_000
    read(repeat(piece, size))
    while True:
        small, large = repeat(piece, size), repeat(piece, 4 * size)
        took = measure(read, small, clock=clock)
        if took >= ENOUGH or size * 2 > LARGEST:
            break
        size *= 2
    growth = Growth(size, took, measure(read, large, clock=clock))
    if growth.large > ENOUGH and growth.factor >= most:
        growth = Growth(size, measure(read, small, 3, clock), measure(read, large, 3, clock))
    return growth


def repeat(piece: str, size: int) -> str:
    """Return a piece, repeated until the text has so many characters or a few less."""
    return piece * max(1, size // len(piece))


MOST = 9
"""Times as long that four times the text may take: 4 is linear, 16 the square; between them lies what others do to
the caches of this machine."""


def find_growths(name: str, pieces: tuple[str, ...]) -> dict[str, Growth]:
    """Return those pieces of which a target's time grows too fast, with how."""
    from fuzz_targets import TARGETS

    growths = {piece: measure_growth(TARGETS[name].read, piece, MOST) for piece in pieces}
    return {piece: one for piece, one in growths.items() if one.large > ENOUGH and one.factor >= MOST}


def main() -> None:
    """Measure every piece and sample of every target, or of those named; say which grow faster than linearly."""
    from fuzz_targets import TARGETS

    bad = 0
    for name in sys.argv[1:] or TARGETS:
        target = TARGETS[name]
        pieces = (*target.pieces, *target.samples)
        start = time.process_time()
        found = find_growths(name, pieces)
        bad += 0 if target.confined else len(found)
        print(f"{name}: {len(pieces)} pieces, {time.process_time() - start:.0f} s of computing", flush=True)
        for piece, growth in found.items():
            print(f"  {piece[:60]!r}: {growth}", flush=True)
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
