"""The same data gives the same bytes, in whichever way the pages are rendered."""

import hashlib

import pytest

from whole_site import EPOCH, build, copy_dossier, list_files, run_python

pytestmark = pytest.mark.slow


def fingerprints(folder):
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in list_files(folder)}


def test_two_builds_give_the_same_bytes(site, tmp_path):
    """The second is made in another folder, with another hash seed, in another time zone and language."""
    copy_dossier(tmp_path / "elsewhere")
    build(tmp_path / "elsewhere", tmp_path / "site", PYTHONHASHSEED="7", TZ="Pacific/Chatham", LC_ALL="C.UTF-8")
    assert fingerprints(tmp_path / "site") == fingerprints(site)


def test_two_offline_copies_are_the_same_file(stick, tmp_path):
    run_python("regesto", "export", "--output", tmp_path, SOURCE_DATE_EPOCH=EPOCH, PYTHONHASHSEED="7")
    (second,) = tmp_path.glob("*.zip")
    (first,) = stick.parents[1].glob("build/*.zip")
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_the_fast_way_gives_what_the_whole_theme_gives(site, tmp_path):
    """Every page is compared: `shell: off` renders each by Material's templates, without the page shell."""
    copy_dossier(tmp_path / "slow")
    path = tmp_path / "slow/mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert "  - regesto:\n" in text
    path.write_text(text.replace("  - regesto:\n", "  - regesto:\n      shell: false\n"), encoding="utf-8")
    build(tmp_path / "slow", tmp_path / "site")
    assert fingerprints(tmp_path / "site") == fingerprints(site)
