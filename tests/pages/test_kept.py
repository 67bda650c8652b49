"""Pages kept from build to build: whatever was edited, and however often, they are those of a build from nothing."""

import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment

import edits
from any_edits import EDITS, find_entry
from regesto.pages.build import Press
from regesto.pages.edition import Edition
from regesto.pages.kept import describe_template
from regesto.seeds.dossier import read_dossier

LIGHTHOUSES = Path(__file__).resolve().parents[1] / "fixtures" / "lighthouses" / "seeds"


class Workshop:
    """A dossier that is edited and built, with pages kept and without."""

    def __init__(self, folder):
        self.folder, self.seeds, self.templates = folder, folder / "seeds", folder / "templates"
        self.kept = folder / "kept.sqlite"
        shutil.copytree(LIGHTHOUSES, self.seeds)
        about = edits.read(self.seeds / "dossier.yml")
        del about["expected"], about["key_figures"]  # which would refuse to let a record go
        edits.write(self.seeds / "dossier.yml", about)
        self.templates.mkdir()
        self.rendered = []

    def press(self, kept):
        dossier = read_dossier(self.seeds).dossier
        return dossier and Press(Edition(dossier, "en", "Lights", overrides=(self.templates,), kept=kept))

    def build(self):
        press = self.press(self.kept)
        self.rendered, render = [], press.render

        def note(sheet, intro=""):
            self.rendered.append(sheet.address)
            return render(sheet, intro)

        press.render = note
        return [one.page for one in press.bulk()]

    def is_right(self):
        return self.build() == [one.page for one in self.press(None).bulk()]

    def save(self, edit):
        """Edit the seeds, unless nothing could be built from what comes of it; tell whether it stands."""
        before = edits.Undoable(self.seeds, self.folder / "before")
        with before:
            edit()
            if self.press(None) is None:
                before.undo()
                return False
        return True


@pytest.fixture
def workshop(tmp_path):
    return Workshop(tmp_path)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
@given(data=st.data())
def test_any_sequence_of_edits_gives_what_a_build_from_nothing_gives(data):
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        workshop.build()
        for _ in range(data.draw(st.integers(1, 5))):
            edit = data.draw(st.sampled_from(EDITS))
            if workshop.save(lambda edit=edit: edit(data, workshop.seeds)):
                assert workshop.is_right(), edit.__name__


def test_without_a_change_nothing_is_rendered(workshop):
    first = workshop.build()
    assert workshop.rendered == [page.address for page in first]
    assert workshop.build() == first
    assert workshop.rendered == []


def test_an_edit_renders_the_pages_that_show_it_and_no_other(workshop):
    """Of the entries: itself and its neighbours."""
    workshop.build()
    edits.change((find_entry(workshop.seeds, "groundings"), ("claims", 1, "says")), "Not one boat ran aground.")
    assert workshop.is_right()
    assert workshop.rendered == [
        "entries/tower-begun",
        "entries/groundings",
        "entries/lamp-relit",
        "topics/accidents",
        "actors/harbour-office",
        "actors/spokeswoman",
        "actors/fishers-union",
        "actors/gazette",
        "estimates/groundings",
        "sources/gazette-2021",
        "timeline/2018",
        "timeline/2021",
    ]


def test_a_deleted_entry_is_forgotten(workshop):
    workshop.build()
    find_entry(workshop.seeds, "groundings").unlink()
    workshop.build()
    with sqlite3.connect(workshop.kept) as file:
        addresses = {address for (address,) in file.execute("select address from pages")}
    file.close()
    assert "entries/lamp-relit" in addresses
    assert "entries/groundings" not in addresses


@pytest.mark.parametrize("spoil", ["text", "half", "empty", "other", "folder"])
def test_a_broken_cache_is_begun_anew(workshop, spoil):
    pages = workshop.build()
    raw = workshop.kept.read_bytes()
    workshop.kept.unlink()
    if spoil == "folder":
        workshop.kept.mkdir()
    else:
        kinds = {"text": b"not a cache " * 99, "half": raw[: len(raw) // 2], "empty": b"", "other": b"\0" * len(raw)}
        workshop.kept.write_bytes(kinds[spoil])
    assert workshop.build() == pages
    assert workshop.build() == pages


def test_a_page_whose_bytes_were_altered_is_rendered_anew(workshop):
    pages = workshop.build()
    with sqlite3.connect(workshop.kept) as file:
        file.execute("update pages set page = replace(cast(page as text), 'boats', 'ships')")
    file.close()
    assert workshop.build() == pages
    assert workshop.rendered


def test_a_cache_that_another_build_holds_is_left_alone(workshop):
    pages = workshop.build()
    other = sqlite3.connect(workshop.kept)
    other.execute("begin exclusive")
    assert workshop.build() == pages
    other.close()


def test_a_build_that_ends_early_leaves_the_cache_as_it_was(workshop):
    workshop.build()
    edits.change((find_entry(workshop.seeds, "groundings"), ("summary",)), "Another summary.")
    pages = workshop.press(workshop.kept).bulk()
    next(pages)
    pages.close()
    assert workshop.is_right()
    assert workshop.rendered


PAGE = '{%- extends "frame" %}{# {% include "gone" %} #}{% from "parts" import\n  one %}{{ one() }}'
TEMPLATES = {
    "page": PAGE,
    "frame": "{% block a %}{% include ['left', 'right'] %}{% endblock %}",
    "left": "left",
    "right": "{% raw %}{% include 'gone' %}{% endraw %}",
    "parts": "{% macro one() %}{% endmacro %}",
    "other": "",
}


def describe(**changed):
    return describe_template(Environment(loader=DictLoader(TEMPLATES | changed)), "page")


@pytest.mark.parametrize("name", ["page", "frame", "left", "right", "parts"])
def test_a_template_is_all_that_it_refers_to(name):
    """Whatever it extends, includes or imports counts, and what stands in a comment or in raw text does not."""
    before = describe()
    assert describe(**{name: TEMPLATES[name] + " "}) != before
    assert describe(other="changed") == before


def test_a_template_that_is_named_by_an_expression_is_refused():
    with pytest.raises(ValueError, match="write its name in quotation marks"):
        describe(left="{% include name %}")
