"""Makes a file of drafts again without losing what a person changed in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from regesto.drafting.draft_file import dump, load

Path = tuple[str, ...]


@dataclass(slots=True)
class Merged:
    """A file of drafts as it should be: its text, the marks of what was proposed, and what happened to each field."""

    text: str
    made: dict[str, str]
    kept: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


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
