"""The Content-Security-Policy of a page: nothing from outside, and no inline script but the theme's own.

It stands in a `<meta>` element, as a static site has no say over HTTP headers. Sources of the rules: CSP Level 3, and
what Material's scripts need: icons as `data:` in its style sheets, and requests to the site itself.
"""

from __future__ import annotations

import base64
import hashlib
import re
from enum import Enum

from markupsafe import escape

PLACE = "\ue002csp\ue003"
"""Stands for the policy while a page is rendered: the policy depends on the scripts in the rendering."""

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style[^>]*>(?P<body>.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_DATA_BLOCK = re.compile(r"""\btype\s*=\s*["']?application/(?:ld\+)?json\b""", re.IGNORECASE)
_SOURCED = re.compile(r"\bsrc\s*=", re.IGNORECASE)


class Setting(Enum):
    """Where the pages will be read: on a server, from a disk, or during `mkdocs serve`, which adds a script."""

    ONLINE = "online"
    OFFLINE = "offline"
    PREVIEW = "preview"


def sign(text: str) -> str:
    """Return the source expression that allows exactly this inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def find_inline_scripts(html: str) -> list[str]:
    """Return the texts of the scripts in `html` that run and have no address, in order, each once."""
    return list(
        dict.fromkeys(
            match["body"]
            for match in _SCRIPT.finditer(html)
            if not _SOURCED.search(match["attributes"]) and not _DATA_BLOCK.search(match["attributes"])
        )
    )


def make_policy(html: str, setting: Setting) -> str:
    """Return the strictest policy under which the frame `html` works as it is meant to.

    From a disk, `'self'` matches nothing in some browsers, as every file is an origin of its own; the scheme `file:`
    matches in all.
    """
    own = "'self' file:" if setting is Setting.OFFLINE else "'self'"
    scripts = " ".join([own, *map(sign, find_inline_scripts(html))])
    styles = " ".join([own, *(sign(match["body"]) for match in _STYLE.finditer(html))])
    if setting is Setting.PREVIEW:
        scripts = f"{own} 'unsafe-inline'"
    rules = {
        "default-src": "'none'",
        "script-src": scripts,
        "style-src": styles,
        # Attributes only: drawings set custom properties on their shapes.
        "style-src-attr": "'unsafe-inline'",
        "img-src": f"{own} data:",
        "connect-src": "'none'" if setting is Setting.OFFLINE else own,
        "worker-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def insert_policy(html: str, content: str, setting: Setting) -> str:
    """Return `html` with its policy in place. Scripts inside `content` get no leave: only the theme's own do."""
    before, found, after = html.partition(str(content)) if content else (html, "", "")
    policy = str(escape(make_policy(before + after, setting)))
    return before.replace(PLACE, policy) + found + after.replace(PLACE, policy)
