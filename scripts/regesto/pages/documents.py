"""The pages that every dossier has alike, written in Markdown: the method, and how to contribute."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from regesto.pages.edition import Edition

DOCUMENTS = ("method", "contribute")
"""Names of the documents, each a section (a key of `paths`) and a file `documents/<language>/<name>.md`."""

SECTIONS = ("explore", "origins", "evidence", "corrections", "data", "new_entry", "new_source")
"""Names of the section pages that a document may link to, as `](explore.md)`."""

_LINK = re.compile(rf"\]\(({'|'.join((*DOCUMENTS, *SECTIONS))})\.md")


def read_documents(edition: Edition) -> Mapping[str, str]:
    """Return the documents in the edition's language by address, as Markdown.

    A template folder of the dossier's own wins over the package's. Links to documents and sections lead to their
    addresses. Raises `LookupError` where no folder has a document in that language.
    """
    return {edition.routes.section(name): _read(edition, name) for name in DOCUMENTS}


def _read(edition: Edition, name: str) -> str:
    here = posixpath.dirname(edition.routes.section(name))

    def lead(link: re.Match[str]) -> str:
        return f"]({posixpath.relpath(edition.routes.section(link[1]), here or '.')}.md"

    for folder in edition.template_dirs:
        path = folder / "documents" / edition.language / f"{name}.md"
        if path.is_file():
            return _LINK.sub(lead, path.read_text(encoding="utf-8"))
    raise LookupError(f"no document {name!r} in the language {edition.language!r}; expected the file {path}")
