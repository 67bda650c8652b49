"""A dossier made of hostile texts: every field of every kind of record, found by walking the model.

Nothing here names a field that takes any text: a new one gets payloads by itself. Only what must fit together (ids,
dates, units) is said in `FITTING`; a field of a type that is not known here stops the tests.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic import StringConstraints as Constraints

from regesto.model.dossier import Settings
from regesto.model.edtf import Edtf
from regesto.model.entry import Entry
from regesto.model.ids import Kind, Ref
from regesto.model.source import Source
from regesto.model.text import Names, Text
from regesto.model.walking import unwrap
from regesto.seeds.checks.quotes import MOST_WORDS
from regesto.seeds.layout import VOCABULARY_FILES
from regesto.seeds.reading import MODELS
from regesto.seeds.yaml import read_yaml

PAYLOADS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("payloads.yml").read_text(encoding="utf-8"))
"""The payloads by kind."""

RECORDS = 40
"""Records of each kind: enough that every payload is in every field, few enough to be built in seconds."""

LANGUAGES = ("it", "en")

DATES = ("2024-09-18", "2024-09~", "2024?", "[2024-09,2024-10]", "2024-06/2024-10", "2024-09-01/..", "2023-21", "202X")

Make = Callable[[int], Any]


def write_yaml(data: Any) -> str:
    """Return data as YAML that means exactly that: JSON is YAML, as long as no character is refused."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def is_refused(payload: str) -> bool:
    """Tell whether no file of the seeds can hold this text: the reader of YAML refuses one of its characters."""
    return bool(read_yaml(write_yaml({"title": payload}).encode(), "file.yml").problems)


ACCEPTED = [one for ones in PAYLOADS.values() for one in ones if not is_refused(one)]
REFUSED = [one for ones in PAYLOADS.values() for one in ones if is_refused(one)]


def is_admitted(model: type[BaseModel], field: str, text: str) -> bool:
    """Tell whether a field's own rules admit a text."""
    try:
        model.model_validate({field: text})
    except ValidationError as error:
        return all(one["loc"][:1] != (field,) for one in error.errors())
    return True


class Payloads:
    """Hands out payloads so that, over `RECORDS` records, each stands in each field, and another one first each time.

    A text is several payloads with a space between them; it begins with a different one in every field and language.
    """

    def __init__(self, payloads: Sequence[str] = tuple(ACCEPTED)) -> None:
        self.payloads = payloads
        self.groups = [payloads[at::RECORDS] for at in range(RECORDS)]
        self.fields: dict[str, int] = {}
        self.used: dict[str, set[str]] = {}

    def text(self, field: str, number: int, all_of_them: bool = False) -> str:
        """Return the text for a field of the record `number`; where there is one record alone, of all payloads."""
        group = self.payloads if all_of_them else self.groups[number % RECORDS]
        turn = self.fields.setdefault(field, len(self.fields)) % len(group)
        chosen = [*group[turn:], *group[:turn]]
        return self._note(field, chosen)

    def quote(self, field: str, number: int) -> str:
        """Return as many payloads, of three in turn, as there may be words in a quote."""
        several = [self.payloads[(number * 3 + n) % len(self.payloads)] for n in range(3)]
        while sum(len(one.split()) for one in several) > MOST_WORDS:
            several.pop()
        return self._note(field, several)

    def _note(self, field: str, chosen: Sequence[str]) -> str:
        self.used.setdefault(field, set()).update(chosen)
        return " ".join(chosen)


def ref(kind: Kind, number: int) -> str:
    """Return the id of the record `number` of a kind."""
    return f"{kind.value}-{number % RECORDS}"


def _quantity(number: int) -> list[dict[str, Any]]:
    shapes: list[dict[str, Any]] = [
        {"bound": "exactly", "value": 5},
        {"bound": "at-least", "min": 2},
        {"bound": "between", "min": 1, "max": 9},
        {"bound": "up-to", "max": 7},
        {"bound": "order-of-magnitude", "value": 1000},
    ]
    return [shapes[number % len(shapes)] | {"measure": ref(Kind.MEASURE, number), "unit": "km", "as_of": "2024"}]


FITTING: dict[str, Make] = {
    "Settings.id": lambda n: "hostile",
    "Settings.format": lambda n: None,
    "Settings.version": lambda n: "1.0",
    "Settings.languages": lambda n: list(LANGUAGES),
    "Settings.key_figures": lambda n: [f"{ref(Kind.ENTRY, n)}/c-0" for n in range(3)],
    "Settings.expected": lambda n: {"entry": 1},
    "Actor.part_of": lambda n: ref(Kind.ACTOR, n + 20) if n % RECORDS < 10 else None,
    "PlaceTerm.part_of": lambda n: ref(Kind.PLACE, n + 20) if n % RECORDS < 10 else None,
    "PlaceTerm.lat": lambda n: n - 20,
    "PlaceTerm.lon": lambda n: n * 3 - 60,
    "Measure.unit": lambda n: "km",
    "Source.language": lambda n: LANGUAGES[n % 2],
    "Source.unknown": lambda n: [],
    "Source.issued": lambda n: "2025-01-01",
    "Source.issued_basis": lambda n: "stated",
    "Source.text_file": lambda n: f"{ref(Kind.SOURCE, n)}.txt",
    "Fingerprint.sha256": lambda n: f"{n:064x}",
    "Fingerprint.characters": lambda n: 10**7,
    "Fingerprint.words": lambda n: 10**6,
    "Fingerprint.paragraphs": lambda n: 99,
    "Claim.id": lambda n: f"c-{n % 2}",
    "Claim.origin": lambda n: [ref(Kind.ACTOR, n)] if n % 5 else ["unnamed"],
    "Claim.via": lambda n: [ref(Kind.ACTOR, n + 3), ref(Kind.ACTOR, n + 5)],
    "Claim.said_on": lambda n: "2024-12",
    "Claim.quantities": _quantity,
    "Evidence.paragraph": lambda n: n,
    "Entry.date": lambda n: DATES[n % len(DATES)],
    "Entry.relations": lambda n: [{"type": "follows" if n else "updates", "entry": ref(Kind.ENTRY, n - 1)}],
    "Entry.aliases": lambda n: [f"once-{n}"],
    "Review.by": lambda n: ref(Kind.EDITOR, n),
    "Review.on": lambda n: "2026-11-21",
}
"""Values that must fit those of other fields, by model and field."""

