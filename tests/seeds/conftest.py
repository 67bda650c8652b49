"""What the tests of the seeds layer share: the invented dossier of lighthouses, and copies of it to break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

LIGHTHOUSES = Path(__file__).parents[1] / "fixtures" / "lighthouses"


@pytest.fixture
def lighthouses(tmp_path: Path) -> Path:
    """A copy of the test dossier: `seeds` and `articles`, free to be changed."""
    shutil.copytree(LIGHTHOUSES, tmp_path / "lighthouses")
    return tmp_path / "lighthouses"


@pytest.fixture
def change(lighthouses: Path) -> Callable[[str, str, str], Path]:
    """A function that replaces a text in a file of the copy, which must be there, and returns the seeds folder."""

    def replace(name: str, old: str, new: str) -> Path:
        path = lighthouses / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return lighthouses / "seeds"

    return replace
