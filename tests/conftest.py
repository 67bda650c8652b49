"""For all tests: which examples are drawn, and when the browser ends that tests share."""

import gc
import os

import pytest
from hypothesis import settings

from browser import stop_idle_browser

settings.register_profile("same", derandomize=True, deadline=None)
if "REGESTO_RANDOM" not in os.environ:
    # A change is judged by the same examples on every machine; new ones are drawn where somebody looks at them.
    settings.load_profile("same")


def pytest_collection_finish() -> None:
    """Spare the garbage collector the tests themselves: it would look through all of them again and again."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """End the browser before another file's tests, which may start their own, and before one that is not about it."""
    if item.get_closest_marker("browser") is None or item.path != _last.get("path"):
        stop_idle_browser()
    _last["path"] = item.path


_last = {}
