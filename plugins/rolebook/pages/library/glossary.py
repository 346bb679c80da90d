"""A language in, the page that says what the words of a library mean out."""

from __future__ import annotations

from rolebook.graph.addresses import GLOSSARY
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.page import Page


def glossary_page(edition: Edition) -> Page:
    """The page at `glossary/`."""
    return compose(edition.language, "glossary.html", GLOSSARY, in_navigation=True)
