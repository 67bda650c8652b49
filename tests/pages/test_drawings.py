"""Drawings: nothing collides or runs out, every mark is there, and nothing hostile gets through."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from sample_drawings import BARS, EVENTS, make_dossier, make_pens, quantity

from regesto.model.calendar import number_day
from regesto.model.edtf import Edtf
from regesto.pages.drawings.date_mark import draw_glyph, draw_ruler
from regesto.pages.drawings.figure import Bar, draw_estimates, draw_key_figure
from regesto.pages.drawings.svg import PAGE, SECTION, guess_width, shorten, wrap
from regesto.pages.drawings.time_scale import make_scale
from regesto.pages.drawings.timeline import draw_timeline
from regesto.pages.drawings.timeline_layout import lay_out
from regesto.pages.drawings.value_scale import make_value_scale
from regesto.views.timeline import Shape, count_precisions, mark_date, ruler_of, view_recent, view_timeline

HOSTILE = '"><script>alert(1)</script>&amp;<svg onload=x> \u202e ${{}}'


def read(markup: Markup) -> ElementTree.Element:
    """Parse a drawing as XML; raises where it is not well-formed."""
    return ElementTree.fromstring(str(markup))


def all_timelines(events=EVENTS):
    dossier = make_dossier(events)
    entries = dossier.chronology
    yield view_timeline(entries, dossier)
    yield view_recent(entries, dossier)
    yield view_timeline([entry for entry in entries if entry.date.years_within(2024, 2024)], dossier, year=2024)


@pytest.mark.parametrize("form", [*PAGE, SECTION[0]], ids=lambda form: str(form.width))
@pytest.mark.parametrize("number", range(3), ids=["all", "recent", "year"])
def test_labels_neither_collide_nor_leave_the_drawing(form, number):
    layout = lay_out(list(all_timelines())[number], form, make_pens())
    placed = [mark for lane in layout.lanes for mark in lane.marks]
    for one in placed:
        left, top, right, bottom = one.label.box
        assert left >= -0.5, one.label.text
        assert right <= form.width + 0.5, one.label.text
        assert 0 <= top < bottom <= layout.height
        assert 0 <= one.extent.start <= one.extent.core_start <= one.extent.core_end <= one.extent.end <= form.width
    for one, two in itertools.combinations(placed, 2):
        assert not _overlap(one.label.box, two.label.box), (one.label.text, two.label.text)
        assert not _overlap(one.label.box, _shape_box(two)), (one.label.text, two.label.text)
        assert not _overlap(_shape_box(one), two.label.box), (one.label.text, two.label.text)


def _shape_box(mark):
    return mark.extent.start, mark.middle - 5, mark.extent.end, mark.middle + 5


def _overlap(one, two):
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def test_every_mark_is_drawn_and_named_in_the_key():
    timeline = next(all_timelines())
    assert {mark.date.shape for mark in timeline.marks} == set(Shape)
    drawn = str(draw_timeline(timeline, make_pens(), "t", "Tutto"))
    for shape in Shape:
        assert make_pens().word(f"mark.{shape.value}") in drawn
    assert drawn.count("⊘ contestato") == 2 * 3


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("2024-09-06", "day"),
        ("2024-09", "span"),
        ("2024", "span"),
        ("2024-22", "span"),
        ("198X", "span"),
        ("2024-01-01/2024-01-05", "interval"),
        ("{2024-01-01,2024-01-05}", "interval"),
        ("2024-09~", "approximate"),
        ("2024-09%", "uncertain"),
        ("2024?", "uncertain"),
        ("[2024-10,2024-11]", "one-of"),
        ("[..2022-09-06]", "one-of"),
        ("2020/..", "open-end"),
        ("2020/", "open-end"),
        ("../1984", "open-start"),
    ],
)
def test_a_date_has_the_mark_that_says_how_certain_it_is(text, shape):
    assert mark_date(Edtf.parse(text)).shape == shape


def test_only_approximate_dates_are_padded():
    assert mark_date(Edtf.parse("2024-09~")).padded == (number_day(2024, 8, 2), number_day(2024, 10, 30))
    assert mark_date(Edtf.parse("2024-09?")).padded == (number_day(2024, 9), number_day(2024, 9, 30))


def test_precisions_count_every_dated_entry_once():
    dossier = make_dossier()
    counts = count_precisions(dossier.entries.values())
    assert counts == {"day": 6, "month": 6, "broad": 0, "unsure": 10, "open": 1}
    assert sum(counts.values()) == len(EVENTS)


def test_one_old_year_does_not_crush_the_recent_ones():
    days = [number_day(1948, 10), *(number_day(year, month) for year in (2022, 2023, 2024) for month in (2, 5, 9))]
    scale = make_scale(days[0], days[-1], days, 0.0, 1000.0)
    assert len(scale.breaks) == 1
    assert scale.place(number_day(2022)) < 200
    assert scale.place(number_day(2023)) - scale.place(number_day(2022)) > 200


@given(
    years=st.lists(st.integers(-9000, 9000), min_size=1, max_size=40),
    width=st.floats(200, 1200),
    probes=st.lists(st.integers(-4_000_000, 4_000_000), min_size=2, max_size=10),
)
@settings(deadline=None, max_examples=60)
def test_a_scale_never_goes_back_or_out(years, width, probes):
    days = [number_day(year, 6) for year in years]
    scale = make_scale(min(days), max(days), days, 10.0, 10.0 + width)
    places = [scale.place(day) for day in sorted(probes)]
    assert places == sorted(places)
    assert all(9.99 <= place <= 10.01 + width for place in places)
    assert scale.end == pytest.approx(10.0 + width)


def test_drawings_are_well_formed_and_the_same_each_time():
    def draw_all() -> list[Markup]:
        pens = make_pens()
        drawings = [draw_timeline(one, pens, f"t{number}", "T") for number, one in enumerate(all_timelines())]
        drawings += [draw_key_figure(bar, pens, f"k{number}") for number, bar in enumerate(BARS)]
        drawings += [draw_glyph(shape) for shape in Shape]
        drawings += [draw_ruler(ruler_of(Edtf.parse(event[2])), pens, HOSTILE) for event in EVENTS]
        return [*drawings, draw_estimates(BARS, pens, "m", "M")]

    first, second = draw_all(), draw_all()
    assert first == second
    for drawing in first:
        read(drawing)


def test_ids_are_the_drawing_s_own_and_every_reference_has_its_target():
    pens = make_pens()
    dossier = make_dossier()
    drawn = "".join(
        [
            draw_timeline(view_timeline(dossier.chronology, dossier), pens, "a", "A"),
            draw_timeline(view_recent(dossier.chronology, dossier), pens, "b", "B"),
            draw_estimates(BARS, pens, "c", "C"),
            draw_key_figure(BARS[3], pens, "d"),
        ]
    )
    ids = re.findall(r' id="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))
    used = set(re.findall(r"url\(#([^)]+)\)", drawn)) | set(
        re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', drawn)
    )
    assert used <= set(ids)


def test_hostile_labels_are_escaped():
    events = [("a", HOSTILE, "2024-05-01", "missili", True)]
    pens = make_pens()
    bar = Bar(quantity("exactly", value=3), HOSTILE, HOSTILE, HOSTILE)
    dossier = make_dossier(events)
    drawn = [
        draw_timeline(view_timeline(dossier.chronology, dossier), pens, "t", HOSTILE),
        draw_estimates([bar], pens, "m", HOSTILE),
        draw_key_figure(bar, pens, "k"),
    ]
    for drawing in drawn:
        tags = {element.tag.rpartition("}")[2] for element in read(drawing).iter()}
        assert "script" not in tags
        assert "onload" not in {name for element in read(drawing).iter() for name in element.attrib}


@pytest.mark.parametrize("bar", BARS, ids=lambda bar: bar.quantity.bound.value)
@pytest.mark.parametrize("start", [0.0, 250.0])
def test_an_axis_begins_at_zero_and_holds_the_figure(bar, start):
    scale = make_value_scale([bar.quantity], start, start + 300)
    assert scale.ticks[0] == 0
    assert scale.place(0) == start
    assert (bar.quantity.upper or bar.quantity.lower) <= scale.top
    assert 2 <= len(scale.ticks) <= 6


@pytest.mark.parametrize("text", ["Y-170000002", "-9999/9999", "Y100000/.."])
def test_dates_of_deep_time_draw_in_no_time(text):
    dossier = make_dossier([("a", "A", text, "missili", False), *EVENTS])
    assert len(draw_timeline(view_timeline(dossier.chronology, dossier), make_pens(), "t", "T")) < 200_000
    assert len(draw_ruler(ruler_of(Edtf.parse(text)), make_pens(), text)) < 5_000


def test_texts_are_cut_and_broken_to_their_room():
    assert shorten("Deposito di Toropets", 500) == "Deposito di Toropets"
    assert shorten("Deposito di Toropets", 80).endswith("…")
    assert guess_width(shorten("Deposito di Toropets", 80)) <= 80
    assert wrap("Diplomazia e trattati", 85) == ["Diplomazia e", "trattati"]
