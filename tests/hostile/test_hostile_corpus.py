"""The corpus itself: large enough, in every field of every kind of record, and refused where a field has rules."""

import re

import pytest

from hostile_records import (
    ACCEPTED,
    PAYLOADS,
    REFUSED,
    Payloads,
    find_ruled_fields,
    is_admitted,
    write_dossier,
    write_yaml,
)
from regesto.model.ids import is_reserved
from regesto.model.source import Source
from regesto.seeds.dossier import read_dossier
from regesto.seeds.yaml import read_yaml

RULED = {f"{model.__name__}.{name}": (model, name) for model, name in find_ruled_fields()}

ADDRESSES = {
    "https://x.example/?a=1&b=%22%3E%3Cscript%3Eharm()%3C/script%3E",
    "https://x.example/#javascript:harm()",
    "https://x.example/&quot;onmouseover=&quot;harm()",
    "https://x.example/{{7*7}}",
    "https://x.example/}{)(`",
    "https://xn--e1awd7f.example/",
    "https://еxample.com/",
    "https://x.example/%00%0d%0aSet-Cookie:harm=1",
}
"""The payloads that are web addresses, and do no harm as such."""

PLAIN = re.compile(r"-?[A-Za-z0-9%_][\w.%-]*\Z", re.ASCII)
"""What is harmless in any of these fields: a word, a number, a day."""


def test_the_corpus_is_large():
    assert sum(map(len, PAYLOADS.values())) >= 400
    assert len(ACCEPTED) >= 300
    assert len(PAYLOADS) >= 20


def test_every_payload_is_in_every_field_that_takes_any_text(tmp_path):
    used = write_dossier(tmp_path).used
    assert len(used) >= 100
    few = {field: len(found) for field, found in used.items() if found != set(ACCEPTED)}
    assert few == {}
    reading = read_dossier(tmp_path)
    assert [str(problem) for problem in reading.errors] == []


def test_each_field_starts_with_another_payload_somewhere():
    """A mark that matters at the beginning of a cell or a line (=, #, -) stands there in some field."""
    payloads = Payloads()
    first = {payloads.text(f"field-{n}", record).split(" ")[0] for n in range(60) for record in range(40)}
    assert {one.split(" ")[0] for one in ACCEPTED} <= first


@pytest.mark.parametrize("payload", REFUSED, ids=ascii)
def test_characters_that_deceive_are_refused_where_they_stand(payload):
    """Controls and marks that reorder text: the reader of YAML says which, and where, written out or as an escape."""
    for text in (write_yaml({"title": payload}), f'title: "{payload.encode("unicode_escape").decode()}"\n'):
        problems = read_yaml(text.encode("utf-8", "surrogatepass"), "entries/2024/x.yml").problems
        assert problems
        assert all(problem.where.file == "entries/2024/x.yml" and problem.where.line >= 1 for problem in problems)
        assert all("Traceback" not in problem.message for problem in problems)


@pytest.mark.parametrize("field", RULED)
def test_a_field_with_rules_refuses_every_payload(field):
    """Ids, dates, numbers, units, languages, hashes, words of a list: none of the payloads is one."""
    model, name = RULED[field]
    admitted = {one for one in ACCEPTED if is_admitted(model, name, one)}
    if field in ("Source.url", "Source.archive_url"):
        assert admitted == ADDRESSES
    elif field == "Source.text_file":  # a file in one folder, in any script
        forbidden = set('/\\:*?"<>| ')
        assert [one for one in admitted if set(one) & forbidden or one.startswith(".") or is_reserved(one)] == []
    else:
        assert [one for one in admitted if not PLAIN.match(one)] == []
        if field.endswith((".id", ".outlet", ".entry")):
            assert [one for one in admitted if is_reserved(one)] == []


def test_an_address_with_a_name_before_the_host_is_refused():
    """https://good.example@harm.example/ leads to harm.example."""
    for address in ("https://good.example@harm.example/", "https://u:p@harm.example/", "http://a@b"):
        assert not is_admitted(Source, "url", address)
    for address in ("https://x.example/@name", "https://x.example/?to=a@b.example", "https://x.example:8443/#@"):
        assert is_admitted(Source, "url", address)
