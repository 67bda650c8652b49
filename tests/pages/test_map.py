"""Maps: Crimea is in Ukraine, names never collide, no seam shows, and nothing hostile gets through."""

from __future__ import annotations

import itertools
import random
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_drawings import make_pens

from regesto.model.vocabulary import Precision
from regesto.pages.drawings.land import cut, draw_land
from regesto.pages.drawings.map import COLUMN_MAPS, INDEX_MAPS, PAGE_MAPS, draw_map
from regesto.pages.drawings.map_labels import Dot, overlap, place_names
from regesto.pages.drawings.map_layout import Signs, find_clusters, lay_out_map
from regesto.pages.drawings.outlines import FILE, find_country, read_outlines, to_vector
from regesto.pages.drawings.projection import Paper, Projection, fit
from regesto.views.places import Spot

HOSTILE = '"><script>alert(1)</script>&amp;<svg onload=x> \u202e ${{}}'
FORMS = (*PAGE_MAPS, *COLUMN_MAPS, *INDEX_MAPS)
NAMES = {form: f"{form.form.name}-{number}" for number, form in enumerate(FORMS)}


def make_spots(number: int, seed: int = 1) -> list[Spot]:
    """Return places scattered over Eurasia like those of a dossier, the same ones for a seed."""
    chance = random.Random(seed)
    kinds = [Precision.CITY] * 6 + [Precision.REGION, Precision.SITE]
    return [
        Spot(f"place-{one}", chance.uniform(32, 62), chance.uniform(25, 140), kinds[one % len(kinds)], one)
        for one in range(number)
    ]


def make_signs(name=lambda spot: f"Luogo {spot.place[6:]}") -> Signs:
    return Signs(name, lambda spot: f"luoghi/{spot.place}/", lambda spot: f"{name(spot)}, città", lambda code: code)


@pytest.mark.parametrize(
    ("name", "lon", "lat", "code"),
    [
        ("Simferopol", 34.10, 44.95, "UA"),
        ("Sevastopol", 33.52, 44.61, "UA"),
        ("Yalta", 34.16, 44.52, "UA"),
        ("Feodosia", 35.36, 45.05, "UA"),
        ("Donetsk", 37.80, 48.02, "UA"),
        ("Krasnodar", 38.98, 45.04, "RU"),
        ("Anadyr, beyond 180°", 177.50, 64.73, "RU"),
        ("Uelen, east of 180°", -172.00, 66.00, "RU"),
        ("Pyongyang", 125.75, 39.02, "KP"),
        ("Seoul", 126.99, 37.55, "KR"),
        ("Pristina", 21.17, 42.67, "XK"),
    ],
)
def test_the_outlines_put_places_into_their_countries(name, lon, lat, code):
    assert find_country(lon, lat).code == code, name


def test_the_gulf_of_guinea_is_in_no_country():
    assert find_country(0.0, 0.0) is None


def test_the_outlines_are_small_and_say_where_they_come_from():
    text = FILE.read_text(encoding="utf-8")
    assert len(text) < 300_000
    assert "Natural Earth" in text[:200]
    assert "public domain" in text[:200]
    assert len(read_outlines()) > 200


@given(st.floats(-180, 180), st.floats(-89, 89), st.floats(-60, 60), st.floats(-60, 60))
def test_a_point_of_the_window_is_found_where_it_was_placed(lon, lat, dx, dy):
    projection = Projection(lon, lat, 500.0, 400, 300)
    x, y = projection.place(to_vector(*projection.find(200 + dx, 150 + dy)))
    assert (x, y) == pytest.approx((200 + dx, 150 + dy), abs=1e-6)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=1, max_size=12))
@settings(deadline=None)
def test_every_place_of_less_than_half_the_globe_is_in_the_window(points):
    vectors = [to_vector(*point) for point in points]
    paper = Paper(500, 240, 320, 60, 34, 1200)
    projection = fit(vectors, paper)
    assert paper.least <= projection.height <= paper.most
    if projection.scale > 250:
        assert all(projection.holds(projection.place(vector), 20) for vector in vectors)


def test_a_map_over_the_antimeridian_has_no_seam():
    """Between Kamchatka and Alaska, no straight vertical line of land runs through the window."""
    points = [to_vector(160, 60), to_vector(-160, 62)]
    projection = fit(points, Paper(700, 300, 460, 60, 40, 1200))
    assert all(projection.holds(projection.place(point)) for point in points)
    for path in re.findall(r'd="(M[^"]+)"', str(draw_land(projection, {"RU"}))):
        for ring in path.removesuffix("z").split("z"):
            pairs = [float(number) for number in re.findall(r"-?\d+", ring)]
            x, y = pairs[:2]
            for dx, dy in zip(pairs[2::2], pairs[3::2], strict=False):
                on_edge = not (0 < x < 1400 and 0 < y < 2 * projection.height)
                assert on_edge or abs(dy) < 200, "a long straight line through the map"
                x, y = x + dx, y + dy


