"""The many pages of an edition on their way into the site: poured into frames and written, unless they are there."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import quote

from regesto.pages.page import BulkPage, Page
from regesto.site.redirects import make_redirect
from regesto.site.shell import Render, Shells
from regesto.site.tree import SiteTree
from regesto.stores import describe_code

if TYPE_CHECKING:
    from regesto.site.build import SiteBuild


class BulkWriting:
    """Writes the pages of `site` into `tree`.

    A page's record notes the shape of its frame, its redirects, and whether it is only found in its own language:
    enough to tell, without the page, that its file still holds.
    """

    def __init__(self, site: SiteBuild, render: Render, tree: SiteTree) -> None:
        self._site, self._render, self._tree = site, render, tree
        self._shells = render if isinstance(render, Shells) else None
        around = [(one.language, one.prefix) for one in site.switch.editions]
        self._around = repr((around, site.switch.site_url, site.setting.value, describe_code("site")))

    def _file(self, address: str) -> str:
        return self._site.here.prefix + self._site.switch.routes.file(address)

    def _stamp(self, key: bytes, frame: str) -> str:
        return blake2b(f"{key.hex()} {frame} {self._around}".encode(), digest_size=16).hexdigest()

    def holds(self, address: str, key: bytes) -> bool:
        """Tell whether the file of a page is what it would be if it were written now, and its redirects are there."""
        made = self._tree.find(self._file(address))
        if made is None or made.note is None or self._shells is None:
            return False
        shape, files, _, is_searched = made.note
        frame = self._shells.known(shape)
        if frame is None or made.key != self._stamp(key, frame):
            return False
        # What the search reads of a page, and does not know from the dossier, is in the page alone.
        is_needed = is_searched and not self._site.search.knows(address)
        return not is_needed and all(self._tree.find(file) is not None for file in files)

    def keep(self, one: BulkPage) -> None:
        """Take over a page that holds."""
        file = self._file(one.address)
        _, files, is_everywhere, _ = self._tree.find(file).note
        for name in (file, *files):
            self._tree.keep(name)
        if is_everywhere:
            self._site.made.append(one.address)

    def write(self, key: bytes, page: Page) -> None:
        """Write a page and its redirects, and let it be found."""
        filling = self._site.fill(page)
        aliases = {self._file(alias): alias for alias in page.aliases}
        stamp = note = None
        if self._shells is not None and key:
            stamp = self._stamp(key, self._shells.digest(filling))
            note = [repr(filling.shape), list(aliases), page.counterpart is None, bool(page.boost)]
        self._tree.write(self._file(page.address), lambda: encode(self._render(filling)), stamp, note)
        for file, alias in aliases.items():
            self._tree.write(file, encode(self._redirect(alias, page)))
        if page.boost:  # without weight it only lists what has pages of its own
            self._site.search.add_page(page.address, filling.url, page.title, page.content)
        if page.counterpart is None:
            self._site.made.append(page.address)

    def _redirect(self, alias: str, page: Page) -> str:
        href = quote(self._site.switch.routes.href(alias, page.address))
        canonical = self._site.switch.url(self._site.here, page.address)
        return make_redirect(page.title, href, self._site.edition.language, canonical)


def encode(text: str) -> bytes:
    """Return a page as MkDocs writes it: UTF-8, line ends as they are."""
    return text.encode("utf-8", errors="xmlcharrefreplace")
