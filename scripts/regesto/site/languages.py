"""Ends a build whose interface is not complete in the edition's language, with all that is missing."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.exceptions import Abort

from regesto.pages.completeness import find_gaps
from regesto.pages.edition import Edition

HELP = "See docs/languages.md on how to add a language."


def require_words(edition: Edition, templates: str | None, tell: Callable[[str], None]) -> None:
    """Raise `Abort` where the interface has no or too few words in the edition's language; `tell` hears each gap.

    `templates` is the dossier's own folder of templates, if it has one: where the words are to go.
    """
    try:
        gaps = find_gaps(edition.words, edition.template_dirs)
    except LookupError as error:
        raise Abort(f"{error.args[0]}. {HELP}") from error
    for gap in gaps:
        tell(f"The language {edition.language!r} lacks {gap}.")
    if gaps:
        folder = templates or "the folder that the plugin's option `templates` names"
        raise Abort(
            f"The interface is not complete in {edition.language!r}: {len(gaps)} gaps. Words go into i18n/"
            f"{edition.language}/*.yml in {folder}. {HELP}"
        )
