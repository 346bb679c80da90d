"""The library in, the table of its skills out."""

from __future__ import annotations

from rolebook.graph.addresses import SKILLS_PAGE
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.library.role_table import skill_table
from rolebook.pages.page import Page


def skills_page(edition: Edition) -> Page:
    """The page at `skills/`, of a library that has any."""
    return compose(
        edition.language,
        "skills.html",
        SKILLS_PAGE,
        in_navigation=True,
        table=skill_table(edition),
    )
