"""The library in, the table of every responsibility out: who holds it, who disowns it, to whom."""

from __future__ import annotations

from rolebook.graph.addresses import OWNERSHIP
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.page import Page


def ownership_page(edition: Edition) -> Page:
    """The page at `ownership/`."""
    rows = edition.responsibilities
    return compose(
        edition.language,
        "ownership.html",
        OWNERSHIP,
        in_navigation=True,
        navigation_title=edition.language.gettext("Who owns what"),
        rows=rows,
        sheets=bool(edition.sheets),
        domains=[edition.names.domain(id) for id in sorted(edition.graph.domains)],
        held=sum(bool(row.holders) for row in rows),
        disowned=sum(bool(row.givings) for row in rows),
    )
