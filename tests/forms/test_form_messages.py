"""What the forms say of a record is what `regesto check` says of it, word by word."""

from __future__ import annotations

import copy
import random
import re
import shutil
from pathlib import Path

import pytest
import yaml

import edits
from regesto.forms.data import collect_world
from regesto.forms.shape import describe_shapes
from regesto.forms.takes import say_what_it_takes
from regesto.model.ids import RESERVED
from regesto.model.problem import Problem
from regesto.pages.i18n import load_words
from regesto.resources import find_templates
from regesto.seeds.dossier import read_dossier
from regesto.seeds.schema import RECORDS, VOCABULARIES
from regesto.seeds.shapes import describe, field_names
from regesto.seeds.wording import quoted
from regesto.seeds.yaml import read_yaml

TESTS = Path(__file__).resolve().parents[1]
LIGHTHOUSES = TESTS / "fixtures" / "lighthouses" / "seeds"
TABLES = [
    yaml.safe_load((TESTS / "cases" / name).read_text(encoding="utf-8"))
    for name in ("mistakes.yml", "form-mistakes.yml")
]
NOT_IN_A_RECORD = {"given-id"}
"""What is wrong with a file, and cannot be with what a form has: it never writes an id into the record."""
WORDS = {language: load_words(language, [find_templates()]) for language in ("it", "en")}
T = WORDS["en"]
DATA = {
    "shapes": describe_shapes(T),
    "reserved": sorted(RESERVED),
    "words": {name: T.find(name) for name in ("problems", "edtf")},
}

BROKEN = {
    "missing-field",
    "unknown-field",
    "empty",
    "unknown-word",
    "out-of-range",
    "too-few",
    "too-many",
    "text-length",
    "malformed",
    "wrong-type",
    "date",
    "figures",
}
"""The codes of what is wrong with a record by itself; while there is any, `check` does not go on to the rest."""
ELSEWHERE = {
    "year-folder",
    "unused-term",
    "stale-seal",
    "altered-quote",
    "overquoted",
    "unanswered-question",
    "key-figure",
    "taken-alias",
    "relation-cycle",
}
"""Checks of more than the record, of its file, or of what a new record has not (old names, others that follow it)."""

ASK = """([data, world, cases]) => {
  const judge = new regestoShapes.Judge(data)
  return cases.map(([model, record, id]) => {
    const found = judge.judge(model, record)
    const checked = regestoChecks.check(judge, world, model, record, id)
    const field = one => one.field.replace(/origin\\[0\\]$/, "origin")
    return [found, checked].map(list => list.map(one => [one.code, field(one), one.message, one.expected, one.found,
      one.suggestion, one.example, one.severity]))
  })
}"""


def row(problem: Problem) -> list[str]:
    """Return a problem as the script's answer has it."""
    field = re.sub(r"origin\[0\]$", "origin", problem.field)  # of a single origin, which stands without a list
    parts = (problem.code, field, problem.message, problem.expected, problem.found, problem.suggestion)
    return [str(part) for part in (*parts, problem.example, problem.severity)]


class Case:
    """A record that is wrong: what it is, and what `check` says of it."""

    def __init__(self, seeds: Path, file: str, text: str) -> None:
        self.file, self.text = file, text
        path = seeds / file
        before = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        problems = read_dossier(seeds).problems
        path.write_text(before, encoding="utf-8")
        self.told = [one for one in problems if one.where.file == file and one.code not in ELSEWHERE]
        self.model = "Entry" if file.startswith("entries") else "Source"
        self.record, self.id = read_yaml(text.encode(), file).data, path.stem


def compare(evaluate, seeds: Path, cases: list[Case]) -> None:
    """Hold what the script says of every case against what `check` says."""
    world = collect_world(read_dossier(seeds).dossier, T)
    answers = evaluate(ASK, [DATA, world, [[case.model, case.record, case.id] for case in cases]])
    for case, (judged, checked) in zip(cases, answers, strict=True):
        told = sorted(row(problem) for problem in case.told)
        by_shape = [one for one in told if one[0] in BROKEN]
        assert sorted(judged) == by_shape, f"{case.text}\n{sorted(judged)}\n{by_shape}"
        rest = [one for one in told if one[0] not in BROKEN]
        said = sorted(one for one in checked if one[0] not in ELSEWHERE)
        if by_shape:  # the form goes on, and tells the rest at once
            assert [one for one in rest if one not in said] == [], case.text
        else:
            assert said == rest, case.text


