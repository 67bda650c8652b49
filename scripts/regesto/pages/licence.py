"""The licence of the dossier's own words, as machines name it."""

from __future__ import annotations

from dataclasses import dataclass

from regesto.model.dossier import Settings

_CREATIVE_COMMONS = "https://creativecommons.org/"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: its SPDX identifier, its own name, and where it can be read."""

    spdx: str
    title: str
    url: str


KNOWN: tuple[tuple[str, Licence], ...] = (
    (
        "CC BY-SA 4.0",
        Licence(
            "CC-BY-SA-4.0",
            "Creative Commons Attribution Share-Alike 4.0 International",
            f"{_CREATIVE_COMMONS}licenses/by-sa/4.0/",
        ),
    ),
    (
        "CC BY 4.0",
        Licence("CC-BY-4.0", "Creative Commons Attribution 4.0 International", f"{_CREATIVE_COMMONS}licenses/by/4.0/"),
    ),
    ("CC0", Licence("CC0-1.0", "Creative Commons Zero 1.0 Universal", f"{_CREATIVE_COMMONS}publicdomain/zero/1.0/")),
)
"""Licences by the name that a text in any language calls them."""


def name_licence(settings: Settings) -> str | None:
    """Return the short name of the licence that the settings name, such as `CC BY 4.0`, if it is a known one."""
    said = " ".join(text for _, text in settings.licence.by_language)
    return next((name for name, _ in KNOWN if name in said), None)


def find_licence(settings: Settings) -> Licence | None:
    """Return the licence that the settings name in words, if it is one that machines know."""
    name = name_licence(settings)
    return dict(KNOWN)[name] if name else None
