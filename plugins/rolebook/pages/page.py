"""What every page of the site is made of, whoever hosts it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    title: str
    """Plain text, not escaped."""

    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page, independent of any host.

    Links in `html` are placeholders that a host turns into its own (`rolebook.pages.links.place`):
    `rb:/roles/sales/#roster` for a generated page or file, by its address on the site;
    `rb-doc:/doctrine/index.md#why` for a hand-written page, by its path within the docs folder.
    """

    address: str
    """`roles/sales/account-executive/`; empty for the home page. Always a folder (design.md §4)."""

    title: str
    """Plain text, not escaped: a host must escape it."""

    html: str
    """The whole content, its first heading (`<h1>`) included; safe to publish as it is."""

    headings: tuple[Heading, ...] = ()
    """The second-level headings and what is below them."""

    description: str = ""
    """Plain text, not escaped."""

    source: str | None = None
    """The file that the page's edit button leads to, relative to the project."""

    is_wide: bool = False
    """Whether its content takes the place of the table of contents beside it."""

    in_navigation: bool = False
    """Domains and atlases stand in the global navigation, roles do not (design.md §5)."""

    navigation_title: str = ""
    """What the navigation calls it, as plain text; empty where its title serves."""

    search_weight: float = 1
    """How much it is before other pages that a search finds as well."""

    searchable: bool = True
    """Not so where all that the page says is said on other pages: results would be doubled."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """What a host has to know of a page to give it a place, and how the page itself is made.

    A build makes all of them; a preview those that somebody looks at. Each field says what the page
    will say.
    """

    address: str
    make: Callable[[], Page]
    title: str
    source: str | None = None
    in_navigation: bool = False
    navigation_title: str = ""


def as_planned(page: Page) -> PlannedPage:
    """A page that is made already, as one that is planned."""
    return PlannedPage(
        page.address,
        lambda: page,
        page.title,
        page.source,
        page.in_navigation,
        page.navigation_title,
    )


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site that is no page: an image of a source, a stylesheet, `library.json`."""

    address: str
    """`roles/sales/funnel.png`, never starting with `/`, never leaving the site."""

    content: bytes
