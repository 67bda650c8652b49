"""Other annotators beside the rules, behind one interface: `annotate(document) -> spans`. None is needed.

What they say is offered beside what the rules found, with its provider and score, and counts only where the words that
they quote stand at the offsets that they give.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from regesto.drafting.annotation import Annotation, Kind
from regesto.drafting.vocabulary import Name
from regesto.reading.document import Document


@dataclass(frozen=True, slots=True)
class ProvidedSpan:
    """A span that a plug-in proposes: offsets, the words there, a label such as person, and a score from 0 to 1."""

    start: int
    end: int
    words: str
    label: str
    provider: str
    score: float


class PluginError(Exception):
    """A plug-in gave no usable answer; the message is a line for a person. Drafting goes on without it."""


class Plugin(Protocol):
    """What a plug-in is."""

    name: str

    def annotate(self, document: Document) -> Sequence[ProvidedSpan]:
        """Return spans of `document`; raises `PluginError`."""


LABELS = {
    "PER": "person", "PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place",
    "person": "person", "organisation": "organisation", "organization": "organisation", "place": "place",
    "materiel": "materiel",
}  # fmt: skip
"""What the labels of models are called here; others are left out."""


def check_spans(document: Document, spans: Sequence[ProvidedSpan]) -> Iterator[Annotation]:
    """Yield as annotations the spans whose words stand at their offsets, and whose label is known."""
    for span in spans:
        inside = 0 <= span.start < span.end <= len(document.text)
        if not inside or document.text[span.start : span.end] != span.words or span.label not in LABELS:
            continue
        name = Name(LABELS[span.label], code=span.words)
        score = min(1.0, max(0.0, span.score))
        yield Annotation(Kind.ENTITY, span.start, span.end, f"plugin.{span.provider}", name, score, (), span.provider)


class SpacyPlugin:
    """Names by a spaCy pipeline that is installed already (`it_core_news_sm` and the like); nothing is downloaded."""

    name = "spacy"

    def __init__(self, model: str = "it_core_news_sm") -> None:
        try:
            import spacy

            self._pipeline = spacy.load(model)
        except (ImportError, OSError) as error:
            raise PluginError(f"spaCy is not used: {model} is not installed ({error.__class__.__name__})") from None

    def annotate(self, document: Document) -> Sequence[ProvidedSpan]:
        """Return the names that the pipeline finds; it gives no scores, so 0.5."""
        found = self._pipeline(document.text).ents
        return [ProvidedSpan(one.start_char, one.end_char, one.text, one.label_, self.name, 0.5) for one in found]


_PROMPT = (
    "List the people, organisations, places and weapon systems named in the article. Answer with JSON only: a list of "
    'objects {"start": offset, "end": offset, "words": exact words, "label": person|organisation|place|materiel, '
    '"score": 0 to 1}. Offsets count characters from 0.'
)
# Seconds to wait for an answer, and bytes of it that are read; more is no list of names.
PATIENCE = 60.0
_LARGEST_ANSWER = 4_000_000


class EndpointPlugin:
    """Names by a language model behind an OpenAI-compatible endpoint.

    Its address, key and model come from the environment: REGESTO_LLM_URL (such as http://localhost:8080/v1),
    REGESTO_LLM_KEY and REGESTO_LLM_MODEL. The whole text of each article is sent there.
    """

    name = "llm"

    def __init__(self, url: str, key: str = "", model: str = "default", patience: float = PATIENCE) -> None:
        if not url.startswith(("http://", "https://")):
            raise PluginError("no model is used: set REGESTO_LLM_URL to an address such as http://localhost:8080/v1")
        self._url, self._key, self._model, self._patience = url.rstrip("/"), key, model, patience

    def warning(self) -> str:
        """Say plainly what leaves the machine."""
        return f"The whole text of every article is sent to {self._url}."

    def annotate(self, document: Document) -> Sequence[ProvidedSpan]:
        """Ask the model; raises `PluginError` when it does not answer, or answers with rubbish."""
        body = {
            "model": self._model,
            "temperature": 0,
            "messages": [{"role": "system", "content": _PROMPT}, {"role": "user", "content": document.text}],
        }
        return list(_read_answer(self._ask(json.dumps(body).encode()), self.name))

    def _ask(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(f"{self._url}/chat/completions", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=self._patience) as answer:
                return answer.read(_LARGEST_ANSWER)
        except TimeoutError:
            raise PluginError(f"the model did not answer within {self._patience:.0f} seconds") from None
        except (urllib.error.URLError, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise PluginError(f"the model did not answer within {self._patience:.0f} seconds") from None
            raise PluginError(f"the model cannot be reached: {reason}") from None


def _read_answer(raw: bytes, provider: str) -> Iterator[ProvidedSpan]:
    try:
        content = json.loads(raw)["choices"][0]["message"]["content"]
        content = content.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
        items = json.loads(content)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise PluginError("the model's answer is not the list that was asked for") from None
    if not isinstance(items, list):
        raise PluginError("the model's answer is not the list that was asked for")
    for item in items[:2000]:
        span = _read_item(item, provider)
        if span is not None:
            yield span


def _read_item(item: Any, provider: str) -> ProvidedSpan | None:
    if not isinstance(item, dict):
        return None
    start, end, words, label = (item.get(name) for name in ("start", "end", "words", "label"))
    score = item.get("score", 0.5)
    whole = isinstance(start, int) and isinstance(end, int) and isinstance(words, str) and isinstance(label, str)
    number = isinstance(score, int | float) and not isinstance(score, bool)
    return ProvidedSpan(start, end, words, label, provider, float(score)) if whole and number else None


def _endpoint() -> EndpointPlugin:
    environment = os.environ
    return EndpointPlugin(
        environment.get("REGESTO_LLM_URL", ""),
        environment.get("REGESTO_LLM_KEY", ""),
        environment.get("REGESTO_LLM_MODEL", "default"),
    )


PLUGINS: dict[str, Callable[[], Plugin]] = {"spacy": SpacyPlugin, "llm": _endpoint}
"""The plug-ins by the name under `--with`; all are off unless asked for."""


def add_spans(document: Document, annotations: list[Annotation], plugins: Sequence[Plugin]) -> tuple[list, list[str]]:
    """Return the annotations with what the plug-ins add, and a line for each plug-in that failed.

    A plug-in's name is taken where the rules found none; where they found an unknown name, its type is taken over.
    """
    out, failures = list(annotations), []
    for plugin in plugins:
        try:
            spans = plugin.annotate(document)
        except PluginError as error:
            failures.append(f"{document.name}: {error}")
            continue
        for one in check_spans(document, spans):
            rivals = [other for other in out if other.kind is Kind.ENTITY and other.overlaps(one)]
            if not rivals:
                out.append(one)
            elif len(rivals) == 1 and getattr(rivals[0].value, "type", "") == "unknown":
                out[out.index(rivals[0])] = one
    return sorted(out, key=lambda one: (one.start, -one.end, one.kind, one.rule)), failures
