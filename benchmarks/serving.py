"""A quiet server for a folder, and a Chromium to look at it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests/support"))

from browser import ARGUMENTS
from find_chromium import find_chromium


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word; counts the bytes of their bodies."""

    sent = 0

    def log_message(self, *args):
        pass

    def copyfile(self, source, outputfile):
        data = source.read()
        Quiet.sent += len(data)
        outputfile.write(data)


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def open_chromium():
    """Open a page in a Chromium. Raises `LookupError` where there is none."""
    from playwright.sync_api import sync_playwright

    found = find_chromium()
    if found is None:
        raise LookupError("no Chromium was found; name one in REGESTO_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        try:
            yield browser.new_page()
        finally:
            browser.close()
