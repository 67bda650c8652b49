"""Fixtures: the forms' scripts in a Chromium, with the data of an edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from browser import need_chromium, share_browser
from regesto.forms.sheets import SCRIPTS
from regesto.resources import find_templates

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def evaluate() -> Callable[[str, object], object]:
    """Return a function that evaluates an expression where the forms' scripts are loaded, but for the page's own."""
    setting = share_browser(need_chromium()).new_context()
    page = setting.new_page()
    for name in SCRIPTS:
        if not name.endswith("/form-page.js"):
            page.add_script_tag(path=str(find_templates() / "theme" / name))
    yield page.evaluate
    setting.close()
