"""The library in; the page on which a reader puts any two roles side by side out."""

from __future__ import annotations

from rolebook.graph.addresses import COMPARE
from rolebook.model import RELATION_KINDS, USES
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.page import Page


def compare_page(edition: Edition) -> Page:
    """The page at `compare/`; it is as long for a thousand roles as for two."""
    return compose(
        edition.language,
        "compare.html",
        COMPARE,
        is_wide=True,
        searchable=False,
        relation_kinds=(*RELATION_KINDS, USES),
    )