ALSO = {
    "Relation.note": lambda data, text: data["relations"] and data["relations"][0].update(note=text("Relation.note")),
    "Quantity.words": lambda data, text: [
        one["quantities"][0].update(words=text("Quantity.words")) for one in data["claims"]
    ],
}
"""Fields inside values of `FITTING` that take any text."""


class Generator:
    """Makes the raw data of one record of a model."""

    def __init__(self, payloads: Payloads) -> None:
        self.payloads = payloads
        self.addresses = [one for one in ACCEPTED if is_admitted(Source, "url", one)]

    def record(self, model: type[BaseModel], number: int) -> dict[str, Any]:
        """Return the fields of the record `number` as YAML would give them, all but the id."""
        made = self._model(model, number)
        if model is Entry:
            for field, put in ALSO.items():
                put(made, lambda _, field=field: self._text(field, number))
        return made

    def _model(self, model: type[BaseModel], number: int) -> dict[str, Any]:
        made = {}
        for name, field in model.model_fields.items():
            if name == "id" and model.__name__ != "Claim" and model is not Settings:
                continue
            where = f"{model.__name__}.{name}"
            if where in FITTING:
                value = FITTING[where](number)
            else:
                value = self._value(where, field.annotation, tuple(field.metadata), number)
            if value is not None:
                made[name] = value
        return made

    def _text(self, where: str, number: int) -> dict[str, str]:
        alone = where.startswith("Settings.")
        return {language: self.payloads.text(f"{where}/{language}", number, alone) for language in LANGUAGES}

    def _value(self, where: str, annotation: Any, metadata: tuple, number: int) -> Any:
        annotation, metadata = unwrap(annotation, metadata)
        ref_mark = next((one for one in metadata if isinstance(one, Ref)), None)
        if ref_mark:
            return ref(ref_mark.kind, number)
        if annotation is Text:
            return self._text(where, number)
        if annotation is Names:
            return [self.payloads.text(f"{where}[{n}]", number) for n in range(2)]
        if annotation is Edtf:
            return DATES[number % len(DATES)]
        if annotation is bool:
            return ("true", "false")[number % 2]
        if get_origin(annotation) is tuple:
            item = get_args(annotation)[0]
            return [self._value(where, item, (), number * 2 + n) for n in range(2)]
        if get_origin(annotation) is dict:
            return {f"editor-{n}": self._value(where, get_args(annotation)[1], (), n) for n in range(RECORDS)}
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._model(annotation, number)
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return list(annotation)[number % len(annotation)].value
        if annotation is str:
            return self._string(where, metadata, number)
        raise AssertionError(f"{where} has a type that hostile records do not know yet: {annotation}")

    def _string(self, where: str, metadata: tuple, number: int) -> str:
        if where.endswith("url"):
            return self.addresses[number % len(self.addresses)]
        if has_pattern(metadata):
            raise AssertionError(f"{where} has a pattern; say in FITTING what fits it")
        return self.payloads.quote(where, number) if where == "Evidence.quote" else self.payloads.text(where, number)


def write_dossier(folder: Path, payloads: Payloads | None = None) -> Payloads:
    """Write a seeds folder of hostile records; return what stands where."""
    payloads = payloads or Payloads()
    made = Generator(payloads)
    files: dict[str, Any] = {"dossier.yml": made.record(Settings, 0)}
    for name, kind in VOCABULARY_FILES.items():
        files[name] = {ref(kind, n): made.record(MODELS[kind], n) for n in range(RECORDS)}
    for n in range(RECORDS):
        files[f"sources/{ref(Kind.SOURCE, n)}.yml"] = made.record(Source, n)
        entry = made.record(Entry, n)
        year = {"2023-21": "2023", "202X": "2020"}.get(entry["date"], "2024")
        files[f"entries/{year}/{ref(Kind.ENTRY, n)}.yml"] = entry
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(write_yaml(data), encoding="utf-8")
    return payloads


def has_pattern(metadata: tuple) -> bool:
    """Tell whether a text must have a certain form."""
    return any(isinstance(one, Ref | Constraints) or getattr(one, "pattern", None) for one in metadata)


def find_ruled_fields() -> Iterator[tuple[type[BaseModel], str]]:
    """Yield every model and every field in it that does not take any text: ids, dates, numbers, words of a list."""
    seen: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = [Settings, *MODELS.values()]
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in model.model_fields.items():
            annotation, metadata = unwrap(field.annotation, tuple(field.metadata))
            while get_origin(annotation) in (tuple, dict):
                annotation, metadata = unwrap(get_args(annotation)[0 if get_origin(annotation) is tuple else 1])
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):
                waiting.append(annotation)
            elif annotation not in (Text, Names) and (annotation is not str or has_pattern(metadata)):
                yield model, name
