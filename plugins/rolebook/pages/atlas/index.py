"""The library in, the index of its atlases out."""

from __future__ import annotations

from rolebook.graph.addresses import ATLASES
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.library.home import atlas_cards
from rolebook.pages.page import Page


def atlases_page(edition: Edition) -> Page:
    """The page at `atlases/`."""
    return compose(
        edition.language, "atlases.html", ATLASES, in_navigation=True, atlases=atlas_cards(edition)
    )