@given(
    st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=12),
)
def test_what_is_cut_lies_in_the_rectangle(points):
    for x, y in cut(points, -10, -20, 30, 40):
        assert -10 - 1e-6 <= x <= 30 + 1e-6
        assert -20 - 1e-6 <= y <= 40 + 1e-6


@pytest.mark.parametrize("form", FORMS, ids=NAMES.get)
@pytest.mark.parametrize("number", [1, 8, 40])
def test_names_neither_collide_nor_leave_the_map(form, number):
    whole = lay_out_map(make_spots(number), form, make_signs())
    for layout in (whole, *(inset for _, inset in whole.insets)):
        boxes = [name.box for name in layout.names.values()] + [one.box for one in layout.countries]
        boxes += [box for box, _ in layout.insets]
        for one, two in itertools.combinations(boxes, 2):
            assert not overlap(one, two)
        for name in layout.names.values():
            for _, dot in layout.marks:
                assert dot is name.dot or not overlap(name.box, dot.box), (name.dot.text, dot.text)
        for left, top, right, bottom in [name.box for name in layout.names.values()]:
            assert 0 <= left < right <= layout.projection.width
            assert 0 <= top < bottom <= layout.projection.height


@pytest.mark.parametrize("seed", range(6))
def test_forty_places_all_have_their_names_on_a_page(seed):
    for form in PAGE_MAPS[:2]:
        layout = lay_out_map(make_spots(40, seed), form, make_signs())
        named = {*layout.names, *(key for _, inset in layout.insets for key in inset.names)}
        assert {dot.key for _, dot in layout.marks} == named
        assert len(named) == 40


def test_a_crowded_corner_is_shown_once_more_with_its_names():
    near = [Spot(f"place-{n}", 48 + n / 10, 38 + n / 10, Precision.CITY, 1) for n in range(4)]
    layout = lay_out_map([*near, *make_spots(5)[1:]], PAGE_MAPS[2], make_signs())
    ((box, inset),) = layout.insets
    assert {f"place-{n}" for n in range(4)} <= layout.crowded
    assert not layout.crowded & set(layout.names)
    assert layout.crowded <= set(inset.names)
    assert layout.height > layout.projection.height
    assert box[0] < box[2]


def test_places_far_apart_make_no_cluster():
    dots = [Dot(f"d{number}", "Luogo", 60.0 * number, 50.0, 5.0) for number in range(4)]
    assert find_clusters(dots) == []
    assert len(find_clusters([*dots, Dot("e", "Luogo", 63.0, 52.0, 5.0)])[0]) == 2


def test_places_at_one_point_all_have_their_names():
    dots = [Dot(f"d{number}", f"Luogo {number}", 200.0, 150.0, 5.0) for number in range(6)]
    names = place_names(dots, 400, 300)
    assert len(names) == 6
    assert any(name.line for name in names.values())


@pytest.mark.parametrize("forms", [PAGE_MAPS, COLUMN_MAPS, INDEX_MAPS], ids=["page", "column", "index"])
def test_every_place_is_linked_and_named_for_screen_readers(forms):
    spots = [*make_spots(5), Spot("place-ru", 58.25, 44.69, Precision.COUNTRY, 3)]
    drawn = draw_map(spots, forms, make_pens(), make_signs(), "m", "Luoghi")
    figure = ElementTree.fromstring(str(drawn))
    svgs = [one for one in figure if one.tag.endswith("svg")]
    assert len(svgs) == len(forms)
    ids = [one.get("id") for one in figure.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for svg in svgs:
        assert svg.get("role") == "group"
        hrefs = {one.get("href") for one in svg.iter() if one.tag.endswith("}a")}
        assert hrefs == {f"luoghi/{spot.place}/" for spot in spots}
        assert all(one.get("aria-label") for one in svg.iter() if one.tag.endswith("}a"))


def test_a_hostile_name_stays_words():
    drawn = draw_map(make_spots(4), PAGE_MAPS, make_pens(), make_signs(lambda spot: HOSTILE), "m", HOSTILE)
    figure = ElementTree.fromstring(str(drawn))
    assert not [one for one in figure.iter() if one.tag.endswith("script")]
    assert "onload" not in {name for one in figure.iter() for name in one.attrib}


def test_the_same_places_give_the_same_bytes():
    one, two = (draw_map(make_spots(20), PAGE_MAPS, make_pens(), make_signs(), "m", "Luoghi") for _ in range(2))
    assert one == two


def test_a_map_about_nothing_is_none():
    spots = [Spot("place-1", 50, 40, Precision.CITY, 1, is_main=False)]
    assert draw_map(spots, INDEX_MAPS, make_pens(), make_signs(), "m", "Luoghi") is None


def test_the_small_map_is_small_and_maps_of_near_places_share_their_land():
    spots = [Spot("place-1", 56.5, 31.64, Precision.CITY, 1)]
    near = [Spot("place-2", 56.51, 31.65, Precision.CITY, 1)]
    assert len(draw_map(spots, INDEX_MAPS, make_pens(), make_signs(), "m", "L", keyed=False)) < 8_000
    one, two = (lay_out_map(each, INDEX_MAPS[0], make_signs()).projection for each in (spots, near))
    assert one == two
