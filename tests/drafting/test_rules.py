"""Every rule's own examples and counter-examples, read in an article of Friday 15 November 2024."""

import re

import pytest

from regesto.drafting.engine import load_engine
from regesto.drafting.language import TABLES
from regesto.reading.document import Document, Facts, Part, PartKind

LANGUAGES = ("it", "en")
_EXAMPLE = re.compile(r"(?P<text>.*?)(?: = (?P<value>.*))?", re.S)


def read(text, code="it", published="2024-11-15"):
    part = Part(PartKind.PARAGRAPH, 0, len(text), 1)
    return load_engine(code).read(Document("example", text, (part,), Facts(published=published), code))


def rules():
    for code in LANGUAGES:
        engine = load_engine(code)
        for name in TABLES:
            for rule in engine.language.rules[name]:
                for example in rule.examples:
                    yield pytest.param(code, rule, example, id=f"{code}:{rule.id}:{example[:60]}")


def counters():
    for code in LANGUAGES:
        engine = load_engine(code)
        for name in TABLES:
            for rule in engine.language.rules[name]:
                for counter in rule.counters:
                    yield pytest.param(code, rule, counter, id=f"{code}:{rule.id}:{counter[:60]}")


@pytest.mark.parametrize(("code", "rule", "example"), list(rules()))
def test_examples(code, rule, example):
    match = _EXAMPLE.fullmatch(example)
    marked = match["text"]
    start, end = marked.index("["), marked.index("]") - 1
    found = read(marked.replace("[", "").replace("]", ""), code).annotations
    seen = [(one.rule, one.start, one.end, str(one.value)) for one in found]
    exact = rule.id.split(".")[0] not in ("cue", "source")
    mine = (
        [one for one in found if one.start == start and one.end == end]
        if exact
        else [one for one in found if one.rule.startswith(rule.id) and one.start <= start and end <= one.end]
    )
    assert mine, seen
    if match["value"] is not None:
        assert match["value"] in {str(one.value) for one in mine}, seen


@pytest.mark.parametrize(("code", "rule", "counter"), list(counters()))
def test_counters(code, rule, counter):
    seen = [(one.rule, one.start, one.end, str(one.value)) for one in read(counter, code).annotations]
    assert rule.id not in {one[0] for one in seen}, seen
