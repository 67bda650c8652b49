"""Compiled templates, kept while the process runs: each is compiled once for all editions and rebuilds."""

from __future__ import annotations

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache


class MemoryCache(BytecodeCache):
    """Keeps bytecode in memory. Jinja itself sees by a checksum when a template has changed."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja what was kept of a template."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_CACHE = MemoryCache()


def keep_compiled(environment: Environment) -> None:
    """Let `environment` take templates from, and put them into, the process's own cache."""
    environment.bytecode_cache = _CACHE
