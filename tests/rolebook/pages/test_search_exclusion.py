"""What is kept out of the search is all that its author meant, and nothing more."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from rolebook.build import check, publish
from rolebook.config.settings import Settings
from rolebook.pages.page import Page

DEFECTS = Path(__file__).parents[2] / "defects"
VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr"})


class Excluded(HTMLParser):
    """Finds elements within an excluded one of the same name."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.count = 0
        self.nested: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        if any(name == tag and excluded for name, excluded in self.open):
            self.nested.append(tag)
        excluded = "data-search-exclude" in dict(attrs)
        self.count += excluded
        self.open.append((tag, excluded))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass


@pytest.fixture(scope="module")
def pages() -> tuple[Page, ...]:
    settings = Settings(DEFECTS, (DEFECTS / "roles",), (DEFECTS / "atlases",), configured=False)
    return publish(check(settings)).pages


def test_no_excluded_element_holds_another_of_its_name(pages: tuple[Page, ...]) -> None:
    """Material's search takes an exclusion to end with the next end tag of the name, and fails."""
    found = 0
    for page in pages:
        parser = Excluded()
        parser.feed(page.html)
        assert parser.nested == [], page.address
        found += parser.count
    assert found > len(pages) / 2


def test_material_can_index_every_page(
    pages: tuple[Page, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    from material.plugins.search.plugin import Parser

    for page in pages:
        parser = Parser()
        parser.feed(page.html)
        parser.close()