@pytest.fixture(scope="module")
def seeds(tmp_path_factory) -> Path:
    """Return a copy of the lighthouses."""
    folder = tmp_path_factory.mktemp("lighthouses") / "seeds"
    shutil.copytree(LIGHTHOUSES, folder)
    return folder


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory) -> Path:
    """Return a copy of the lighthouses as a dossier in two languages."""
    folder = tmp_path_factory.mktemp("bilingual") / "seeds"
    shutil.copytree(LIGHTHOUSES, folder)
    path = folder / "dossier.yml"
    path.write_text(path.read_text().replace("languages: [en]", "languages: [en, it]"))
    assert read_dossier(folder).dossier.settings.languages == ("en", "it")
    return folder


@pytest.mark.browser
def test_the_tables_of_mistakes(evaluate, seeds, bilingual):
    cases: dict[bool, list[Case]] = {False: [], True: []}
    for mistake in (one for table in TABLES for one in table):
        if not mistake["file"].startswith(("entries", "sources")) or mistake["code"] in NOT_IN_A_RECORD:
            continue
        many = mistake.get("languages", False)
        folder = bilingual if many else seeds
        text = (folder / mistake["file"]).read_text(encoding="utf-8")
        assert mistake["old"] in text
        before, _, after = text.partition(mistake["old"])
        after = "gone\nreviewed: {by: tests, on: 2026-01-02}\n" if mistake.get("cut") else after
        case = Case(folder, mistake["file"], before + mistake["new"].replace("note:", "note: ") + after)
        assert mistake["code"] in {problem.code for problem in case.told}, (mistake, [str(one) for one in case.told])
        cases[many].append(case)
    assert len(cases[False]) > 45
    compare(evaluate, seeds, cases[False])
    compare(evaluate, bilingual, cases[True])


VALUES = [
    "",
    " ",
    None,
    [],
    {},
    "no",
    "gazette",
    "unnamed",
    "Port Example",
    "lamp-reilt",
    "x" * 90,
    "12",
    "12.5",
    "-3",
    "1e3",
    "2021",
    "2021-05-04~",
    "04/05/2021",
    "circa 2021",
    "2050-01-01",
    ["gazette"],
    ["gazette", "unnamed"],
    {"en": "x"},
    {"en": " "},
    {"English": "x"},
    "denys",
    "between",
    "follows",
    "true",
    "perhaps",
    "https://example.org/a",
    "ftp://x",
    "a b c " * 12,
    "\u200b\u00a0x",
    "«così»",
    "contradicts",
    "tower-begun",
    "lamp-relit",
]


def break_at_random(data: dict, chance: random.Random) -> dict:
    """Return a copy of a record with up to three parts of it changed, dropped or added."""
    data = copy.deepcopy(data)
    for _ in range(chance.randint(1, 3)):
        spots = list(_find_spots(data))
        holder, key = chance.choice(spots)
        way = chance.random()
        if way < 0.25 and isinstance(holder, dict):
            del holder[key]
        elif way < 0.35 and isinstance(holder, dict):
            holder[chance.choice(["sumary", "orign", "Note", "zzz", "min", "value", "via", "said_on"])] = holder[key]
        elif way < 0.45 and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        else:
            holder[key] = copy.deepcopy(chance.choice(VALUES))
        if not data:
            return {"title": "x"}
    return data


def _find_spots(data):
    for key in list(data) if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], dict | list):
            yield from _find_spots(data[key])


@pytest.mark.browser
def test_records_broken_at_random(evaluate, seeds):
    chance = random.Random(20261122)
    files = sorted((*seeds.glob("entries/*/*.yml"), *seeds.glob("sources/*.yml")))
    cases = []
    for _ in range(400):
        path = chance.choice(files)
        broken = break_at_random(edits.read(path), chance)
        text = yaml.dump(broken, allow_unicode=True, sort_keys=False)
        name = path.relative_to(seeds).as_posix()
        if read_yaml(text.encode(), name).problems:
            continue
        cases.append(Case(seeds, name, text))
    assert len(cases) > 350
    compare(evaluate, seeds, cases)


def test_quoted_examples_agree():
    assert quoted("[2024-10,2024-11]") == '"[2024-10,2024-11]"'


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_word_is_there_in_every_language(language):
    for part in ("problems", "takes", "models", "kinds", "bare_kinds", "files"):
        own, english = WORDS[language].find(part), T.find(part)
        assert own.keys() == english.keys()
        for key, text in own.items():
            placed = sorted(name.partition("}")[0] for name in text.split("{")[1:])
            assert placed == sorted(name.partition("}")[0] for name in english[key].split("{")[1:]), key


def test_what_a_field_takes_is_said_as_check_says_it():
    models = list(RECORDS.values()) + list(VOCABULARIES.values())
    asked = 0
    for model in models:
        for name in field_names(model):
            field = model.model_fields[name]
            metadata = tuple(field.metadata)
            assert say_what_it_takes(T, field.annotation, metadata) == describe(field.annotation, metadata), name
            asked += 1
    assert asked > 80
