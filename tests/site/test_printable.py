"""The whole dossier as one page to print, and as PDF."""

import base64
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from html_pages import by_class, read_tree, text_of
from regesto.pages import printable
from regesto.pages.edition import Edition
from regesto.pages.printable import style_drawings, write_printable
from regesto.seeds.dossier import read_dossier
from regesto.site.pdf import freeze_drawings, write_pdf

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def dossier():
    return read_dossier(ROOT / "seeds").dossier


@pytest.fixture(scope="module", params=["it", "en"])
def page(dossier, request):
    return write_printable(Edition(dossier, request.param, "Regesto"))


def test_everything_is_in_it_once_and_every_link_stays_inside(dossier, page):
    tree = read_tree(page.partition("<!doctype html>")[2])
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {f"e-{id}" for id in dossier.entries} | {f"s-{id}" for id in dossier.sources} <= set(ids)
    links = [one.get("href") for one in tree.iter("a")]
    assert len(links) > 100
    assert [link for link in links if link[0] != "#" or link[1:] not in ids] == []
    claims = by_class(tree, "claim")
    assert len(claims) == sum(len(entry.claims) for entry in dossier.entries.values())
    assert all(text_of(claim) for claim in claims)
    for name in ("src", "action"):
        assert [one for one in tree.iter() if one.get(name)] == []


def test_a_dossier_of_thousands_of_entries_is_not_made_into_one_page(dossier, monkeypatch):
    monkeypatch.setattr(printable, "MOST", len(dossier.entries) - 1)
    assert write_printable(Edition(dossier, "it", "Regesto")) is None


def test_the_styles_of_drawings_stand_by_themselves():
    styles = style_drawings()
    assert "var(" not in styles
    assert "md-typeset" not in styles
    assert re.search(r"svg \.m-full \{ fill: #[0-9a-f]{6}; \}", styles)


def test_a_frozen_drawing_is_sound_xml_with_a_size(page):
    pictures = re.findall(r'<img class="d-mid" alt="" src="data:image/svg\+xml;base64,([^"]+)">', freeze_drawings(page))
    assert pictures
    for picture in pictures:
        drawing = ElementTree.fromstring(base64.b64decode(picture))
        assert float(drawing.get("width")) == 700


def test_the_pdf_has_its_pages_its_contents_and_its_letters(page, tmp_path):
    pytest.importorskip(
        "weasyprint", reason="NO WEASYPRINT, OR NO PANGO: the PDF was not made", exc_type=(ImportError, OSError)
    )
    pypdf = pytest.importorskip("pypdf")
    write_pdf(page, tmp_path / "dossier.pdf")
    pdf = pypdf.PdfReader(tmp_path / "dossier.pdf")
    assert 25 < len(pdf.pages) < 60
    assert re.search(r"\.\s+\d+", pdf.pages[1].extract_text()), "the list of contents has numbers"
    assert "KN-23" in "".join(one.extract_text() for one in pdf.pages)
    assert pdf.outline
