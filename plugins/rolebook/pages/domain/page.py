"""A domain in, its page out: who is in it, and what crosses its borders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rolebook.diagrams import Diagram
from rolebook.graph.addresses import domain_address, sheet_address
from rolebook.graph.borders import RELATION
from rolebook.graph.resolve import Target
from rolebook.pages.domain.matrix import boundary_matrix
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition, Summary
from rolebook.pages.edition.figures import figure
from rolebook.pages.edition.folds import fold
from rolebook.pages.edition.org_charts import stated_chart
from rolebook.pages.edition.pictures import border_map
from rolebook.pages.library.roles import introductions_of, openings
from rolebook.pages.links.addresses import href
from rolebook.pages.links.names import Name
from rolebook.pages.page import Page
from rolebook.pages.role.seams import domain_seams


@dataclass(frozen=True, slots=True)
class Member:
    """A role on its domain's roster."""

    name: Name
    summary: Summary
    persistent: bool | None
    """None where its file does not say."""


@dataclass(frozen=True, slots=True)
class Border:
    """What crosses the border to one neighbour, counted."""

    neighbour: Name
    given: int
    """Boundaries of this domain that name the neighbour, or a role of it, as owner."""

    taken: int
    """Boundaries of the neighbour that name this domain, or a role of it."""

    related: int
    """Relations, in both directions."""


def domain_page(edition: Edition, id: str) -> Page:
    """The page of the domain `sales`."""
    graph = edition.graph
    target = Target("domain", f"{id}/")
    name = edition.names.domain(id)
    introductions = introductions_of(edition, id)
    return compose(
        edition.language,
        "domain.html",
        domain_address(id),
        title=name.text,
        source=introductions[0].path if introductions else None,
        in_navigation=True,
        domain=name,
        openings=openings(edition, introductions, name.text),
        members=tuple(
            Member(
                edition.names.role(role),
                edition.summary(role),
                role.persistent,
            )
            for role in graph.members(id)
        ),
        chart=figure(edition, _chart(edition, id), "rb-chart", _place(edition, id)),
        borders=_borders(edition, id),
        picture=figure(edition, border_map(edition, id), "rb-map", _place(edition, id)),
        matrix=boundary_matrix(edition, id),
        sheet=href(sheet_address(id)) if id in edition.sheets else "",
        responsibilities=len(edition.sheets.get(id, ())),
        seams=fold(domain_seams(edition, target.name)),
    )


def _chart(edition: Edition, id: str) -> Diagram | None:
    title = edition.language.gettext("Org chart of %(name)s", name=edition.graph.domains[id].title)
    return stated_chart(edition, title, edition.graph.members(id))


def _place(edition: Edition, id: str) -> str:
    """A file that a finding about the domain may name."""
    members = edition.graph.members(id)
    return members[0].path if members else id


def _borders(edition: Edition, id: str) -> tuple[Border, ...]:
    here = Target("domain", f"{id}/")
    given: Counter[Target] = Counter()
    taken: Counter[Target] = Counter()
    related: Counter[Target] = Counter()
    for start, end, kind in edition.crossings(id):
        neighbour = end if start == here else start
        if kind == RELATION:
            related[neighbour] += 1
        elif start == here:
            given[neighbour] += 1
        else:
            taken[neighbour] += 1
    borders = (
        Border(edition.names.target(one), given[one], taken[one], related[one])
        for one in {*given, *taken, *related}
    )
    return tuple(
        sorted(borders, key=lambda one: (one.neighbour.kind, one.neighbour.id, one.neighbour.text))
    )
