"""Where the templates are: inside the installed package, or beside it in a source checkout."""

from __future__ import annotations

from pathlib import Path


def find_templates() -> Path:
    """Return the folder of the templates that come with Regesto."""
    package = Path(__file__).resolve().parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"
