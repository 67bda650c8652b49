"""The other editions of a site: one `mkdocs.yml` for each language, built inside the first one's build."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from babel import Locale
from markupsafe import escape
from mkdocs.exceptions import Abort
from mkdocs.utils import get_relative_url, is_markdown_file

from regesto.pages.routes import Routes
from regesto.site.defaults import read_user_config
from regesto.site.filling import Alternate


@dataclass(frozen=True)
class EditionPlace:
    """Where an edition stands: its language, its folder under the site's root (`""` or `en/`), and where it is written.

    `documents` are the addresses of the hand-written pages; those that Regesto makes are the same in every edition.
    """

    language: str
    prefix: str
    config_file: str
    docs_dir: str
    documents: frozenset[str]

    @cached_property
    def name(self) -> str:
        """The language's own name for itself."""
        name = Locale.parse(self.language, sep="-").get_display_name(self.language.replace("-", "_"))
        return (name or self.language).capitalize()


def place_editions(config_file: str, others: Sequence[str], default_language: str) -> list[EditionPlace]:
    """Return where the editions of a site stand: that of `config_file`, which is its root, and the `others` after it.

    An edition that is asked for by itself is a site of its own. Raises MkDocs' `Abort` where a file is missing or two
    editions have one language.
    """
    files = [] if config_file in others else others
    for file in files:
        if not Path(file).is_file():
            raise Abort(
                f"The option `editions` of the plugin names {Path(file).name!r}, which is not beside mkdocs.yml."
            )
    places = [place_edition(config_file, root=True, default_language=default_language)]
    places += [place_edition(file, root=False, default_language=default_language) for file in files]
    languages = [place.language for place in places]
    if len(set(languages)) < len(languages):
        raise Abort(f"Two editions have the same `theme: language`: {', '.join(languages)}.")
    return places


def place_edition(config_file: str, *, root: bool, default_language: str) -> EditionPlace:
    """Read what is needed of an edition's settings, without the cost and the side effects of MkDocs' own loading.

    Material's search plugin is one object for the whole process: loading another edition's settings before this one
    is built would give it the other's language.
    """
    user = read_user_config(config_file)
    theme = user.get("theme")
    language = theme.get("language") if isinstance(theme, Mapping) else None
    language = str(language or default_language)
    docs_dir = Path(config_file).parent / str(user.get("docs_dir", "docs"))
    return EditionPlace(
        language=language,
        prefix="" if root else f"{language}/",
        config_file=config_file,
        docs_dir=str(docs_dir.resolve()),
        documents=frozenset(find_documents(docs_dir)),
    )


def find_documents(folder: Path) -> Iterable[str]:
    """Yield the addresses of the Markdown files under `folder`, in order."""
    for path in sorted(folder.rglob("*")):
        if is_markdown_file(path.name):
            yield address_of(path.relative_to(folder).as_posix())


def address_of(source: str) -> str:
    """Return the address of the page that MkDocs makes of a Markdown file, given its path under `docs_dir`."""
    folder, name = posixpath.split(posixpath.splitext(source)[0])
    return folder if name in ("index", "README") else posixpath.join(folder, name)


@dataclass(frozen=True)
class Switch:
    """Finds a page in every edition. `sections` are the addresses of the section pages, which all editions have."""

    editions: Sequence[EditionPlace]
    routes: Routes
    sections: frozenset[str]
    site_url: str | None = None

    def has(self, edition: EditionPlace, address: str) -> bool:
        """Tell whether an edition has a section page or a hand-written page at `address`."""
        return address in self.sections or address in edition.documents

    def url(self, edition: EditionPlace, address: str) -> str | None:
        """Return the absolute address of a page, if the site's own is known."""
        return self.site_url + quote(edition.prefix + self.routes.url(address)) if self.site_url else None

    def alternates(
        self, here: EditionPlace, address: str, *, everywhere: bool = False, instead: str | None = None
    ) -> tuple[Alternate, ...]:
        """Return the page at `address` in every edition, `here` included, or an edition's home page where it has none.

        Only a true counterpart gets an absolute `url`. With `everywhere` every edition is known to have the page;
        `instead` is the one that stands for it in the others.
        """
        if len(self.editions) < 2:
            return ()
        origin = here.prefix + self.routes.url(address)
        found = []
        for edition in self.editions:
            same = edition is here or (instead is None and (everywhere or self.has(edition, address)))
            target = address if same else instead or ""
            href = relative(quote(edition.prefix + self.routes.url(target)), quote(origin))
            url = self.url(edition, address) if same else None
            found.append(Alternate(edition.language, edition.name, escape(href), url and escape(url)))
        return tuple(found)

    def all_urls(self, made: Iterable[str]) -> Iterator[dict[str, str]]:
        """Yield, by language, the absolute addresses of every page: those that Regesto `made`, then the others."""
        made = set(made) | self.sections
        written = set().union(*(edition.documents for edition in self.editions)) - made
        for address in sorted(made) + sorted(written):
            urls = {
                edition.language: self.url(edition, address)
                for edition in self.editions
                if address in made or address in edition.documents
            }
            yield {language: url for language, url in urls.items() if url}


def relative(target: str, origin: str) -> str:
    """Return the link from one address to another, both from the site's root; never empty."""
    return get_relative_url(target or "./", origin or "./") or "./"
