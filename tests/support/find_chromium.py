"""Find a Chromium for the browser tests, or bring one; run by `make test`, which hands what this prints to the tests.

In this order: the variable `REGESTO_CHROMIUM`; a Chromium or Chrome on the path; Playwright's own; then Playwright's
download; then, as root where there is `apt-get`, Debian's package. If all fails it says so, and the tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

PATIENCE = 600
"""Seconds after which a download is given up."""


def find_chromium() -> str | None:
    """Return the path of a Chromium that is on this machine."""
    named = os.environ.get("REGESTO_CHROMIUM")
    if named:
        return named
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    return found or find_playwrights_own()


def find_playwrights_own() -> str | None:
    """Return the path of the browser that Playwright downloaded, if it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def bring_chromium() -> str | None:
    """Install a Chromium by the means this machine has, and return its path."""
    attempt([sys.executable, "-m", "playwright", "install", "chromium"])
    if find_chromium() is None and shutil.which("apt-get") and os.geteuid() == 0:
        attempt(["apt-get", "update", "-q"])
        attempt(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"])
    return find_chromium()


def attempt(command: list[str]) -> None:
    """Run a command and show what it says on the error output; whether it worked is seen by what is there after."""
    print("+", " ".join(command), file=sys.stderr)
    try:
        subprocess.run(command, stdout=sys.stderr, check=False, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"  {error}", file=sys.stderr)


if __name__ == "__main__":
    path = find_chromium() or bring_chromium()
    if path is None:
        print("*" * 78, file=sys.stderr)
        print("NO CHROMIUM WAS FOUND AND NONE COULD BE INSTALLED: every browser test is skipped.", file=sys.stderr)
        print("Install Chromium or Chrome, or name one in REGESTO_CHROMIUM, and run this again.", file=sys.stderr)
        print("*" * 78, file=sys.stderr)
    else:
        print(path)
