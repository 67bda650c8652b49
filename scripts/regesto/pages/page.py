"""A page as the pages layer hands it to the frame around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents: the `id` of the element it leads to, its plain text, what is below it."""

    id: str
    title: str
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one edition of the site.

    `address` is the path under the edition's root, without slashes at either end (`""` is the home page,
    `schede/deposito-toropets` an entry); it is the same in every language. `section` is the address of the section
    page whose tab is lit. `title` and `description` are plain text, `content` is safe HTML (the inside of the
    article element). `is_section` tells the few pages that MkDocs itself builds from the many that go through the
    shell. `edit` is a path under the seeds folder. `aliases` are addresses that redirect here. `boost` weighs the page
    in search; 0 leaves it out. `counterpart` is the page that stands for it
    in other languages, where they need not have one at its address.
    """

    address: str
    section: str
    title: str
    description: str
    content: str
    toc: tuple[Heading, ...] = ()
    is_section: bool = False
    edit: str | None = None
    aliases: tuple[str, ...] = ()
    boost: float = 1.0
    counterpart: str | None = None


@dataclass(frozen=True, slots=True)
class BulkPage:
    """One of the many pages as it is handed on: `key` stands for all that it was made of (empty if that is not known),
    `page` is `None` where whoever asked has it as it is."""

    address: str
    key: bytes
    page: Page | None
