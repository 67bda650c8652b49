"""The file of drafts of one source, laid out for a person to edit."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from regesto.drafting.draft_claims import DECIDE, DraftClaim, Ground
from regesto.drafting.drafts import DraftEntry
from regesto.reading.document import Document

HEADER = """\
Drafts made by `regesto draft`. Correct what is here, fill in what says DECIDE, delete what is not wanted,
and then run: regesto accept {source}
What you change stays yours when the drafts are made again.
"""


def _yaml() -> YAML:
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 116
    yaml.preserve_quotes = True
    return yaml


def dump(document: Any) -> str:
    """Return a ruamel document as text."""
    stream = io.StringIO()
    _yaml().dump(document, stream)
    return stream.getvalue()


def load(text: str) -> CommentedMap:
    """Read a file of drafts with its comments; raises ruamel's YAMLError."""
    return _yaml().load(text)


def make_file(document: Document, source: str, entries: list[DraftEntry], asked: str) -> CommentedMap:
    """Return the whole file as proposed, with comments. `asked` says what is missing of the date of publication."""
    root = CommentedMap()
    root["source"] = _source(document, asked)
    root["entries"] = CommentedMap()
    for entry in entries:
        root["entries"][entry.id] = _entry(entry, document)
        _above(root["entries"], entry.id, _entry_notes(entry), 2)
    root.yaml_set_start_comment(HEADER.format(source=source))
    return root


def _above(map: CommentedMap, key: Any, lines: list[str], indent: int) -> None:
    if lines:
        map.yaml_set_comment_before_after_key(key, before="\n".join(lines), indent=indent)


def _source(document: Document, asked: str) -> CommentedMap:
    facts = document.facts
    source = CommentedMap(type="article-newspaper")
    source["title"] = facts.title or f"[{DECIDE}]"
    if facts.authors:
        source["author"] = list(facts.authors)
    if facts.outlet:
        source["outlet"] = facts.outlet
    if facts.published:
        source["issued"] = facts.published
    source["issued_basis"] = "stated" if facts.basis == "stated" else "inferred" if facts.published else "unknown"
    if asked:
        source.yaml_add_eol_comment(f"DECIDE: {asked}", "issued_basis")
    if facts.url:
        source["url"] = facts.url
    source["language"] = document.language
    source["rights"] = DECIDE
    missing = {"author": facts.authors, "outlet": facts.outlet, "url": facts.url}
    source["unknown"] = _flow([name for name, value in missing.items() if not value])
    source["abstract"] = DECIDE
    source.yaml_add_eol_comment("DECIDE: whose the text is, and what may be done with it", "rights")
    source.yaml_add_eol_comment("DECIDE: what the article says, in your own words", "abstract")
    return source


def _flow(items: list) -> CommentedSeq:
    sequence = CommentedSeq(items)
    sequence.fa.set_flow_style()
    return sequence


def _entry_notes(entry: DraftEntry) -> list[str]:
    notes = [""]
    for id, why in entry.matches:
        notes.append(f"DECIDE: perhaps the same as {id} ({why}); if so, write add_to: {id}")
    if entry.unknown:
        notes.append("Names that the vocabularies do not have: " + ", ".join(entry.unknown))
    return notes


def _entry(entry: DraftEntry, document: Document) -> CommentedMap:
    made = CommentedMap()
    made["title"] = DECIDE
    made.yaml_add_eol_comment("DECIDE: a headline in your own words", "title")
    made["date"] = entry.date or document.facts.published or DECIDE
    made.yaml_add_eol_comment(_date_note(entry), "date")
    made["summary"] = DECIDE
    made.yaml_add_eol_comment("DECIDE: two to four sentences in your own words", "summary")
    made["topics"] = _flow(entry.topics or [DECIDE])
    made.yaml_add_eol_comment("proposed by shared words" if entry.topics else "DECIDE: from topics.yml", "topics")
    if entry.places:
        made["places"] = _flow(entry.places)
    if entry.actors:
        made["actors"] = CommentedSeq(_flow_map({"actor": id, "role": DECIDE}) for id in entry.actors)
    if entry.materiel:
        made["materiel"] = _flow(entry.materiel)
    made["claims"] = CommentedSeq(_claim(claim) for claim in entry.claims)
    for number, claim in enumerate(entry.claims):
        made["claims"].yaml_set_comment_before_after_key(number, before="\n".join(_claim_notes(claim)), indent=6)
    return made


def _flow_map(fields: dict[str, Any]) -> CommentedMap:
    map = CommentedMap(fields)
    map.fa.set_flow_style()
    return map


def _date_note(entry: DraftEntry) -> str:
    ground = entry.date_ground
    if ground is None:
        return "DECIDE: no date in the text; this is the article's"
    rejected = "".join(f"; not {value}" for _, value in ground.rejected if value != entry.date)
    sure = "" if ground.confidence >= 0.8 else f", {ground.confidence:.0%} sure"
    return f"«{ground.words}» ({ground.rule}{sure}{rejected})"


def _claim(claim: DraftClaim) -> CommentedMap:
    made = CommentedMap(claim.fields)
    made.yaml_add_eol_comment("DECIDE: what is said, in your own words", "says")
    origin = made["origin"]
    if origin == DECIDE:
        made.yaml_add_eol_comment(f"DECIDE: «{claim.origin_words}» is no actor of the dossier", "origin")
    elif origin == "unnamed":
        said = claim.origin_words or "the article says it itself"
        made.yaml_add_eol_comment(f"DECIDE: {said}", "origin")
    if "via" in made:
        made["via"] = _flow(made["via"])
    for name in ("quantities", "evidence"):
        if name in made:
            made[name] = CommentedSeq(_flow_map(one) for one in made[name])
    return made


def _claim_notes(claim: DraftClaim) -> list[str]:
    notes = [f"«{claim.fields['evidence'][0]['quote']}»"]
    for name, grounds in claim.grounds.items():
        notes += [f"{name}: {_explain(ground)}" for ground in grounds]
    unmeasured = [str(amount) for amount, measure in claim.amounts if not measure]
    if unmeasured:
        notes.append("DECIDE: figures without a measure of the dossier: " + "; ".join(unmeasured))
    return notes


def _explain(ground: Ground) -> str:
    words = ground.words if len(ground.words) < 60 else ground.words[:57] + "..."
    return f"«{' '.join(words.split())}» ({ground.rule}, {ground.confidence:.0%} sure)"
