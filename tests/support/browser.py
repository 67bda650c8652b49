"""A real Chromium that can reach nothing, and writes down whatever it tries."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Request, sync_playwright

from find_chromium import find_chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-rasterization",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
"""Names and addresses of other machines lead nowhere. To ask Playwright's routes about every request would do the same,
and switch the browser's cache off: every page would take twice as long."""

VIOLATIONS = (
    "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"
)


@cache
def find_once() -> str | None:
    """Return the path of a Chromium; looked for before one runs, for Playwright cannot be asked twice at once."""
    return find_chromium()


def need_chromium() -> str:
    """Return the path of a Chromium, or skip the test, loudly."""
    found = find_once()
    if found is None:
        pytest.skip("NO CHROMIUM: the browser tests did not run")
    return found


@dataclass
class Watched:
    """A page under watch: `requests` are the addresses it asked for, `failures` those of them that came to nothing,
    `complaints` what the console said."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def outside(self, *allowed: str) -> list[str]:
        """Return the requests that go anywhere but to addresses that begin with one of `allowed`."""
        return [url for url in self.requests if not url.startswith((*allowed, "data:", "blob:"))]


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word; an address that is not there gets the site's own page for that."""

    def log_message(self, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        text = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
        return None


@contextmanager
def serve(folder: Path, handler: type[SimpleHTTPRequestHandler] = _Quiet) -> Iterator[str]:
    """Serve a folder on a free port of this machine; gives its address, which ends in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class _Shared:
    """The one Chromium of a test process, while it runs."""

    playwright: Playwright | None = None
    browser: Browser | None = None

    def start(self, executable: str) -> Browser:
        if self.browser is None:
            self.playwright = sync_playwright().start()
            self.browser = self.playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        return self.browser

    def stop(self) -> None:
        if self.browser is not None:
            self.browser.close()
            self.playwright.stop()
            self.browser = self.playwright = None


_shared = _Shared()
atexit.register(_shared.stop)


def share_browser(executable: str) -> Browser:
    """Return the Chromium of this test process: starting one takes more than a second. Close your contexts of it."""
    return _shared.start(executable)


def stop_idle_browser() -> None:
    """End the shared Chromium unless somebody has a window of it open.

    With it ends the event loop that Playwright keeps running, which other tests must not find.
    """
    if _shared.browser is not None and not _shared.browser.contexts:
        _shared.stop()


def leave(setting: BrowserContext) -> None:
    """Leave every page of a profile: one that is closed while a page loads may never end."""
    for page in setting.pages:
        with suppress(Error):
            page.goto("about:blank", timeout=10_000)


@contextmanager
def open_page(executable: str, **context) -> Iterator[Watched]:
    """Open a page in a profile of its own, which notes every request; other machines cannot be reached."""
    setting = share_browser(executable).new_context(**context)
    try:
        setting.add_init_script(VIOLATIONS)
        watched = Watched(setting.new_page())

        def note(request: Request) -> None:
            watched.requests.append(request.url)

        def fail(request: Request) -> None:
            if "ERR_ABORTED" not in request.failure:  # the reader went on before it came
                watched.failures.append(f"{request.url}: {request.failure}")

        def hear(kind: str, text: str) -> None:
            if kind in ("error", "warning"):
                watched.complaints.append(f"{kind}: {text}")

        setting.on("request", note)
        setting.on("requestfailed", fail)
        setting.on(
            "response",
            lambda answer: watched.failures.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else 0,
        )
        watched.page.on("console", lambda message: hear(message.type, message.text))
        watched.page.on("pageerror", lambda error: watched.complaints.append(f"thrown: {error}"))
        yield watched
    finally:
        leave(setting)
        setting.close()
