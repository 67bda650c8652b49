"""The pages that every dossier has alike, written in Markdown: the method, and how to contribute."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from regesto.pages.edition import Edition

DOCUMENTS = ("method", "contribute")
"""Names of the documents, each a section (a key of `paths`) and a file `documents/<language>/<name>.md`."""

GUIDES = ("guide", "annotated", "weighing", "style", "edtf", "fields")
"""Names of the guides for contributors, likewise; parts of them are made from the model, by a layer that knows it."""

FORMS = ("new_entry", "new_source", "new_actor", "new_place", "new_topic", "new_materiel")
"""Names of the forms' pages, made by a layer that knows the model too."""

SECTIONS = ("explore", "origins", "evidence", "corrections", "data", "sources", *FORMS)
"""Names of the section pages that a document may link to, as `](explore.md)`."""

_LINK = re.compile(rf"\]\(({'|'.join((*DOCUMENTS, *GUIDES, *SECTIONS))})\.md")
_PICTURE = re.compile(r"\]\(pictures/([\w.-]+)\)")


def read_documents(edition: Edition) -> Mapping[str, str]:
    """Return the documents in the edition's language by address, as Markdown."""
    return {edition.routes.section(name): read_document(edition, name) for name in DOCUMENTS}


def read_document(edition: Edition, name: str) -> str:
    """Return a document in the edition's language, as Markdown.

    A template folder of the dossier's own wins over the package's. Links to documents and sections lead to their
    addresses, and those to `pictures/` to the theme's. Raises `LookupError` where no folder has the document.
    """
    here = posixpath.dirname(edition.routes.section(name)) or "."

    def lead(link: re.Match[str]) -> str:
        return f"]({posixpath.relpath(edition.routes.section(link[1]), here)}.md"

    def show(link: re.Match[str]) -> str:
        return f"]({posixpath.relpath(f'assets/images/{link[1]}', here)})"

    for folder in edition.template_dirs:
        path = folder / "documents" / edition.language / f"{name}.md"
        if path.is_file():
            return _PICTURE.sub(show, _LINK.sub(lead, path.read_text(encoding="utf-8")))
    raise LookupError(f"no document {name!r} in the language {edition.language!r}; expected the file {path}")
