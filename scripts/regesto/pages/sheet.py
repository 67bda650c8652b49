"""A sheet is a page before it is rendered: a template, what goes into it, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from regesto.pages.edition import Edition


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be rendered from `templates/pages/<template>.html.jinja` with `context`.

    `section` is the name of the section whose tab is lit (a key of `paths`, or `home`); `title` and `description` are
    plain text; `edit` is a path under the seeds folder; `aliases` are old addresses; `counterpart` as in a
    `Page`.
    """

    template: str
    address: str
    section: str
    title: str
    description: str
    context: dict[str, Any] = field(default_factory=dict)
    edit: str | None = None
    aliases: tuple[str, ...] = ()
    boost: float = 1.0
    counterpart: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet that need not be made if the page of the last build still holds.

    `template` is that of the sheet; `shows` are digests of all that the sheet takes from the dossier; what every page
    takes (words, settings) is added by the press. `make` makes the sheet.
    """

    template: str
    address: str
    shows: tuple[bytes | str, ...]
    make: Callable[[], Sheet]


SheetMaker = Callable[[Edition], Iterator[Sheet | Plan]]
"""Makes the sheets of one kind; every kind is listed in `regesto.pages.build`. A kind that does not say what its sheets
show is rendered in every build."""
