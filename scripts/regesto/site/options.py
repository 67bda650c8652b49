"""The options of the plugin in `mkdocs.yml`."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config

from regesto.pages.forge import ForgeKind


class RegestoConfig(Config):
    """The plugin's options in `mkdocs.yml`."""

    seeds = c.Dir(default="seeds", exists=False)
    """The folder of the dossier's data."""

    templates = c.Optional(c.Dir(exists=True))
    """A folder of templates that win over Regesto's own."""

    editions = c.ListOfItems(c.Type(str), default=[])
    """The `mkdocs.yml` of each further language; each is built into a folder named after its language."""

    shell = c.Type(bool, default=True)
    """Off, every page is rendered by the whole theme: the same pages, slowly."""

    extensions = c.ListOfItems(c.File(exists=True), default=[])
    """Python files with checks, pages and exports of the dossier's own; see docs/extending.md."""

    edit_base = c.Optional(c.URL(is_dir=True))
    """The address under which a file of the seeds folder opens for editing."""

    forge = c.Optional(c.Choice([kind.value for kind in ForgeKind]))
    """What the host of `repo_url` runs, where its name does not tell: github, gitlab or forgejo (gitea, too)."""

    keep = c.Type(bool, default=True)
    """On, rendered pages are kept in `.cache/regesto` beside mkdocs.yml, and rendered anew only if what they show has
    changed. The site is the same, to the byte."""

    strict = c.Type(bool, default=False)
    """On, the warnings of the checks count as warnings of the build, which `--strict` turns into errors."""
