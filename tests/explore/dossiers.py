"""Small dossiers of every shape, for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from bare_settings import BARE_SETTINGS
from reference import Filters
from regesto.model.dossier import Dossier
from regesto.model.entry import Certainty, Entry, Stance, Status
from regesto.model.source import Source
from regesto.model.vocabulary import Actor, Materiel, Measure, PlaceTerm, Role, Topic
from regesto.pages.edition import Edition

WHOLES = {"seul": None, "nis": "seul", "desk": "nis", "washington": None, "times": None}
ISSUED = (None, "2022-09-06", "2024-01-05~", "2024-09", "2020/..", "2024")
DATES = (None, "1948", "2022-08/2022-09", "2024-01-31", "2024-10~", "../2022-09-06", "2023/..", "-0043-03-15")
TITLES = ("La libertà dell’accordo", "KN-23 a Kursk", "ΣΊΣΥΦΟΣ", "Straße", "=1+1", "ﬁne; é", "İstanbul")
WORDS = ("liberta", "accordo", "l'accordo", "kn-23", "kursk", "σισυφοσ", "strasse", "fine", "e", "")
DAYS = (733_000, 738_000, 738_405, 738_890, 738_916, 739_100, 739_200, 740_000)
ENTRY = {
    "title": "It is so",
    "date": "2024",
    "topics": ["arms"],
    "claims": [{"says": "So.", "source": "s1", "origin": ["seul"], "stance": "affirms", "certainty": "stated"}],
}
"""An entry with one claim, as plain values."""
EDITION = Edition(dossier=Dossier(settings=BARE_SETTINGS), language="en", site_name="Test")

claims = st.fixed_dictionaries(
    {
        "says": st.sampled_from(TITLES),
        "source": st.sampled_from([f"s{n}" for n in range(len(ISSUED))]),
        "origin": st.lists(st.sampled_from([*WHOLES, "unnamed"]), min_size=1, max_size=3),
        "via": st.lists(st.sampled_from([*WHOLES]), max_size=2),
        "stance": st.sampled_from([*Stance]),
        "certainty": st.sampled_from([*Certainty]),
        "aside": st.booleans(),
        "quantities": st.lists(
            st.sampled_from(["rounds", "men"]).map(
                lambda id: {"measure": id, "value": 3, "bound": "about", "unit": "n"}
            ),
            max_size=2,
        ),
    }
)
entries = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TITLES),
        "date": st.sampled_from(DATES),
        "topics": st.lists(st.sampled_from(["arms", "troops"]), min_size=1, max_size=2, unique=True),
        "places": st.lists(st.sampled_from(["russia", "kursk", "korea"]), max_size=2, unique=True),
        "materiel": st.lists(st.sampled_from(["shell", "rocket"]), max_size=2, unique=True),
        "actors": st.lists(
            st.fixed_dictionaries({"actor": st.sampled_from([*WHOLES]), "role": st.sampled_from(["gives", "takes"])}),
            max_size=3,
        ),
        "claims": st.lists(claims, max_size=4),
        "status": st.sampled_from([*Status, Status.REVIEWED]),
    }
)


def make_entry(number: int, values: dict) -> Entry:
    """Return an entry with ids of its own."""
    numbered = [{"id": f"c{n}", **claim} for n, claim in enumerate(values["claims"])]
    more = {"id": f"e{number}", "summary": "So.", "reviewed": {"by": "us", "on": "2026-01-01"}}
    if values["date"] is None:
        more["date_note"] = "Nobody says when."
    return Entry.model_validate({**values, **more, "claims": numbered})


def make_dossier(values: list[dict]) -> Dossier:
    """Return a dossier with fixed vocabularies and these entries."""
    unit = {"unit": "n", "unit_name": "pieces"}
    spot = {"lat": 0, "lon": 0, "precision": "city", "reference": "GeoNames"}
    sources = {f"s{n}": issued for n, issued in enumerate(ISSUED)}
    return Dossier(
        settings=BARE_SETTINGS,
        topics={id: Topic(id=id, name=id) for id in ("arms", "troops")},
        actors={id: Actor(id=id, name=id, kind="organisation", part_of=whole) for id, whole in WHOLES.items()},
        places={
            "russia": PlaceTerm(id="russia", name="Russia", **spot),
            "kursk": PlaceTerm(id="kursk", name="Kursk", part_of="russia", **spot),
            "korea": PlaceTerm(id="korea", name="Korea", **spot),
        },
        materiel={id: Materiel(id=id, name=id) for id in ("shell", "rocket")},
        measures={id: Measure(id=id, name=id, **unit) for id in ("rounds", "men")},
        roles={id: Role(id=id, name=id) for id in ("gives", "takes")},
        sources={
            id: Source(
                id=id, title=id, issued=issued, issued_basis="stated", language="en", rights="Theirs.", abstract="So."
            )
            for id, issued in sources.items()
        },
        entries={f"e{number}": make_entry(number, one) for number, one in enumerate(values)},
    )


def make_edition(dossier: Dossier) -> Edition:
    """Return an edition of a dossier; the words are read once for all."""
    edition = Edition(dossier=dossier, language="en", site_name="Test")
    vars(edition)["words"] = EDITION.words
    return edition


dossiers = st.lists(entries, max_size=6).map(make_dossier)


@st.composite
def filters(draw) -> Filters:
    """Draw what a reader may ask for: mostly little."""
    values = {
        "topic": ["arms", "troops"],
        "place": ["russia", "kursk"],
        "materiel": ["shell"],
        "status": [*Status],
        "actor": [*WHOLES],
        "role": ["gives", "takes"],
        "source": ["s0", "s1", "s2"],
        "origin": [*WHOLES, "unnamed"],
        "relay": [*WHOLES],
        "stance": [*Stance],
        "certainty": [*Certainty],
        "corroboration": ["independent", "single", "hedged", "unnamed", "contested"],
        "measure": ["men"],
    }
    facets = draw(st.lists(st.sampled_from([*values]), max_size=3, unique=True))
    chosen = {
        facet: [str(id) for id in draw(st.lists(st.sampled_from(values[facet]), min_size=1, max_size=2, unique=True))]
        for facet in facets
    }
    day = st.none() | st.sampled_from(DAYS)
    words = tuple(filter(None, draw(st.lists(st.sampled_from(WORDS), max_size=1))))
    return Filters(chosen, draw(day), draw(day), draw(day), words)
