"""The whole dossier as PDF, from its page to print, by WeasyPrint, which is the optional extra `pdf`."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from regesto.exports.printable import NAME
from regesto.pages.printable import style_drawings

_DRAWING = re.compile(r"<svg\b(?P<attributes>[^>]*)>(?P<inside>(?:(?!</?svg\b).)*)</svg>", re.DOTALL)
_LANGUAGE = re.compile(r'<html lang="([\w-]+)">')
_CLASS = re.compile(r'\bclass="([^"]*)"')
_VIEW = re.compile(r'\bviewBox="0 0 (\S+) (\S+)"')


class PdfMissing(Exception):
    """WeasyPrint, or a library that it needs, is not installed; the text says what to do."""


def write_pdfs(folder: Path, target: Path) -> list[Path]:
    """Write each edition's page to print, found in the folder of an offline copy, as PDF into `target`.

    Returns the files, sorted, which are named after the copy and the language; none where the dossier has no such page.
    Raises `PdfMissing` where WeasyPrint cannot be loaded.
    """
    made = []
    for page in sorted(folder.glob(f"site/**/{NAME}")):
        html = page.read_text(encoding="utf-8")
        language = _LANGUAGE.search(html)[1]
        made.append(target / f"{folder.name}-{language}.pdf")
        write_pdf(html, made[-1])
    return sorted(made)


def write_pdf(html: str, target: Path) -> None:
    """Write a page to print as PDF to `target`.

    Nothing is fetched: the page needs no other file, and every address in it that a renderer would load is refused.
    Raises `PdfMissing` where WeasyPrint cannot be loaded.
    """
    try:
        from weasyprint import HTML, URLFetcher
    except (ImportError, OSError) as error:  # OSError: Pango is not there
        raise PdfMissing(
            'PDF needs WeasyPrint and Pango: pip install "regesto[pdf]", and on Debian and Ubuntu apt install '
            "libpango-1.0-0 libpangoft2-1.0-0"
        ) from error
    HTML(string=freeze_drawings(html), url_fetcher=URLFetcher(allowed_protocols=("data",))).write_pdf(target)


def freeze_drawings(html: str) -> str:
    """Return the page with each drawing as a picture: WeasyPrint gives an SVG in a page none of the page's styles."""
    styles = f"{style_drawings()}\nsvg .halo {{ stroke: none; }}"  # WeasyPrint would paint the halo over the letters

    def freeze(found: re.Match[str]) -> str:
        name = _CLASS.search(found["attributes"])
        view = _VIEW.search(found["attributes"])
        size = f'{view[0]} width="{view[1]}" height="{view[2]}"' if view else ""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{styles}</style>'
        data = base64.b64encode(f"{head}{found['inside']}</svg>".encode()).decode("ascii")
        return f'<img class="{name[1] if name else ""}" alt="" src="data:image/svg+xml;base64,{data}">'

    return _DRAWING.sub(freeze, html)
