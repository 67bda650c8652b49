"""A first entry by somebody with an editor: every mistake that a beginner makes is explained, one save at a time.

The file is written by hand, from the example; each step is a save, and all that `regesto check` says of it is asserted.
"""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
from click.testing import CliRunner
from ruamel.yaml import YAML

from regesto.cli import main

PATH = "seeds/entries/2001/first.yml"

FIRST = """\
# yaml-language-server: $schema=../../../schema/entry.json
Title: The band plays
date: 4 May 2001
summary: A band played at the opening of the pier.
topics: example
place: [port-example]
claims:
  - id: band
    says: A band played.
    source: example-artcle
    origin: example-office
    evidence:
      - {quote: A band played, paragraph: two}
reviewed: {by: me, on: 2001-05}
"""

STEPS = YAML(typ="safe").load((Path(__file__).parent / "editor-journey.yml").read_text(encoding="utf-8"))


def _run(*arguments: str) -> str:
    return CliRunner().invoke(main, list(arguments)).output


def _replace(path: Path, pairs: list[tuple[str, str]]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")


def _find_faults(path: Path) -> list[str]:
    """Return what an editor underlines: it finds the schema by the first line of the file."""
    text = path.read_text(encoding="utf-8")
    schema = json.loads((path.parent / text.split("$schema=")[1].split()[0]).read_text(encoding="utf-8"))
    yaml = YAML(typ="safe", pure=True)  # YAML 1.2, as editors read it, has no dates
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(yaml.load(text))]


def test_each_save_is_explained(dossier: Path) -> None:
    path = dossier / PATH
    path.write_text(FIRST, encoding="utf-8", newline="\n")
    assert any("'Title', 'place' were unexpected" in fault for fault in _find_faults(path))
    for step in STEPS:
        _replace(path, step["replace"])
        assert _run("check") == step["said"], step["save"]
    assert _find_faults(path) == []


def test_the_quote_is_compared_with_the_article_and_sealed(dossier: Path) -> None:
    """The paragraph was wrong all the time: only who has the article can know."""
    path = dossier / PATH
    path.write_text(FIRST, encoding="utf-8", newline="\n")
    for step in STEPS:
        _replace(path, step["replace"])
    said = _run("check", "--articles", "seeds/articles")
    place = "seeds/entries/2001/first.yml:13:43: error: claims[0].evidence[0].paragraph"
    assert said.startswith(f"{place}: the quote does not stand in paragraph 1, ")
    assert "for example: paragraph: 2\n" in said
    _replace(path, [("paragraph: 1", "paragraph: 2")])
    assert _run("seal", "--articles", "seeds/articles").endswith("4 quotes sealed, 4 of them new; 0 not right\n")
    assert _run("check", "--strict").endswith("4 quotes sealed, 0 altered, 0 not yet sealed\n")
    assert _run("fmt") == "11 files are canonical.\n"
