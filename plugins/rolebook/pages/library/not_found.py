"""The library in; what the host's page for an address that is none says besides out."""

from __future__ import annotations

from typing import Final

from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.library.home import domain_cards

MOST_DOMAINS: Final = 30
"""Links to domains; the page of all roles has every one."""

_HEADING_ENDS: Final = "</h1>"


def not_found(edition: Edition) -> str:
    """HTML with placeholder links, for any address: the look-up, the domains, and the ways in."""
    page = compose(
        edition.language,
        "not_found.html",
        "",
        title="404",
        domains=[one.name for one in domain_cards(edition)[:MOST_DOMAINS]],
        agents_alone=edition.agents_alone,
    )
    return page.html


def below_heading(page: str, html: str) -> str:
    """The host's page with this below its heading; as it was where it has none."""
    before, heading, after = page.partition(_HEADING_ENDS)
    return f"{before}{heading}{html}{after}" if heading else page
