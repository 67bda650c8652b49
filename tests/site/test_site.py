"""What a strict build writes: addresses, redirects, sitemap, 404, the policy, and the same bytes twice."""

import gzip
import hashlib
import json
import logging
import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from mkdocs.exceptions import Abort

from regesto.model.problem import Place, Problem, Severity
from regesto.site.archive import EARLIEST, find_moment
from regesto.site.export import export_site
from regesto.site.plugin import RegestoPlugin
from tiny_site import PAGES

pytestmark = pytest.mark.slow

URL = "https://example.org/dossier/"


class Links(HTMLParser):
    """Collects the addresses that a page links to, and its ids."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids |= {attrs["id"]} if attrs.get("id") else set()
        self.links += [attrs[name] for name in ("href", "src") if attrs.get(name)]


def hash_tree(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def find_broken_links(site, directory_urls):
    """Walk every page; return each link that leads to no file, or to no element of one."""
    broken = []
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html") if path.name != "404.html"}
    for path, found in pages.items():
        here = f"https://x/{path.relative_to(site).as_posix()}"
        here = here.removesuffix("index.html") if directory_urls else here
        for link in found.links:
            parts = urlsplit(urljoin(here, link))
            if parts.netloc != "x":
                continue
            target = site / unquote(parts.path).lstrip("/")
            target = target / "index.html" if parts.path.endswith("/") and directory_urls else target
            if not target.is_file():
                broken.append(f"{here}: {link}")
            elif "=" in parts.fragment and "explore" in pages[target].ids:
                continue  # filters for the explorer: see docs/explorer.md
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                broken.append(f"{here}: {link}: no such element")
    return broken


@pytest.mark.parametrize("directory_urls", [True, False])
def test_no_link_is_broken(tiny, directory_urls):
    site = tiny.build(use_directory_urls=directory_urls)
    assert (site / ("schede/liberta/index.html" if directory_urls else "schede/liberta.html")).is_file()
    assert (site / ("en/cronologia/index.html" if directory_urls else "en/cronologia.html")).is_file()
    assert find_broken_links(site, directory_urls) == []


def test_a_hand_written_page_introduces_its_section(tiny):
    page = (tiny.build() / "cronologia/index.html").read_text(encoding="utf-8")
    assert "Una <em>introduzione</em>, <a href=" in page
    assert page.count("<h1") == 1
    assert "titolo scritto a mano" not in page
    assert '<li class="md-tabs__item md-tabs__item--active">' in page


def test_the_tab_of_the_section_is_lit(tiny):
    site = tiny.build()
    lit = re.compile(r'md-tabs__item--active">\s*<a href="([^"]+)"')
    assert lit.findall((site / "schede/liberta/index.html").read_text(encoding="utf-8")) == ["../"]
    assert lit.findall((site / "en/cronologia/2024/index.html").read_text(encoding="utf-8")) == ["../"]


def test_languages_know_each_other(tiny):
    tiny.config = {"site_url": URL}
    page = Links((tiny.build() / "schede/liberta/index.html").read_text(encoding="utf-8")).links
    assert {f"{URL}schede/liberta/", f"{URL}en/schede/liberta/", "../../en/schede/liberta/", "./"} <= set(page)
    alone = Links((tiny.folder / "site/metodo/index.html").read_text(encoding="utf-8")).links
    assert "../en/" in alone, "a page without a counterpart leads to the other edition's home page"


def test_redirects_need_no_script(tiny):
    tiny.config = {"site_url": URL}
    page = (tiny.build() / "schede/antica/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../vecchia/">' in page
    assert f'<link rel="canonical" href="{URL}schede/vecchia/">' in page
    assert '<a href="../vecchia/">' in page
    assert "<script" not in page


def test_the_sitemap_has_every_page_of_every_language(tiny):
    tiny.config = {"site_url": URL}
    site = tiny.build()
    text = (site / "sitemap.xml").read_bytes()
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == text
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [element.text for element in ElementTree.fromstring(text).iter(f"{name}loc")]
    redirects = {"schede/antica/index.html", "en/schede/antica/index.html"}
    on_paper = {"dati/dossier.html", "en/dati/dossier.html"}  # the same words once more, for printing
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - redirects - on_paper - {"404.html"}
    assert sorted(found) == sorted(URL + page.removesuffix("index.html") for page in pages)
    assert text.count(b'hreflang="en"') == 2 * (len(PAGES) + 3)
    assert not (site / "en/sitemap.xml").exists()


def test_the_404_page_leads_on_from_any_depth(tiny):
    tiny.config = {"site_url": URL}
    found = Links((tiny.build() / "404.html").read_text(encoding="utf-8")).links
    assert "/dossier/cronologia/" in found
    assert all(link.startswith(("/dossier/", "https://", "#", "data:")) or link == "." for link in found), found


@pytest.mark.parametrize("name", ["index.html", "metodo/index.html", "schede/liberta/index.html", "404.html"])
def test_every_page_has_a_policy_that_forbids_all_else(tiny, name):
    page = (tiny.build() / name).read_text(encoding="utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.replace("&#39;", "'").split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe-inline" not in rules["script-src"] + rules["style-src"]
    assert "http" not in policy.replace("http-equiv", "")
    assert page.index("Content-Security-Policy") < page.index("<script")


def test_bulk_pages_are_in_the_search_with_their_sections(tiny):
    site = tiny.build()
    parts = [path.read_text(encoding="utf-8") for path in sorted((site / "search").glob("t*.js"))]
    docs = [doc for part in parts for doc in json.loads(re.fullmatch(r'regesto_search\("t\d+-\d+",(.*)\)\n', part)[1])]
    found = {doc[0]: doc[2] for doc in docs}
    assert found["schede/liberta/"] == "La libertà dell’accordo"
    assert found["schede/liberta/#chi"] == "Chi lo dice"
    assert found["cronologia/2024/"] == "2024"
    assert found["metodo/#regole"] == "Regole"
    assert not any("<" in part for part in parts)


def test_material_s_search_leaves_nothing(tiny):
    site = tiny.build()
    assert not (site / "search/search_index.json").exists()
    assert not (site / "assets/javascripts/workers").exists()
    assert not (site / "assets/javascripts/lunr").exists()
    assert (site / "en/search/start.js").is_file()


def test_two_builds_are_the_same(tiny, tmp_path):
    tiny.config = {"site_url": URL}
    first = hash_tree(tiny.build())
    os.utime(tiny.folder / "docs/it/metodo.md", (1, 1))
    assert hash_tree(tiny.build()) == first
    copies = [export_site(tiny.folder / "mkdocs.yml", tmp_path / name) for name in "ab"]
    assert copies[0].archive.read_bytes() == copies[1].archive.read_bytes()


def test_the_zip_unpacks_to_one_folder_with_one_file_to_open(tiny, tmp_path):
    tiny.write()
    copy = export_site(tiny.folder / "mkdocs.yml", tmp_path / "build")
    assert copy.archive.name == "regesto-prova-1.2.zip"
    with zipfile.ZipFile(copy.archive) as archive:
        names = archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}
    assert names == sorted(names)
    top = {name.split("/")[1] for name in names if name.startswith("regesto-prova-1.2/")}
    assert top == {"APRI.html", "LEGGIMI.txt", "site"}
    assert len([name for name in names if name.startswith("regesto-prova-1.2/")]) == len(names)
    assert find_broken_links(copy.folder, False) == []


def test_without_any_date_the_zip_says_1980(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert find_moment(tmp_path) == EARLIEST


def test_errors_in_the_seeds_end_the_build_plainly(tiny, monkeypatch, caplog):
    wrong = [
        Problem("x", "no such actor", Place("entries/2024/a.yml", 7, 3), "claims[0].origin", found="'nsi'"),
        Problem("y", "unused topic", Place("topics.yml"), severity=Severity.WARNING),
    ]
    monkeypatch.setattr(
        RegestoPlugin, "read", staticmethod(lambda folder: SimpleNamespace(dossier=None, problems=wrong))
    )
    with caplog.at_level(logging.INFO), pytest.raises(Abort, match=r"The seeds have 1 error; nothing was built\."):
        tiny.build()
    said = "\n".join(record.getMessage() for record in caplog.records if record.levelno == logging.ERROR)
    assert "seeds/entries/2024/a.yml:7:3: claims[0].origin: no such actor; found 'nsi'" in said
    assert "unused topic" not in said


def test_warnings_stop_a_strict_build_only_if_asked(tiny, monkeypatch):
    warning = Problem("y", "unused topic", Place("topics.yml"), severity=Severity.WARNING)
    whole = RegestoPlugin.read(Path())
    reading = SimpleNamespace(dossier=whole.dossier, problems=[warning])
    monkeypatch.setattr(RegestoPlugin, "read", staticmethod(lambda folder: reading))
    assert tiny.build().is_dir()
    tiny.options["strict"] = True
    with pytest.raises(Abort, match="strict mode"):
        tiny.build()


def test_what_the_user_sets_wins(tiny):
    tiny.config = {
        "theme": {
            "name": "material",
            "language": "it",
            "features": [],
            "palette": {"scheme": "slate", "primary": "red"},
        },
        "repo_url": "https://example.org/team/dossier",
        "edit_uri": "edit/main/docs/it/",
    }
    page = (tiny.build() / "metodo/index.html").read_text(encoding="utf-8")
    assert 'data-md-color-primary="red"' in page
    assert "md-tabs" not in page
    assert "fonts.googleapis" not in page
    assert 'data-md-component="source"' not in page, "Material would ask another host how many stars there are"


def test_without_a_navigation_the_sections_make_one(tiny):
    tiny.write()
    text = (tiny.folder / "mkdocs.yml").read_text(encoding="utf-8")
    tiny.config = {"nav": None}
    site = tiny.build()
    assert "nav: null" in (tiny.folder / "mkdocs.yml").read_text(encoding="utf-8") != text
    page = (site / "index.html").read_text(encoding="utf-8")
    tabs = re.findall(r'class="md-tabs__link">\s*([^<]+?)\s*</a>', page)
    assert tabs == ["Inizio", "Cronologia", "Schede"]


def test_an_edition_can_be_built_by_itself(tiny):
    tiny.write()
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(tiny.folder / "mkdocs.en.yml"), strict=True, site_dir=str(tiny.folder / "only"))
    build(config)
    page = (tiny.folder / "only/schede/liberta/index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert "hreflang" not in page
