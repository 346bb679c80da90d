"""A linked library and what was found in it in, every generated page of its site out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.graph.addresses import (
    ATLASES,
    COMPARE,
    EVIDENCE,
    EXPLORER,
    GLOSSARY,
    HEALTH,
    HOME,
    LIBRARY,
    OWNERSHIP,
    PROFILES,
    ROLES,
    SHEETS,
    SKILLS_PAGE,
    atlas_address,
    domain_address,
    profile_address,
    role_address,
    seams_address,
    sheet_address,
)
from rolebook.graph.library_graph import LibraryGraph
from rolebook.languages import ENGLISH, Language
from rolebook.model import SKILLS, Atlas, Profile, Role
from rolebook.pages.atlas.index import atlases_page
from rolebook.pages.atlas.page import atlas_page
from rolebook.pages.author.markup import Markup
from rolebook.pages.compare.page import compare_page
from rolebook.pages.domain.page import domain_page
from rolebook.pages.edition.edition import Edition
from rolebook.pages.explorer.page import explorer_page
from rolebook.pages.library.evidence import evidence_page
from rolebook.pages.library.glossary import glossary_page
from rolebook.pages.library.health import health_page
from rolebook.pages.library.home import home_page, library_page
from rolebook.pages.library.roles import introductions_of, roles_page
from rolebook.pages.library.skills import skills_page
from rolebook.pages.ownership.page import ownership_page
from rolebook.pages.page import Page, PlannedPage
from rolebook.pages.profile.page import profile_page, profiles_page
from rolebook.pages.role.page import role_page
from rolebook.pages.role.seams import seams_page
from rolebook.pages.sheet.page import sheet_page, sheets_page


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
    return tuple(one.make() for one in planned_pages(edition, home))


def planned_pages(edition: Edition, home: bool) -> tuple[PlannedPage, ...]:
    """The pages of `build_pages`, none of them made yet."""
    pages = _all_pages(edition, home)
    if not edition.agents_alone:
        return pages
    return tuple(_out_of_sight(one) if one.address in _ABOUT_LANES else one for one in pages)


_ABOUT_LANES: Final = frozenset({ATLASES, OWNERSHIP, EVIDENCE, GLOSSARY})
"""What is empty, or explains what stands nowhere, where there are only agents without lanes."""


def _all_pages(edition: Edition, home: bool) -> tuple[PlannedPage, ...]:
    graph, _ = edition.graph, edition.language.gettext
    roles = [role for _, role in sorted(graph.roles.items())]
    return (
        *((_of(edition, home_page, HOME, edition.site_name, _("Home")),) if home else ()),
        _of(edition, library_page, LIBRARY, _("Library"), _("Library")),
        replace(_of(edition, roles_page, ROLES, _("Roles")), source=_introduced(edition, "")),
        *(_domain(edition, id) for id in sorted(graph.domains) if not _holds_skills(graph, id)),
        *((_of(edition, skills_page, SKILLS_PAGE, _("Skills")),) if graph.library.skills else ()),
        *(_role(edition, role) for role in roles),
        *(_seams(edition, role) for role in roles if edition.seams.neighbours(role.name)),
        _of(edition, atlases_page, ATLASES, _("Atlases")),
        *(_atlas(edition, atlas) for _, atlas in sorted(graph.atlases.items())),
        *((_of(edition, profiles_page, PROFILES, _("Profiles")),) if graph.profiles else ()),
        *(_profile(edition, profile) for _, profile in sorted(graph.profiles.items())),
        _of(edition, ownership_page, OWNERSHIP, _("Ownership"), _("Who owns what")),
        *(
            _of(edition, page, address, title)
            for page, address, title in (
                (explorer_page, EXPLORER, _("Explorer")),
                (evidence_page, EVIDENCE, _("Evidence")),
                (glossary_page, GLOSSARY, _("Glossary")),
                (health_page, HEALTH, _("Health")),
            )
            if address not in edition.not_made
        ),
        *_sheets(edition),
        *_compare(edition),
    )


def _sheets(edition: Edition) -> Iterator[PlannedPage]:
    """The page of all sheets, and one for each domain that a responsibility concerns."""
    if not edition.sheets or SHEETS.rstrip("/") in edition.graph.library.layout.off:
        return
    if SHEETS not in edition.not_made:
        title = edition.language.gettext("Responsibility sheets")
        yield PlannedPage(SHEETS, lambda: sheets_page(edition), title)
    for id in edition.sheets:
        yield PlannedPage(sheet_address(id), partial(sheet_page, edition, id), "")


def _compare(edition: Edition) -> Iterator[PlannedPage]:
    if edition.compares:
        title = edition.language.gettext("Compare two roles")
        yield PlannedPage(COMPARE, lambda: compare_page(edition), title)


def _of(
    edition: Edition, page: Callable[[Edition], Page | None], address: str, *titles: str
) -> PlannedPage:
    """A page that every library has, with its title and what the navigation calls it."""
    title, navigation_title = (*titles, "")[:2]
    return PlannedPage(
        address,
        lambda: _made(page(edition)),
        title,
        in_navigation=True,
        navigation_title=navigation_title,
    )


def _out_of_sight(page: PlannedPage) -> PlannedPage:
    """At its address, which others may rely on, but not in the navigation."""

    def make() -> Page:
        return replace(page.make(), in_navigation=False)

    return replace(page, make=make, in_navigation=False)


def _holds_skills(graph: LibraryGraph, id: str) -> bool:
    return id == SKILLS and bool(graph.library.skills)


def _domain(edition: Edition, id: str) -> PlannedPage:
    return PlannedPage(
        domain_address(id),
        lambda: domain_page(edition, id),
        edition.names.domain(id).text,
        _introduced(edition, id),
        in_navigation=True,
    )


def _role(edition: Edition, role: Role) -> PlannedPage:
    return PlannedPage(
        role_address(role.name), lambda: role_page(edition, role), role.title, role.path
    )


def _seams(edition: Edition, role: Role) -> PlannedPage:
    return PlannedPage(
        seams_address(role.name), lambda: _made(seams_page(edition, role)), "", role.path
    )


def _atlas(edition: Edition, atlas: Atlas) -> PlannedPage:
    return PlannedPage(
        atlas_address(atlas.id),
        lambda: atlas_page(edition, atlas),
        atlas.title,
        atlas.path,
        in_navigation=True,
    )


def _profile(edition: Edition, profile: Profile) -> PlannedPage:
    return PlannedPage(
        profile_address(profile.id),
        lambda: profile_page(edition, profile),
        profile.title,
        profile.path,
        in_navigation=True,
    )


def _introduced(edition: Edition, domain: str) -> str | None:
    """The first of the files that introduce a domain, or the library (`""`)."""
    return next((one.path for one in introductions_of(edition, domain)), None)


def _made(page: Page | None) -> Page:
    assert page is not None  # what is planned is there
    return page
