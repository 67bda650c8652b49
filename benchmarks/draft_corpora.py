"""Scores the Italian rules on corpora that others made: Recognizers-Text, duckling, Italian-PUD.

    python benchmarks/draft_corpora.py FOLDER [--misses]

What such a corpus counts is not quite what drafting needs: many lines are what one says to an assistant. So the figures
serve to find what Italian the rules lack, not to be driven to 1.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from regesto.drafting.annotation import Kind
from regesto.drafting.engine import load_engine
from regesto.model.calendar import write_day
from regesto.model.edtf import Edtf, EdtfError
from regesto.reading.document import Document, Facts, Part, PartKind

DAY = datetime.timedelta(days=1)
OF_DAYS = {"Day", "Week", "Month", "Quarter", "Year"}
TIME_UNITS = "giorno ora anno mese settimana minuto secondo decennio secolo notte".split()  # noqa: SIM905
SAYING = """
    dire affermare dichiarare sostenere spiegare aggiungere riferire annunciare scrivere ammettere rivelare osservare
    commentare sottolineare precisare ricordare raccontare credere ritenere pensare avvertire suggerire notare
    confermare assicurare concludere rispondere replicare prevedere stimare insistere
""".split()  # noqa: SIM905 - a list of fifty quoted words is worse to read


def read(text: str, published: str = "2016-06-15"):
    """Return the annotations of one line."""
    document = Document("line", text, (Part(PartKind.PARAGRAPH, 0, len(text), 0),), Facts(published=published), "it")
    return load_engine("it").read(document).annotations


class Tally:
    """Found, missed, extra and right ones of a kind, with a line for each miss."""

    def __init__(self) -> None:
        self.found = self.missed = self.extra = self.right = self.valued = 0
        self.lines: list[str] = []

    def __str__(self) -> str:
        precision = self.found / max(1, self.found + self.extra)
        recall = self.found / max(1, self.found + self.missed)
        value = f"  value {self.right}/{self.valued} {self.right / self.valued:.3f}" if self.valued else ""
        return (
            f"P {precision:.3f}  R {recall:.3f}{value}  (found {self.found}, missed {self.missed}, extra {self.extra})"
        )


def bounds(value: str | None) -> tuple[datetime.date, datetime.date] | None:
    """Return first and last day of an EDTF value, marks of approximation left out."""
    try:
        found = Edtf.parse(re.sub("[~?%]", "", value or "")).bounds
        return tuple(datetime.date.fromisoformat(write_day(one)) if one is not None else None for one in found)
    except (EdtfError, ValueError):
        return None


def expected_ms(value: dict) -> list[tuple]:
    """Return the readings that a line of Recognizers-Text allows; ends are exclusive there."""
    out = []
    readings = value.get("values") or [value.get("FutureResolution", {}), value.get("PastResolution", {})]
    for one in readings:
        try:
            if "start" in one or "startDate" in one:
                start = datetime.date.fromisoformat((one.get("start") or one["startDate"])[:10])
                end = one.get("end") or one.get("endDate")
                last = datetime.date.fromisoformat(end[:10]) if end else None
                out += [(start, last - DAY if last else None), (start, last)]
            elif "date" in one or one.get("type") == "date":
                day = datetime.date.fromisoformat((one.get("date") or one["value"])[:10])
                out.append((day, day))
        except (KeyError, ValueError):
            continue
    return out


def score_ms_dates(folder: Path, tallies: dict) -> None:
    """Score dates of a day or coarser."""
    for path in sorted(folder.glob("ms_date*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            given = json.loads(line)
            wanted = [one for one in given["results"] if re.search(r"date$|daterange$", one["type"])]
            mine = [one for one in read(given["input"], given["ref"][:10]) if one.kind is Kind.TIME]
            for one in wanted:
                start, end = one["start"], one["start"] + one["len"]
                hits = [hit for hit in mine if hit.start < end and start < hit.end]
                tally(tallies["ms dates"], hits, expected_ms(one["value"]), given["input"], one["text"])
            if not given["results"]:
                tallies["ms dates"].extra += len(mine)
                tallies["ms dates"].lines += [f"extra in {given['input']}: {one.value}" for one in mine]


def tally(score: Tally, hits: list, wanted: list, text: str, words: str) -> None:
    """Count one expected date."""
    if not hits:
        score.missed += 1
        score.lines.append(f"missed {words!r} in {text!r}")
        return
    score.found += 1
    if wanted:
        score.valued += 1
        got = [bounds(str(hit.value)) for hit in hits]
        if any(one in wanted for one in got):
            score.right += 1
        else:
            score.lines.append(f"value {words!r} in {text!r}: {[str(hit.value) for hit in hits]} not {wanted[0]}")


def score_duckling(folder: Path, tallies: dict) -> None:
    """Score times of a day or coarser; a past reading counts as right as the future one that duckling takes."""
    for line in (folder / "duckling_time_it.jsonl").read_text("utf-8").splitlines():
        given = json.loads(line)
        if given["grain"] not in OF_DAYS:
            continue
        hits = [one for one in read(given["text"] + ".", given["ref"][:10]) if one.kind is Kind.TIME]
        tally(tallies["duckling times"], hits, expected_duckling(given), given["text"], given["text"])


def expected_duckling(given: dict) -> list[tuple]:
    """Return the days that a line of duckling's means, with the same weekday a week and the same day a year before."""
    ends = []
    for end in given["value"].split("/"):
        ends.append(bounds(end) if end != ".." else (None, None))
    if None in ends:
        return []
    first, last = ends[0][0], ends[-1][1]
    if len(ends) == 2 and last and ends[1][0]:
        last = ends[1][0] - DAY
    if len(ends) == 1 and given["grain"] in ("Week", "Quarter"):
        last = first + 6 * DAY if given["grain"] == "Week" else month_after(first, 3) - DAY
    out = [(first, last)]
    if first and last:
        out += [(first - 7 * DAY, last - 7 * DAY)]
        out += [(year_before(first), year_before(last))]
    return out


