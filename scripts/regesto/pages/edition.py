"""An edition: one dossier in one language, as it is turned into pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from regesto.model.dossier import Dossier
from regesto.model.edtf import Edtf
from regesto.model.ids import Kind
from regesto.pages.downloads import Download
from regesto.pages.forge import Forge
from regesto.pages.histories import Histories
from regesto.pages.i18n import Words, load_words
from regesto.pages.listings import Listing, find_listings
from regesto.pages.routes import Routes
from regesto.resources import find_templates
from regesto.views.digests import Digests, digest
from regesto.views.index import Index, build_index
from regesto.views.network import Network, split, view_network
from regesto.views.origins import Origins, view_origins
from regesto.views.places import AROUND, Spot, view_spots
from regesto.views.tables.dossier import make_tables
from regesto.views.tables.table import Table


@dataclass(frozen=True)
class Edition:
    """What the pages need to know.

    `overrides` are folders of templates that win over Regesto's own; `edit_base` is the address under which a file
    of the seeds folder opens for editing (ending in a slash), if the project has one, else `forge` says where; `lines`
    are those at which the records of vocabularies begin, by kind and id; `site_url` is the site's public
    address, if known (for permanent links). `prefix` is the edition's folder under the site's root (`""` or `en/`), and
    `make_downloads` makes the files of its data, which the layer of the exports knows. `kept` is the file that keeps
    rendered pages from build to build, if any does. `sheets` make further pages, those of the dossier's extensions;
    `histories` tells what changed in entries, where that is known.
    """

    dossier: Dossier
    language: str
    site_name: str
    directory_urls: bool = True
    overrides: tuple[Path, ...] = ()
    edit_base: str | None = None
    forge: Forge | None = None
    lines: Mapping[tuple[Kind, str], int] = field(default_factory=dict, compare=False)
    site_url: str | None = None
    kept: Path | None = None
    prefix: str = ""
    sheets: tuple[Callable, ...] = field(default=(), compare=False)
    histories: Histories | None = field(default=None, compare=False)
    make_downloads: Callable[[Edition], tuple[Download, ...]] = field(default=lambda edition: (), compare=False)

    def edit_address(self, file: str, line: int | None = None) -> str | None:
        """Return the address that opens a file of the seeds folder for editing; `None` where the project has none."""
        if self.edit_base:
            return self.edit_base + quote(file)
        return self.forge.edit(file, line) if self.forge else None

    @cached_property
    def template_dirs(self) -> tuple[Path, ...]:
        """Every folder of templates, the one that wins first."""
        return (*self.overrides, find_templates())

    @cached_property
    def words(self) -> Words:
        """The words of the edition's language."""
        return load_words(self.language, self.template_dirs)

    @cached_property
    def routes(self) -> Routes:
        """The addresses, in the words of the dossier's default language whatever the edition's."""
        default = self.dossier.default_language
        words = self.words if self.language == default else load_words(default, self.template_dirs)
        return Routes(words.find("paths"), self.directory_urls)

    @cached_property
    def index(self) -> Index:
        """The look-ups over the dossier."""
        return build_index(self.dossier)

    @cached_property
    def listings(self) -> dict[str, Listing]:
        """The lists that have pages of their own, by the address of the page that they belong to."""
        return find_listings(self)

    @cached_property
    def rows(self) -> dict[tuple[str, str], Any]:
        """The rows of entries made so far, by the link to the entry and its id: most stand in a dozen lists."""
        return {}

    @cached_property
    def entry_maps(self) -> dict[tuple[str, ...], Any]:
        """The small maps drawn so far, by their places."""
        return {}

    @cached_property
    def digests(self) -> Digests:
        """What the records are now, to tell which pages still hold."""
        return Digests(self.dossier)

    @cached_property
    def dates(self) -> dict[Edtf, str]:
        """The dates written so far, in words: the same ones stand on page after page."""
        return {}

    @cached_property
    def map_digest(self) -> bytes:
        """What every map shows of all places, whichever it is about: where they are, their names and their entries."""
        counts = {id: len(self.index.of(Kind.PLACE, id)) for id in self.dossier.places}
        return digest(repr(counts), self.digests.of_all(Kind.PLACE, counts))

    @cached_property
    def around_digest(self) -> bytes:
        """What the small maps of entries show beside the entry's own places: those that are around on every map."""
        around = sorted(spot.place for spot in self.spots[:AROUND])
        return digest(*around, self.digests.of_all(Kind.PLACE, around))

    @cached_property
    def downloads(self) -> tuple[Download, ...]:
        """The files of the dossier's data."""
        return self.make_downloads(self)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The dossier as tables, for data files and their reference."""
        return make_tables(self.dossier)

    @cached_property
    def origins(self) -> Origins:
        """Who says what in the end."""
        return view_origins(self.dossier)

    @cached_property
    def network(self) -> Network | None:
        """Who has to do with whom."""
        return view_network(self.dossier)

    @cached_property
    def networks(self) -> dict[str, Network]:
        """The network of each actor that has ties."""
        return split(self.network) if self.network else {}

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The places for maps, those with most entries first."""
        return view_spots(self.dossier, self.index)
