"""The library in, its overview out: what it holds, and how to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote_plus

from rolebook.graph.addresses import HOME, LIBRARY, OWNERSHIP
from rolebook.graph.resolve import Target
from rolebook.model import SKILLS, Atlas
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.library.role_table import role_table
from rolebook.pages.links.addresses import doc_href, href
from rolebook.pages.links.names import Name
from rolebook.pages.page import Page

LONGEST_TABLE: Final = 30
"""Roles in a table on the overview; with more, the overview of a telephone never ends."""


QUESTIONS: Final = 4
LONGEST_QUESTION: Final = 40
"""Characters; a longer statement is no question that anybody types."""


@dataclass(frozen=True, slots=True)
class DomainCard:
    """A domain on the overview."""

    name: Name
    roles: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What one may ask the look-up, on the overview."""

    statement: str
    href: str
    lang: str
    """The language of the statement, where it is not the page's."""


@dataclass(frozen=True, slots=True)
class AtlasCard:
    """An atlas, where atlases are listed."""

    name: Name
    charted: tuple[Name, ...]
    accent: int
    """The colour of the first of these."""

    competencies: int
    hours: str
    levels: tuple[str, ...]
    summary: str
    """In the language of the name, as the levels are."""


def library_page(edition: Edition) -> Page:
    """The overview, at `library/`."""
    return _overview(edition, LIBRARY, "", edition.language.gettext("Library"))


def home_page(edition: Edition) -> Page:
    """The same as the site's first page, where there is no hand-written one."""
    return _overview(edition, HOME, edition.site_name, edition.language.gettext("Home"))


def atlas_card(edition: Edition, atlas: Atlas) -> AtlasCard:
    """What a list of atlases says of one."""
    return AtlasCard(
        edition.names.atlas(atlas),
        edition.all_charted(atlas),
        edition.charted(atlas).accent,
        len(atlas.competencies),
        edition.language.number(atlas.practice_hours),
        tuple(level.title or level.id.replace("_", " ") for level in atlas.levels),
        atlas.summary,
    )


def atlas_cards(edition: Edition) -> tuple[AtlasCard, ...]:
    """Every atlas, by its title."""
    cards = (atlas_card(edition, atlas) for atlas in edition.graph.atlases.values())
    return tuple(sorted(cards, key=lambda card: (card.name.text.casefold(), card.name.id)))


def domain_cards(edition: Edition) -> tuple[DomainCard, ...]:
    """Every domain with its roles, by its title."""
    names = sorted(
        (
            edition.names.domain(id)
            for id in edition.graph.domains
            if not (id == SKILLS and edition.graph.library.skills)
        ),
        key=lambda name: (name.text.casefold(), name.id),
    )
    return tuple(
        DomainCard(
            name,
            tuple(edition.names.role(role) for role in edition.graph.members(name.domain)),
        )
        for name in names
    )


def questions(edition: Edition) -> tuple[Question, ...]:
    """A few responsibilities to ask for: one each of the roles that others defer to most.

    They are short, and of as many domains as there are.
    """
    graph = edition.graph
    roles = sorted(
        (role for role in graph.roles.values() if role.mandate),
        key=lambda role: (-len(graph.deferrals_to(Target("role", role.name))), role.name),
    )
    asked: dict[str, Question] = {}
    for role in roles:
        item = min(role.mandate, key=lambda one: (len(one.statement), one.key))
        if role.domain not in asked and len(item.statement) <= LONGEST_QUESTION:
            words = quote_plus(item.statement)
            lang = edition.names.lang(role.path)
            asked[role.domain] = Question(item.statement, f"{href(OWNERSHIP)}?words={words}", lang)
    return tuple(asked.values())[:QUESTIONS]


def _overview(edition: Edition, address: str, title: str, navigation_title: str) -> Page:
    library, listed = edition.graph.library, _listed(edition)
    return compose(
        edition.language,
        "library.html",
        address,
        in_navigation=True,
        navigation_title=navigation_title,
        heading=title,
        glossary=edition.glossary,
        domains=domain_cards(edition),
        atlases=atlas_cards(edition),
        doctrine=_doctrine(edition),
        questions=questions(edition),
        # every role with filters; of very many it has a page of its own
        table=role_table(edition) if 0 < listed <= LONGEST_TABLE else None,
        listed_elsewhere=listed > LONGEST_TABLE,
        agents_alone=edition.agents_alone,
        roles=sum(not role.is_skill for role in edition.graph.roles.values()),
        skills=sum(role.is_skill for role in edition.graph.roles.values()),
        boundaries=library.boundary_count,
        competencies=library.competency_count,
        findings=len(edition.diagnostics),
    )


def _listed(edition: Edition) -> int:
    """How many roles there are, where nobody holds a responsibility that one could look up."""
    roles = [role for role in edition.graph.roles.values() if not role.is_skill]
    looked_up = any(role.mandate or (role.boundaries and not role.agent) for role in roles)
    return 0 if looked_up else len(roles)


def _doctrine(edition: Edition) -> tuple[Name, ...]:
    """The hand-written pages of `docs/doctrine/`, its index first."""
    pages = (page for page in edition.graph.library.docs if page.home.startswith("doctrine/"))
    in_order = sorted(pages, key=lambda page: (page.home != "doctrine/index.md", page.home))
    return tuple(
        Name(page.title, "doc", doc_href(page.home), lang=edition.language.foreign())
        for page in in_order
    )
