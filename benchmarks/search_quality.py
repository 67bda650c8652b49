"""How good is the search? `python -m benchmarks.search_quality` asks `tests/search/queries.yml` in Chromium.

Three searches answer on the same built dossier: Regesto's own, Material's (its own defaults for each language) and
Pagefind's, where `--pagefind` names its program. For each it prints success at 1 and at 5 and the mean reciprocal rank.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import yaml

from benchmarks.serving import open_chromium, serve

ROOT = Path(__file__).resolve().parents[1]
QUERIES = ROOT / "tests/search/queries.yml"
DEPTH = 10
"""How many answers are looked at."""

_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*)</article>', re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class Query(NamedTuple):
    """A question, the pages that answer it, and what it tries."""

    language: str
    ask: str
    right: tuple[str, ...]
    kind: str


class Score(NamedTuple):
    """How one search did: the share of queries whose first, or one of whose first five answers is right; the mean of
    one over the place of the first right answer."""

    first: float
    five: float
    mrr: float
    asked: int


def read_queries() -> list[Query]:
    """Return the queries in the order of their file."""
    data = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return [Query(lang, one["ask"], tuple(one["right"]), one["kind"]) for lang, all_ in data.items() for one in all_]


def find_address(url: str) -> str:
    """Return the address of a page, which is the same in every edition, from its URL on a server."""
    path = unquote(urlsplit(url).path).strip("/").removesuffix("index.html").strip("/")
    return path.removeprefix("en/") if path != "en" else ""


def rank(query: Query, urls: list[str]) -> int | None:
    """Return the place of the first right answer, from 1; hits on one page count once, as one answer."""
    addresses = list(dict.fromkeys(find_address(url) for url in urls))
    return next((place for place, address in enumerate(addresses[:DEPTH], 1) if address in query.right), None)


def score(ranks: list[int | None]) -> Score:
    """Return what the places of the first right answers come to."""
    asked = len(ranks) or 1
    return Score(
        sum(place == 1 for place in ranks) / asked,
        sum(place is not None and place <= 5 for place in ranks) / asked,
        sum(1 / place for place in ranks if place) / asked,
        len(ranks),
    )


def build_site(target: Path) -> None:
    """Build the repository's own dossier."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(target)))


ASK = """async ([query]) => {
  const input = document.querySelector(".rg-search__input"), list = document.querySelector(".rg-search__list")
  input.focus()
  input.value = query
  input.dispatchEvent(new Event("input"))
  while (list.dataset.asked !== query) await new Promise(done => setTimeout(done, 5))
  return [...list.querySelectorAll("a")].map(a => a.href)
}"""


def ask_regesto(page, base: str, queries: list[Query]) -> Iterator[list[str]]:
    """Yield what the search box shows, in the order in which it shows it."""
    language = None
    for query in queries:
        if query.language != language:
            language = query.language
            page.goto(base if language == "it" else f"{base}{language}/")
        yield page.evaluate(ASK, [query.ask])


