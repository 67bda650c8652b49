"""An invented dossier with every mark, and the drawings made of it, for the sample site and the tests of drawings."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from regesto.model.dossier import Dossier, Settings
from regesto.model.edtf import Edtf
from regesto.model.entry import Entry
from regesto.model.quantity import Quantity
from regesto.model.source import Source
from regesto.model.vocabulary import Actor, Topic
from regesto.pages.drawings.date_mark import draw_glyph, draw_ruler
from regesto.pages.drawings.figure import Bar, draw_estimates, draw_key_figure
from regesto.pages.drawings.pens import Pens
from regesto.pages.drawings.timeline import draw_timeline
from regesto.views.timeline import Shape, mark_date, ruler_of, view_recent, view_timeline

TOPICS = {
    "missili": "Missili",
    "munizioni": "Munizioni",
    "truppe": "Truppe",
    "diplomazia": "Diplomazia e trattati",
    "produzione": "Produzione",
}
EVENTS = (
    ("lanci", "Lanci sull’Ucraina", "2023-12-30/2024-01-02", "missili", False),
    ("toropets", "Deposito di Toropets", "2024-09~", "missili", False),
    ("morti", "Almeno 28 morti e 213 feriti da missili nordcoreani", "2024-01/2024-11?", "missili", False),
    ("container", "Container in cambio di cibo e tecnologia", "2024?", "munizioni", False),
    ("fabbriche", "Fabbriche «a piena capacità»", "2024-09~", "munizioni", False),
    ("naumann", "Stima Naumann", "2024-10", "munizioni", False),
    ("razzi", "«Milioni di razzi e proiettili»", "2022-09-06", "munizioni", True),
    ("elenco", "Seul elenca le armi fornite", "2023-11", "munizioni", False),
    ("soldati", "Circa 12.000 soldati in Russia", "2024-10", "truppe", False),
    ("kursk", "Soldati a Kursk", "[2024-10,2024-11]", "truppe", False),
    ("patto", "Visita di Putin e patto di mutuo appoggio", "2024-06", "diplomazia", False),
    ("umerov", "Umerov a Seul", "2024-11?", "diplomazia", False),
    ("donetsk", "Riconoscimento di Donetsk e Luhansk", "2022-07", "diplomazia", False),
    ("fondazione", "Nasce la Corea del Nord, e Mosca la riconosce per prima", "1948-10", "diplomazia", False),
    ("guerra", "Guerra di Corea", "1950-06-25/1953-07-27", "diplomazia", False),
    ("trattato", "Trattato di amicizia", "1961-07-06", "diplomazia", False),
    ("fine", "Fine dell’Unione Sovietica", "1991-12-26", "diplomazia", False),
    ("ampliamento", "Ampliamento dello Stabilimento 11 Febbraio", "2020/..", "produzione", False),
    ("prima", "Prime copie di missili sovietici", "../1984", "produzione", False),
    ("due-giorni", "Due prove nello stesso mese", "{2022-03-05,2022-03-24}", "missili", False),
    ("non-oltre", "Una condanna", "[..2022-09-06]", "diplomazia", False),
    ("visite", "Visite allo stabilimento", "/2024-11~", "produzione", False),
    ("incerto", "Un incontro", "2023-09-13?", "diplomazia", True),
)


def _read_entry(id: str, title: str, date: str | None, topic: str, contested: bool) -> Entry:
    claim = {"id": "a", "says": title, "source": "articolo", "origin": "corea-del-sud"}
    claims = [claim, {**claim, "id": "b", "origin": "russia", "stance": "denies"}] if contested else [claim]
    return Entry.model_validate(
        {"id": id, "title": title, "date": date, "summary": title, "topics": [topic], "claims": claims}
        | {"reviewed": {"by": "redazione", "on": "2026-11-21"}}
    )


def make_dossier(events=EVENTS) -> Dossier:
    """Return a dossier of the events given as (id, title, date, topic, contested)."""
    text = {"title": "Prova", "description": "Una prova.", "licence": "CC BY 4.0"}
    settings = {"id": "prova", "version": "1.0", "languages": ["it"], "editors": {"redazione": {"name": "Redazione"}}}
    source = {
        "id": "articolo",
        "title": "Un articolo",
        "issued_basis": "unknown",
        "language": "it",
        "rights": "x",
        "abstract": "x",
    }
    return Dossier(
        settings=Settings.model_validate(settings | text),
        topics={id: Topic(id=id, name=name) for id, name in TOPICS.items()},
        actors={
            id: Actor.model_validate({"id": id, "name": name, "kind": "state"})
            for id, name in {"corea-del-sud": "Corea del Sud", "russia": "Russia"}.items()
        },
        sources={"articolo": Source.model_validate(source)},
        entries={event[0]: _read_entry(*event) for event in events},
    )


@cache
def make_pens() -> Pens:
    """Return Italian pens over the invented dossier."""
    from sample_site import read_words

    words = read_words("it")
    months = ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"]
    return Pens(
        word=words,
        label=lambda entry: entry.title.choose("it", "it").value,
        title=lambda entry: entry.title.choose("it", "it").value,
        href=lambda entry: f"#{entry.id}",
        date=str,
        lane=lambda topic: TOPICS[topic],
        month=lambda number: months[number - 1],
        year=str,
        number=words.number,
    )


def quantity(bound: str, unit: str = "pezzi", **values: float) -> Quantity:
    """Return a figure of an invented measure."""
    return Quantity.model_validate({"measure": "munizioni", "bound": bound, "unit": unit, **values})


BARS = (
    Bar(
        quantity("order-of-magnitude", value=1_000_000),
        "Stati Uniti, tramite AP",
        "6 settembre 2022",
        "nell’ordine dei milioni",
    ),
    Bar(quantity("up-to", max=8_000_000), "Origine non nominata", "ottobre 2024", "fino a 8 milioni"),
    Bar(
        quantity("at-least", min=3_000_000),
        "Ministero della Difesa della Corea del Sud, tramite Newsweek e Reuters",
        "luglio 2024",
        "almeno 3 milioni di proiettili da 152 millimetri",
    ),
    Bar(quantity("about", value=5_000_000), "Ucraina", "", "circa 5 milioni"),
    Bar(quantity("exactly", value=6_500_000), "Seul", "2024", "6,5 milioni"),
    Bar(
        quantity("between", min=1_700_000, max=5_500_000), "Fondazione Naumann", "ottobre 2024", "tra 1,7 e 5,5 milioni"
    ),
)


def sample_context(words) -> dict:
    """Return what the sample pages draw."""
    dossier, pens = make_dossier(), make_pens()
    entries = dossier.chronology
    topic = [entry for entry in entries if entry.topics[0] == "munizioni"]
    in_2024 = [entry for entry in entries if entry.date.years_within(2024, 2024)]
    dollars = quantity("between", "USD", min=1_700_000_000, max=5_500_000_000)
    drawings = {
        "strip": draw_timeline(view_recent(entries, dossier), pens, "strip", "Tre anni"),
        "topic": draw_timeline(view_timeline(topic, dossier), pens, "topic", "Munizioni", in_section=True),
        "year": draw_timeline(view_timeline(in_2024, dossier, year=2024), pens, "year", "L’anno 2024"),
        "all": draw_timeline(view_timeline(entries, dossier), pens, "all", "Tutta la cronologia"),
        "ruler": draw_ruler(ruler_of(Edtf.parse("2024-09~")), pens, "2024-09~"),
        "rulers": [
            (text, draw_ruler(ruler_of(Edtf.parse(text)), pens, text, f"r{number}"))
            for number, text in enumerate(
                (
                    "2024-10-05",
                    "2024-12",
                    "1948",
                    "2023-12-30/2024-01-02",
                    "2020/..",
                    "../1984",
                    "198X",
                    "19XX",
                    "[2024-10,2024-11]",
                    "2024-11-13?",
                    "-0044-03-15",
                    "Y-170000002/2024",
                    "1950/1953~",
                )
            )
        ],
        "between": draw_key_figure(Bar(dollars, "Fondazione Naumann", "", "tra 1,7 e 5,5"), pens, "k1"),
        "up_to": draw_key_figure(
            Bar(quantity("up-to", max=8_000_000), "Alcuni rapporti", "", "fino a 8 milioni"), pens, "k2"
        ),
        "about": draw_key_figure(Bar(quantity("about", value=12_000), "NIS", "", "circa 12.000"), pens, "k3"),
        "measure": draw_estimates(BARS[:2], pens, "m1", "Munizioni"),
        "measure2": draw_estimates(
            [Bar(dollars, "Fondazione Naumann", "ottobre 2024", "tra 1,7 e 5,5 miliardi")], pens, "m2", "Valore"
        ),
        "all_quantities": draw_estimates(BARS, pens, "m3", "Le sei forme"),
    }
    rows = [
        {"date": entry.date.text, "link": {"text": entry.title.choose("it", "it").value, "href": "#"}, "entry": entry}
        | {"voices": "Centro James Martin", "corroboration": {"label": "single"}}
        for entry in in_2024
    ]
    return {
        "drawings": drawings,
        "year_rows": rows,
        "date_mark": lambda entry: draw_glyph(mark_date(entry.date).shape),
        "marks": [{"mark": draw_glyph(shape), "text": words(f"mark.{shape.value}")} for shape in Shape],
        "Markup": Markup,
    }
