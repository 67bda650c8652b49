"""Values of the attribution rules, and what an attribution is."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from regesto.drafting.annotation import Item
from regesto.drafting.language import Rule
from regesto.drafting.phase import Builder, Found, Names, Scene


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody or something that speaks: offsets and words as written, and the names found in them.

    `carrier` is the document that carries the word (rapporto, video), where the speaker is known by it.
    """

    start: int
    end: int
    text: str
    names: tuple = ()
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what a sentence says. `chain` runs from the outermost voice (the outlet) to the innermost (the origin).

    An impersonal one ("si ritiene") has an empty chain. `cue` are the words that show it, `stance` is affirms or
    denies, `quoted` tells whether it bears on words in quotation marks, `scope` is this, previous or quote. `others`
    say the same beside the origin (Mosca e Pyongyang negano).
    """

    chain: tuple[Source, ...]
    cue: str
    stance: str = "affirms"
    quoted: bool = False
    scope: str = "this"
    others: tuple[Source, ...] = ()

    @property
    def origin(self) -> str:
        """Who says so in the end, as the text has it; `<impersonal>` where nobody is named."""
        return self.chain[-1].text if self.chain else "<impersonal>"

    def __str__(self) -> str:
        return " > ".join(source.text for source in self.chain) or "<impersonal>"


@dataclass(slots=True)
class Voiced:
    """One cue with the source it makes speak; `at` and `reach` are item numbers: the cue, and what it covers."""

    cue: Item
    at: int
    sources: list[Source]
    kind: str
    stance: str = "affirms"
    confidence: float = 0.9
    quoted: bool = False
    scope: str = "this"
    outer: Source | None = None
    reach: tuple[int, int] = (0, 0)
    extra: list[Source] = field(default_factory=list)


def _phrase(names: Names, rule: Rule, scene: Scene) -> Found | None:
    return Found("phrase", scene.items[scene.start].labels & {"cap"})


def _cue(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """A cue as it stands; "secondo" only where it is no ordinal."""
    first, before = scene.items[scene.start], scene.before()
    if first.low == "secondo" and scene.end - scene.start == 1:
        if before is not None and before.labels & {"determiner", "di", "a", "in", "da"}:
            return None
        after = scene.after()
        if after is None or after.low in ("me", "te", "noi", "voi", "tempo", "turno"):
            return None
    return Found("cue", _verb_labels(names))


def _verb_labels(names: Names) -> frozenset[str]:
    labels: set[str] = set()
    for item in names.get("v", ()):
        labels |= {label.split("-")[0] for label in item.labels if label.startswith(("say-", "show-", "deny-"))}
    return frozenset(labels)


def _cue_verb(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """A finite verb of saying; a form that is also a noun or adjective counts only where no article precedes it."""
    before, first = scene.before(), scene.items[scene.start]
    if before is not None and before.labels & {"article", "di", "determiner"} and not before.labels & {"clitic"}:
        return None
    noun = {"voice", "carrier", "speech-noun"}
    with_article = scene.items[max(0, scene.start - 1) : scene.end]
    if any(one.labels & {"article"} and two.labels & noun for one, two in pairwise(with_article)):
        return None  # "l'accusa", "la denuncia": a noun with its article, not a verb with its object
    if "voice" in scene.items[scene.end - 1].labels and scene.items[scene.end - 1].low.endswith("i"):
        return None  # "testimoni", "critici" are people more often than subjunctives
    negated = "negation" in first.labels or (before is not None and "negation" in before.labels)
    kinds = _verb_labels(names) or frozenset({"say"})
    if before is not None and before.low == "si" and "show" in kinds:
        return None  # "si trovavano nei paraggi"
    if negated and "deny" not in kinds:
        return None  # "non commenta", "non ha detto"
    if negated:
        kinds = kinds - {"deny"} | {"say"}  # "non esclude che": it is not denied
    return Found("verb", kinds)


def _cue_object(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """ "Lo scrive X", "l'ha detto X"; "l'accusa" is a noun with its article."""
    if scene.end - scene.start == 2 and scene.items[scene.start + 1].labels & {"voice", "carrier", "speech-noun"}:
        return None
    return Found("cue")


def _cue_relative(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """ "Bressan, per il quale i tassi resteranno alti": after a comma; "il progetto per il quale" is no opinion."""
    before = scene.before()
    return Found("cue") if before is not None and before.low == "," else None


def _cue_as(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """ "come sottolinea X": needs a verb; "per X" and "a X" alone are no cues."""
    first = scene.items[scene.start].low
    if first in ("a", "da", "per") and not any(
        item.low in ("quanto", "quello", "ciò") for item in scene.items[scene.start : scene.end]
    ):
        return None
    return Found("cue")


def _cue_per(names: Names, rule: Rule, scene: Scene) -> Found | None:
    """ "Per i geologi il disastro": only where a clause starts, before somebody who can speak."""
    before = scene.before()
    if before is not None and before.low not in (":", ";") and "quantity" not in before.labels:
        return None
    for step in (1, 2, 3):
        item = scene.after(step)
        if item is None or not item.labels & {"article", "determiner", "before-voice", "voice", "actor", "named"}:
            return None
        if item.labels & {"voice", "actor"} or _is_body(item):
            last = scene.after(step + 1)
            ends = last is None or last.low in (".", ",", ";")
            return Found("cue") if ends or before is None or "quantity" not in before.labels else None
    return None


def _is_body(item: Item) -> bool:
    return isinstance(item.value, tuple) and getattr(item.value[0], "type", "") in ("organisation", "person")


ATTRIBUTION_BUILDERS: dict[str, Builder] = {
    "phrase": _phrase,
    "cue": _cue,
    "cue-verb": _cue_verb,
    "cue-object": _cue_object,
    "cue-relative": _cue_relative,
    "cue-as": _cue_as,
    "cue-per": _cue_per,
}
"""How the rules of `attribution.yml` make their values, by the name under `build`."""
