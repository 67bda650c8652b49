"""Pages at old addresses that lead to the new ones, without a script."""

from __future__ import annotations

from markupsafe import escape

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"


def make_redirect(title: str, href: str, language: str, canonical: str | None = None) -> str:
    """Return a whole page that leads to `href` (relative) at once, and has a link for browsers that do not follow.

    `title` is the plain title of the page that it leads to; `canonical` that page's absolute address, if known.
    """
    link = f'\n<link rel="canonical" href="{escape(canonical)}">' if canonical else ""
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">
<meta http-equiv="refresh" content="0; url={escape(href)}">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width,initial-scale=1">{link}
<title>{escape(title)}</title>
</head>
<body>
<p><a href="{escape(href)}">{escape(title)}</a></p>
</body>
</html>
"""
