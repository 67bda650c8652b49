"""Editions whose files are made by the real exports."""

from __future__ import annotations

from pathlib import Path

from regesto.model.dossier import Dossier
from regesto.pages.edition import Edition
from regesto.site.data import make_downloads

ROOT = Path(__file__).resolve().parents[2]
LIGHTHOUSES = ROOT / "tests/fixtures/lighthouses/seeds"


ADDRESS = "https://x.example/d/"


def make_edition(dossier: Dossier, language: str | None = None, site_url: str | None = ADDRESS) -> Edition:
    """Return an edition of a dossier, by default in its own language and at an address."""
    return Edition(
        dossier,
        language or dossier.default_language,
        "Lights & shadows",
        site_url=site_url,
        make_downloads=lambda edition: make_downloads(edition, None),
    )
