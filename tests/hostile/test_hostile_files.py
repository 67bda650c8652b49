"""The files beside the pages, made of hostile records: read back by what reads them, and nothing forged is in them."""

import csv
import io
import json
import re
import sqlite3
import subprocess
from contextlib import closing
from xml.etree import ElementTree

import bibtexparser
import feedparser
import pytest
import yaml
from icalendar import Calendar

from hostile_records import PAYLOADS, RECORDS, ref
from regesto.exports.calendar import escape, fold
from regesto.exports.csv import defuse, restore
from regesto.model.ids import Kind
from regesto.pages.bibliography.formats import write_bibtex, write_ris
from regesto.pages.bibliography.item import Item
from regesto.pages.linked_data import embed
from regesto.pages.plain import one_line, printable

ALL = [one for ones in PAYLOADS.values() for one in ones]

PARTS = re.compile(r"[;|\t\r\n]")
"""Where a spreadsheet may part cells that commas do not."""

FORMULA = re.compile(r"[=+\-@＝＋－＠]")


@pytest.mark.parametrize("payload", ALL, ids=ascii)
def test_a_payload_alone_in_every_format(payload):
    """Each payload, those too that the seeds could never hold, as the whole of a field."""
    line = one_line(payload)
    cell = defuse(printable(payload))
    assert not any(FORMULA.match(part) for part in PARTS.split(cell))
    assert restore(cell) == printable(payload)
    folded = fold(f"SUMMARY:{escape(line)}")
    assert all(len(one.encode()) <= 75 for one in folded.split("\r\n"))
    assert all(one.startswith(" ") for one in folded.split("\r\n")[1:])
    assert "\n" not in folded.replace("\r\n ", "")
    item = Item("key", "report", line or "x", (line,), line, abstract=line, note=line)
    ris = write_ris(item).split("\r\n")
    assert [one[:2] for one in ris if one[:2] in ("TY", "ER", "UR", "L1")] == ["TY", "ER"]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", one) for one in ris[:-1])
    library = bibtexparser.parse_string(write_bibtex(item))
    assert [entry.key for entry in library.entries] == ["key"]
    assert len(library.blocks) == 1
    block = str(embed([{"name": payload}]))
    assert block.count("<") == 2
    assert json.loads(block[block.index(">") + 1 : block.rindex("<")])["@graph"][0]["name"] in (
        payload,
        printable(payload),
    )


@pytest.mark.slow
class TestBuilt:
    """The files of the built site."""

    @pytest.fixture
    def data(self, hostile_site):
        return hostile_site / "dati"

    def test_json_is_whole(self, data):
        for path in sorted(data.glob("*.*json")):
            json.loads(path.read_bytes())
        entries = json.loads((data / "dossier.json").read_bytes())["entries"]
        assert len(entries) == RECORDS

    def test_geojson_holds_points_only(self, data):
        for name in ("places", "entries"):
            found = json.loads((data / f"{name}.geojson").read_bytes())
            assert found["type"] == "FeatureCollection"
            assert {one["geometry"]["type"] for one in found["features"]} <= {"Point", "MultiPoint"}

    def test_no_cell_is_a_formula(self, data):
        """Neither by commas, nor as a spreadsheet opens it that takes semicolons or tabs, and knows no quotes."""
        for path in sorted((data / "csv").glob("*.csv")):
            rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""), strict=True))
            assert len({len(row) for row in rows}) == 1, path.name
            for part in (part for row in rows for cell in row for part in PARTS.split(cell)):
                assert not FORMULA.match(part) or re.fullmatch(r"-?[\d.]+(e-?\d+)?", part), (path.name, part)

    def test_the_database_is_sound_and_whole(self, data):
        with closing(sqlite3.connect(data / "dossier.sqlite")) as base:
            assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert base.execute("PRAGMA foreign_key_check").fetchall() == []
            assert base.execute("SELECT count(*) FROM entries").fetchone() == (RECORDS,)

    def test_feeds_read_back(self, hostile_site):
        feeds = [
            *hostile_site.glob("dati/*.xml"),
            *hostile_site.glob("*/dati/*.xml"),
            *hostile_site.glob("dati/feeds/*"),
        ]
        assert len(feeds) == 2 + RECORDS
        for path in feeds:
            found = feedparser.parse(path.read_bytes())
            assert not found.bozo, found.get("bozo_exception")
            links = {link.href for entry in found.entries for link in entry.links}
            assert all(link.startswith("https://x.example/d/") for link in links)
        assert len(feedparser.parse((hostile_site / "dati/feed.xml").read_bytes()).entries) == RECORDS

    def test_calendars_read_back(self, hostile_site, hostile_dossier):
        for path in (hostile_site / "dati/timeline.ics", hostile_site / "en/dati/timeline.ics"):
            raw = path.read_bytes()
            assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
            assert b"\n" not in raw.replace(b"\r\n", b"")
            events = Calendar.from_ical(raw).walk("VEVENT")
            assert len(events) == sum(entry.date is not None for entry in hostile_dossier.entries.values())
            known = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "LOCATION", "GEO"}
            assert {name for event in events for name in event} <= known | {"URL", "STATUS", "TRANSP"}

    def test_references_read_back(self, data):
        library = bibtexparser.parse_string((data / "sources.bib").read_text(encoding="utf-8"))
        assert library.failed_blocks == []
        assert sorted(entry.key for entry in library.entries) == sorted(ref(Kind.SOURCE, n) for n in range(RECORDS))
        lines = (data / "sources.ris").read_bytes().decode().split("\r\n")
        assert [line[:2] for line in lines if line[:2] in ("TY", "ER")] == ["TY", "ER"] * RECORDS

    def test_the_citation_file_reads_back(self, data):
        found = yaml.safe_load((data / "CITATION.cff").read_bytes())
        assert len(found["authors"]) == RECORDS
        assert found.keys() <= {
            *("cff-version", "message", "type", "title", "abstract", "version", "date-released"),
            *("license", "url", "authors", "keywords"),
        }

    def test_sitemaps_read_back(self, hostile_site):
        tree = ElementTree.parse(hostile_site / "sitemap.xml")
        places = [one.text for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
        assert len(places) > 500
        assert all(re.fullmatch(r"https://x\.example/d/[\w/-]*", one) for one in places)

    def test_scripts_of_data_are_one_call_or_one_text(self, hostile_site):
        """Search parts are JSON in a call; the explorer's data is one string; nothing stands after either."""
        parts = [*hostile_site.glob("search/*.js"), *hostile_site.glob("en/search/*.js")]
        assert len(parts) > 20
        for path in parts:
            text = path.read_text(encoding="utf-8")
            found = re.fullmatch(r'(?s)[\w.&() ]*regesto_search\("([\w-]+)",(.*)\);?\n?', text)
            assert found, path.name
            json.loads(found[2])
            assert "\u2028" not in text
        for path in hostile_site.glob("**/assets/explore/*.js"):
            text = path.read_text(encoding="utf-8")
            assert re.fullmatch(r"var \w+ = '(?:[^'\\\n\r\u2028\u2029]|\\.)*'\n", text), path

    def test_no_file_has_a_name_from_a_payload(self, hostile_site):
        odd = [path.name for path in hostile_site.rglob("*") if not re.fullmatch(r"[A-Za-z0-9._-]+", path.name)]
        assert odd == []

    def test_git_sees_nothing_outside_the_site(self, hostile_folder):
        """No payload such as `touch harm` has left a file."""
        found = subprocess.run(["find", hostile_folder, "-name", "harm*"], capture_output=True, text=True, check=True)
        assert found.stdout == ""
