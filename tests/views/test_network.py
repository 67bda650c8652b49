"""Ties between actors: from roles, denials and relays, each with its direction and the entries that tell of it."""

from __future__ import annotations

from regesto.model.dossier import Dossier, Settings
from regesto.model.entry import Entry
from regesto.model.source import Source
from regesto.model.vocabulary import Actor, Role
from regesto.views.network import Tie, TieKind, fold, split, view_network
from regesto.views.provenance import view_provenance

REVIEW = {"by": "desk", "on": "2026-11-21"}


def actor(id: str, part_of: str | None = None) -> Actor:
    return Actor.model_validate({"id": id, "name": id.title(), "kind": "state", "part_of": part_of})


def source(id: str, outlet: str | None = None) -> Source:
    record = {"id": id, "title": id, "issued_basis": "unknown", "language": "en", "rights": "theirs", "abstract": "A."}
    return Source.model_validate(record | {"outlet": outlet})


def claim(id: str, origin: str, **more) -> dict:
    return {"id": id, "says": "Something.", "source": "gazette", "origin": origin, **more}


def entry(id: str, actors: dict[str, str] | None = None, claims: tuple[dict, ...] = (), **more) -> Entry:
    involved = [{"actor": one, "role": role} for one, role in (actors or {}).items()]
    record = {"id": id, "title": id, "summary": "S.", "topics": ["t"], "actors": involved, "claims": claims}
    return Entry.model_validate(record | {"reviewed": REVIEW} | more)


def dossier(*entries: Entry) -> Dossier:
    settings = {"id": "d", "title": "D", "description": "D.", "version": "1", "languages": ["en"], "licence": "CC0"}
    roles = [
        {"id": "sells", "name": "sells", "toward": ["buys"]},
        {"id": "buys", "name": "buys"},
        {"id": "meets", "name": "meets", "toward": ["meets"]},
    ]
    return Dossier(
        settings=Settings.model_validate(settings | {"editors": {"desk": {"name": "Desk"}}}),
        actors={one.id: one for one in (actor("north"), actor("south"), actor("spies", "south"), actor("wire"))},
        roles={one["id"]: Role.model_validate(one) for one in roles},
        sources={"gazette": source("gazette"), "herald": source("herald", "wire")},
        entries={one.id: one for one in entries},
    )


def test_a_role_is_done_toward_those_in_the_other():
    found = view_network(dossier(entry("deal", {"north": "sells", "south": "buys", "wire": "buys"})))
    assert set(found.ties) == {
        Tie("north", "south", TieKind.ROLE, "sells"),
        Tie("north", "wire", TieKind.ROLE, "sells"),
    }


def test_what_is_done_to_each_other_goes_both_ways_and_never_to_oneself():
    found = view_network(dossier(entry("summit", {"north": "meets", "south": "meets"})))
    assert {(tie.start, tie.end) for tie in found.ties} == {("north", "south"), ("south", "north")}


def test_a_denial_is_tied_to_those_who_affirm():
    claims = (claim("a", "south"), claim("b", "north", stance="denies"))
    found = view_network(dossier(entry("deal", claims=claims)))
    assert found.ties == {Tie("north", "south", TieKind.DENIES): ("deal",)}


def test_a_denial_on_a_question_reaches_other_entries_and_no_part_of_oneself():
    first = entry("first", claims=(claim("a", "spies", question="q"), claim("b", "south", question="q")))
    second = entry("second", claims=(claim("c", "south", stance="denies", question="q"),))
    assert view_network(dossier(first, second)) is None


def test_relays_are_tied_link_by_link_and_the_outlet_comes_last():
    claims = (claim("a", "south", via=["spies"], source="herald"), claim("b", "unnamed", via=["wire"]))
    found = view_network(dossier(entry("news", claims=claims)))
    assert set(found.ties) == {
        Tie("spies", "south", TieKind.RELAYS),
        Tie("wire", "spies", TieKind.RELAYS),
    }


def test_retracted_entries_tie_nobody():
    note = {"status": "retracted", "status_note": "Wrong."}
    assert view_network(dossier(entry("deal", {"north": "sells", "south": "buys"}, **note))) is None


def test_folded_ties_join_voices():
    found = view_network(
        dossier(entry("one", {"north": "sells", "spies": "buys"}), entry("two", {"north": "sells", "south": "buys"}))
    )
    folded = fold(found)
    assert folded.ties == {Tie("north", "south", TieKind.ROLE, "sells"): ("one", "two")}
    assert found.matrix == folded.matrix == {("north", "south"): 2}
    assert found.actors.index("spies") == found.actors.index("south") + 1


def test_one_actor_has_its_own_ties_only():
    entries = entry("deal", {"north": "sells", "south": "buys"}), entry("talk", {"south": "meets", "wire": "meets"})
    assert {tie.role for tie in split(view_network(dossier(*entries)))["north"].ties} == {"sells"}


def test_a_single_chain_needs_no_net():
    assert view_provenance(dossier(), entry("one", claims=(claim("a", "north"), claim("b", "north")))) is None


def test_two_articles_with_one_origin_meet_in_it():
    claims = (claim("a", "spies"), claim("b", "spies", source="herald", via=["wire"], certainty="hedged"))
    found = view_provenance(dossier(), entry("one", claims=claims))
    assert [[stop.id for stop in stops] for stops in found.levels] == [["spies"], ["wire"], ["gazette", "herald"]]
    assert {(leg.start.id, leg.end.id) for leg in found.legs} == {
        ("spies", "gazette"),
        ("spies", "wire"),
        ("wire", "herald"),
    }
    assert list(found.voices.values()) == ["south"]


def test_unnamed_origins_of_two_articles_are_not_one():
    claims = (claim("a", "unnamed"), claim("b", "unnamed", source="herald"))
    found = view_provenance(dossier(), entry("one", claims=claims))
    assert [stop.within for stop in found.levels[0]] == ["gazette", "herald"]


def test_the_most_certain_tone_of_each_stance_is_kept():
    claims = (
        claim("a", "north", certainty="hedged"),
        claim("b", "north"),
        claim("c", "north", stance="denies", certainty="hedged"),
        claim("d", "south"),
    )
    found = view_provenance(dossier(), entry("one", claims=claims))
    tones = {leg.start.id: [(stance.value, tone.value) for stance, tone in leg.tones] for leg in found.legs}
    assert tones["north"] == [("affirms", "stated"), ("denies", "hedged")]
