"""From an edition to its pages: every kind of page is listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import Environment
from markupsafe import Markup

from regesto.pages.documents import read_documents
from regesto.pages.edition import Edition
from regesto.pages.environment import make_environment
from regesto.pages.explorer import write_explorer
from regesto.pages.kept import describe_edition, describe_template, open_kept
from regesto.pages.linked_data import describe_sheet, embed
from regesto.pages.page import BulkPage, Page
from regesto.pages.rendering import render_all
from regesto.pages.sheet import Plan, Sheet, SheetMaker
from regesto.pages.sheets.entry import make_entry_sheets
from regesto.pages.sheets.measure import make_measure_sheets
from regesto.pages.sheets.section import make_section_sheets, name_navigation
from regesto.pages.sheets.shelf import make_shelf_sheets
from regesto.pages.sheets.source import make_source_sheets
from regesto.pages.sheets.term import make_term_sheets
from regesto.pages.sheets.topic import make_topic_sheets
from regesto.pages.sheets.year import make_year_sheets
from regesto.pages.writer import Writer
from regesto.views.digests import digest

BULK: tuple[SheetMaker, ...] = (
    make_entry_sheets,
    make_topic_sheets,
    make_term_sheets,
    make_measure_sheets,
    make_source_sheets,
    make_year_sheets,
    make_shelf_sheets,
)
"""The kinds with one page per record, which go through the page shell."""


FileMaker = Callable[[Edition], Mapping[str, str]]
"""Makes texts of an edition by their addresses: files that pages load, or documents in Markdown."""


class Press:
    """Renders the sheets of one edition.

    `sections`, `files` and `documents` make further section pages, files and documents: those of the layers to the
    right of this one, such as the forms.
    """

    def __init__(
        self,
        edition: Edition,
        *,
        sections: tuple[SheetMaker, ...] = (),
        files: tuple[FileMaker, ...] = (),
        documents: tuple[FileMaker, ...] = (),
    ) -> None:
        self.edition = edition
        self._sections = (make_section_sheets, *sections)
        self._files = (write_explorer, *files)
        self._documents = (read_documents, *documents)
        self.environment: Environment = make_environment(edition)
        self._templates: dict[str, bytes] = {}

    def sections(self) -> Mapping[str, Sheet]:
        """Return the sheets of the section pages by address: the few that MkDocs itself builds."""
        return {sheet.address: sheet for make in self._sections for sheet in make(self.edition)}

    def navigation(self) -> Mapping[str, str]:
        """Return the titles of the pages in the navigation by address: ten at most, without kinds there are none of."""
        return {self.edition.routes.section(name): title for name, title in name_navigation(self.edition)}

    def documents(self) -> Mapping[str, str]:
        """Return the Markdown of the pages that every dossier has alike, by address."""
        return {name: text for make in self._documents for name, text in make(self.edition).items()}

    def files(self) -> Mapping[str, str]:
        """Return the generated files that pages load, by their addresses from the edition's root."""
        return {name: text for make in self._files for name, text in make(self.edition).items()}

    def bulk(self, holds: Callable[[str, bytes], bool] = lambda address, key: False) -> Iterator[BulkPage]:
        """Yield every other page, kind by kind and by id, those that have changed rendered.

        `holds` tells of an address and a key whether the page is where it belongs: it is then not even looked up.
        """
        with open_kept(self.edition.kept, f"{self.edition.language} {self.edition.directory_urls}") as kept:
            common = describe_edition(self.edition) if self.edition.kept else b""
            sheets = [sheet for make in (*BULK, *self.edition.sheets) for sheet in make(self.edition)]
            keys = [self._key(common, sheet) if isinstance(sheet, Plan) else b"" for sheet in sheets]
            known = [bool(key) and kept.has(sheet.address, key) for sheet, key in zip(sheets, keys, strict=True)]
            missing = [sheet for sheet, is_known in zip(sheets, known, strict=True) if not is_known]
            rendered = render_all(missing, self._make)
            for sheet, key, is_known in zip(sheets, keys, known, strict=True):
                if is_known and holds(sheet.address, key):
                    yield BulkPage(sheet.address, key, None)
                    continue
                page = kept.find(sheet.address, key) if is_known else next(rendered)
                if page is None or not is_known:
                    page = page or self._make(sheet)
                    kept.keep(key, page)
                yield BulkPage(sheet.address, key, page)

    def _key(self, common: bytes, plan: Plan) -> bytes:
        """Return what stands for all that the page of a plan is made of."""
        if plan.template not in self._templates:
            self._templates[plan.template] = describe_template(self.environment, _find_template(plan.template))
        return digest(common, self._templates[plan.template], plan.address, *plan.shows)

    def _make(self, sheet: Sheet | Plan) -> Page:
        return self.render(sheet.make() if isinstance(sheet, Plan) else sheet)

    def render(self, sheet: Sheet, intro: str = "") -> Page:
        """Render a sheet; `intro` is trusted HTML from a hand-written page at its address, to go under the title."""
        template = self.environment.get_template(_find_template(sheet.template))
        content = template.render(title=sheet.title, intro=Markup(intro), edit=sheet.edit, **sheet.context)
        things = describe_sheet(Writer(self.edition, sheet.address), sheet)
        content = Markup(content) + (embed(things) if things else "")
        return Page(
            address=sheet.address,
            section=self.edition.routes.section(sheet.section),
            title=sheet.title,
            description=sheet.description,
            content=content,
            is_section=bool(sheet.address == self.edition.routes.section(sheet.section)),
            edit=sheet.edit,
            aliases=sheet.aliases,
            boost=sheet.boost,
            counterpart=sheet.counterpart,
        )


def _find_template(name: str) -> str:
    return f"pages/{name}.html.jinja"
