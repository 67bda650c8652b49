"""A real Chromium that can reach nothing, and writes down whatever it tries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Request, sync_playwright

from find_chromium import find_chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

VIOLATIONS = (
    "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"
)


def need_chromium() -> str:
    """Return the path of a Chromium, or skip the test, loudly."""
    found = find_chromium()
    if found is None:
        pytest.skip("NO CHROMIUM: the browser tests did not run")
    return found


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
