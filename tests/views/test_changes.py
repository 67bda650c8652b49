"""What changed between two states of the lighthouses, as data and in Markdown that nothing in the data can break."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesto.model.ids import Kind
from regesto.pages.change_summary import escape_markdown, write_summary
from regesto.pages.edition import Edition
from regesto.seeds.reading import read_seeds
from regesto.views.changes import compare

SEEDS = Path(__file__).parents[1] / "fixtures/lighthouses/seeds"


@pytest.fixture
def change(tmp_path: Path):
    """Return a function that compares the lighthouses with a copy in which texts of files were replaced."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    before = read_seeds(SEEDS).draft

    def compare_with(*edits: tuple[str, str, str]):
        for name, old, new in edits:
            path = tmp_path / "seeds" / name
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new), encoding="utf-8")
        after = read_seeds(tmp_path / "seeds").draft
        changes = compare(before, after)
        edition = Edition(dossier=after, language="en", site_name="")
        return changes, write_summary(before, edition, changes)

    return compare_with


def test_nothing(change) -> None:
    changes, told = change()
    assert changes.is_empty
    assert (changes.pages, changes.years, changes.moves) == ((), (), ())
    assert told == "## What changes for readers\n\nNothing that readers see.\n"


def test_another_layout_is_no_change(change) -> None:
    changes, _ = change(("topics.yml", "repairs: {name: Repairs}", "repairs:\n  name: Repairs  # with a comment"))
    assert changes.is_empty


def test_a_claim_that_turns_moves_its_question(change) -> None:
    changes, told = change(("entries/2018/groundings.yml", "stance: denies", "stance: affirms"))
    (edit,) = changes.edited
    assert (edit.id, edit.fields, edit.changed) == ("groundings", (), ("none",))
    assert [(move.kind, move.id) for move in changes.moves] == [
        (Kind.ENTRY, "groundings"),
        (Kind.QUESTION, "did-boats-run-aground"),
    ]
    assert "contested (2 origins) → independent origins (2 origins)" in told
    assert (Kind.TOPIC, "accidents") in changes.pages
    assert (Kind.PLACE, "port-example") not in changes.pages
    assert changes.years == (2018, 2021)


def test_a_name_touches_the_pages_that_show_it(change) -> None:
    changes, told = change(("places.yml", "name: Port Example", "name: Port Sample"))
    assert changes.changed == {Kind.PLACE: ("port-example",)}
    assert {id for kind, id in changes.pages if kind is Kind.ENTRY} == {"lamp-relit", "tower-begun"}
    assert "- place: Port Sample (`port-example`): changed\n" in told


def test_a_date_touches_both_years(change) -> None:
    changes, _ = change(("entries/2021/lamp-relit.yml", "date: 2021-05-04", "date: 2020-05-04"))
    assert changes.years == (2020, 2021)


def test_removed_entries_are_warned_of(change, tmp_path) -> None:
    (tmp_path / "seeds/entries/2021/lamp-relit.yml").unlink()
    changes, told = change()
    assert changes.gone == ("lamp-relit",)
    assert "Its address `entries/lamp-relit/` will lead nowhere. Retract an entry instead of removing it." in told


def test_references_to_nowhere_break_nothing(change) -> None:
    """The data of a proposal may be wrong in many ways; the summary is written all the same."""
    changes, told = change(
        ("entries/2018/groundings.yml", "question: did-boats-run-aground", "question: nowhere"),
        ("entries/2021/lamp-relit.yml", "source: gazette-2021", "source: nowhere"),
        ("questions.yml", "topic: accidents", "topic: nowhere"),
        ("actors.yml", "part_of: harbour-office", "part_of: nobody"),
    )
    assert not changes.is_empty
    assert told.startswith("## What changes for readers\n")


@settings(deadline=None)
@given(
    text=st.text(max_size=80) | st.sampled_from(["<img src=x>", "[a](b)", "# a", "@all", "| a |", "https://x.y", "```"])
)
def test_no_text_does_anything_in_markdown(text: str) -> None:
    shown = escape_markdown(text)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]()#|~@<>]", shown.replace("&lt;", ""))
    assert "<" not in shown
