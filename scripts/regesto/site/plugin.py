"""The MkDocs plugin: turns MkDocs' events into calls. What the pages are is decided in `regesto.pages`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from regesto.model.dossier import Dossier
from regesto.model.ids import Kind
from regesto.pages.compiled import keep_compiled
from regesto.pages.downloads import Download
from regesto.pages.edition import Edition
from regesto.pages.forge import Forge, find_forge
from regesto.pages.routes import Routes
from regesto.seeds.dossier import read_dossier
from regesto.site import defaults
from regesto.site.build import PressLike, SiteBuild, flatten, guess_locale
from regesto.site.data import DataFiles, write_downloads
from regesto.site.editions import EditionPlace, Switch, place_editions
from regesto.site.extensions import Extension, load_extensions
from regesto.site.frame import Masthead
from regesto.site.history import GitHistories, read_histories
from regesto.site.languages import require_words
from regesto.site.memory import leave_memory, spare_collector
from regesto.site.options import RegestoConfig
from regesto.site.policy import Setting, insert_policy
from regesto.site.reading import Reader, ReadingLike, find_lines, read_or_abort
from regesto.site.search import SiteSearch, drop_unneeded, silence_material
from regesto.site.sitemap import make_sitemap, write_sitemap
from regesto.site.staging import RECORDS, Stage, may_keep, open_tree
from regesto.site.stamp import is_build_command, list_edition_files, stamp_site
from regesto.site.tree import SiteTree
from regesto.site.watching import hear_at_once

log = get_plugin_logger("regesto")

PLACES = ("names", "explore")
"""The sections that the search box links to, where a site has them."""

KEPT = RECORDS / "pages.sqlite"
"""Where rendered pages are kept, beside mkdocs.yml."""


def make_press(edition: Edition) -> PressLike:
    """Return the real press, which is loaded only when a dossier is built."""
    from regesto.forms.data import write_form_data
    from regesto.forms.guides import make_guides
    from regesto.forms.sheets import make_form_sheets
    from regesto.pages.build import Press

    return Press(edition, sections=(make_form_sheets,), files=(write_form_data,), documents=(make_guides,))


class RegestoPlugin(BasePlugin[RegestoConfig]):
    """Hangs a dossier's pages into MkDocs' frame.

    `read` and `press` are what the layers to the left offer; `tell` hears, while an edition is written, its language
    and the number of pages so far; `leader` is the plugin of the first edition, where this one builds another.
    """

    read: Reader = staticmethod(read_dossier)
    press: Callable[[Edition], PressLike] = staticmethod(make_press)

    def __init__(self) -> None:
        self.offline = False
        self.leader: RegestoPlugin | None = None
        self.tell: Callable[[str, int], None] = lambda language, pages: None
        self.dossier: Dossier | None = None
        self.extension = Extension()
        self.lines: Mapping[tuple[Kind, str], int] = {}
        self.forge: Forge | None = None
        self.histories: GitHistories | None = None
        self.places: list[EditionPlace] = []
        self.site: SiteBuild
        self.tree: SiteTree
        self._preview_key: str | None = None
        self._stage = Stage()
        self.data = DataFiles()
        self.stamp: str | None = None

    @event_priority(50)  # before Material's search, which is switched off here
    def on_config(self, config: MkDocsConfig) -> None:
        """Read the seeds and set what is the same in every dossier."""
        self.config.keep = self.config.keep and may_keep(config, log.warning)
        self._stop_if_built(config)
        spare_collector()
        user = defaults.read_user_config(config.config_file_path)
        self.extension = self.leader.extension if self.leader else load_extensions(self.config.extensions)
        self.dossier = self.leader.dossier if self.leader else self._read_seeds()
        self.lines = self.leader.lines if self.leader else self.lines
        self.forge = self.leader.forge if self.leader else self._find_forge(config, user)
        self.histories = self.leader.histories if self.leader else read_histories(Path(self.config.seeds))
        self.places = self.leader.places if self.leader else self._place_editions(config)
        self.data = self.leader.data if self.leader else self.data
        here = next(place for place in self.places if place.config_file == config.config_file_path)
        overrides = (Path(self.config.templates),) if self.config.templates else ()
        edition = Edition(
            dossier=self.dossier,
            language=here.language,
            site_name=config.site_name,
            directory_urls=config.use_directory_urls,
            overrides=overrides,
            edit_base=self.config.edit_base,
            forge=self.forge,
            lines=self.lines,
            site_url=config.site_url or None,
            kept=Path(config.config_file_path).parent / KEPT if self.config.keep else None,
            prefix=here.prefix,
            sheets=self.extension.sheets,
            histories=self.histories,
            make_downloads=self._make_downloads,
        )
        require_words(edition, self.config.templates, log.error)
        words = flatten(edition.words.tree)
        defaults.complete_theme(config, user, here.language, words)
        defaults.push_theme_dirs(config, [folder / "theme" for folder in edition.template_dirs])
        defaults.list_once(config.theme)
        defaults.complete_config(config)
        silence_material(config)
        config.theme.static_templates.discard("sitemap.xml")  # Regesto writes it, with every page
        if self.offline or self.leader:
            config.theme.static_templates.discard("404.html")  # servers look for it at the root only
        self._start(config, edition, here, words)
        self.tree = self.leader.tree if self.leader else open_tree(config, lasts=self.config.keep and self._lasts)
        if self.leader is None:
            self.tree.begin()
        self._stage.enter(config)

    def _stop_if_built(self, config: MkDocsConfig) -> None:
        """End MkDocs' own command, where it would make a site that is there already."""
        if self.leader is None and self.config.keep and not self.offline and not self.config.extensions:
            options = self.config
            self.stamp = stamp_site(config, options.editions, Path(options.seeds), options.templates)
            if is_build_command() and self.stamp and open_tree(config, lasts=True).is_whole(self.stamp):
                log.info("Nothing has changed since the last build.")
                raise SystemExit(0)

    @property
    def _lasts(self) -> bool:
        """Whether the site stays where it is written: not a preview's, nor an offline copy before it is packed."""
        return not self.offline and self._preview_key is None

    def _make_downloads(self, edition: Edition) -> tuple[Download, ...]:
        first = self.leader.site.edition if self.leader else None
        return self.data.make(edition, first, self.extension.exports, self._preview_key)

    def _read_seeds(self) -> Dossier:
        warn = log.warning if self.config.strict else log.info

        more: dict[str, Any] = {"checks": self.extension.checks} if self.extension.checks else {}
        if self.read is read_dossier and self.config.keep:
            more["kept"] = Path(self.config.config_file_path).parent / RECORDS / "seeds.sqlite"

        def read(folder: Path) -> ReadingLike:
            reading = self.read(folder, **more)
            self.lines = find_lines(reading)
            return reading

        return read_or_abort(read, Path(self.config.seeds), log.error, warn)

    def _find_forge(self, config: MkDocsConfig, user: Mapping[str, Any]) -> Forge | None:
        folder = Path(config.config_file_path).parent
        docs, seeds = (
            os.path.relpath(path, folder).replace(os.sep, "/") for path in (config.docs_dir, self.config.seeds)
        )
        return find_forge(config.repo_url, user.get("edit_uri"), docs, seeds, self.config.forge)

    def _place_editions(self, config: MkDocsConfig) -> list[EditionPlace]:
        files = list_edition_files(config, self.config.editions)
        return place_editions(config.config_file_path, files, self.dossier.default_language)

    def _start(self, config: MkDocsConfig, edition: Edition, here: EditionPlace, words: dict[str, str]) -> None:
        setting = self._setting(config)
        self._preview_key = config.config_file_path if setting is Setting.PREVIEW else None
        press = self.press(edition)
        sheets = press.sections()
        root_url = self.leader.site.switch.site_url if self.leader else config.site_url or None
        addresses = frozenset(sheets) | press.documents().keys()
        switch = Switch(self.places, Routes({}, config.use_directory_urls), addresses, root_url)
        folder = edition.routes.section("data")
        paths = edition.routes.paths
        masthead = Masthead(
            here.language,
            words,
            self.dossier.settings.version,
            guess_locale(here.language),
            data=edition.routes.url(folder) if folder in sheets else None,
            feed=f"{folder}/feed.xml",
            contribute=edition.routes.url(paths["contribute"]) if paths.get("contribute") in addresses else None,
            places={name: switch.routes.url(paths[name]) for name in PLACES if paths.get(name) in sheets},
        )
        search = SiteSearch(edition)
        self.site = SiteBuild(config, edition, press, here, switch, masthead, setting, sheets, search)

    def _setting(self, config: MkDocsConfig) -> Setting:
        if self.offline:
            return Setting.OFFLINE
        # `mkdocs serve` puts its own address in the place of the site's.
        served = urlsplit(config.site_url or "").netloc == str(config.dev_addr)
        return Setting.PREVIEW if served else Setting.ONLINE

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        """Add the section pages that nobody wrote; drop what no page loads."""
        self.site.complete_files(files)
        drop_unneeded(files)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation for the pages that MkDocs does not know."""
        self.site.nav, self.site.files = nav, files

    @event_priority(-100)  # whatever other plugins make of the text
    def on_page_content(self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Keep a hand-written page as the introduction of the section at its address."""
        self.site.keep_intro(page, html)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Render the sections: now every introduction is there, and no page has been written."""
        keep_compiled(env)
        self.site.env = env
        self.site.dress_sections()

    @event_priority(50)
    def on_page_context(self, context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> None:
        """Give MkDocs' own pages what the theme needs."""
        context["regesto"] = self.site.context_of(page, context["base_url"])

    def on_template_context(self, context: dict[str, Any], template_name: str, config: MkDocsConfig) -> None:
        """Give the 404 page what the theme needs."""
        context["regesto"] = self.site.context_of(None, context["base_url"])

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Put the policy into the 404 page."""
        return insert_policy(output, "", self.site.setting)

    def on_post_page(self, output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Put the policy into one of MkDocs' own pages."""
        return insert_policy(output, page.content or "", self.site.setting)

    def _write_pages(self, config: MkDocsConfig) -> None:
        self._stage.settle(config, self.tree, self.site.here.prefix)
        self.site.write_bulk(self.site.renderer(shell=self.config.shell), self.tree, self.tell)
        self.site.search.write(self.tree, self.site.here.prefix)
        write_downloads(self.site.edition, self.tree)
        if not self.leader and config.site_url and not self.offline:
            write_sitemap(self.tree, make_sitemap(self.site.switch.all_urls(self.site.made)))

    @event_priority(-100)  # when this edition is whole
    def _build_editions(self, config: MkDocsConfig) -> None:
        if self.leader is None:
            for place in self.places[1:]:
                self._build_edition(place, config)
            if self.histories is not None:
                self.histories.close()
            self.tree.finish(self.stamp)
            self.data.close()
            leave_memory()

    on_post_build = CombinedEvent(_write_pages, _build_editions)

    def _build_edition(self, place: EditionPlace, config: MkDocsConfig) -> None:
        other = load_config(
            config_file=place.config_file,
            site_dir=str(Path(config.site_dir) / place.prefix),
            use_directory_urls=config.use_directory_urls,
            strict=config.strict,
        )
        other.site_url = config.site_url + place.prefix if config.site_url else ""
        other.dev_addr = config.dev_addr
        plugin = other.plugins["regesto"]
        plugin.leader, plugin.offline, plugin.tell = self, self.offline, self.tell
        build(other, serve_url=other.site_url if self.site.setting is Setting.PREVIEW else None)

    def on_build_error(self, error: Exception) -> None:
        """Remove what MkDocs wrote so far."""
        self._stage.leave()
        self.data.close()

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable) -> LiveReloadServer:
        """Watch whatever goes into a page beside the documents of the first edition."""
        watched = [Path(self.config.seeds), *self.extension.files, *self.site.edition.template_dirs]
        for place in self.places[1:]:
            watched += [Path(place.docs_dir), Path(place.config_file)]
        hear_at_once(server, [config.docs_dir, config.config_file_path, *config.theme.dirs])
        for path in watched:
            if path.exists() and "site-packages" not in path.parts:
                server.watch(str(path))
        return server
