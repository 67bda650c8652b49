"""How fast is the search? `python -m benchmarks.search_speed 10000` builds the index of a generated dossier and types.

Printed are the time to build the index cold, its size, and, in Chromium over http and from a disk, the time from the
first keystroke on a fresh page to the first result, that of each further keystroke, and the bytes that a query loads,
typed letter by letter. The page is that of a dossier of 60 entries with the large index beside it: a search touches
nothing else.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.generate import Maker, make_dossier, write_dossier
from benchmarks.serving import open_chromium, serve

TYPE = """async ([query]) => {
  const input = document.querySelector(".rg-search__input"), list = document.querySelector(".rg-search__list")
  const times = []
  input.focus()
  for (let n = 1; n <= query.length; n++) {
    const asked = query.slice(0, n)
    if (asked.endsWith(" ")) continue
    const start = performance.now()
    input.value = asked
    input.dispatchEvent(new Event("input"))
    while (list.dataset.asked !== asked) await new Promise(done => {
      const channel = new MessageChannel()
      channel.port1.onmessage = done
      channel.port2.postMessage(0)
    })
    times.push([performance.now() - start, list.querySelectorAll("a").length])
    await new Promise(done => setTimeout(done, 30))
  }
  return times
}"""
BYTES = """() => performance.getEntriesByType("resource").filter(one => /search\\/|regesto-find/.test(one.name))
  .map(one => one.decodedBodySize).reduce((a, b) => a + b, 0)"""


def build_index(dossier) -> dict[str, str]:
    """Return the files of the index by name; what they cost, `benchmarks.search_build` tells."""
    from regesto.pages.edition import Edition
    from regesto.search.collect import Collector
    from regesto.search.files import name_filters
    from regesto.search.index import index_units
    from regesto.search.store import SearchStore

    edition = Edition(dossier, "it", "Generated")
    collector, files = Collector(edition), {}

    def write(file) -> None:
        files[f"{file.name}.js"] = file.make()

    units = [unit for _, unit in collector.list_units()]
    index_units(units, collector.read, "it", name_filters(edition), SearchStore(None), write)
    return files


def build_page(folder: Path, offline: bool) -> Path:
    """Build a small dossier for a server or for a disk."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    site = folder / ("disk" if offline else "web")
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site), use_directory_urls=not offline)
    config.plugins["regesto"].offline = offline
    build(config)
    return site


def place_index(site: Path, files: dict[str, str]) -> None:
    """Put an index in the place of the site's own."""
    shutil.rmtree(site / "search")
    (site / "search").mkdir()
    for name, text in files.items():
        (site / "search" / name).write_text(text, encoding="utf-8")


def make_queries(size: int) -> list[str]:
    """Return queries of one to three words out of the titles, and one name."""
    maker = Maker(size)
    records = maker.records()
    titles = [data["title"]["it"] for path, data in records.items() if path.startswith("entries/")]
    step = len(titles) // 8
    picked = [[word for word in title.rstrip(".").split() if len(word) > 4] for title in titles[::step]]
    return [" ".join(words[: 1 + n % 3]).lower() for n, words in enumerate(picked)] + [maker.name(3).lower()]


def measure(page, url: str, queries: list[str]) -> tuple[list[float], list[float], list[float]]:
    """Return milliseconds to the first result, milliseconds of each further keystroke, and kilobytes, of each query."""
    first, further, loaded = [], [], []
    for query in queries:
        page.goto(url)
        times = page.evaluate(TYPE, [query])
        first.append(times[0][0])
        further += [one for one, _ in times[1:]]
        loaded.append(page.evaluate(BYTES) / 1000)
    return first, further, loaded


def main(size: int) -> int:
    """Print the figures."""
    files, wall, cpu = build_index(make_dossier(size))
    total = sum(len(text.encode()) for text in files.values()) / 1e6
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"index of {size} entries: {total:.1f} MB in {len(files)} files, {wall:.1f} s wall, {cpu:.1f} s CPU")
    queries = make_queries(size)
    with tempfile.TemporaryDirectory() as name, open_chromium() as page:
        folder = Path(name)
        write_dossier(60, folder)
        web, disk = build_page(folder, False), build_page(folder, True)
        for site in (web, disk):
            place_index(site, files)
        with serve(web) as base:
            report("http", *measure(page, base, queries))
        report("file", *measure(page, (disk / "index.html").as_uri(), queries))
    return 0


def report(name: str, first: list[float], further: list[float], loaded: list[float]) -> None:
    """Print one row of figures."""
    ordered = sorted(further)
    print(
        f"{name}: first result {statistics.median(first):.0f} ms (worst {max(first):.0f}); "
        f"each next {statistics.median(further):.0f} ms (nine of ten within {ordered[int(len(ordered) * 0.9)]:.0f}, "
        f"worst {ordered[-1]:.0f})"
        + (f"; loads {statistics.median(loaded):.0f} kB (worst {max(loaded):.0f})" if max(loaded) > 20 else "")
    )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
