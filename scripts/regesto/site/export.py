"""The offline copy: the same site for `file://`, in a zip that unpacks to a folder with one obvious file to open."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.commands.build import build
from mkdocs.config import load_config

from regesto.pages.edition import Edition
from regesto.site.archive import find_moment, write_archive
from regesto.site.bulk import encode

FALLBACK = "en"
"""The language of the folder's covering files where nobody has written them in the dossier's own."""


@dataclass(frozen=True)
class Copy:
    """An offline copy: the folder as it unpacks, the zip, and the file to open, from the folder."""

    folder: Path
    archive: Path
    start: str


def export_site(
    config_file: Path, target: Path, *, strict: bool = True, tell: Callable[[str, int], None] | None = None
) -> Copy:
    """Build every edition for reading from a disk into `target`, and zip it.

    Raises MkDocs' `Abort` where the build does. `tell` hears the edition's language and the number of its pages so far.
    """
    staging = target / "offline"
    shutil.rmtree(staging, ignore_errors=True)
    config = load_config(str(config_file), site_dir=str(staging / "site"), use_directory_urls=False, strict=strict)
    plugin = config.plugins["regesto"]
    plugin.offline = True
    plugin.tell = tell or plugin.tell
    build(config)
    edition = plugin.site.edition
    start = write_cover(staging, edition)
    name = f"regesto-{edition.dossier.settings.id}-{edition.dossier.settings.version}"
    archive = target / f"{name}.zip"
    archive.unlink(missing_ok=True)
    write_archive(archive, name, staging, find_moment(config_file.resolve().parent))
    folder = target / name
    shutil.rmtree(folder, ignore_errors=True)
    staging.rename(folder)
    return Copy(folder, archive, start)


def write_cover(folder: Path, edition: Edition) -> str:
    """Write the file to open and the short text beside it, in the edition's language; return the former's name.

    They are the templates in `offline/<language>/`, whose names are the files' own: the first `.html` is what to open.
    """
    covers = find_covers(edition)
    environment = Environment(
        loader=FileSystemLoader([str(path.parent) for path in covers.values()]),
        autoescape=lambda name: name is not None and name.endswith(".html.jinja"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    settings = edition.dossier.settings
    start = next(name for name in covers if name.endswith(".html"))
    for name in covers:
        text = environment.get_template(f"{name}.jinja").render(
            title=edition.site_name, language=edition.language, version=settings.version, start=start
        )
        # Notepad of old shows a text without carriage returns as one line.
        (folder / name).write_bytes(encode(text.replace("\n", "\r\n") if name.endswith(".txt") else text))
    return start


def find_covers(edition: Edition) -> Mapping[str, Path]:
    """Return the covering files' templates by the files' names, sorted."""
    for language in (edition.language, FALLBACK):
        for folder in edition.template_dirs:
            found = sorted((folder / "offline" / language).glob("*.jinja"))
            if found:
                return {path.name.removesuffix(".jinja"): path for path in found}
    raise LookupError(f"no covering files in offline/{FALLBACK} of any template folder")
