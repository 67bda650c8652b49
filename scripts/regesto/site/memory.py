"""Memory where the process ends with the build: all that is made is needed until then, and nothing has to be freed."""

from __future__ import annotations

import gc

from regesto.site.stamp import is_build_command


def spare_collector() -> None:
    """Let Python look for garbage more seldom: to look through all again and again takes a tenth of a large build."""
    if is_build_command():
        gc.set_threshold(200_000, 50, 100)


def leave_memory() -> None:
    """Leave all that was made to the end of the process: to take it apart takes another tenth."""
    if is_build_command():
        gc.disable()
        gc.freeze()
