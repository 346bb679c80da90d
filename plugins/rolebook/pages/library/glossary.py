"""A language in, the page that says what the words of a library mean out."""

from __future__ import annotations

from rolebook.graph.addresses import GLOSSARY
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.page import Page


def glossary_page(edition: Edition) -> Page | None:
    """The page at `glossary/`; none where a hand-written page stands there.

    Many sites have a glossary of their own, so it is not an address that a library claims: theirs
    is the one that every page leads to.
    """
    if edition.hand_written_glossary:
        return None
    return compose(edition.language, "glossary.html", GLOSSARY, in_navigation=True)
