"""A third language is files alone: words, two documents, an edition. What is missing of them is said, all at once."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from html_pages import read_pages, text_of
from regesto.pages.i18n import load_words
from whole_site import ROOT, copy_dossier, make_once, run_python

pytestmark = pytest.mark.slow

TEMPLATES = ROOT / "templates"
EDITION = """\
INHERIT: mkdocs.yml
site_description: Qui dit quoi
docs_dir: docs/fr
theme:
  language: fr
"""


def mark(words):
    """Put marks around every text that has a word in it, and leave names in braces and tags as they are."""
    if isinstance(words, dict):
        return {key: mark(value) for key, value in words.items()}
    plain = re.sub(r"\{[^}]*\}|<[^>]*>", "", words)
    return f"‹{words}›" if re.search("[a-z]{4}", plain) else words


def add_french(folder: Path) -> None:
    """Add to a dossier what docs/languages.md asks for; the words are the English ones between marks."""
    words = folder / "templates/i18n/fr/words.yml"
    words.parent.mkdir(parents=True)
    tree = mark(load_words("en", [TEMPLATES]).tree)
    words.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.copytree(TEMPLATES / "documents/en", folder / "templates/documents/fr")
    (folder / "docs/fr").mkdir()
    (folder / "mkdocs.fr.yml").write_text(EDITION, encoding="utf-8")
    replace(folder / "mkdocs.yml", "[mkdocs.en.yml]", "[mkdocs.en.yml, mkdocs.fr.yml]")
    replace(folder / "mkdocs.yml", "templates: docs/words", "templates: templates")
    replace(folder / "seeds/dossier.yml", "languages: [it, en]", "languages: [it, en, fr]")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="session")
def french(shared) -> Path:
    def make(folder: Path) -> None:
        copy_dossier(folder)
        add_french(folder)
        run_python("mkdocs", "build", "--strict", "--quiet", cwd=folder)

    return make_once(shared, "french", make)


@pytest.fixture(scope="session")
def pages(french):
    return read_pages(french / "site")


def test_every_page_is_there_in_three_languages(pages):
    proper = {name for name, page in pages.items() if not page.is_redirect and not name.endswith("404.html")}
    own = {name for name in proper if not name.startswith(("en/", "fr/"))}
    assert len(own) > 100
    for code in ("en", "fr"):
        assert {name.removeprefix(f"{code}/") for name in proper if name.startswith(f"{code}/")} == own


def test_pages_speak_the_language_and_say_so_where_a_text_is_missing(pages):
    page = pages["fr/index.html"]
    assert page.tree.get("lang") == "fr"
    assert "‹Timeline›" in text_of(page.tree)
    lede = next(element for element in page.tree.iter("p") if "Corea del Nord avrebbe dato" in text_of(element))
    languages = {element.get("lang") for element in [lede, *lede.iter()]}
    assert "it" in languages, "a text that French lacks is in the default language, and marked as such"


def test_dates_and_numbers_are_written_the_french_way(pages):
    texts = " ".join(text_of(page.tree) for name, page in pages.items() if name.startswith("fr/schede/"))
    assert "janvier" in texts
    assert "12 000" in texts, "with a narrow space between"


def test_each_page_points_at_the_other_two(pages):
    page = pages["fr/cronologia/index.html"]
    others = {link.get("hreflang") for link in page.tree.iter("link") if link.get("hreflang")}
    assert others >= {"it", "en", "fr"}


def test_what_is_missing_is_said_all_at_once(french, tmp_path):
    folder = tmp_path / "dossier"
    shutil.copytree(french, folder, ignore=shutil.ignore_patterns("site", "build", ".cache"))
    words = folder / "templates/i18n/fr/words.yml"
    tree = yaml.safe_load(words.read_text(encoding="utf-8"))
    del tree["stance"], tree["dates"]["seasons"]
    words.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    (folder / "templates/documents/fr/method.md").unlink()
    said = run_python("mkdocs", "build", "--strict", "--quiet", cwd=folder, code=1)
    assert "The language 'fr' lacks the words 'stance." in said
    assert "The language 'fr' lacks 'seasons' in the words 'dates'" in said
    assert "The language 'fr' lacks the file documents/fr/method.md" in said
    assert "docs/languages.md" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_languages_that_come_with_regesto_are_complete(language):
    from regesto.pages.completeness import find_gaps

    assert find_gaps(load_words(language, [TEMPLATES]), [TEMPLATES]) == []