def month_after(day: datetime.date, months: int) -> datetime.date:
    """Return the first of the month `months` later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, 1)


def year_before(day: datetime.date) -> datetime.date:
    """Return the day a year before."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def score_numbers(folder: Path, tallies: dict) -> None:
    """Score numbers by value."""
    for path in [folder / "ms_numbermodel_it.jsonl"]:
        for line in path.read_text("utf-8").splitlines():
            given = json.loads(line)
            mine = [one for one in read(given["input"]) if one.kind is Kind.NUMBER]
            for one in given["results"]:
                score = tallies["ms numbers"]
                hits = [hit for hit in mine if hit.start < one["start"] + one["len"] and one["start"] < hit.end]
                score.valued += 1
                if not hits:
                    score.missed += 1
                    score.lines.append(f"missed {one['text']!r} in {given['input']!r}")
                    continue
                score.found += 1
                value = float(one["value"]["value"].replace(",", "."))
                near = any(abs(hit.value.value - value) <= abs(value) * 1e-4 for hit in hits)
                score.right += near
                if not near:
                    score.lines.append(f"value {one['text']!r}: {[hit.value.value for hit in hits]} not {value}")


def sentences(path: Path):
    """Yield the sentences of a CoNLL-U file as (text, rows); a row also has the offsets of its word."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        text = re.search(r"^# text = (.*)$", block, re.M)[1]
        rows, at, span = {}, 0, (0, 0)
        inside = 0
        for line in block.split("\n"):
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if "-" in cells[0]:
                at = text.index(cells[1], at)
                span, inside = (at, at + len(cells[1])), int(cells[0].split("-")[1])
                at = span[1]
                continue
            if "." in cells[0]:
                continue
            if int(cells[0]) > inside:
                at = text.index(cells[1], at)
                span = (at, at + len(cells[1]))
                at = span[1]
            rows[int(cells[0])] = (*cells, span)
        yield text, rows


def score_pud(folder: Path, tallies: dict) -> None:
    """Score conditionals, quantities, names and who speaks on Italian-PUD."""
    for text, rows in sentences(folder / "it_pud-ud-test.conllu"):
        found = defaultdict(list)
        for one in read(text):
            found[one.kind].append(one)
        pud_conditionals(text, rows, found, tallies["pud conditionals"])
        pud_quantities(text, rows, found, tallies["pud quantities"])
        pud_names(text, rows, found, tallies["pud names (words)"])
        pud_speakers(text, rows, found, tallies["pud speakers"])


def covers(one, span: tuple[int, int]) -> bool:
    """Tell whether an annotation has a letter of the span."""
    return one.start < span[1] and span[0] < one.end


def count(score: Tally, wanted: list, mine: list, text: str) -> None:
    """Count spans that should be found against annotations."""
    for span in wanted:
        hit = any(covers(one, span) for one in mine)
        score.found += hit
        score.missed += not hit
        if not hit:
            score.lines.append(f"missed {text[span[0] : span[1]]!r} in {text!r}")
    for one in mine:
        if not any(covers(one, span) for span in wanted):
            score.extra += 1
            score.lines.append(f"extra {text[one.start : one.end]!r} ({one.rule}, {one.value}) in {text!r}")


def pud_conditionals(text: str, rows: dict, found: dict, score: Tally) -> None:
    """Third persons of the conditional."""
    wanted = [row[10] for row in rows.values() if "Mood=Cnd" in row[5] and "Person=3" in row[5]]
    count(score, wanted, found[Kind.CONDITIONAL] + found[Kind.MODAL], text)


def pud_quantities(text: str, rows: dict, found: dict, score: Tally) -> None:
    """Numbers that count a noun, times left out."""
    wanted = [
        row[10]
        for row in rows.values()
        if row[7].startswith("nummod")
        and int(row[6]) in rows
        and rows[int(row[6])][3] in ("NOUN", "SYM")
        and rows[int(row[6])][2] not in TIME_UNITS
        and row[3] == "NUM"
        and "NumType=Ord" not in row[5]
    ]
    count(score, wanted, found[Kind.QUANTITY], text)


def pud_names(text: str, rows: dict, found: dict, score: Tally) -> None:
    """Proper nouns, word by word; adjectives of nationality are not counted."""
    names = [one for one in found[Kind.ENTITY] if getattr(one.value, "type", "") != "demonym"]
    words = [row for row in rows.values() if row[3] not in ("PUNCT",) and row[1][:1].isupper()]
    for row in words:
        mine = any(covers(one, row[10]) for one in names)
        proper = row[3] == "PROPN"
        score.found += mine and proper
        score.missed += proper and not mine
        score.extra += mine and not proper and row[3] not in ("NOUN", "ADJ", "X", "NUM")
        if proper != mine and not (mine and row[3] in ("NOUN", "ADJ", "X", "NUM")):
            score.lines.append(f"{'missed' if proper else 'extra'} {row[1]!r} ({row[3]}) in {text!r}")


def pud_speakers(text: str, rows: dict, found: dict, score: Tally) -> None:
    """Verbs of saying with a subject and a clause."""
    wanted = []
    for number, row in rows.items():
        if row[3] != "VERB" or row[2] not in SAYING:
            continue
        below = {other[7]: other for other in rows.values() if int(other[6]) == number}
        clause = any(name.startswith(("ccomp", "parataxis")) for name in below) or row[7] == "parataxis"
        if clause and "nsubj" in below and below["nsubj"][3] in ("NOUN", "PROPN"):
            wanted.append(below["nsubj"][10])
    sources = [one for one in found[Kind.ATTRIBUTION] if one.value.chain]
    for span in wanted:
        hit = any(chain.start < span[1] and span[0] < chain.end for one in sources for chain in one.value.chain)
        score.found += hit
        score.missed += not hit
        if not hit:
            score.lines.append(
                f"missed {text[span[0] : span[1]]!r} in {text!r} (found {[str(one.value) for one in sources]})"
            )
    for one in sources:
        spans = [(chain.start, chain.end) for chain in one.value.chain]
        if ".subject" in one.rule or ".inverted" in one.rule:
            hit = any(start < span[1] and span[0] < end for span in wanted for start, end in spans)
            score.extra += not hit
            if not hit:
                score.lines.append(f"extra {one.value} ({one.value.cue}, {one.rule}) in {text!r}")


def main() -> None:
    """Print the figures for each corpus, and each miss with `--misses`."""
    folder = Path(sys.argv[1])
    tallies: dict[str, Tally] = defaultdict(Tally)
    for scorer in (score_ms_dates, score_duckling, score_numbers, score_pud):
        scorer(folder, tallies)
    for name, score in tallies.items():
        print(f"{name:20} {score}")
        if "--misses" in sys.argv:
            for line in score.lines:
                print(f"    {name}: {line}")


if __name__ == "__main__":
    main()
