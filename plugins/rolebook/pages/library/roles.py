"""The library in, the table and index of its roles out, behind the library's introduction."""

from __future__ import annotations

import re
from dataclasses import replace

from markupsafe import Markup as Safe

from rolebook.graph.addresses import ROLES
from rolebook.model import Introduction, Passage
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.edition.figures import Figure, figure
from rolebook.pages.edition.org_charts import stated_chart
from rolebook.pages.library.home import domain_cards
from rolebook.pages.library.role_table import role_table
from rolebook.pages.page import Page

_TITLE = re.compile(r"\s*+#[ \t]++(.++)\n?")


def roles_page(edition: Edition) -> Page:
    """The page at `roles/` (design.md §2.1)."""
    introductions = introductions_of(edition, "")
    return compose(
        edition.language,
        "roles.html",
        ROLES,
        source=introductions[0].path if introductions else None,
        in_navigation=True,
        openings=openings(edition, introductions, "Roles", edition.language.gettext("Roles")),
        table=role_table(edition),
        domains=domain_cards(edition),
        chart=_chart(edition),
        compares=edition.compares,
    )


def _chart(edition: Edition) -> Figure | None:
    """Who reports to whom, where that fits into one picture: else each domain has its own."""
    roles = [role for _, role in sorted(edition.graph.roles.items())]
    chart = stated_chart(edition, edition.language.gettext("Org chart of all roles"), roles)
    if chart is None or len(chart.nodes) > edition.graph.library.limits.diagram_nodes:
        return None
    return figure(edition, chart, "rb-chart", roles[0].path)


def introductions_of(edition: Edition, domain: str) -> tuple[Introduction, ...]:
    """The introductions of a domain, or of the library (`""`)."""
    return tuple(one for one in edition.graph.library.introductions if one.domain == domain)


def openings(
    edition: Edition, introductions: tuple[Introduction, ...], *headings: str
) -> tuple[tuple[Safe, str], ...]:
    """The introductions as HTML, without a title that repeats the page's own, with their language.

    It is empty where it is the interface's.
    """
    return tuple(
        (
            edition.blocks(_under(one, headings), one.domain, below=1),
            edition.language.foreign(one.lang),
        )
        for one in introductions
    )


def _under(introduction: Introduction, headings: tuple[str, ...]) -> Passage:
    body = introduction.body
    match = _TITLE.match(body.text)
    title = match[1].rstrip(" \t").rstrip("#").strip().casefold() if match else ""
    if match and title in (one.casefold() for one in headings):
        lines = match[0].count("\n")
        return replace(body, text=body.text[match.end() :], first_line=body.first_line + lines)
    return body
