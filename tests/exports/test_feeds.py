"""The calendar and the feeds: read back by the libraries that people's programs are built on."""

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from editions import make_edition
from regesto.exports.atom import LATEST, export_atom
from regesto.exports.calendar import escape, find_days, fold
from regesto.model.calendar import write_day
from regesto.model.edtf import Edtf
from regesto.model.ids import Kind
from regesto.pages.plain import one_line

CASES = yaml.load((Path(__file__).parent / "calendar.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)

ATOM = "{http://www.w3.org/2005/Atom}"


def in_words(edition, text) -> str:
    return one_line(text.choose(edition.language, edition.dossier.default_language).value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["date"])
def test_where_a_date_stands(case):
    days = find_days(Edtf.parse(case["date"]))
    if case["first"] == "none":
        assert days is None
    else:
        assert (write_day(days.first), write_day(days.last)) == (case["first"], case["last"])
        assert days.certain == (case["certain"] == "true")


@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
def test_folding_keeps_every_character(text):
    folded = fold(text)
    assert folded.replace("\r\n ", "") == text
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))


def test_the_calendar_reads_back(edition, files):
    raw = files["timeline.ics"]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(raw)
    events = {str(event["url"]): event for event in calendar.walk("VEVENT")}
    dated = [entry for entry in edition.dossier.chronology if entry.date and find_days(entry.date)]
    assert len(events) == len(dated)
    assert len({event["uid"] for event in events.values()}) == len(dated)
    for entry in dated:
        event = events[f"https://x.example/d/{edition.routes.url(edition.routes.of(Kind.ENTRY, entry.id))}"]
        days = find_days(entry.date)
        title = in_words(edition, entry.title)
        summary = str(event["summary"])
        assert summary == title if days.certain else summary.endswith(f"] {title}")
        assert event["dtstart"].dt == date.fromisoformat(write_day(days.first))
        assert event["dtend"].dt == date.fromisoformat(write_day(days.last)) + timedelta(days=1)
        assert in_words(edition, entry.summary) in str(event["description"])


def test_an_uncertain_date_is_explained(own):
    edition = make_edition(own)
    (content,) = [one.content for one in edition.downloads if one.export == "ics"]
    described = [str(event["description"]) for event in Calendar.from_ical(content).walk("VEVENT")]
    unsure = [entry for entry in own.chronology if entry.date and not find_days(entry.date).certain]
    assert unsure
    assert sum("nel calendario sta sul primo giorno possibile" in text for text in described) == len(unsure)


def test_marks_of_the_format_are_escaped():
    assert escape("a\\b;c,d\ne") == "a\\\\b\\;c\\,d\\ne"


def test_every_feed_reads_back(edition, files):
    feeds = {name: content for name, content in files.items() if name.endswith(".xml")}
    assert set(feeds) == {"feed.xml", *(f"feeds/{id}.xml" for id in edition.dossier.topics)}
    for name, content in feeds.items():
        feed = feedparser.parse(content)
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.version == "atom10"
        root = ElementTree.fromstring(content)
        for element in (root, *root.iter(f"{ATOM}entry")):
            for required in ("id", "title", "updated", "author"):
                assert element.find(f"{ATOM}{required}") is not None, (name, required)
        entries = edition.dossier.entries.values()
        if name != "feed.xml":
            topic = name.removeprefix("feeds/").removesuffix(".xml")
            entries = [entry for entry in entries if topic in entry.topics]
        assert len(feed.entries) == min(len(entries), LATEST)
        titles = {in_words(edition, entry.title) for entry in entries}
        assert {element.findtext(f"{ATOM}title") for element in root.iter(f"{ATOM}entry")} <= titles


def test_the_latest_review_comes_first_and_dates_the_feed(own):
    feed = feedparser.parse(next(content for _, content in export_atom(make_edition(own))))
    updated = [entry.updated for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.feed.updated == updated[0]


def test_identifiers_hold_whatever_the_address_and_differ_by_language(own):
    def ids(**more) -> list[str]:
        content = next(content for _, content in export_atom(make_edition(own, **more)))
        return [entry.id for entry in feedparser.parse(content).entries]

    assert ids() == ids(site_url=None)
    assert set(ids()).isdisjoint(ids(language="en"))


def test_without_an_address_links_lead_from_the_feed_to_the_pages(own):
    edition = make_edition(own, site_url=None)
    for name, content in export_atom(edition):
        here = f"https://y.example/any/{edition.routes.section('data')}/{name}"
        root = ElementTree.fromstring(content)
        for entry in root.iter(f"{ATOM}entry"):
            link = urljoin(here, entry.find(f"{ATOM}link").get("href"))
            assert link.startswith("https://y.example/any/schede/")
