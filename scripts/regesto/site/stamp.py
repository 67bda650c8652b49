"""A stamp of all that a site is made of: as long as it is the same, there is nothing to build.

Contents are read, and nobody's word is taken for a change: not a file's time, not a version. Where something might go
into a site that is not known here (other plugins, hooks, extensions that read files), there is no stamp.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click
import mkdocs
from mkdocs.config.defaults import MkDocsConfig

from regesto.resources import find_templates
from regesto.site.defaults import read_user_config
from regesto.site.history import find_state
from regesto.site.tree import list_files

PLUGINS = frozenset({"regesto", "search", "material/search"})
"""The plugins that a site with a stamp may have."""

EXTENSIONS = frozenset(
    f"{prefix}{name}"
    for prefix in ("", "markdown.extensions.")
    for name in (
        "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "meta", "smarty",
        "tables", "toc",
    )
)  # fmt: skip
"""The extensions of Markdown that read no files."""

LIBRARIES = ("mkdocs", "mkdocs-material", "Jinja2", "Markdown", "MarkupSafe", "babel", "pydantic", "PyYAML", "Pygments",
             "snowballstemmer", "PyStemmer", "pymdown-extensions")  # fmt: skip
"""What, beside Regesto and Python, has a say in how a site comes out."""

_INHERIT = re.compile(r"^INHERIT:\s*['\"]?([^\s'\"]+)", re.MULTILINE)


def is_build_command() -> bool:
    """Tell whether this is `mkdocs build`, which may end early; whoever else builds wants to go on after it."""
    context = click.get_current_context(silent=True)
    if context is None or context.command.name != "build" or not context.params.get("clean"):
        return False
    # Run as `python -m mkdocs`, the module has another name: its file tells it from other commands called `build`.
    code = getattr(context.command.callback, "__code__", None)
    return code is not None and Path(code.co_filename) == Path(mkdocs.__file__).with_name("__main__.py")


def list_edition_files(config: MkDocsConfig, editions: Iterable[str]) -> list[str]:
    """Return the settings of the further editions, which are named from beside those of the first."""
    return [str((Path(config.config_file_path).parent / name).resolve()) for name in editions]


def stamp_site(config: MkDocsConfig, editions: Iterable[str], seeds: Path, templates: str | None) -> str | None:
    """Return the stamp of a site with all its `editions`; `templates` are the dossier's own, if it has some."""
    files = [config.config_file_path, *list_edition_files(config, editions)]
    if not seeds.is_dir() or not all(Path(file).is_file() for file in files):
        return None
    docs = [Path(file).parent / str(read_user_config(file).get("docs_dir", "docs")) for file in files]
    own = [Path(folder) for folder in (templates, config.theme.custom_dir) if folder]
    return make_stamp(config, files, [seeds, *docs, *own, find_templates()], find_state(seeds))


def make_stamp(
    config: MkDocsConfig, config_files: Iterable[str], folders: Iterable[Path], state: str = ""
) -> str | None:
    """Return the stamp of a site, or `None` where there can be none.

    `config` is as MkDocs loaded it; `config_files` are those of all editions; `folders` hold all that goes into the
    site beside the code: documents, seeds, templates; `state` is that of their repository, whose history is shown.
    """
    if not _is_known(config):
        return None
    made = blake2b(digest_size=16)
    how = (config.site_dir, config.site_url, config.site_name, config.strict, config.use_directory_urls, state)
    for part in (sys.version, repr(how), os.environ.get("SOURCE_DATE_EPOCH", ""), *_list_versions()):
        made.update(part.encode() + b"\0")
    texts = dict(_read_settings(config_files))
    if any("!ENV" in text or "!relative" in text for text in texts.values()):
        return None
    for name, text in sorted(texts.items()):
        made.update(f"{name}\0{len(text)}\0{text}".encode())
    for folder in (Path(__file__).resolve().parents[1], *folders):
        _add_folder(made, folder)
    return made.hexdigest()


def _is_known(config: MkDocsConfig) -> bool:
    return set(config.plugins) <= PLUGINS and not config.hooks and set(config.markdown_extensions) <= EXTENSIONS


def _list_versions() -> Iterator[str]:
    for name in LIBRARIES:
        try:
            yield version(name)
        except PackageNotFoundError:
            yield ""


def _read_settings(files: Iterable[str]) -> Iterator[tuple[str, str]]:
    for file in files:
        text = Path(file).read_text(encoding="utf-8")
        yield file, text
        yield from _read_settings(str(Path(file).parent / name) for name in _INHERIT.findall(text))


def _add_folder(made: blake2b, folder: Path) -> None:
    made.update(f"\0{folder}\0".encode())
    for name in sorted(list_files(folder)):
        if not name.endswith(".pyc"):
            data = (folder / name).read_bytes()
            made.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
