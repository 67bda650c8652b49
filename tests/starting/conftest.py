"""What the tests of beginnings share."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from regesto.starting.dossier import NewDossier, make_dossier, write_dossier


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a new dossier in English, which is the current folder."""
    write_dossier(tmp_path / "lights", make_dossier(NewDossier("Lights", ("en",), datetime.date(2026, 1, 2), "0.1")))
    monkeypatch.chdir(tmp_path / "lights")
    return tmp_path / "lights"
