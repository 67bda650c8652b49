"""Feeds made-up texts to everything that reads texts of others: `python tests/hostile/fuzz.py 100000` in earnest.

The one property: a problem is reported, and nothing is raised. What raises is kept as a file in `crashes`, smallest
form first found, and is tried again by every test run. Texts are grown by Hypothesis from pieces that mean something
to the reader at hand, from the payloads of the corpus, and from any characters at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

CRASHES = Path(__file__).with_name("crashes")
ROOT = Path(__file__).resolve().parents[2]

Target = Callable[[str], object]


def read_yaml(text: str) -> object:
    from regesto.seeds.yaml import read_yaml

    return read_yaml(text.encode("utf-8", "surrogatepass"), "file.yml")


def read_entry(text: str) -> object:
    """Read a text as an entry, with all that explains what is wrong with it."""
    from pydantic import ValidationError

    from regesto.model.entry import Entry
    from regesto.seeds.wording import explain_errors
    from regesto.seeds.yaml import read_yaml

    document = read_yaml(text.encode("utf-8", "surrogatepass"), "file.yml")
    if isinstance(document.data, dict):
        try:
            Entry.model_validate({**document.data, "id": "x"})
        except ValidationError as error:
            return [str(problem) for problem in explain_errors(error, Entry, document)]
    return document.problems


def read_date(text: str) -> object:
    from regesto.model.edtf import Edtf, EdtfError

    with contextlib.suppress(EdtfError):
        date = Edtf.parse(text)
        return date.bounds, date.sort_key, str(Edtf.parse(str(date)))


def read_article(suffix: str) -> Target:
    """Return what reads an article of a format, by the library itself, without the process that bounds it."""

    def read(text: str) -> object:
        from regesto.reading.confined import _answer

        return _answer(suffix, text.encode("utf-8", "replace"))

    return read


def lay_out(text: str) -> object:
    from regesto.reading.reader import read_bytes

    return read_bytes(text.encode("utf-8", "replace"), "x.txt", ".txt", None, "it")


@cache
def engine():
    from regesto.drafting.engine import Engine
    from regesto.drafting.language import load_language
    from regesto.drafting.vocabulary import make_vocabulary
    from regesto.seeds.reading import read_seeds

    language = load_language("it")
    dossier = read_seeds(ROOT / "seeds").draft
    return Engine(language, make_vocabulary(dossier, language)), dossier


def draft(text: str) -> object:
    from regesto.drafting.drafts import draft_entries
    from regesto.reading.document import Unread

    document = lay_out(f"Il faro riaperto\n\n{text} e questo basta per essere letto come articolo")
    if isinstance(document, Unread):
        return document
    reader, dossier = engine()
    return draft_entries(reader.read(document), "fonte", dossier)


def read_references(form: str) -> Target:
    def read(text: str) -> object:
        from regesto.importing.registry import read_references

        return read_references(text.encode("utf-8", "surrogatepass"), form)

    return read


def format_file(text: str) -> object:
    from regesto.seeds.formatting import format_seed

    return format_seed(text.encode("utf-8", "surrogatepass"), "entries/2024/x.yml")


def make_texts(*pieces: str, most: int = 12) -> st.SearchStrategy[str]:
    """Return texts of pieces that mean something, pieces of payloads, and any characters."""
    from hostile_records import PAYLOADS

    payloads = [one for ones in PAYLOADS.values() for one in ones]
    any_text = st.text(st.characters(codec="utf-8"), max_size=12)
    part = st.sampled_from(pieces) | st.sampled_from(pieces) | st.sampled_from(payloads) | any_text
    return st.lists(part, max_size=most).map("".join)


PIECES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("fuzz_pieces.yml").read_text(encoding="utf-8"))

ENTRY = ["summary: x\n", "topics: [a]\n", "reviewed: {by: a, on: 2024}\n", "origin: "]

TARGETS: dict[str, tuple[Target, st.SearchStrategy[str]]] = {
    "yaml": (read_yaml, make_texts(*PIECES["yaml"])),
    "entry": (
        read_entry,
        make_texts(*PIECES["yaml"], *ENTRY),
    ),
    "edtf": (read_date, make_texts(*PIECES["dates"])),
    "text": (lay_out, make_texts(*PIECES["press"], most=30)),
    "markdown": (read_article(".md"), make_texts(*PIECES["markdown"])),
    "html": (read_article(".html"), make_texts(*PIECES["html"])),
    "pdf": (read_article(".pdf"), make_texts(*PIECES["pdf"], most=30).map("%PDF-1.4\n".__add__)),
    "drafting": (draft, make_texts(*PIECES["press"], most=30)),
    "bibtex": (read_references("bibtex"), make_texts(*PIECES["bibtex"])),
    "ris": (read_references("ris"), make_texts(*PIECES["ris"])),
    "csl": (read_references("csl"), make_texts(*PIECES["csl"])),
    "csv": (read_references("csv"), make_texts(*PIECES["csv"])),
    "fmt": (format_file, make_texts(*PIECES["yaml"])),
}
"""What is fuzzed, by name: what reads a text, and the texts."""


class Fault(Exception):
    """A case on which a target raised; `text` is the smallest such one that was found."""


def fuzz(name: str, cases: int) -> tuple[int, float]:
    """Try so many cases; return how many ran and the seconds. Raises what a target raises, and keeps the case."""
    target, texts = TARGETS[name]
    ran = [0]

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        derandomize=cases < 10_000,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(texts)
    def try_one(text: str) -> None:
        ran[0] += 1
        try:
            target(text)
        except Exception:
            keep(name, text)
            raise

    start = time.monotonic()
    try_one()
    return ran[0], time.monotonic() - start


def keep(name: str, text: str) -> None:
    """Keep a case that raised; a smaller one of the same target takes its place."""
    for path in CRASHES.glob(f"{name}-new-*.txt"):
        path.unlink()
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    (CRASHES / f"{name}-new-{digest}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))


def main() -> None:
    """Fuzz every target, or those named after the number of cases; say how many cases and how long."""
    cases, names = int(sys.argv[1]), sys.argv[2:] or list(TARGETS)
    failed = []
    for name in names:
        try:
            ran, seconds = fuzz(name, cases)
        except Exception as error:
            failed.append(name)
            print(f"{name}: {type(error).__name__}: {error} (kept in {CRASHES.name})", flush=True)
        else:
            print(f"{name}: {ran:,} cases, no crash, {seconds:.0f} s", flush=True)
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
