"""A linked library and what was found in it in, every generated page of its site out."""

from __future__ import annotations

from collections.abc import Sequence

from rolebook.diagnostics import Diagnostic
from rolebook.graph import LibraryGraph
from rolebook.languages import ENGLISH, Language
from rolebook.pages.atlas import atlas_page
from rolebook.pages.atlases import atlases_page
from rolebook.pages.domain import domain_page
from rolebook.pages.edition import Edition
from rolebook.pages.evidence import evidence_page
from rolebook.pages.explorer import explorer_page
from rolebook.pages.glossary import glossary_page
from rolebook.pages.health import health_page
from rolebook.pages.home import home_page, library_page
from rolebook.pages.markup import Markup
from rolebook.pages.ownership import ownership_page
from rolebook.pages.page import Page
from rolebook.pages.role import role_page
from rolebook.pages.roles import roles_page
from rolebook.pages.seams import seams_page


def build_pages(
    graph: LibraryGraph,
    diagnostics: Sequence[Diagnostic],
    markup: Markup,
    site_name: str,
    home: bool,
    language: Language = ENGLISH,
) -> tuple[Page, ...]:
    """Return the pages at the addresses of design.md §4, in the order of a table of contents.

    `home` asks for the overview as the site's first page too, where there is no hand-written one.
    Every page is a function of the linked library alone; nothing is read from disk but templates.
    """
    return pages_of(Edition(graph, diagnostics, markup, site_name, language), home)


def pages_of(edition: Edition, home: bool) -> tuple[Page, ...]:
    """As `build_pages`, of an edition that something else is made of, too."""
    graph = edition.graph
    roles = [role for _, role in sorted(graph.roles.items())]
    return (
        *((home_page(edition),) if home else ()),
        library_page(edition),
        roles_page(edition),
        *(domain_page(edition, id) for id in sorted(graph.domains)),
        *(role_page(edition, role) for role in roles),
        *(page for role in roles if (page := seams_page(edition, role))),
        atlases_page(edition),
        *(atlas_page(edition, atlas) for _, atlas in sorted(graph.atlases.items())),
        ownership_page(edition),
        explorer_page(edition),
        evidence_page(edition),
        *((glossary,) if (glossary := glossary_page(edition)) else ()),
        health_page(edition),
    )
