"""Every link leads somewhere, online and from a disk, and nothing is loaded from another host."""

import re
from urllib.parse import urlsplit

import pytest

from html_pages import resolve
from whole_site import list_files

pytestmark = pytest.mark.slow

FOLLOWED = {"a", "area"}
"""Elements that a reader follows; every other element with an address loads something by itself."""

LOADED_BY_CSS = re.compile(r"""(?:url\(|@import)\s*(?!["']?(?:data:|\#))["']?([^)"';]+)""")


@pytest.mark.parametrize("where", ["site", "stick", "published"])
def test_every_link_leads_to_a_page_and_every_anchor_to_an_element(where, request):
    files = set(list_files(request.getfixturevalue(where)))
    pages = request.getfixturevalue("pages" if where == "site" else f"{where}_pages")
    broken = []
    for page in pages.values():
        if page.name == "404.html":
            continue  # its links start at the server's root: see test_browser
        for _, link in page.links():
            target = resolve(page, link)
            if target is None:
                continue
            file, fragment = target
            if file not in files:
                broken.append(f"{page.name}: {link}: no such file")
            elif "=" in fragment and "explore" in pages[file].ids:
                continue  # filters for the explorer: see docs/explorer.md
            elif fragment and (file not in pages or fragment not in pages[file].ids):
                broken.append(f"{page.name}: {link}: no such element")
    assert len(pages) > 250
    assert broken == []


@pytest.mark.parametrize("where", ["pages", "stick_pages"])
def test_what_leads_to_another_host_says_so(where, request):
    """A reader follows such a link knowingly: it bears `rel="external"`."""
    quiet = [
        f"{page.name}: {link}"
        for page in request.getfixturevalue(where).values()
        for element, link in page.links()
        if urlsplit(link).netloc and element.tag in FOLLOWED and "external" not in element.get("rel", "").split()
    ]
    assert quiet == []


@pytest.mark.parametrize("where", ["pages", "stick_pages"])
def test_no_page_loads_anything_from_another_host(where, request):
    loaded = [
        f"{page.name}: <{element.tag}> {link}"
        for page in request.getfixturevalue(where).values()
        for element, link in page.links()
        if element.tag not in FOLLOWED and (urlsplit(link).netloc or urlsplit(link).scheme not in ("", "data"))
    ]
    assert loaded == []


@pytest.mark.parametrize("where", ["site", "stick"])
def test_no_style_sheet_loads_anything_from_another_host(where, request):
    folder = request.getfixturevalue(where)
    sheets = list(folder.rglob("*.css"))
    assert sheets
    for path in sheets:
        for found in LOADED_BY_CSS.finditer(path.read_text(encoding="utf-8")):
            address = found[1].strip()
            assert not urlsplit(address).netloc, f"{path.name}: {address}"
            assert (path.parent / urlsplit(address).path).is_file(), f"{path.name}: {address}"


@pytest.mark.parametrize("where", ["pages", "stick_pages"])
def test_every_page_can_be_reached_from_home(where, request):
    """By links alone, without the search and without the sitemap."""
    pages = {name: page for name, page in request.getfixturevalue(where).items() if not page.is_redirect}
    root = "index.html" if where == "pages" else "site/index.html"
    reached, queue = set(), [root]
    while queue:
        name = queue.pop()
        if name in reached or name not in pages:
            continue
        reached.add(name)
        queue += [target[0] for _, link in pages[name].links() if (target := resolve(pages[name], link))]
    assert sorted(set(pages) - reached - {"404.html", "en/404.html", "site/404.html", "site/en/404.html"}) == []
