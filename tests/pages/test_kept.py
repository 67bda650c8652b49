"""Pages kept from build to build: whatever was edited, and however often, they are those of a build from nothing."""

import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import edits
from regesto.pages.build import Press
from regesto.pages.edition import Edition
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
        return list(press.bulk())

    def is_right(self):
        return self.build() == list(self.press(None).bulk())

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


def find_entry(seeds, id):
    (file,) = seeds.glob(f"entries/*/{id}.yml")
    return file


def change_text(data, seeds):
    leaves = edits.find_leaves(seeds)
    file, path = data.draw(st.sampled_from(leaves))
    field = edits.name_of_field(path)
    known = sorted({edits.look_up(edits.read(at), way) for at, way in leaves if edits.name_of_field(way) == field})
    edits.change((file, path), data.draw(st.sampled_from([*known, "Something else", "2019-05"])))


def drop_field(data, seeds):
    file, path = data.draw(st.sampled_from(edits.find_leaves(seeds)))
    content = edits.read(file)
    del content[path[0]]
    edits.write(file, content)


def add_entry(data, seeds):
    file = data.draw(st.sampled_from(sorted(seeds.glob("entries/*/*.yml"))))
    content = edits.read(file)
    content.pop("aliases", None)
    edits.write(file.with_name(f"another-{data.draw(st.integers(0, 3))}.yml"), content)


def delete_record(data, seeds):
    data.draw(st.sampled_from(sorted(seeds.glob("*/**/*.yml")))).unlink()


def rename_entry(data, seeds):
    file = data.draw(st.sampled_from(sorted(seeds.glob("entries/*/*.yml"))))
    for other in seeds.rglob("*.yml"):
        other.write_text(other.read_text(encoding="utf-8").replace(f"entry: {file.stem}", "entry: renamed"), "utf-8")
    file.rename(file.with_name("renamed.yml"))


def retract_entry(data, seeds):
    file = data.draw(st.sampled_from(sorted(seeds.glob("entries/*/*.yml"))))
    edits.write(file, edits.read(file) | {"status": "retracted", "status_note": "It was not so."})


def relate_entries(data, seeds):
    one, other = (data.draw(st.sampled_from(sorted(seeds.glob("entries/*/*.yml")))) for _ in "ab")
    relations = [{"type": "follows", "entry": other.stem, "note": "So it seems."}]
    edits.write(one, edits.read(one) | {"relations": relations})


def reverse_vocabulary(data, seeds):
    file = data.draw(st.sampled_from(sorted(seeds.glob("*s.yml"))))
    edits.write(file, dict(reversed(edits.read(file).items())))


def change_words(data, seeds):
    folder = seeds.parent / "templates/i18n/en"
    folder.mkdir(parents=True, exist_ok=True)
    word = data.draw(st.sampled_from(["entry.kicker", "list.and", "topic.entries", "origin.unnamed"]))
    (folder / "own.yml").write_text(f"{word}: Another word\n", encoding="utf-8")


def change_template(data, seeds):
    file = seeds.parent / "templates/components/text.html.jinja"
    shipped = Edition(read_dossier(seeds).dossier, "en", "Lights").template_dirs[-1]
    file.parent.mkdir(parents=True, exist_ok=True)
    text = (shipped / "components/text.html.jinja").read_text(encoding="utf-8")
    file.write_text(text.replace("<a ", f'<a data-edit="{data.draw(st.integers(0, 2))}" '), encoding="utf-8")


EDITS = (
    change_text,
    change_text,  # most of what people do
    drop_field,
    add_entry,
    delete_record,
    rename_entry,
    retract_entry,
    relate_entries,
    reverse_vocabulary,
    change_words,
    change_template,
)


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
