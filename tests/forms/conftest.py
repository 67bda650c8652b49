"""Fixtures: the forms' scripts in a Chromium, with the data of an edition."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from browser import ARGUMENTS, need_chromium
from regesto.forms.sheets import SCRIPTS
from regesto.resources import find_templates

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def evaluate() -> Callable[[str, object], object]:
    """Return a function that evaluates an expression where the forms' scripts are loaded, but for the page's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=need_chromium(), args=ARGUMENTS)
        page = browser.new_page()
        for name in SCRIPTS:
            if not name.endswith("/form-page.js"):
                page.add_script_tag(path=str(find_templates() / "theme" / name))
        yield page.evaluate
        browser.close()
