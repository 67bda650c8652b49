"""A folder of MkDocs' own: it empties and fills one in every build, and the site's keeps what has not changed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig

from regesto.site.history import is_tracked
from regesto.site.tree import SiteTree, list_files

RECORDS = Path(".cache/regesto")
"""Where it is recorded which files a build wrote, beside mkdocs.yml."""


def may_keep(config: MkDocsConfig, warn: Callable[[str], None]) -> bool:
    """Tell whether what earlier builds kept may be used: not if it came with the repository.

    Whoever proposed it could have put any page there. `warn` hears what to do.
    """
    folder = Path(config.config_file_path).parent / RECORDS.parts[0]
    if is_tracked(folder):
        warn(f"{folder.name} is in the repository, so it is not used: git rm -r --cached {folder.name}")
        return False
    return True


def open_tree(config: MkDocsConfig, *, lasts: bool) -> SiteTree:
    """Return the folder that a site is written into. Its record `lasts`, or is kept in memory."""
    name = blake2b(str(Path(config.site_dir).resolve()).encode(), digest_size=8).hexdigest()
    record = Path(config.config_file_path).parent / RECORDS / f"site-{name}.json" if lasts else None
    return SiteTree(Path(config.site_dir), record)


class Stage:
    """The folder that MkDocs writes one edition into, instead of the site's."""

    def __init__(self) -> None:
        self._site_dir = ""
        self._folder: TemporaryDirectory | None = None

    def enter(self, config: MkDocsConfig) -> None:
        """Let MkDocs take another folder for the site's."""
        self._site_dir = config.site_dir
        self._folder = TemporaryDirectory(prefix="regesto-")
        config.site_dir = self._folder.name

    def settle(self, config: MkDocsConfig, tree: SiteTree, prefix: str) -> None:
        """Take over what MkDocs wrote, for the edition under `prefix`. From here on, its folder is the site's again."""
        for name in sorted(list_files(Path(config.site_dir))):
            tree.write(prefix + name, (Path(config.site_dir) / name).read_bytes())
        config.site_dir = self._site_dir
        self.leave()

    def leave(self) -> None:
        """Remove the folder, also where a build has failed."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
