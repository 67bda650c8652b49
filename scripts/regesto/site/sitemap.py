"""The sitemap: every page of every edition, each with its counterparts in the other languages (sitemaps.org 0.9)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping

from markupsafe import escape

from regesto.site.tree import SiteTree


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


def write_sitemap(tree: SiteTree, xml: str) -> None:
    """Write `sitemap.xml` and `sitemap.xml.gz`, which bears no time, so that it depends on nothing else."""
    tree.write("sitemap.xml", xml.encode())
    tree.write("sitemap.xml.gz", gzip.compress(xml.encode(), mtime=0))
