"""The tables, as CSV, as a data package and as a database: what goes in comes out."""

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from editions import make_edition
from regesto.exports.csv import defuse, restore
from regesto.pages.plain import printable
from regesto.views.tables.table import CellType

BRIEF = {
    "entries",
    "claims",
    "quantities",
    "sources",
    "actors",
    "places",
    "materiel",
    "topics",
    "measures",
    "questions",
}
"""Tables that must be there whatever the model becomes."""


def read_cell(cell: str, type: CellType):
    """Return the value that a cell of CSV stands for."""
    if cell == "":
        return None
    if type in (CellType.INTEGER, CellType.NUMBER):
        return float(cell)
    return cell == "true" if type is CellType.BOOLEAN else restore(cell)


@pytest.fixture
def base(files):
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(files["dossier.sqlite"])
        yield base


def test_csv_reads_back_as_the_tables(edition, files):
    names = {table.name for table in edition.tables}
    assert names > BRIEF
    assert {name for name in files if name.startswith("csv/")} == {f"csv/{name}.csv" for name in names}
    for table in edition.tables:
        rows = list(csv.reader(io.StringIO(files[f"csv/{table.name}.csv"].decode(), newline=""), strict=True))
        assert rows[0] == [column.name for column in table.columns]
        assert len(rows) - 1 == len(table.rows)
        for cells, row in zip(rows[1:], table.rows, strict=True):
            found = [read_cell(cell, column.type) for cell, column in zip(cells, table.columns, strict=True)]
            assert found == [printable(one) if isinstance(one, str) else one for one in row]


def test_no_cell_of_csv_is_a_formula(edition, files):
    for table in edition.tables:
        rows = csv.reader(io.StringIO(files[f"csv/{table.name}.csv"].decode(), newline=""))
        for cell in (cell for row in rows for cell in row):
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
            assert not cell.startswith("-") or re.fullmatch(r"-[0-9.]+(e-?[0-9]+)?", cell)


@given(st.text(alphabet="'=+-@;|\t\r\n＝a", max_size=8) | st.text())
def test_a_defused_text_is_no_formula_and_comes_back(text):
    """Not where its commas part it, nor where a spreadsheet takes semicolons, tabs, bars or line ends for parts."""
    assert not defuse(text).startswith(("\t", "\r", "\n"))
    assert not any(part.startswith(("=", "+", "-", "@", "＝")) for part in re.split("[;|\t\r\n]", defuse(text)))
    assert restore(defuse(text)) == text


def test_the_data_package_is_valid(files, tmp_path):
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["title", "rowNumber", "fieldName", "note"]) == []
    assert report.stats["tasks"] == len([name for name in files if name.startswith("csv/")])


def test_every_field_of_the_package_is_described(files):
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        assert resource["description"]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_database_is_sound_and_holds_every_row(edition, base):
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in edition.tables:
        kept = [at for at, column in enumerate(table.columns) if not column.joined]
        names = [row[1] for row in base.execute(f"PRAGMA table_info({table.name})")]
        assert names == [table.columns[at].name for at in kept]
        rows = sorted(base.execute(f"SELECT * FROM {table.name}"), key=str)
        clean = [
            tuple(printable(row[at]) if isinstance(row[at], str) else row[at] for at in kept) for row in table.rows
        ]
        assert rows == sorted(clean, key=str)


def test_the_database_answers_who_says_what(edition, base):
    found = base.execute(
        """SELECT o.actor, count(DISTINCT c.entry || '/' || c.id) FROM claims c
           JOIN claim_origins o ON o.entry = c.entry AND o.claim = c.id
           WHERE o.actor IS NOT NULL GROUP BY o.actor"""
    ).fetchall()
    counted = {}
    for _, claim in edition.dossier.claims():
        for origin in set(claim.origin) - {"unnamed"}:
            counted[origin] = counted.get(origin, 0) + 1
    assert dict(found) == counted


def test_the_database_names_no_version_of_the_library(files):
    assert files["dossier.sqlite"][96:100] == bytes(4)


def ask_datasette(base, *questions):
    """Return what Datasette answers to the questions, as a reader of its pages would ask them."""
    pytest.importorskip("datasette", reason="NO DATASETTE: the database was not opened in it")
    answers = []
    for question in questions:
        # In a process of its own, as people run it; its libraries may warn.
        command = [sys.executable, "-W", "ignore", "-m", "datasette", str(base), "--get", question]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        answers.append(json.loads(done.stdout))
    return answers


@pytest.mark.slow
def test_datasette_opens_the_database_and_follows_its_keys(own, tmp_path):
    files = {one.path.rpartition("/")[2]: one.content for one in make_edition(own).downloads}
    (tmp_path / "dossier.sqlite").write_bytes(files["dossier.sqlite"])
    table = "/dossier/claims.json?_labels=on&_facet=stance&_size=5&_shape=objects"
    base, claims = ask_datasette(tmp_path / "dossier.sqlite", "/dossier.json", table)
    tables = {one["name"]: one for one in base["tables"]}
    assert tables["entries"]["count"] == len(own.entries)
    assert tables["claims"]["count"] == sum(len(entry.claims) for entry in own.entries.values())
    assert {key["other_table"] for key in tables["claims"]["foreign_keys"]["outgoing"]} >= {"entries", "sources"}
    assert claims["rows"][0]["source"]["label"], "a key is shown by what it leads to"
    stances = claims["facet_results"]["stance"]["results"]
    assert sum(one["count"] for one in stances) == tables["claims"]["count"]
