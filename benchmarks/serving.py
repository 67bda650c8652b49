"""A quiet server for a folder, and a Chromium to look at it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests/support"))

import browser
from find_chromium import find_chromium


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word; counts the bytes of their bodies."""

    protocol_version = "HTTP/1.1"  # as real servers do, which keep a connection open
    sent = 0

    def log_message(self, *args):
        pass

    def copyfile(self, source, outputfile):
        data = source.read()
        Quiet.sent += len(data)
        outputfile.write(data)


serve = partial(browser.serve, handler=Quiet)
"""Serves a folder; gives its address."""


@contextmanager
def open_chromium():
    """Open a page in a Chromium. Raises `LookupError` where there is none."""
    from playwright.sync_api import sync_playwright

    found = find_chromium()
    if found is None:
        raise LookupError("no Chromium was found; name one in REGESTO_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=browser.ARGUMENTS)
        try:
            yield chromium.new_page()
        finally:
            chromium.close()