def list_pages(site: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield the URL from the site's root, the title and the article of every page of an edition."""
    for path in sorted(site.rglob("index.html")):
        url = path.relative_to(site).as_posix().removesuffix("index.html")
        text = path.read_text(encoding="utf-8")
        article = _ARTICLE.search(text)
        if article and url.startswith("en/") == (language == "en"):
            yield url, _TITLE.search(text)[1].split(" · ")[0], article[1]


def write_material(site: Path, language: str) -> None:
    """Write Material's search index of an edition as its plugin does, with its defaults, and a page to ask it from."""
    from types import SimpleNamespace

    import material
    from material.plugins.search.plugin import SearchIndex, SearchPlugin
    from mkdocs.config import load_config
    from mkdocs.structure.toc import get_toc

    config = load_config(str(ROOT / ("mkdocs.yml" if language == "it" else "mkdocs.en.yml")))
    config.theme["language"] = language
    translate = SearchPlugin()._translate
    settings = {name: translate(config, f"search.config.{name}") for name in ("lang", "separator", "pipeline")}
    fields = {"title": {"boost": 1e3}, "text": {"boost": 1e0}, "tags": {"boost": 1e6}}
    pipeline = [name for name in re.split(r"\s*,\s*", settings["pipeline"]) if name]
    index = SearchIndex(lang=[settings["lang"]], separator=settings["separator"], pipeline=pipeline, fields=fields)
    for url, title, article in list_pages(site, language):
        page = SimpleNamespace(meta={"title": title}, content=article, toc=get_toc([]), url=url, title=title)
        index.add_entry_from_context(page)
    (site / f"material-{language}.json").write_text(index.generate_search_index(None), encoding="utf-8")
    scripts = Path(material.__file__).parent / "templates/assets/javascripts"
    for name in ("lunr", "workers"):
        shutil.copytree(scripts / name, site / "harness" / name, dirs_exist_ok=True)
    (site / "harness.html").write_text(f'<!doctype html><html lang="{language}"><title>harness</title>', "utf-8")


START_MATERIAL = """async ([worker, index]) => {
  const data = await (await fetch(index)).json()
  window.material = new Worker(worker)
  window.hear = type => new Promise(done => { material.onmessage = e => { if (e.data.type === type) done(e.data) } })
  const ready = hear(1)
  material.postMessage({type: 0, data: {config: data.config, docs: data.docs, options: {suggest: false}}})
  await ready
}"""
ASK_MATERIAL = """async ([query]) => {
  const found = hear(3)
  material.postMessage({type: 2, data: query})
  return (await found).data.items.map(group => group[0].location)
}"""


def ask_material(page, base: str, queries: list[Query], site: Path) -> Iterator[list[str]]:
    """Yield what Material's own search worker answers."""
    language = None
    worker = next((site / "harness/workers").glob("search.*.min.js")).name
    for query in queries:
        if query.language != language:
            language = query.language
            page.goto(f"{base}harness.html")
            page.evaluate(START_MATERIAL, [f"/harness/workers/{worker}", f"/material-{language}.json"])
        yield page.evaluate(ASK_MATERIAL, [query.ask])


ASK_PAGEFIND = """async ([query, most]) => {
  if (!window.pagefind) { window.pagefind = await import("/pagefind/pagefind.js"); await pagefind.init() }
  const found = await pagefind.search(query)
  return (await Promise.all(found.results.slice(0, most).map(one => one.data()))).map(one => one.raw_url || one.url)
}"""


def ask_pagefind(page, base: str, queries: list[Query], site: Path) -> Iterator[list[str]]:
    """Yield what Pagefind answers, from a page in the query's language."""
    language = None
    for query in queries:
        if query.language != language:
            language = query.language
            (site / f"pf-{language}.html").write_text(f'<!doctype html><html lang="{language}">', "utf-8")
            page.goto(f"{base}pf-{language}.html")
        yield page.evaluate(ASK_PAGEFIND, [query.ask, DEPTH])


def measure(site: Path, pagefind: str | None, only_own: bool = False) -> dict[str, list[int | None]]:
    """Return, for each search, the place of the first right answer to every query."""
    queries = read_queries()
    with serve(site) as base, open_chromium() as page:
        ranks = {"Regesto": _rank_all(queries, ask_regesto(page, base, queries))}
        if only_own:
            return ranks
        for language in ("it", "en"):
            write_material(site, language)
        ranks["Material"] = _rank_all(queries, ask_material(page, base, queries, site))
        if pagefind:
            selector = "article.md-content__inner"
            command = [pagefind, "--site", str(site), "--root-selector", selector, "--quiet"]
            subprocess.run(command, check=True)
            ranks["Pagefind"] = _rank_all(queries, ask_pagefind(page, base, queries, site))
    return ranks


def _rank_all(queries: list[Query], answers: Iterator[list[str]]) -> list[int | None]:
    return [rank(query, urls) for query, urls in zip(queries, answers, strict=True)]


def show(queries: list[Query], ranks: dict[str, list[int | None]], say: Callable[[str], None]) -> None:
    """Print a table of all searches, one by kind of query, and the queries that Regesto's own did not answer."""
    say(f"{'':12}{'success@1':>10}{'success@5':>10}{'MRR':>8}   ({len(queries)} queries)")
    filters = [query.kind == "filter" or ":" in query.ask for query in queries]
    for name, places in ranks.items():
        for label, kept in (
            (name, places),
            ("  no filters", [p for p, f in zip(places, filters, strict=True) if not f]),
        ):
            found = score(kept)
            say(f"{label:12}{found.first:10.3f}{found.five:10.3f}{found.mrr:8.3f}")
    for kind in dict.fromkeys(query.kind for query in queries):
        cells = [
            score([p for p, q in zip(places, queries, strict=True) if q.kind == kind]) for places in ranks.values()
        ]
        say(f"{kind:12}" + "".join(f"{one.five:10.2f}" for one in cells) + f"   success@5 of {cells[0].asked}")
    for query, place in zip(queries, ranks["Regesto"], strict=True):
        if place is None or place > 5:
            say(f"not in five: {query.language} {query.ask!r} at {place}, right {', '.join(query.right)}")


def main() -> int:
    """Build the dossier, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pagefind", help="the program of Pagefind, to compare with it")
    parser.add_argument("--json", type=Path, help="write the places here too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build_site(site)
        ranks = measure(site, options.pagefind)
    show(read_queries(), ranks, print)
    if options.json:
        options.json.write_text(json.dumps(ranks, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
