"""How fast the explorer is: time until it is ready, and time for one change of the filters, in Chromium from a disk.

    python benchmarks/explorer.py --entries 10000

Makes a dossier with a seeded generator, builds the offline site around it (its sections only: a page for each entry
changes nothing here), opens the explorer several times from `file://`, and works it as a reader does. Ready is the time
from the start of the navigation to the mark `explore-ready`: parsing, the theme's own scripts and the first drawing of
facets and results lie within it. A change is timed from the event to the end of the layout that it causes.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import statistics
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Page, sync_playwright

from regesto.model.dossier import Dossier, Settings
from regesto.model.entry import Certainty, Entry, Stance, Status
from regesto.model.source import Source
from regesto.model.vocabulary import Actor, Materiel, Measure, PlaceTerm, Role, Topic
from regesto.pages.build import Press

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))
from browser import ARGUMENTS
from find_chromium import find_chromium

WORDS = [
    "accordo",
    "addestramento",
    "ammissione",
    "artiglieria",
    "cerimonia",
    "città",
    "comando",
    "confine",
    "dichiarazione",
    "fabbrica",
    "genieri",
    "incontro",
    "lanciarazzi",
    "libertà",
    "ministro",
    "missile",
    "nave",
    "operai",
    "perché",
    "prigionieri",
    "proiettili",
    "protocollo",
    "rapporto",
    "regione",
    "satellite",
    "soldati",
    "stima",
    "trasporto",
    "treno",
    "università",
]

TIME = """([selector, value]) => {
  const control = document.querySelector(selector)
  const start = performance.now()
  if (value === null) control.click()
  else { control.value = value; control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input")) }
  document.documentElement.getBoundingClientRect()
  return performance.now() - start
}"""

STEPS = (
    ("check a topic", "[data-facet=topic] input", None),
    ("check an origin", "[data-facet=origin] input", None),
    ("check a stance", "[data-facet=stance] input", None),
    ("uncheck the stance", "[data-facet=stance] input", None),
    ("uncheck the origin", "[data-facet=origin] input", None),
    ("uncheck the topic", "[data-facet=topic] input", None),
    ("set a period", "#explore-from", "2023-06-01"),
    ("clear the period", "#explore-from", ""),
    ("as known on a day", "#explore-known", "2024-01-31"),
    ("as known today", "#explore-known", ""),
    ("type a letter", "#explore-text", "m"),
    ("type a word", "#explore-text", "missile"),
    ("clear the word", "#explore-text", ""),
    ("sort by title", "#explore-sort", "title"),
    ("sort by origins", "#explore-sort", "origins"),
    ("show claims", "input[value=claims]", None),
    ("show entries", "input[value=entries]", None),
)


def write_sentence(random: random.Random, length: int) -> str:
    """Return some words with a capital at the head."""
    return " ".join(random.choices(WORDS, k=length)).capitalize()


def generate(number: int, seed: int = 1) -> Dossier:
    """Return a dossier of `number` entries: 2.4 claims each, 60 actors, 40 places, a source for 20 entries."""
    rng = random.Random(seed)
    spot = {"lat": 40, "lon": 40, "precision": "city", "reference": "GeoNames"}
    sources = {f"s{n}": make_source(rng, f"s{n}") for n in range(max(5, number // 20))}
    return Dossier(
        settings=Settings(
            id="misura",
            title="Misura",
            description="Un dossier fatto per misurare.",
            version="1",
            languages=["it"],
            editors={"noi": {"name": "Noi"}},
            licence="CC0",
        ),
        topics={f"t{n}": Topic(id=f"t{n}", name=f"Tema {n}") for n in range(12)},
        actors={f"a{n}": make_actor(n) for n in range(60)},
        places={
            f"p{n}": PlaceTerm(id=f"p{n}", name=f"Luogo {n}", part_of="p0" if n % 4 == 1 else None, **spot)
            for n in range(40)
        },
        materiel={f"m{n}": Materiel(id=f"m{n}", name=f"Sistema {n}") for n in range(20)},
        measures={f"q{n}": Measure(id=f"q{n}", name=f"Misura {n}", unit="n", unit_name="pezzi") for n in range(8)},
        roles={f"r{n}": Role(id=f"r{n}", name=f"fa {n}") for n in range(8)},
        sources=sources,
        entries={f"e{n}": make_entry(rng, n, list(sources)) for n in range(number)},
    )


def make_actor(n: int) -> Actor:
    """Return an actor; every third one is part of another."""
    return Actor(id=f"a{n}", name=f"Attore {n}", kind="organisation", part_of=f"a{n // 2}" if n % 3 == 1 else None)


def make_source(rng: random.Random, id: str) -> Source:
    """Return an article of some day."""
    return Source(
        id=id,
        title=write_sentence(rng, 8),
        issued=f"{rng.randint(2022, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        issued_basis="stated",
        language="it",
        rights="Degli autori.",
        abstract="Un articolo.",
    )


def make_entry(rng: random.Random, number: int, sources: list[str]) -> Entry:
    """Return one entry."""
    year, month = rng.randint(2022, 2025), rng.randint(1, 12)
    claims = [
        {
            "id": f"c{n}",
            "says": write_sentence(rng, 9),
            "source": rng.choice(sources),
            "origin": rng.choice([f"a{rng.randrange(60)}", f"a{rng.randrange(60)}", "unnamed"]),
            "via": [f"a{rng.randrange(60)}"] if rng.random() < 0.4 else [],
            "stance": rng.choices([*Stance], [12, 2, 1, 1])[0],
            "certainty": rng.choices([*Certainty], [6, 3, 1])[0],
            "aside": rng.random() < 0.1,
            "quantities": [{"measure": f"q{rng.randrange(8)}", "value": 3, "bound": "about", "unit": "n"}] * (n == 0),
        }
        for n in range(rng.choice([1, 2, 2, 3, 4]))
    ]
    return Entry.model_validate(
        {
            "id": f"e{number}",
            "title": write_sentence(rng, rng.randint(6, 11)),
            "date": f"{year}-{month:02}" + rng.choice(["", "~", f"-{rng.randint(1, 28):02}"]),
            "summary": "Una scheda.",
            "topics": [f"t{n}" for n in rng.sample(range(12), rng.choice([1, 1, 2]))],
            "places": [f"p{n}" for n in rng.sample(range(40), rng.choice([0, 1, 2]))],
            "actors": [
                {"actor": f"a{rng.randrange(60)}", "role": f"r{rng.randrange(8)}"} for _ in range(rng.randint(1, 4))
            ],
            "materiel": [f"m{n}" for n in rng.sample(range(20), rng.choice([0, 1, 2]))],
            "claims": claims,
            "status": rng.choices([*Status], [97, 2, 1])[0],
            "reviewed": {"by": "noi", "on": "2026-11-21"},
        }
    )


class SectionsOnly(Press):
    """Leaves the page of each record out, and of the sections makes the explorer and the home page only."""

    def sections(self):
        """Return two sections."""
        wanted = {self.edition.routes.section(name) for name in ("home", "explore")}
        return {address: sheet for address, sheet in super().sections().items() if address in wanted}

    def bulk(self, holds):
        """Yield nothing."""
        yield from ()


def build_site(dossier: Dossier, folder: Path) -> Path:
    """Build the offline site and return the explorer's file."""
    for name in ("docs", "seeds"):
        (folder / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Misura\ntheme: {name: material, language: it}\nplugins: [search, regesto]\nnav: [esplora.md]\n"
    )
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"), use_directory_urls=False)
    plugin = config.plugins["regesto"]
    plugin.read = lambda seeds: SimpleNamespace(dossier=dossier, problems=[])
    plugin.press, plugin.offline = SectionsOnly, True
    build(config)
    return folder / "site" / "esplora.html"


class Clock:
    """The main thread's own time in a page, in milliseconds: what is measured does not grow when others use the CPU."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def read(self) -> float:
        """Return the time spent in tasks so far."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(one["value"] for one in metrics if one["name"] == "TaskDuration")


def measure(page: Page, file: Path, loads: int) -> dict[str, list[tuple[float, float]]]:
    """Return for the start and for every step the times in milliseconds: by the wall, and of the main thread."""
    times = {"ready": [], **{name: [] for name, _, _ in STEPS}}
    for _ in range(loads):
        page.goto("about:blank")
        clock = Clock(page)
        before = clock.read()
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_selector("#explore:not([hidden])")
        spent = clock.read() - before
        times["ready"].append((page.evaluate("performance.getEntriesByName('explore-ready')[0].startTime"), spent))
        page.wait_for_timeout(1500)  # a reader looks before choosing; the texts are folded meanwhile
        for name, selector, value in STEPS:
            before = clock.read()
            wall = page.evaluate(TIME, [selector, value])
            times[name].append((wall, clock.read() - before))
            page.wait_for_timeout(50)
    return times


def weigh(file: Path) -> str:
    """Return the size of a file in words."""
    return f"{file.stat().st_size / 1e6:.2f} MB"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--loads", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="build into this folder and leave it there")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)  # of links to pages that are left out here
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        file = build_site(generate(asked.entries), asked.keep or Path(scratch) / "dossier")
        data = file.parent / "assets" / "explore" / "data.js"
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        times = measure(page, file, asked.loads)
        print(f"{asked.entries} entries, Chromium {browser.version}, {asked.loads} loads, milliseconds")
        print(f"page {weigh(file)}, data {weigh(data)}, claims {weigh(data.with_name('claims.js'))}")
        print(f"{'':20} {'median':>8} {'best':>8} {'main thread':>12}")
        for name, pairs in times.items():
            wall, thread = zip(*pairs, strict=True)
            print(f"{name:20} {statistics.median(wall):8.1f} {min(wall):8.1f} {statistics.median(thread):12.1f}")
        browser.close()


if __name__ == "__main__":
    main()
