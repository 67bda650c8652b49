"""A third language is files that are added, as docs/languages.md says: words, documents, an mkdocs.yml. No code."""

import re
import shutil

import pytest
import yaml

from html_pages import read_pages, text_of
from regesto.resources import find_templates
from whole_site import build, copy_dossier, make_once

pytestmark = pytest.mark.slow

MARKS = str.maketrans("aeiouAEIOU", "âêîôûÂÊÎÔÛ")
PLACEHOLDER = re.compile(r"(\{[^{}]*\}|\\_)")
FOLDERS = ("i18n", "documents", "offline")

MKDOCS = """INHERIT: mkdocs.yml
docs_dir: docs/fr
theme: {language: fr}
"""


def mark(text):
    """Return a text with every vowel marked, so that it can be told from the English that it is made of."""
    return "".join(part if PLACEHOLDER.fullmatch(part) else part.translate(MARKS) for part in PLACEHOLDER.split(text))


def mark_all(tree):
    if isinstance(tree, dict):
        return {key: mark_all(value) for key, value in tree.items()}
    return [mark_all(one) for one in tree] if isinstance(tree, list) else mark(tree)


def add_language(folder):
    """Add to a copy of the dossier what a translator would, with English words that are marked."""
    templates = folder / "templates"
    for name in FOLDERS:
        shutil.copytree(find_templates() / name / "en", templates / name / "fr")
    for path in (templates / "i18n/fr").glob("*.yml"):
        words = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        path.write_text(yaml.safe_dump(mark_all(words), allow_unicode=True, width=10_000), encoding="utf-8")
    (folder / "docs/fr").mkdir()
    (folder / "mkdocs.fr.yml").write_text(MKDOCS, encoding="utf-8")
    change(folder / "mkdocs.yml", "[mkdocs.en.yml]", "[mkdocs.en.yml, mkdocs.fr.yml]\n      templates: templates")
    change(folder / "seeds/dossier.yml", "languages: [it, en]", "languages: [it, en, fr]")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def pages(shared):
    def make(folder):
        copy_dossier(folder / "dossier")
        add_language(folder / "dossier")
        build(folder / "dossier", folder / "site", "site_url: https://example.org/")

    return read_pages(make_once(shared, "three", make) / "site")


def test_every_page_is_there_in_the_third_language(pages):
    def inside(edition):
        return {name.removeprefix(edition) for name in pages if name.startswith(edition)}

    assert inside("fr/") == inside("en/")
    assert len(inside("fr/")) > 100
    for name, page in pages.items():
        assert page.tree.get("lang") == ("fr" if name.startswith("fr/") else "en" if name.startswith("en/") else "it")


def test_its_own_words_are_shown(pages):
    page = pages["fr/schede/arrivo-soldati-nordcoreani/index.html"]
    headings = {text_of(one) for one in page.tree.iter("h2")}
    assert mark("Summary") in headings or mark("Who says so") in headings
    assert "octobre 2024" in text_of(page.tree), "months come from CLDR"


def test_what_the_data_lack_stands_in_the_default_language_and_says_so(pages):
    page = pages["fr/schede/arrivo-soldati-nordcoreani/index.html"]
    (title,) = page.tree.iter("h1")
    assert text_of(title).startswith("L’intelligence di Seul")
    marked = [one for one in page.tree.iter() if one.get("lang") == "it"]
    assert any(text_of(one).startswith("Il servizio d’intelligence") for one in marked)


def test_each_page_names_its_three_languages(pages):
    for name in ("fr/index.html", "temi/soldati/index.html", "en/schede/arrivo-soldati-nordcoreani/index.html"):
        found = {one.get("hreflang"): one.get("href") for one in pages[name].link("alternate") if one.get("hreflang")}
        assert set(found) == {"it", "en", "fr"}
        assert found["fr"].startswith("https://example.org/fr/")


def test_a_missing_word_ends_the_build_with_its_name(tmp_path):
    copy_dossier(tmp_path / "dossier")
    add_language(tmp_path / "dossier")
    path = tmp_path / "dossier/templates/i18n/fr/site.yml"
    words = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    del words["home"]["latest"]
    path.write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"fr: home\.latest"):
        build(tmp_path / "dossier", tmp_path / "site")


def test_a_missing_document_ends_the_build_with_its_name(tmp_path):
    copy_dossier(tmp_path / "dossier")
    add_language(tmp_path / "dossier")
    (tmp_path / "dossier/templates/documents/fr/method.md").unlink()
    with pytest.raises(AssertionError, match=r"no document 'method' in the language 'fr'"):
        build(tmp_path / "dossier", tmp_path / "site")
