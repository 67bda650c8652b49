"""A dossier's own check, page and export, words, template and colour; and that seeds can name no code."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from html_pages import read_pages, text_of
from regesto.cli import main
from regesto.seeds.reading import read_seeds
from whole_site import ROOT, run_python

EXTENDED = ROOT / "tests/fixtures/extended"
LIGHTHOUSES = ROOT / "tests/fixtures/lighthouses/seeds"


def _copy(folder: Path) -> Path:
    shutil.copytree(EXTENDED, folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(LIGHTHOUSES, folder / "seeds")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Return the folder of the extended lighthouses, built strictly."""
    folder = _copy(tmp_path_factory.mktemp("extended") / "dossier")
    run_python("mkdocs", "build", "--strict", "--quiet", cwd=folder)
    return folder


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return _copy(tmp_path / "dossier")


def test_its_page_is_there_with_the_theme_around_it(built: Path) -> None:
    page = read_pages(built / "site")["silent/index.html"]
    assert page.find(".//h1") == "Those who never speak"
    assert "Example Gazette" in text_of(page.tree)
    links = [link for _, link in page.links()]
    assert "../actors/gazette/" in links
    assert any(link.endswith("own.css") for link in links)


def test_its_export_is_there_and_on_the_page_of_the_data(built: Path) -> None:
    titles = (built / "site/data/titles.txt").read_text(encoding="utf-8")
    assert titles == "The tower is begun\nBoats aground in the dark years\nThe lamp is lit again\n"
    page = read_pages(built / "site")["data/index.html"]
    assert "The titles of all entries, one a line." in text_of(page.tree)


def test_a_colour_of_its_own_reaches_every_page(built: Path) -> None:
    for name, page in read_pages(built / "site").items():
        if not page.is_redirect and not page.is_on_paper:
            assert any(link.endswith("own.css") for _, link in page.links()), name


def test_words_of_its_own_replace_those_of_another_subject(built: Path) -> None:
    for name, page in read_pages(built / "site").items():
        assert "weapon" not in text_of(page.tree.find("body")).casefold(), name
    assert read_pages(built / "site")["materiel/index.html"].find(".//h1") == "Lamps"


def test_its_check_runs_wherever_seeds_are_checked(dossier: Path) -> None:
    path = dossier / "seeds/entries/2021/lamp-relit.yml"
    long = "title: The lamp of the lighthouse of Port Example is lit again"
    path.write_text(path.read_text(encoding="utf-8").replace("title: The lamp is lit again", long), encoding="utf-8")
    for command in (["check", "--seeds", "seeds"], ["build"]):
        said = run_python("regesto", *command, cwd=dossier, code=1)
        assert "seeds/entries/2021/lamp-relit.yml:1:8: error: title: the title is long  [long-title]" in said
        assert "expected: 8 words at most" in said
    said = run_python("mkdocs", "build", cwd=dossier, code=1)
    assert "the title is long" in said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise RuntimeError('no')", "The extension extension.py cannot be loaded: RuntimeError: no"),
        ("CHECKS = ['a']", "has a CHECKS that is not a tuple of regesto.seeds.checks.Check"),
        ("SHEETS = 3", "has a SHEETS that is not a tuple of functions from an edition to sheets"),
        (
            "from regesto.seeds.checks import CHECKS",
            "An extension adds a check 'unknown-id', and there is one of that name already.",
        ),
    ],
)
def test_what_is_wrong_with_an_extension_is_said(code: str, said: str, dossier: Path) -> None:
    (dossier / "extension.py").write_text(code, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--seeds", str(dossier / "seeds")])
    assert result.exit_code == 1
    assert said in result.output


def test_seeds_can_name_no_code(dossier: Path, tmp_path: Path) -> None:
    """Only `mkdocs.yml` can: in the seeds the same words are an unknown field, and a Python file is not read."""
    mark = tmp_path / "ran"
    code = f"open({str(mark)!r}, 'w', encoding='utf-8').close()"
    (dossier / "seeds/extension.py").write_text(code, encoding="utf-8")
    settings = dossier / "seeds/dossier.yml"
    for line in ("extensions: [extension.py]", "hooks: [extension.py]", "plugins: [x]"):
        text = settings.read_text(encoding="utf-8")
        settings.write_text(f"{text}{line}\n", encoding="utf-8")
        problems = [problem for problem in read_seeds(dossier / "seeds").problems if problem.code == "unknown-field"]
        assert [problem.field for problem in problems] == [line.split(":")[0]]
        settings.write_text(text, encoding="utf-8")
    (dossier / "mkdocs.yml").write_text("site_name: A\nplugins: [regesto]\n", encoding="utf-8")
    CliRunner().invoke(main, ["check", "--seeds", str(dossier / "seeds")])
    assert not mark.exists()


def test_the_guide_shows_this_very_extension() -> None:
    """What docs/extending.md tells people to write is what is tested here."""
    guide = (ROOT / "docs/extending.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(?:python|yaml|css|jinja)\n(.*?)```", guide, re.DOTALL)
    shown = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(EXTENDED.rglob("*.*")) if path.suffix != ".pyc"
    )
    assert len(blocks) >= 5
    for block in blocks:
        assert block.strip() in shown, block
