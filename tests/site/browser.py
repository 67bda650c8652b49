"""A real Chromium that can reach nothing, and writes down whatever it tries."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Request, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

VIOLATIONS = "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"


def find_chromium() -> str | None:
    """Return the path of a Chromium: `REGESTO_CHROMIUM`, one on the path, or Playwright's own."""
    named = os.environ.get("REGESTO_CHROMIUM")
    if named:
        return named
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


@dataclass
class Watched:
    """A page under watch: `requests` are the addresses it asked for, `complaints` what the console said."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def outside(self, *allowed: str) -> list[str]:
        """Return the requests that go anywhere but to addresses that begin with one of `allowed`."""
        return [url for url in self.requests if not url.startswith((*allowed, "data:", "blob:"))]


@contextmanager
def open_page(executable: str, allowed: str, **context) -> Iterator[Watched]:
    """Open a page whose every request to addresses that do not begin with `allowed` is refused and noted."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        try:
            setting = browser.new_context(**context)
            setting.add_init_script(VIOLATIONS)
            watched = Watched(setting.new_page())

            def note(request: Request) -> None:
                watched.requests.append(request.url)

            def hear(kind: str, text: str) -> None:
                if kind in ("error", "warning"):
                    watched.complaints.append(f"{kind}: {text}")

            setting.on("request", note)
            setting.route(lambda url: not url.startswith((allowed, "data:", "blob:")), lambda route: route.abort())
            watched.page.on("console", lambda message: hear(message.type, message.text))
            watched.page.on("pageerror", lambda error: watched.complaints.append(f"thrown: {error}"))
            yield watched
        finally:
            browser.close()
