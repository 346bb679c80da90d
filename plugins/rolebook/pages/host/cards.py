"""The pages of a library in; what a reader is shown of a role before following a link, out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rolebook.graph.addresses import cards_address, role_address
from rolebook.graph.library_graph import LibraryGraph
from rolebook.languages import ENGLISH, Language
from rolebook.pages.page import Page, SiteFile


def card_files(
    graph: LibraryGraph, pages: Iterable[Page], language: Language = ENGLISH
) -> Iterator[SiteFile]:
    """One file for each domain, so that a page loads no more than it links to.

    It says what the role's own page says: title and description, by the role's id.
    """
    known = {page.address: page for page in pages}
    for id in sorted(graph.domains):
        found = {one.name: known[role_address(one.name)] for one in graph.members(id)}
        yield SiteFile(cards_address(id), cards(graph, id, found, language))


def cards(graph: LibraryGraph, domain: str, pages: Mapping[str, Page], language: Language) -> bytes:
    """What links to the roles of a domain show; `pages` are those of its roles, by their names."""
    members = [(one, pages[one.name]) for one in graph.members(domain)]
    card: dict[str, Any] = {
        "version": 1,
        "domain": graph.domains[domain].title,
        "lang": language.sources,
        "roles": {
            # the language last, where it is not that of all sources
            one.id: [page.title, page.description, *([one.lang] if one.lang else [])]
            for one, page in members
        },
    }
    return (json.dumps(card, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
