"""Where the histories of entries come from: the layer of the site knows."""

from __future__ import annotations

from typing import Protocol

from regesto.model.entry import Entry
from regesto.views.history import History


class Histories(Protocol):
    """Where the histories of entries come from."""

    def key(self, entry: Entry) -> str:
        """Return what a page that shows the history of an entry depends on."""

    def of(self, entry: Entry) -> History:
        """Return the history of an entry."""
