"""Everything in Python that reads texts of others, each with the texts that it is fuzzed with."""

from __future__ import annotations

import contextlib
import json
import traceback
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from typing import NamedTuple

import yaml

from fuzz_texts import (
    PIECES,
    ROOT,
    WINDOW,
    Grow,
    make_grow,
    make_pdfs,
    read_articles,
    read_samples,
    size_of,
    wrap_in_html,
)

ENTRY = ["summary: x\n", "topics: [a]\n", "reviewed: {by: a, on: 2024}\n", "origin: "]
OURS = str(ROOT / "scripts" / "regesto")


class Target(NamedTuple):
    """What reads a text; what grows the text from bytes, and how many; what it is made of; whether libraries read it.

    Articles are read by libraries in a process with bounds, which ends those on which they stall.
    """

    read: Callable[[str], object]
    grow: Grow
    size: int
    pieces: tuple[str, ...]
    samples: tuple[str, ...]
    confined: bool = False


def make_target(
    read: Callable[[str], object],
    kind: str,
    samples: tuple[str, ...] = (),
    *more: str,
    most: int = 12,
    window: int = WINDOW,
) -> Target:
    """Return a target whose texts are of the pieces of a kind, and more, and of samples out of joint."""
    pieces = (*PIECES[kind], *more)
    return Target(read, make_grow(pieces, samples, most, window), size_of(most), pieces, samples)


def is_ours(error: BaseException) -> bool:
    """Tell whether something was raised in our own code, and not in that of a library that we called."""
    return traceback.extract_tb(error.__traceback__)[-1].filename.startswith(OURS)


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
    """Read a date; one that is read is written so that it is read again as the same."""
    from regesto.model.edtf import Edtf, EdtfError

    with contextlib.suppress(EdtfError):
        date = Edtf.parse(text)
        again = Edtf.parse(str(date))
        assert (again.bounds, again.sort_key) == (date.bounds, date.sort_key), (str(date), str(again))
        return again
    return None


def read_here(suffix: str, data: bytes) -> object:
    """Read an article as the bounded process does, and pass on what our own code raises.

    What a library raises is its own affair, and told as a problem; of Markdown only that it is nested too deep.
    """
    from regesto.reading.decoding import NotText
    from regesto.reading.document import Facts
    from regesto.reading.formats import READERS, Contents

    try:
        answer = json.loads(json.dumps(asdict(READERS[suffix](data))))
    except NotText:
        raise
    except Exception as error:
        if is_ours(error) or (suffix == ".md" and not isinstance(error, RecursionError)):
            raise
        raise NotText("it is damaged") from error
    facts = Facts(**answer["facts"] | {"authors": tuple(answer["facts"]["authors"])})
    return Contents(**answer | {"facts": facts, "notes": tuple(answer["notes"])})


@contextlib.contextmanager
def reading_here():
    """Read articles in this process while the context lasts: starting one takes longer than reading."""
    from regesto.reading import reader

    kept, reader.read_confined = reader.read_confined, read_here
    try:
        yield reader.read_bytes
    finally:
        reader.read_confined = kept


def read_article(suffix: str, encoding: str = "utf-8") -> Callable[[str], object]:
    """Return what reads an article of a format, from its bytes to its parts."""

    def read(text: str) -> object:
        with reading_here() as read_bytes:
            return read_bytes(text.encode(encoding, "replace"), f"x{suffix}", suffix, None, "it")

    return read


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
    """Draft entries from a text, which gets a headline and enough words to be an article."""
    from regesto.drafting.drafts import draft_entries
    from regesto.reading.document import Unread

    document = read_article(".txt")(f"Il faro riaperto\n\n{text} e questo basta per essere letto come articolo")
    if isinstance(document, Unread):
        return document
    reader, dossier = engine()
    return draft_entries(reader.read(document), "fonte", dossier)


def read_references(form: str) -> Callable[[str], object]:
    def read(text: str) -> object:
        from regesto.importing.registry import read_references

        return read_references(text.encode("utf-8", "surrogatepass"), form)

    return read


def format_file(text: str) -> object:
    """Lay a file out; what is laid out stays as it is when that is done again."""
    from regesto.seeds.formatting import format_seed

    first = format_seed(text.encode("utf-8", "surrogatepass"), "entries/2024/x.yml")
    if first.text is not None:
        again = format_seed(first.text.encode("utf-8", "surrogatepass"), "entries/2024/x.yml")
        assert again.text == first.text
    return first


def find_words(text: str) -> object:
    """Cut what a reader types into words: the rule that the browser's query parser shares."""
    from regesto.search.words import find_words, fold

    words = find_words(text)
    assert all(word and word == fold(word) for word in words), words
    return words


def make_targets() -> dict[str, Target]:
    """Return every target by name."""
    entries = read_samples("tests/fixtures/lighthouses/seeds/entries/*/*.yml")
    seeds = entries + read_samples("tests/fixtures/lighthouses/seeds/*.yml")
    gold = tuple(yaml.safe_load(text).get("text", "") for text in read_samples("tests/gold/[a-e]*.yml"))
    articles = read_articles() + tuple(filter(None, gold))
    pages = tuple(map(wrap_in_html, articles))
    references = {form: read_samples(f"tests/importing/messy.{end}") for form, end in REFERENCES.items()}
    return {
        "yaml": make_target(read_yaml, "yaml", seeds),
        "entry": make_target(read_entry, "yaml", entries, *ENTRY),
        "edtf": make_target(read_date, "dates"),
        "text": make_target(read_article(".txt"), "press", articles, most=30),
        "markdown": make_target(read_article(".md"), "markdown", articles)._replace(confined=True),
        "html": make_target(read_article(".html"), "html", pages)._replace(confined=True),
        "pdf": make_target(read_article(".pdf", "latin-1"), "pdf", make_pdfs(), most=30)._replace(confined=True),
        "drafting": make_target(
            draft, "press", articles, most=20, window=400
        ),  # a few sentences: it looks at one at a time
        **{form: make_target(read_references(form), form, samples) for form, samples in references.items()},
        "fmt": make_target(format_file, "yaml", entries),
        "words": make_target(find_words, "queries"),
    }


REFERENCES = {"bibtex": "bib", "ris": "ris", "csl": "json", "csv": "csv"}
"""The formats of references, with the ends of the names of their samples."""

TARGETS = make_targets()
