"""A page of the library in, what the host's templates need to know of it out."""

from __future__ import annotations

import html
import re
from typing import Any, Final

from markupsafe import escape
from mkdocs.structure.toc import AnchorLink, TableOfContents

from rolebook.pages import Heading, Page
from rolebook.pages.page import PlannedPage

_ID: Final = re.compile(r'\sid="([^"]*)"')


def meta_of(page: Page) -> dict[str, Any]:
    """Title and description, escaped: Material's templates do not. Markup is not escaped twice."""
    # a home page without a title is named after the site
    texts = {"title": page.title if page.address else "", "description": page.description}
    meta: dict[str, Any] = {name: escape(text) for name, text in texts.items() if text}
    if page.is_wide:
        meta["hide"] = ["toc"]
    if not page.searchable:
        return meta | {"search": {"exclude": True}}
    return meta if page.search_weight == 1 else meta | {"search": {"boost": page.search_weight}}


def title_meta(page: PlannedPage) -> dict[str, Any]:
    """The title alone, of a page that is not made yet."""
    return {"title": escape(page.title)} if page.address and page.title else {}


def contents_of(page: Page) -> TableOfContents:
    """The table of contents; the page's own heading is not in it."""
    return TableOfContents([_link(one, 2) for one in page.headings])


def _link(heading: Heading, level: int) -> AnchorLink:
    link = AnchorLink(str(escape(heading.title)), heading.id, level)
    link.children = [_link(one, level + 1) for one in heading.children]
    return link


def anchor_ids(markup: str) -> set[str]:
    """What can be linked to within a page."""
    return {html.unescape(match[1]) for match in _ID.finditer(markup)}


def with_early_script(output: str, src: str) -> str:
    """The whole page with a script that runs before those of the theme."""
    return output.replace("</head>", f'<script src="{escape(src)}"></script></head>', 1)
