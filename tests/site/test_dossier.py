"""This repository's own dossier as a site: the shell against the whole theme, every link, and a walk from a disk."""

import shutil
from itertools import groupby
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from browser import need_chromium, open_page
from regesto.site.build import SiteBuild
from regesto.site.export import export_site
from test_site import find_broken_links

ROOT = Path(__file__).resolve().parents[2]
MOST = 2
"""Pages of one kind that are opened in the browser."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """Build the dossier by the shell and by the whole theme; give both folders."""
    folder = tmp_path_factory.mktemp("dossier")
    renderer = SiteBuild.renderer
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        for name in ("fast", "slow"):
            patch.setattr(SiteBuild, "renderer", lambda self, shell, name=name: renderer(self, shell=name == "fast"))
            build(load_config(str(ROOT / "mkdocs.yml"), strict=True, site_dir=str(folder / name)))
    yield folder / "fast", folder / "slow"
    shutil.rmtree(folder)


def test_the_shell_gives_the_same_pages(sites):
    fast, slow = sites
    names = [path.relative_to(fast) for path in sorted(fast.rglob("*.html"))]
    assert names == [path.relative_to(slow) for path in sorted(slow.rglob("*.html"))]
    assert len(names) > 200
    assert [name for name in names if (fast / name).read_bytes() != (slow / name).read_bytes()] == []


def test_no_link_is_broken(sites):
    assert find_broken_links(sites[0], True) == []


def leads_on(page):
    return '<meta http-equiv="refresh"' in page.read_text(encoding="utf-8")


@pytest.mark.browser
def test_every_kind_of_page_opens_from_a_disk(tmp_path):
    chromium = need_chromium()
    copy = export_site(ROOT / "mkdocs.yml", tmp_path)
    assert find_broken_links(copy.folder, False) == []
    # Pages that lead on at once would interrupt the walk; other tests follow them.
    pages = [page.relative_to(copy.folder) for page in sorted(copy.folder.rglob("*.html")) if not leads_on(page)]
    chosen = [page for _, kind in groupby(pages, key=lambda page: page.parent) for page in list(kind)[:MOST]]
    root = copy.folder.as_uri()
    with open_page(chromium) as watched:
        for page in chosen:
            watched.page.goto(f"{root}/{page.as_posix()}")
            assert watched.page.locator("h1").count() == 1, page
        assert watched.outside(root) == []
        assert watched.complaints == []
