"""What is known of a page before it is made is what the page says."""

from __future__ import annotations

import pytest
from tests.rolebook.pages.conftest import library

from rolebook.graph.library_graph import LibraryGraph
from rolebook.languages import language_of
from rolebook.pages.author.markup import Markup
from rolebook.pages.edition.edition import Edition
from rolebook.pages.site import planned_pages


@pytest.mark.parametrize("tag", ["en", "it"])
def test_a_page_is_what_it_was_planned_to_be(tag: str) -> None:
    graph = LibraryGraph(library())
    markup = Markup(graph, lambda path: None)
    edition = Edition(graph, (), markup, "A <site>", language_of(tag))
    for planned in planned_pages(edition, True):
        page = planned.make()
        assert page.address == planned.address
        assert page.source == planned.source
        assert page.in_navigation == planned.in_navigation
        assert page.navigation_title == planned.navigation_title
        if planned.in_navigation:
            assert page.title == planned.title
