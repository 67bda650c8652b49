"""Files put together from what the last build made: whatever was edited, they are those of a build from nothing."""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import edits
from any_edits import EDITS
from editions import LIGHTHOUSES, make_edition
from regesto.pages.pieces import STORE
from regesto.seeds.dossier import read_dossier


class Workshop:
    """A dossier that is edited, and its files made with pieces kept and without."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seeds = folder, folder / "seeds"
        self.store = folder / STORE
        shutil.copytree(LIGHTHOUSES, self.seeds)
        about = edits.read(self.seeds / "dossier.yml")
        del about["expected"], about["key_figures"]  # which would refuse to let a record go
        edits.write(self.seeds / "dossier.yml", about)

    def make(self, *, keep: bool) -> dict[str, bytes] | None:
        dossier = read_dossier(self.seeds).dossier
        if dossier is None:
            return None
        edition = dataclasses.replace(make_edition(dossier), kept=self.folder / "pages.sqlite" if keep else None)
        return {one.path: one.content for one in edition.downloads}

    def change(self, statement: str) -> int:
        with closing(sqlite3.connect(self.store)) as file, file:
            return file.execute(statement).rowcount

    def save(self, edit) -> None:
        """Edit the seeds, unless nothing could be made from what comes of it."""
        before = edits.Undoable(self.seeds, self.folder / "before")
        with before:
            edit()
            if self.make(keep=False) is None:
                before.undo()


@pytest.fixture
def workshop(tmp_path):
    return Workshop(tmp_path)


@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_any_sequence_of_edits_gives_the_files_of_a_build_from_nothing(data):
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        workshop.make(keep=True)
        for _ in range(data.draw(st.integers(1, 4))):
            edit = data.draw(st.sampled_from(EDITS))
            workshop.save(lambda edit=edit: edit(data, workshop.seeds))
            assert workshop.make(keep=True) == workshop.make(keep=False), edit.__name__


def test_what_was_kept_is_used(workshop):
    """Bytes that bear their seal are taken as they are: the records they stand for are not written again."""
    made = workshop.make(keep=True)
    workshop.change("create table asked (n)")
    workshop.change("create trigger made before insert on pieces begin insert into asked values (1); end")
    assert workshop.make(keep=True) == made
    with closing(sqlite3.connect(workshop.store)) as file:
        assert file.execute("select count(*) from asked").fetchone() == (0,)


@pytest.mark.parametrize(
    "spoil",
    [
        "update pieces set piece = cast('{}' as blob)",
        "update pieces set seal = zeroblob(16)",
        "update pieces set piece = zeroblob(0), seal = zeroblob(0)",
        "update pieces set key = zeroblob(16)",
        "update pieces set piece = 'a text', seal = 'a text'",
        "drop table pieces",
    ],
)
def test_pieces_that_are_not_what_was_kept_are_made_anew(workshop, spoil):
    made = workshop.make(keep=True)
    workshop.change(spoil)
    assert workshop.make(keep=True) == made
    assert workshop.make(keep=True) == made


def test_a_store_that_is_no_database_is_begun_anew(workshop):
    made = workshop.make(keep=True)
    workshop.store.write_bytes(b"not a database at all" * 100)
    assert workshop.make(keep=True) == made
    assert workshop.store.read_bytes().startswith(b"SQLite format 3")


def test_pieces_of_records_that_are_gone_are_dropped(workshop):
    workshop.make(keep=True)
    for file in sorted(workshop.seeds.glob("entries/*/*.yml")):  # the first that no other record needs
        workshop.save(file.unlink)
        if not file.exists():
            break
    workshop.make(keep=True)
    with closing(sqlite3.connect(workshop.store)) as store:
        kept = {name for (name,) in store.execute("select name from pieces where file like '% json entry'")}
    assert kept == {path.stem for path in workshop.seeds.glob("entries/*/*.yml")}
