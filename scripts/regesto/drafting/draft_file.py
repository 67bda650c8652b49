"""The file of drafts of one source: made, laid out for a person to edit, and made again without losing their edits."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from regesto.drafting.drafts import DECIDE, DraftClaim, DraftEntry, Ground
from regesto.reading.document import Document

Path = tuple[str, ...]

HEADER = """\
Drafts made by `regesto draft`. Correct what is here, fill in what says DECIDE, delete what is not wanted,
and then run: regesto accept {source}
What you change stays yours when the drafts are made again.
"""


@dataclass(slots=True)
class Merged:
    """A file of drafts as it should be: its text, the marks of what was proposed, and what happened to each field."""

    text: str
    made: dict[str, str]
    kept: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


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


# --- made again


def flatten(root: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    """Yield the fields of a file of drafts with their paths; claims are told apart by their ids."""
    for name, value in (root.get("source") or {}).items():
        yield ("source", name), value
    for id, entry in (root.get("entries") or {}).items():
        for name, value in entry.items():
            if name != "claims":
                yield ("entries", id, name), value
        for claim in entry.get("claims") or ():
            for name, value in claim.items():
                yield ("entries", id, "claims", str(claim.get("id", "")), name), value


def mark(value: Any) -> str:
    """Return the mark by which an edit is noticed: a short hash of the value."""
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def merge(new: CommentedMap, current: str | None, made: Mapping[str, str]) -> Merged:
    """Join a new proposal with the file as a person left it; `made` are the marks of the last proposal.

    What a person did not touch becomes what is proposed now; what they changed or deleted stays so, and where the
    proposal changed as well, it stands beside theirs as a comment.
    """
    _align(new, made)
    fields = {"/".join(path): value for path, value in flatten(new)}
    marks = {path: mark(value) for path, value in fields.items()}
    if current is None or not current.strip():
        return Merged(dump(new), marks, changed=sorted(fields))
    old = load(current)
    mine = {"/".join(path): value for path, value in flatten(old)}
    result = Merged(current, {**made, **marks})
    for path in fields:
        _merge_field(path, fields, mine, made, marks, old, new, result)
    for path in sorted(made.keys() - fields.keys()):
        if path in mine and mark(mine[path]) == made[path]:
            _remove(old, path)
            result.changed.append(path)
    if result.changed or any("suggestion" in note for note in result.kept):
        result.text = dump(_without_empty(old, new))
    return result


# Ids are made of the first words of a sentence; this alike (0 to 100), a changed sentence is still the same one.
_SAME_ID = 70


def _align(new: CommentedMap, made: Mapping[str, str]) -> None:
    """Give entries and claims whose words changed a little the ids under which they were proposed before."""
    entries = new["entries"]
    before = {path.split("/")[1] for path in made if path.startswith("entries/")}
    for id, old in _pairs(list(entries), before).items():
        position = list(entries).index(id)
        entries.insert(position, old, entries.pop(id))
    for id, entry in entries.items():
        claims = {path.split("/")[3] for path in made if path.startswith(f"entries/{id}/claims/")}
        renamed = _pairs([str(claim["id"]) for claim in entry["claims"]], claims)
        for claim in entry["claims"]:
            claim["id"] = renamed.get(str(claim["id"]), claim["id"])


def _pairs(ids: list[str], before: set[str]) -> dict[str, str]:
    left = sorted(before - set(ids))
    pairs: dict[str, str] = {}
    for id in ids:
        if id in before or not left:
            continue
        best = max(left, key=lambda old: fuzz.ratio(id, old))
        if fuzz.ratio(id, best) >= _SAME_ID:
            pairs[id] = best
            left.remove(best)
    return pairs


def _merge_field(
    path: str, fields: dict, mine: dict, made: Mapping[str, str], marks: dict, old: Any, new: Any, result: Merged
) -> None:
    if path not in made:
        if path not in mine:
            _put(old, new, path, fields[path])
            result.changed.append(path)
        return
    if path not in mine:
        return  # a person deleted or accepted it
    if mark(mine[path]) == made[path]:
        if marks[path] != made[path]:
            _put(old, new, path, fields[path])
            result.changed.append(path)
    elif marks[path] != made[path]:
        _comment(old, path, fields[path])
        result.kept.append(f"{path}: a new suggestion stands beside it")
    else:
        result.kept.append(path)


def _holder(root: CommentedMap, path: str) -> tuple[Any, str]:
    parts = path.split("/")
    if parts[0] == "source":
        return root.get("source"), parts[1]
    entry = (root.get("entries") or {}).get(parts[1])
    if entry is None or parts[2] != "claims":
        return entry, parts[2]
    claim = next((one for one in entry.get("claims") or () if str(one.get("id")) == parts[3]), None)
    return claim, parts[4]


def _put(old: CommentedMap, new: CommentedMap, path: str, value: Any) -> None:
    holder, name = _holder(old, path)
    if holder is not None:
        holder[name] = value
        return
    parts = path.split("/")
    entries = old.setdefault("entries", CommentedMap())
    if parts[1] not in entries:
        entries[parts[1]] = new["entries"][parts[1]]
    elif parts[2] == "claims":
        claim, _ = _holder(new, path)
        entries[parts[1]].setdefault("claims", CommentedSeq()).append(claim)


def _remove(old: CommentedMap, path: str) -> None:
    holder, name = _holder(old, path)
    if holder is not None and name in holder:
        del holder[name]


def _without_empty(old: CommentedMap, new: CommentedMap) -> CommentedMap:
    """Drop the claims and entries of which nothing is left."""
    entries = old.get("entries") or {}
    for id in list(entries):
        claims = entries[id].get("claims")
        for number in reversed(range(len(claims or ()))):
            if not claims[number]:
                del claims[number]
        if not any(name != "claims" for name in entries[id]) and not claims:
            del entries[id]
    return old


def _comment(old: CommentedMap, path: str, value: Any) -> None:
    holder, name = _holder(old, path)
    text = json.dumps(value, default=str, ensure_ascii=False)
    holder.yaml_add_eol_comment(f"NEW SUGGESTION: {text}", name)
