"""The page shell: the theme rendered once for all pages of one shape, then poured into by joining strings."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b

from regesto.site.filling import CLOSE, OPEN, Filling

_SLOT = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")

Render = Callable[[Filling], str]
"""Renders a page by the whole theme."""


class Shell:
    """A rendered frame, cut at its slots. What is poured in is never looked at again, so it can hold anything."""

    def __init__(self, rendered: str) -> None:
        # With one group, `split` gives text and slot names in turn.
        parts = _SLOT.split(rendered)
        self.digest = blake2b(rendered.encode(), digest_size=16).hexdigest()
        self.texts, self.names = parts[::2], parts[1::2]

    def pour(self, filling: Filling) -> str:
        """Return the page. Raises `KeyError` where the frame has a slot for which the page has no text."""
        values = dict(filling.values())
        joined = [self.texts[0]]
        for name, text in zip(self.names, self.texts[1:], strict=True):
            joined += (values[name], text)
        return "".join(joined)


class Shells:
    """Every shell that was needed so far. `render` is the slow way, which is asked once per shape of page."""

    def __init__(self, render: Render) -> None:
        self._render = render
        self._made: dict[tuple, Shell] = {}
        self._digests: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._made)

    def __call__(self, filling: Filling) -> str:
        """Return the page as `render(filling)` would, to the byte."""
        return self._find(filling).pour(filling)

    def digest(self, filling: Filling) -> str:
        """Return what stands for the frame around a page."""
        return self._find(filling).digest

    def known(self, shape: str) -> str | None:
        """Return the digest of the frame around pages of a shape, given as text, if there was one before."""
        return self._digests.get(shape)

    def _find(self, filling: Filling) -> Shell:
        shape = filling.shape
        if shape not in self._made:
            self._made[shape] = Shell(self._render(filling.emptied()))
            self._digests[repr(shape)] = self._made[shape].digest
        return self._made[shape]
