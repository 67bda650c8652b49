"""pydantic's errors as problems that people without Python understand, at their place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from regesto.model.problem import Place, Problem
from regesto.model.walking import unwrap
from regesto.seeds.document import Document, Path, field_name
from regesto.seeds.examples import example_of
from regesto.seeds.nearest import nearest
from regesto.seeds.shapes import MODEL_NAMES, choices, describe, field_at, field_names

_MOST = 50  # problems of one record; more say nothing new and hide the others

_OURS = {
    "text": "wrong-type",
    "names": "wrong-type",
    "language": "malformed",
    "number": "malformed",
    "figures": "figures",
    "edtf": "date",
    "reserved": "malformed",
}
"""The model's own errors, whose messages are written for people, and the codes of their problems."""

_LIMITS = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
}


def explain_errors(
    error: ValidationError, model: type[BaseModel], document: Document, prefix: Path = ()
) -> Iterator[Problem]:
    """Yield a problem for each of the first errors that pydantic found in the record at `prefix` of `document`."""
    details = [one for one in error.errors(include_url=False) if not _counts_wrong_items(one)]
    problems = [_explain(one, model, document, prefix) for one in details[:_MOST]]
    # A typo in a field's name is an unknown field and a missing one at once: told as one problem.
    meant = {_sibling(one.field, one.suggestion) for one in problems if one.code == "unknown-field"}
    yield from (one for one in problems if one.code != "missing-field" or one.field not in meant)
    if len(details) > _MOST:
        message = f"{len(details) - _MOST} more problems in this record are not shown"
        yield Problem("more", message, document.place(prefix), field=field_name(prefix))


def _counts_wrong_items(error: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because items in it, told of by themselves, are wrong."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _sibling(field: str, name: str) -> str:
    parent, dot, _ = field.rpartition(".")
    return f"{parent}{dot}{name}"


def _explain(error: ErrorDetails, model: type[BaseModel], document: Document, prefix: Path) -> Problem:
    is_key = "[key]" in error["loc"]
    location = tuple(step for step in error["loc"] if step != "[key]")
    path = (*prefix, *location)
    owner, name, annotation, metadata = field_at(model, location)
    if error["type"] == "missing":
        return _missing(owner, name, annotation, metadata, document, path)
    if error["type"] == "extra_forbidden":
        return _unknown_field(owner, name, document, path)
    if is_key:
        annotation, metadata = unwrap(get_args(field_at(model, location[:-1])[2])[0])
    place = document.place(path, key=is_key or location == ("id",))
    shown = path if path in document.values or is_key else _existing(path, document)
    example = example_of(owner, name)
    found = path[-1] if is_key else error["input"]
    if found is None or found == "":
        field = owner.model_fields.get(name)
        is_optional = field is not None and not field.is_required()
        message = f"{name} is empty; give it a value" + (", or leave it out if it has none" if is_optional else "")
        return Problem("empty", message, place, field_name(shown), describe(annotation, metadata), example=example)
    if error["type"] == "edtf" and "ctx" in error:
        return _date(error["ctx"], name, place, shown, found)
    code, message, expected, suggestion = _judge(error, found, annotation, metadata)
    return Problem(code, message, place, field_name(shown), expected, show(found), suggestion, example)


def _date(context: dict[str, Any], name: str, place: Place, path: Path, found: Any) -> Problem:
    message = context["message"].partition("; for example ")[0].partition(": found ")[0]
    example = f"{name}: {quoted(context['example'])}"
    return Problem("date", message, place, field_name(path), found=show(found), example=example)


def quoted(text: str) -> str:
    """Return a short text as it is written in YAML: in quotation marks where it would be read as something else."""
    return f'"{text}"' if text[:1] in "[{" else text


def _missing(
    owner: type[BaseModel], name: str, annotation: Any, metadata: tuple, document: Document, path: Path
) -> Problem:
    return Problem(
        "missing-field",
        f"{MODEL_NAMES.get(owner.__name__, 'this')} needs the field {name}",
        document.place(path[:-1], key=True),
        field_name(path),
        describe(annotation, metadata),
        example=example_of(owner, name),
    )


def _unknown_field(owner: type[BaseModel], name: str, document: Document, path: Path) -> Problem:
    known = field_names(owner)
    near = nearest(name, known)
    return Problem(
        "unknown-field",
        f"{show(name)} is not a field of {MODEL_NAMES.get(owner.__name__, 'this')}",
        document.place(path, key=True),
        field_name(path),
        expected="" if near else f"one of {', '.join(known)}",
        suggestion=near,
        example=example_of(owner, near) if near else "",
    )


def _judge(error: ErrorDetails, found: Any, annotation: Any, metadata: tuple) -> tuple[str, str, str, str]:
    """Return code, message, what was expected, and the nearest right word."""
    kind = error["type"]
    context = error.get("ctx", {})
    words = describe(annotation, metadata)
    if kind == "enum":
        bare, _ = unwrap(annotation)
        known = choices(bare) if isinstance(bare, type) and issubclass(bare, Enum) else []
        near = nearest(found, known) if isinstance(found, str) else ""
        return "unknown-word", "this word is not known here", f"one of {', '.join(known)}", near
    if kind in _LIMITS:
        limit, key = _LIMITS[kind]
        return "out-of-range", "the number is out of range", f"{limit} {context[key]}", ""
    if kind == "too_short":
        return "too-few", "the list is too short", f"at least {context['min_length']}: {words}", ""
    if kind == "too_long":
        return "too-many", "the list is too long", f"{context['max_length']} items at most", ""
    if kind in ("string_too_short", "string_too_long"):
        limit = context.get("min_length", context.get("max_length"))
        most = "at least" if "min_length" in context else "at most"
        return "text-length", "the text has the wrong length", f"{most} {limit} characters", ""
    if kind == "string_pattern_mismatch":
        return "malformed", "this is not written as expected", words, ""
    if kind in _OURS:
        message, expected = _split_message(error["msg"])
        return _OURS[kind], message, expected, ""
    return "wrong-type", "this is not what the field takes", words, ""


def _split_message(message: str) -> tuple[str, str]:
    """Split "what is wrong; expected this": the model's messages may have either part."""
    if message.startswith("expected "):
        return "this is not what the field takes", message.removeprefix("expected ")
    before, _, after = message.partition("; expected ")
    return before, after


def _existing(path: Path, document: Document) -> Path:
    while path and path not in document.values:
        path = path[:-1]
    return path


def show(found: Any) -> str:
    """Return what was found, short enough for a line, and nothing that a terminal would act upon."""
    if isinstance(found, dict):
        return f"a map with {', '.join(show(key) for key in list(found)[:4]) or 'nothing in it'}"
    if isinstance(found, list | tuple):
        return f"a list of {len(found)}"
    text = " ".join(str(found).split())
    text = "".join(character if character.isprintable() else "\ufffd" for character in text)
    return text if len(text) <= 60 else text[:59] + "…"
