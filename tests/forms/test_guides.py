"""The guides for contributors: there in every language, their tables made from the model, their pictures light."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from regesto.forms.guides import make_guides
from regesto.forms.template import HEADS
from regesto.model.edtf import Edtf
from regesto.pages.dates import date_in_words
from regesto.pages.documents import DOCUMENTS, GUIDES, read_documents
from regesto.pages.edition import Edition
from regesto.resources import find_templates
from regesto.seeds.dossier import read_dossier
from regesto.seeds.reading import MODELS
from regesto.seeds.shapes import field_names
from regesto.seeds.yaml import read_yaml

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT_FOLDERS = {language: find_templates() / "documents" / language for language in ("it", "en")}
PICTURES = find_templates() / "theme" / "assets" / "images"
HEAVIEST = 400_000
"""Bytes that all pictures of the guide may have together: each dossier's site carries them."""


@pytest.fixture(scope="module", params=["it", "en"])
def edition(request):
    """Return an edition of the dossier."""
    return Edition(read_dossier(ROOT / "seeds").dossier, request.param, "Prova")


@pytest.fixture(scope="module")
def guides(edition):
    """Return the guides by name."""
    made = make_guides(edition)
    return {name: made[edition.routes.section(name)] for name in GUIDES}


def test_every_edition_has_the_same_guides_with_the_same_parts():
    for name in (*DOCUMENTS, *GUIDES):
        texts = [(folder / f"{name}.md").read_text(encoding="utf-8") for folder in DOCUMENT_FOLDERS.values()]
        for count in (r"^#+ ", r"<!-- ", r"!\[", r"^\|", r"\]\(\w+\.md"):
            assert len({len(re.findall(count, text, re.M)) for text in texts}) == 1, (name, count)
        dates = [re.findall(r"<!-- dates: (.*?) -->", text) for text in texts]
        assert dates[0] == dates[1]


def test_no_mark_is_left(guides):
    assert [name for name, text in guides.items() if "<!--" in text] == []


def test_dates_are_said_as_the_pages_say_them(edition, guides):
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", guides["edtf"], re.M)
    assert len(rows) > 25
    words = edition.words.find("dates")
    assert rows == [(text, date_in_words(Edtf.parse(text), edition.language, words)) for text, _ in rows]


def test_every_field_of_every_record_is_listed(guides):
    listed = re.findall(r"^\| `(\w+)`", guides["fields"], re.M)
    for model in MODELS.values():
        assert [name for name in field_names(model) if name not in listed] == []
    assert not re.search(r"\| *\|", guides["fields"]), "a field without a meaning"


def test_the_templates_are_read_as_records(guides):
    blocks = re.findall(r"^```yaml\n(.*?)^```", guides["annotated"], re.M | re.S)
    assert [block.splitlines()[0] for block in blocks] == list(HEADS.values())
    for block in blocks:
        document = read_yaml(block.encode(), "x.yml")
        assert document.problems == []
        assert all(len(line) <= 120 for line in block.splitlines())


def test_the_contribute_page_leads_to_every_guide_and_form(edition):
    page = read_documents(edition)[edition.routes.section("contribute")]
    for name in (*GUIDES, "new_entry", "new_source"):
        assert f"{edition.routes.section(name)}.md" in page


@pytest.mark.parametrize("language", DOCUMENT_FOLDERS)
def test_pictures_are_described_and_light(language):
    text = (DOCUMENT_FOLDERS[language] / "guide.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[([^\]]*)\]\(pictures/([\w.-]+)\)", text)
    assert {name for _, name in pictures} == {path.name for path in PICTURES.glob(f"guide-{language}-*.webp")}
    assert all(len(told) > 30 for told, _ in pictures)
    assert sum(path.stat().st_size for path in PICTURES.glob("guide-*.webp")) < HEAVIEST
