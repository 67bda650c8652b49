"""Many pages rendered on all processors, in the order in which they are wanted.

The workers are copies of this process (fork), so that nothing has to be handed to them; they hand pages back. A page
depends on nothing but its sheet, so it does not matter who renders it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from typing import Any

from regesto.pages.page import Page

FEW = 400
"""Pages that are rendered faster than workers are started."""
BATCH = 40
"""Pages that a worker renders at a time."""
AHEAD = 3
"""Batches for each worker that are rendered before the first of them is written."""
MOST_WORKERS = 8
"""Beyond them the writing of pages, which is done here, takes as long as the rendering."""

_work: tuple[Sequence[Any], Callable[[Any], Page]] = ((), lambda sheet: sheet)
"""What the workers find when they begin to exist."""


def render_all(sheets: Sequence[Any], render: Callable[[Any], Page]) -> Iterator[Page]:
    """Yield the page of each of `sheets`, in their order."""
    workers = min(MOST_WORKERS, count_processors())
    if len(sheets) < FEW or workers < 2 or not _can_fork():
        yield from map(render, sheets)
        return
    global _work
    _work = (sheets, render)
    gc.freeze()  # else the first collection in a worker copies all memory
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))
    try:
        done = 0
        with suppress(BrokenProcessPool):  # a worker was killed, for want of memory perhaps: the rest is rendered here
            for pages in _hand_out(pool, range(0, len(sheets), BATCH), AHEAD * workers):
                yield from pages
                done += len(pages)
        yield from map(render, sheets[done:])
    finally:
        pool.shutdown(cancel_futures=True)
        _work = ((), lambda sheet: sheet)
        gc.unfreeze()


def _hand_out(pool: ProcessPoolExecutor, starts: Iterable[int], ahead: int) -> Iterator[list[Page]]:
    """Yield the batches in order, with no more than `ahead` of them on the way: workers may be faster than writing."""
    left = iter(starts)
    waiting = deque(pool.submit(_render_batch, start) for start in islice(left, ahead))
    while waiting:
        pages = waiting.popleft().result()
        waiting.extend(pool.submit(_render_batch, start) for start in islice(left, 1))
        yield pages


def _render_batch(start: int) -> list[Page]:
    sheets, render = _work
    return [render(sheet) for sheet in sheets[start : start + BATCH]]


def count_processors() -> int:
    """Return how many processors this process may use; `REGESTO_PROCESSES` may say fewer."""
    most = os.environ.get("REGESTO_PROCESSES", "")
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(found, int(most)) if most.isdigit() and int(most) else found


def _can_fork() -> bool:
    """Tell whether this process may be copied: not where another thread runs, which would be cut off in mid-step."""
    return sys.platform.startswith("linux") and threading.active_count() == 1
