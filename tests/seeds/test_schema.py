"""The JSON Schemas: current, valid, and in agreement with the reader on the test dossier and on the dossier itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter

from regesto.model.record import Record, Strict
from regesto.model.seal import Seal
from regesto.seeds.examples import EXAMPLES, example_of
from regesto.seeds.reading import read_seeds
from regesto.seeds.reference import make_reference
from regesto.seeds.schema import RECORDS, VOCABULARIES, find_stale, make_schemas, write_schemas
from regesto.seeds.shapes import MODEL_NAMES, describe, field_names
from regesto.seeds.yaml import read_yaml

ROOT = Path(__file__).parents[2]
SCHEMAS = {name: json.loads(text) for name, text in make_schemas().items()}
SEEDS = [folder for folder in (ROOT / "seeds", ROOT / "tests/fixtures/lighthouses/seeds") if folder.is_dir()]


class Yaml12(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: https://yaml.org/spec/1.2.2/#1032-tag-resolution."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012 - the name and type are the library's


for _tag, _pattern, _first in (
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), _first)


def _schema_of(path: Path, seeds: Path) -> str:
    folder = path.relative_to(seeds).parts[0]
    return {"entries": "entry.json", "sources": "source.json"}.get(folder, f"{path.stem}.json")


def _errors(path: Path, seeds: Path) -> list[str]:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=Yaml12)
    validator = Draft202012Validator(SCHEMAS[_schema_of(path, seeds)])
    return [f"{path.name}: {error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def test_the_schemas_in_the_repository_are_current() -> None:
    assert find_stale(ROOT / "schema") == [], "run `regesto schema`"
    assert {path.name for path in (ROOT / "schema").iterdir()} == set(SCHEMAS)


def test_the_reference_in_the_docs_is_current() -> None:
    told = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    assert told == make_reference(), "run `regesto schema --reference docs/data.md`"


def test_stale_schemas_are_told_and_written(tmp_path: Path) -> None:
    assert write_schemas(tmp_path) == list(SCHEMAS)
    assert find_stale(tmp_path) == []
    (tmp_path / "entry.json").write_text("{}")
    assert find_stale(tmp_path) == ["entry.json"]
    assert write_schemas(tmp_path) == ["entry.json"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_of_the_draft_it_names(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("seeds", SEEDS, ids=lambda seeds: seeds.parent.name)
def test_the_seeds_fit_the_schemas(seeds: Path) -> None:
    paths = [path for path in sorted(seeds.rglob("*.yml")) if path.name != "seals.yml" and "drafts" not in path.parts]
    assert paths
    assert [error for path in paths for error in _errors(path, seeds)] == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("entries/2021/lamp-relit.yml", "summary:", "sumary:"),
        ("entries/2021/lamp-relit.yml", "topics: [repairs]", "topics: repairs"),
        ("entries/2021/lamp-relit.yml", "bound: about", "bound: abuot"),
        ("entries/2021/lamp-relit.yml", "title:", "id: x\ntitle:"),
        ("sources/gazette-2021.yml", "issued_basis: stated", "issued_basis: guessed"),
        ("places.yml", "lat: 0.5", "lat: 91"),
        ("actors.yml", "spokeswoman:", "Spokes Woman:"),
        ("dossier.yml", "licence: CC0\n", ""),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(name: str, old: str, new: str, lighthouses: Path) -> None:
    path = lighthouses / "seeds" / name
    path.write_text(path.read_text().replace(old, new, 1))
    assert read_seeds(lighthouses / "seeds").errors
    assert _errors(path, lighthouses / "seeds")


def test_both_take_one_origin_or_a_list_and_a_number_for_a_text(lighthouses: Path) -> None:
    path = lighthouses / "seeds/entries/2021/lamp-relit.yml"
    path.write_text(path.read_text().replace("title: The lamp is lit again", "title: 1984"))
    assert read_seeds(lighthouses / "seeds").draft.entries["lamp-relit"].title.choose("en", "en").value == "1984"
    assert _errors(path, lighthouses / "seeds") == []


def _models() -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = [Seal]
    for model in (*RECORDS.values(), *VOCABULARIES.values(), *Strict.__subclasses__()):
        if model is not Record and model not in found:
            found.append(model)
    return found


@pytest.mark.parametrize("model", _models(), ids=lambda model: model.__name__)
def test_every_field_has_a_description_and_a_correct_example(model: type[BaseModel]) -> None:
    assert model.__name__ in MODEL_NAMES
    for name in field_names(model):
        field = model.model_fields[name]
        example = read_yaml(example_of(model, name).encode(), "example.yml")
        assert field.description, f"{model.__name__}.{name} has no description"
        assert describe(field.annotation, tuple(field.metadata)) not in ("", "a value"), name
        assert list(example.data) == [name]
        TypeAdapter(Annotated[field.annotation, field]).validate_python(example.data[name])


def test_every_field_is_described_in_every_language_of_the_words() -> None:
    described = 0
    for schema in SCHEMAS.values():
        for field in _find_fields(schema):
            assert set(field["x-description"]) == {"en", "it"}, field
            for text in field["x-description"].values():
                assert text in field["description"]
            described += 1
    assert described > 80


def _find_fields(schema: dict):
    record = schema.get("additionalProperties") if schema.get("propertyNames") else schema
    for holder in (record, *schema.get("$defs", {}).values()):
        if isinstance(holder, dict):
            yield from holder.get("properties", {}).values()


@pytest.mark.parametrize("seeds", SEEDS[:1], ids=lambda seeds: seeds.parent.name)
def test_every_file_of_the_seeds_begins_with_the_line_of_its_schema(seeds: Path) -> None:
    for path in sorted(seeds.rglob("*.yml")):
        if path.name == "seals.yml" or "drafts" in path.parts:
            continue
        first = path.read_text(encoding="utf-8").splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, f"{path.name} begins with {first!r}"
        schema = (path.parent / found[1]).resolve()
        assert schema == ROOT / "schema" / _schema_of(path, seeds), path


def test_no_example_is_left_over() -> None:
    models = {model.__name__: model for model in (*_models(), Record, *Record.__subclasses__())}
    assert [key for key in EXAMPLES if key.partition(".")[2] not in models[key.partition(".")[0]].model_fields] == []
