"""The YAML that a form writes is read back as the same record, whatever is in its texts, and is canonical."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import edits
from regesto.forms.shape import describe_shapes
from regesto.forms.template import HEADS
from regesto.model.entry import Entry
from regesto.model.source import Source
from regesto.pages.i18n import load_words
from regesto.resources import find_templates
from regesto.seeds.formatting import format_seed
from regesto.seeds.yaml import read_yaml

ROOT = Path(__file__).resolve().parents[2]
SHAPES = describe_shapes(load_words("en", [find_templates()]))

ASK = """([shapes, cases]) => cases.map(([model, record, head]) => {
  const clean = value => typeof value === "string" ? regestoState.clean(value)
    : Array.isArray(value) ? value.map(clean)
    : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one)]))
  const cleaned = clean(record)
  return [cleaned, regestoYaml.write(shapes, model, cleaned, head)]
})"""

HARD = [
    'He said "no": then left',
    "it's",
    "no",
    "No",
    "null",
    "~",
    "true",
    "1e3",
    "1_000",
    "0x1F",
    "010",
    "2024",
    "2024-01-05",
    "12:30",
    ".5",
    ".inf",
    "- item",
    "# no comment",
    "text # no comment",
    "a: b",
    "ends with:",
    "[a, b]",
    "{a: b}",
    "&x",
    "*x",
    "!tag",
    "| literal",
    "> folded",
    "%TAG",
    "@at",
    "`tick`",
    "?",
    "? key",
    "---",
    "...",
    "«così»",
    "“quoted”",
    "l’accordo",
    "emoji 🕯️ e bandiera 🇮🇹",
    "line one\nline two",
    "first\n\nsecond\n  indented\n\n\nthird",
    "tab\there",
    "  leading and trailing  ",
    "double  spaces  inside",
    "a" * 300,
    "parola " * 60,
    "molto lunga: " * 40,
    "\\n is no line end",
    "back\\slash",
    "C:\\temp",
    "non\u00a0breaking\u202fspace",
    "zero\u200bwidth",
    "\u2028line separator",
    "nel\x85here",
    "bell\x07",
    "half \ud83d letter",
    "שלום עולם",
    "e\u0301 combined",
    "<b>&amp;</b>",
    "=1+1",
    ",comma",
    "'quoted'",
    "both ' and \"",
    "ends with \\",
    "\ufeffbom",
    "x\n- y\n# z",
    "x\n\ttabbed",
    "a\r\nb\rc",
    "key: |",
    "<<",
    "=",
    "\U0001f600" * 70,
    "- ",
    "a -b",
    "a #b",
    "a:b",
    ":",
    "::",
    "-",
    "--",
    "-1",
    "+1",
    "1.",
    "1.5",
    "0o7",
    "off",
    "y",
]


def entry(text: str) -> dict:
    """Return an entry whose every text is `text`, where a text may be anything."""
    both = {"it": text, "en": text}
    return {
        "title": text,
        "date": "[2024-10,2024-11]",
        "summary": both,
        "topics": ["missili", "no", "e-1"],
        "actors": [{"actor": "russia", "role": "afferma"}],
        "claims": [
            {
                "id": "c-1",
                "says": both,
                "source": "fornitura-truppe",
                "origin": ["nis"],
                "quantities": [{"measure": "x", "bound": "about", "value": "480.5", "unit": "%", "words": both}],
                "evidence": [{"quote": text, "paragraph": "3"}, {"quote": text, "paragraph": "0"}],
                "note": text,
            },
            {"id": "c-2", "says": text, "source": "s", "origin": ["a", "b"], "aside": "true"},
        ],
        "reviewed": {"by": "redazione", "on": "2026-11-21"},
    }


def source(text: str) -> dict:
    """Return a source likewise."""
    return {"title": text, "author": [text, "b"], "issued": "2024/..", "issued_basis": "stated", "rights": {"it": text}}


def write(evaluate, cases: list[tuple[type, dict]]) -> list[tuple[dict, str]]:
    """Return every record as the form cleans it, and its YAML."""
    return evaluate(ASK, [SHAPES, [[model.__name__, record, HEADS[model]] for model, record in cases]])


def reads_back(cleaned: dict, text: str) -> None:
    """Assert that the YAML holds the record; one origin may stand without its list."""
    document = read_yaml(text.encode("utf-8"), "x.yml")
    assert [str(problem) for problem in document.problems] == [], text
    for claim in document.data.get("claims", []):
        if isinstance(claim["origin"], str):
            claim["origin"] = [claim["origin"]]
    assert document.data == cleaned, text


@pytest.mark.browser
def test_hard_texts(evaluate):
    records = [(model, make(text)) for text in HARD for model, make in ((Entry, entry), (Source, source))]
    for cleaned, text in write(evaluate, records):
        reads_back(cleaned, text)


TEXTS = st.one_of(
    st.text(min_size=1, max_size=60),
    st.lists(
        st.sampled_from([*"'\"#:-?[]{}|>&*!%@`,\\~ \n\t", "no", "1e3", "a", "é", "🕯️", ": ", " #", "  "]),
        min_size=1,
        max_size=40,
    ).map("".join),
    st.lists(st.sampled_from(["parola", "di", "più:", "#uno", "«così»", "  ", "\n"]), min_size=20, max_size=60).map(
        " ".join
    ),
).filter(lambda text: text.strip())


@pytest.mark.browser
@given(st.lists(TEXTS, min_size=40, max_size=40))
@settings(max_examples=15, deadline=None)
def test_made_up_texts_in_yaml(evaluate, texts):
    for cleaned, text in write(evaluate, [(Entry, entry(one)) for one in texts]):
        if cleaned["title"]:
            reads_back(cleaned, text)


def _curated() -> list[tuple[type, dict]]:
    seeds = ROOT / "seeds"
    entries = [(Entry, _with_lists(edits.read(path))) for path in sorted(seeds.glob("entries/*/*.yml"))]
    sources = [(Source, edits.read(path)) for path in sorted(seeds.glob("sources/*.yml"))]
    return entries + sources


def _with_lists(record: dict) -> dict:
    for claim in record.get("claims", []):
        if isinstance(claim["origin"], str):
            claim["origin"] = [claim["origin"]]
    return record


@pytest.mark.browser
def test_the_curated_records_are_written_as_they_are(evaluate):
    cases = _curated()
    assert len(cases) > 50
    for (_, record), (_, text) in zip(cases, write(evaluate, cases), strict=True):
        reads_back(record, text)
        assert max(map(len, text.splitlines())) <= 120


@pytest.mark.browser
def test_editors_read_the_same_texts(evaluate):
    """A text that YAML 1.1 or 1.2 would read as a number, a truth or nothing stands in quotation marks."""
    for cleaned, text in write(evaluate, [(Source, source(one)) for one in HARD]):
        data = yaml.safe_load(text)
        assert data["title"] == cleaned["title"], text
        assert data["author"] == cleaned["author"], text


@pytest.mark.browser
def test_it_is_canonical(evaluate):
    plain = [one for one in HARD if len(one) < 100 or " " in one.strip()]
    asked = [
        (model, {name: one for name, one in record.items() if name != "fingerprint"}) for model, record in _curated()
    ]
    cases = asked + [(Entry, entry(one)) for one in plain]
    for (model, _), (_, text) in zip(cases, write(evaluate, cases), strict=True):
        name = "entries/2024/x.yml" if model is Entry else "sources/x.yml"
        assert format_seed(text.encode(), name).text == text
