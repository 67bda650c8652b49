"""Plug-ins against a real server on this machine that answers well, wrongly, slowly, with rubbish, and not at all."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from regesto.drafting.annotation import Kind
from regesto.drafting.plugins import EndpointPlugin, PluginError, SpacyPlugin, add_spans, check_spans
from tests.drafting.test_rules import read

TEXT = "Ieri a Fossalta, Nerea Bellini ha parlato con Lumen."
GOOD = [
    {"start": 17, "end": 30, "words": "Nerea Bellini", "label": "person", "score": 0.9},
    {"start": 46, "end": 51, "words": "Lumen", "label": "organisation", "score": 0.8},
]
WRONG = [
    {"start": 0, "end": 13, "words": "Nerea Bellini", "label": "person", "score": 1},
    {"start": 17, "end": 9999, "words": "Nerea Bellini", "label": "person", "score": 1},
    {"start": "17", "end": 30, "words": "Nerea Bellini", "label": "person"},
    {"start": 46, "end": 51, "words": "Lumen", "label": "ship"},
    "Lumen",
]


class Model(BaseHTTPRequestHandler):
    """Answers by the first part of its address: /good/chat/completions and so on."""

    asked: list[dict] = []  # noqa: RUF012 - one server a test run

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Model.asked.append({"body": json.loads(body), "key": self.headers.get("Authorization")})
        manner = self.path.split("/")[1]
        if manner == "slow":
            time.sleep(1.5)
        if manner == "silent":
            self.connection.close()
            return
        answers = {"good": json.dumps(GOOD), "wrong": json.dumps(WRONG), "fenced": f"```json\n{json.dumps(GOOD)}\n```"}
        content = {"choices": [{"message": {"content": answers.get(manner, "Certo! Ecco l'elenco")}}]}
        raw = b"\xff\xfe<html>" if manner == "bytes" else json.dumps(content).encode()
        self.send_response(500 if manner == "broken" else 200)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        try:
            self.wfile.write(raw)
        except BrokenPipeError:
            return

    def log_message(self, *arguments):
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def reading():
    return read(TEXT)


@pytest.mark.parametrize("manner", ["good", "fenced"])
def test_a_good_answer_types_what_the_rules_left_unknown(address, reading, manner):
    plugin = EndpointPlugin(f"{address}/{manner}", key="secret")
    found, failures = add_spans(reading.document, reading.annotations, [plugin])
    names = {
        reading.document.text[one.start : one.end]: (one.value.type, one.provider)
        for one in found
        if one.kind is Kind.ENTITY
    }
    assert failures == []
    assert names["Nerea Bellini"] == ("person", "llm")
    assert names["Lumen"] == ("organisation", "llm")
    assert names["Fossalta"][1] == "rules"
    assert Model.asked[-1]["key"] == "Bearer secret"
    assert address in plugin.warning()


def test_wrong_offsets_words_and_labels_do_not_count(address, reading):
    spans = EndpointPlugin(f"{address}/wrong").annotate(reading.document)
    assert list(check_spans(reading.document, spans)) == []
    assert (
        add_spans(reading.document, reading.annotations, [EndpointPlugin(f"{address}/wrong")])[0] == reading.annotations
    )


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        ("rubbish", "not the list"),
        ("bytes", "not the list"),
        ("broken", "cannot be reached"),
        ("silent", "cannot be reached"),
        ("slow", "did not answer within"),
    ],
)
def test_failures_are_one_line_and_drafting_goes_on(address, reading, manner, reason):
    plugin = EndpointPlugin(f"{address}/{manner}", patience=0.4 if manner == "slow" else 5)
    found, (failure,) = add_spans(reading.document, reading.annotations, [plugin])
    assert found == reading.annotations
    assert reason in failure
    assert "\n" not in failure


def test_no_server_at_all(reading):
    _, (failure,) = add_spans(reading.document, reading.annotations, [EndpointPlugin("http://127.0.0.1:9")])
    assert "cannot be reached" in failure


def test_without_an_address_it_says_which_setting_is_missing():
    with pytest.raises(PluginError, match="REGESTO_LLM_URL"):
        EndpointPlugin("")


def test_spacy_is_not_needed():
    try:
        import spacy  # noqa: F401
    except ImportError:
        with pytest.raises(PluginError, match="not installed"):
            SpacyPlugin()
    else:
        pytest.skip("spaCy is installed here")
