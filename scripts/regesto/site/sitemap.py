"""The sitemap: every page of every edition, each with its counterparts in the other languages (sitemaps.org 0.9)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path

from markupsafe import escape


def make_sitemap(pages: Iterable[Mapping[str, str]]) -> str:
    """Return the XML. Each page maps languages to absolute addresses. No `lastmod`: nobody could vouch for it."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in pages:
        links = [
            f'<xhtml:link rel="alternate" hreflang="{escape(language)}" href="{escape(url)}"/>'
            for language, url in sorted(page.items())
        ]
        for url in page.values():
            lines.append(f"<url><loc>{escape(url)}</loc>{''.join(links) if len(links) > 1 else ''}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def write_sitemap(folder: Path, xml: str) -> None:
    """Write `sitemap.xml` and `sitemap.xml.gz`, which bears no time, so that it depends on nothing else."""
    (folder / "sitemap.xml").write_text(xml, encoding="utf-8", newline="\n")
    (folder / "sitemap.xml.gz").write_bytes(gzip.compress(xml.encode(), mtime=0))
