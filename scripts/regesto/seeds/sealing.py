"""Sealing: each quote is compared with its article to the letter; if it is right it gets a seal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from regesto.model.dossier import Dossier
from regesto.model.entry import Claim, Entry
from regesto.model.ids import Kind
from regesto.model.problem import Place, Problem
from regesto.model.seal import Seal, digest, normalise
from regesto.model.source import Fingerprint
from regesto.seeds.checks.quotes import judge_quote
from regesto.seeds.fingerprints import add_fingerprint
from regesto.seeds.layout import SEALS_FILE
from regesto.seeds.places import Places
from regesto.seeds.texts import Articles, ArticleText
from regesto.seeds.writing import write_if_changed

_HEADER = """\
# Written by `regesto seal`, never by hand. A seal proves that a quote stood in the article, to the letter, when the
# text was at hand: hash of the quote, source, paragraph, first and last character in it, hash of the text.
"""


@dataclass(slots=True)
class Sealed:
    """What sealing gives: all seals by claim (the old ones where a text was not at hand), fingerprints, problems."""

    seals: dict[str, tuple[Seal, ...]] = field(default_factory=dict)
    fingerprints: dict[str, Fingerprint] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    new: int = 0
    without_text: list[str] = field(default_factory=list)


def seal(dossier: Dossier, articles: Articles, places: Places) -> Sealed:
    """Seal every quote of `dossier` whose article is at hand; `places` say where a problem stands.

    A claim with a quote that is not right keeps the seals it had, so that an altered quote stays known as altered.
    """
    sealed = Sealed()
    for id, source in sorted(dossier.sources.items()):
        text = articles.find(source)
        if text is None:
            sealed.without_text.append(id)
        else:
            sealed.fingerprints[id] = text.fingerprint
    for entry, claim in dossier.claims():
        source = dossier.sources.get(claim.source)
        text = articles.find(source) if source else None
        seals = (
            _keep(dossier, entry, claim) if text is None else _seal_claim(dossier, entry, claim, text, places, sealed)
        )
        if seals:
            sealed.seals[f"{entry.id}/{claim.id}"] = seals
    sealed.problems += articles.problems
    return sealed


def _keep(dossier: Dossier, entry: Entry, claim: Claim) -> tuple[Seal, ...]:
    return dossier.seals.get(f"{entry.id}/{claim.id}", ())


def _seal_claim(
    dossier: Dossier, entry: Entry, claim: Claim, text: ArticleText, places: Places, sealed: Sealed
) -> tuple[Seal, ...]:
    old = _keep(dossier, entry, claim)
    seals: list[Seal] = []
    is_right = True
    for number, evidence in enumerate(claim.evidence):
        path = ("claims", entry.claims.index(claim), "evidence", number)
        if finding := judge_quote(text, entry, evidence, path):
            is_right = False
            sealed.problems.append(
                places.problem(
                    "misquote",
                    finding.message,
                    Kind.ENTRY,
                    entry.id,
                    finding.path,
                    expected=finding.expected,
                    found=finding.found,
                    example=finding.example,
                )
            )
            continue
        quote = normalise(evidence.quote)
        start = text.paragraphs[evidence.paragraph].index(quote)
        one = Seal(
            quote=digest(quote),
            source=claim.source,
            paragraph=evidence.paragraph,
            start=start,
            end=start + len(quote),
            text=text.fingerprint.sha256,
        )
        if one not in seals:
            seals.append(one)
            sealed.new += one not in old
    if not is_right:
        seals += [one for one in old if one not in seals]
    return tuple(seals)


def dump_seals(seals: Mapping[str, tuple[Seal, ...]]) -> str:
    """Return the content of seals.yml: one line for each seal, sorted by claim."""
    lines = [_HEADER]
    for ref, ones in sorted(seals.items()):
        lines.append(f"{ref}:\n")
        lines += [
            f"  - {{quote: {one.quote}, source: {one.source}, paragraph: {one.paragraph}, "
            f"start: {one.start}, end: {one.end}, text: {one.text}}}\n"
            for one in ones
        ]
    return "".join(lines)


def write_seals(folder: Path, sealed: Sealed, places: Places) -> list[str]:
    """Write seals.yml and the fingerprints into the seeds folder; return the names of the files that changed.

    A source file in which the fingerprint cannot be put without touching something else is a problem, and stays as it
    is. Raises OSError where the folder cannot be written.
    """
    changed = []
    for id, fingerprint in sealed.fingerprints.items():
        name = places.file(Kind.SOURCE, id)
        raw = (folder / name).read_bytes()
        edited = add_fingerprint(raw, name, fingerprint)
        if edited is None:
            message = "the fingerprint cannot be added to this file; write it as plain lines, one field a line"
            example = "fingerprint:\n" + "\n".join(f"  {key}: {value}" for key, value in fingerprint)
            sealed.problems.append(Problem("fingerprint", message, Place(name), example=example))
        elif write_if_changed(folder / name, edited):
            changed.append(name)
    if write_if_changed(folder / SEALS_FILE, dump_seals(sealed.seals).encode()):
        changed.append(SEALS_FILE)
    return changed
