"""Files are written whole or not at all, and a new one over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from regesto.seeds.writing import write_if_changed, write_new


def test_a_new_file_comes_with_its_folder(tmp_path: Path) -> None:
    write_new(tmp_path / "a/b/c.yml", b"c: 1\n")
    assert (tmp_path / "a/b/c.yml").read_bytes() == b"c: 1\n"
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["c.yml"]


def test_what_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "c.yml"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_new(path, b"yours")
    assert path.read_bytes() == b"mine"
    assert [one.name for one in tmp_path.iterdir()] == ["c.yml"]


def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_new(tmp_path / "c.yml", b"c: 1\n")
    assert (tmp_path / "c.yml").read_bytes() == b"c: 1\n"
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "c.yml", b"other")


def test_a_folder_that_cannot_be_written_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.yml"
    path.write_bytes(b"old")

    def refuse(self: Path, target: Path) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="full"):
        write_if_changed(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["c.yml"]
