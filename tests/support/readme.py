"""What README.md shows in fenced blocks, so that tests can do it."""

from __future__ import annotations

import re

from whole_site import ROOT

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def find_blocks(language: str) -> list[str]:
    """Return the texts of README's blocks in a language (`sh`, `yaml`), in order."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [body for name, body in _BLOCK.findall(text) if name == language]


def find_commands() -> list[str]:
    """Return the commands in the `sh` blocks, without their comments."""
    lines = "\n".join(find_blocks("sh")).splitlines()
    return [line.partition("  #")[0].strip() for line in lines if line.partition("#")[0].strip()]
