"""Nets: boxes stay apart, lines go round what is not on their way, every tie is drawn, nothing hostile gets through."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_drawings import make_pens

from regesto.model.entry import Certainty, Stance
from regesto.pages.drawings.layers import Bend, add_bends, order_columns, stack
from regesto.pages.drawings.network import draw_network
from regesto.pages.drawings.network_layout import ActorSigns, lay_out_network
from regesto.pages.drawings.provenance import FORMS, StopSigns, draw_provenance, lay_out_provenance
from regesto.pages.drawings.svg import SECTION, guess_width
from regesto.views.network import Network, Tie, TieKind
from regesto.views.provenance import Leg, Provenance, Stop

HOSTILE = '"><script>alert(1)</script>&amp;<svg onload=x> \u202e ${{}}'
SAID = ((Stance.AFFIRMS, Certainty.STATED),)


def make_provenance() -> Provenance:
    """Four origins, two of one voice and one not named, over up to two relays to three articles."""
    origins = (Stop(0, "origin", "nis"), Stop(0, "origin", "korea"), Stop(0, "origin", "unnamed", "b"))
    relays, further = (Stop(1, "relay", "cnn"), Stop(1, "relay", "ap")), (Stop(2, "relay", "bbc"),)
    articles = tuple(Stop(3, "article", id) for id in "abc")
    ends = [
        (origins[0], relays[0]),
        (relays[0], further[0]),
        (further[0], articles[0]),
        (origins[1], articles[0]),
        (origins[1], relays[1]),
        (relays[1], articles[1]),
        (origins[2], articles[1]),
        (origins[0], articles[2]),
    ]
    both = (*SAID, (Stance.DENIES, Certainty.HEDGED))
    legs = tuple(Leg(start, end, both if number % 3 == 0 else SAID) for number, (start, end) in enumerate(ends))
    return Provenance((origins, relays, further, articles), legs, {origins[0]: "korea"})


def make_stop_signs(name=lambda stop: f"Nome di {stop.id} " * 4) -> StopSigns:
    return StopSigns(name, lambda stop: None if stop.within else f"attori/{stop.id}/", lambda id: id)


def make_network() -> Network:
    actors = tuple("abcdefgh")
    ties = {
        Tie(one, two, kind, "sells" if kind is TieKind.ROLE else ""): tuple(f"e{n}" for n in range(1 + number % 5))
        for number, (one, two) in enumerate(itertools.permutations("abdh", 2))
        for kind in (TieKind.ROLE, TieKind.DENIES if number % 2 else TieKind.RELAYS)
    }
    return Network(actors, {id: "a" if id in "abc" else id for id in actors}, ties)


def make_actor_signs(name=lambda id: f"Attore {id}") -> ActorSigns:
    return ActorSigns(name, lambda id: f"attori/{id}/", lambda tie: name("sells"), lambda tie, told: f"{tie} {told}")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_boxes_stay_apart_and_inside(form):
    layout = lay_out_provenance(make_provenance(), form, make_stop_signs())
    for box in layout.boxes.values():
        assert 0 <= box.x < box.x + box.width <= form.width
        assert 20 <= box.y < box.y + box.height <= layout.height
    for one, two in itertools.combinations(layout.boxes.values(), 2):
        assert one.x != two.x or one.y + one.height <= two.y or two.y + two.height <= one.y


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_lines_pass_no_box_but_their_own(form):
    layout = lay_out_provenance(make_provenance(), form, make_stop_signs())
    for leg, points in layout.ways:
        for x, y in points[1:-1]:
            crossed = [box for box in layout.boxes.values() if box.x <= x <= box.x + box.width]
            assert all(not box.y < y < box.y + box.height for box in crossed), leg


items = st.lists(st.integers(1, 5), min_size=2, max_size=4)


@given(items, st.data())
@settings(deadline=None)
def test_columns_of_any_size_keep_every_item_and_its_room(sizes, data):
    columns = [[(column, number) for number in range(size)] for column, size in enumerate(sizes)]
    starts = [item for items in columns[:-1] for item in items]
    lines = [
        (start, data.draw(st.sampled_from([item for items in columns[start[0] + 1 :] for item in items])))
        for start in starts
    ]
    filled, ways = add_bends(columns, lines)
    ordered = order_columns(filled, ways)
    assert [set(items) for items in ordered] == [set(items) for items in filled]
    heights = {item: 10.0 if isinstance(item, Bend) else 30.0 for items in ordered for item in items}
    middles = stack(ordered, ways, heights, 8.0)
    for items in ordered:
        for one, two in itertools.pairwise(items):
            assert middles[two] - middles[one] >= (heights[one] + heights[two]) / 2 + 8 - 1e-6
        assert middles[items[0]] >= heights[items[0]] / 2 - 1e-6


def make_busy_network(verbs: int, each: int) -> Network:
    """Many verbs, each done by one actor to several, told by ever more entries."""
    actors = tuple(f"a{number}" for number in range(each + 1))
    ties = {
        Tie("a0", actor, TieKind.ROLE, f"r{verb}"): tuple(map(str, range(1 + verb * number)))
        for verb in range(verbs)
        for number, actor in enumerate(actors[1:])
    }
    return Network(actors, {id: id for id in actors}, ties)


NETWORKS = [make_network(), make_busy_network(13, 3), make_busy_network(2, 30)]


@pytest.mark.parametrize("network", NETWORKS, ids=["all kinds", "many verbs", "many of one verb"])
@pytest.mark.parametrize("form", SECTION, ids=lambda form: form.name)
def test_every_tie_is_an_arrow_of_its_own_from_one_to_the_other(form, network):
    layout = lay_out_network(network, form, make_actor_signs(), str)
    ties = []
    for panel in layout.panels:
        places = [arrow.x for bundle in panel.bundles for arrow in bundle.arrows]
        assert all(two - one >= 9 for one, two in itertools.pairwise(places)), "each has a column"
        assert layout.names <= places[0] <= places[-1] <= form.width
        for arrow in (arrow for bundle in panel.bundles for arrow in bundle.arrows):
            assert (arrow.start, arrow.end) == (panel.rows[arrow.tie.start], panel.rows[arrow.tie.end])
            ties.append(arrow.tie)
    assert sorted(ties) == sorted(network.ties)


@pytest.mark.parametrize("network", NETWORKS, ids=["all kinds", "many verbs", "many of one verb"])
@pytest.mark.parametrize("form", SECTION, ids=lambda form: form.name)
def test_verbs_and_numbers_touch_nothing(form, network):
    layout = lay_out_network(network, form, make_actor_signs(), str)
    for panel in layout.panels:
        for one, two in itertools.pairwise(panel.bundles):
            apart = (two.arrows[0].x - one.arrows[0].x) * (1.0 if layout.slant == 90 else 0.7)
            assert apart >= 13, "lines of words at 13 px"
        arrows = [arrow for bundle in panel.bundles for arrow in bundle.arrows]
        ends = [arrow.x for arrow in arrows[1:]] + [form.width]
        assert all(
            not arrow.number or arrow.x + 5 + guess_width(arrow.number, 12.5) <= end
            for arrow, end in zip(arrows, ends, strict=True)
        )
        for bundle in panel.bundles:
            lean = 0 if layout.slant == 90 else guess_width(bundle.verb) * 0.7
            assert bundle.arrows[0].x + lean <= form.width
    tops = [panel.base for panel in layout.panels]
    assert all(two - one > 24 for one, two in itertools.pairwise(tops))


def test_the_number_of_entries_stands_beside_what_more_than_one_tell_of():
    layout = lay_out_network(make_network(), SECTION[0], make_actor_signs(), str)
    network = make_network()
    for arrow in (arrow for panel in layout.panels for bundle in panel.bundles for arrow in bundle.arrows):
        told = len(network.ties[arrow.tie])
        assert arrow.number == (str(told) if told > 1 else "")


def test_drawings_are_well_formed_linked_and_the_same_each_time():
    def draw():
        yield draw_provenance(make_provenance(), make_pens(), make_stop_signs(), "c", "T"), 2, 8
        yield draw_network(make_network(), make_pens(), make_actor_signs(), "n", "T"), 3, 4

    for drawn, widths, links in draw():
        figure = ElementTree.fromstring(str(drawn))
        svgs = [one for one in figure if one.tag.endswith("svg")]
        assert len(svgs) == widths
        for svg in svgs:
            assert len({one.get("href") for one in svg.iter() if one.tag.endswith("}a")}) == links
        ids = [one.get("id") for one in figure.iter() if one.get("id")]
        assert len(ids) == len(set(ids))
    assert list(draw()) == list(draw())


def test_hostile_names_stay_words():
    drawn = draw_provenance(make_provenance(), make_pens(), make_stop_signs(lambda stop: HOSTILE), "c", HOSTILE)
    drawn += draw_network(make_network(), make_pens(), make_actor_signs(lambda id: HOSTILE), "n", HOSTILE)
    figure = ElementTree.fromstring(f"<div>{drawn}</div>")
    assert not [one for one in figure.iter() if one.tag.endswith("script")]
    assert "onload" not in {name for one in figure.iter() for name in one.attrib}
