"""For all tests: a browser is shared by those that follow each other, and ends before others run."""

import pytest

from browser import stop_idle_browser


def pytest_runtest_setup(item: pytest.Item) -> None:
    """End the browser before a test that is not about one."""
    if item.get_closest_marker("browser") is None:
        stop_idle_browser()
