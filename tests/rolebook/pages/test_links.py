"""Whatever a page links to exists, and whatever its table of contents lists."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from rolebook.diagnostics import Diagnostic, Rule
from rolebook.graph.addresses import RESPONSIBILITIES_CSV
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Reference
from rolebook.pages import Heading, Page
from rolebook.text.source import Span

from .conftest import Built, account_executive, library, passage

LINK = re.compile(r'(?:href|src)="(rb(?:-doc)?):/([^"#?]*)(?:\?[^"#]*)?#?([^"]*)"')
ID = re.compile(r'\sid="([^"]*)"')


def ids_of(page: Page) -> list[str]:
    return [html.unescape(one) for one in ID.findall(page.html)]


def dead_links(pages: Mapping[str, Page], docs: frozenset[str]) -> Iterator[str]:
    for page in pages.values():
        for scheme, address, fragment in LINK.findall(page.html):
            address, fragment = html.unescape(address), html.unescape(fragment)
            if scheme == "rb-doc":
                if address not in docs:
                    yield f"{page.address}: no page of the docs: {address}"
            elif address not in pages and address != RESPONSIBILITIES_CSV:
                yield f"{page.address}: no page: {address}"
            elif fragment and fragment not in ids_of(pages[address]):
                yield f"{page.address}: no anchor: {address}#{fragment}"


def flat(headings: tuple[Heading, ...]) -> Iterator[Heading]:
    for heading in headings:
        yield heading
        yield from flat(heading.children)


@pytest.fixture
def pages(built: Built) -> dict[str, Page]:
    found = Diagnostic(
        Rule("RB101", "dangling-owner"), "x", Span("roles/x.md"), subjects=("sales/sales-lead",)
    )
    return built(None, found)


def test_every_link_leads_to_a_page_and_anchor(pages: dict[str, Page]) -> None:
    docs = frozenset(one.home for one in library().docs)
    assert list(dead_links(pages, docs)) == []


def test_a_dead_link_would_be_found(pages: dict[str, Page]) -> None:
    page = replace(pages["health/"], html='<a href="rb:/roles/#nowhere">x</a>')
    assert list(dead_links({**pages, "health/": page}, frozenset())) != []


def test_ids_are_unique_on_a_page(pages: dict[str, Page]) -> None:
    for page in pages.values():
        ids = ids_of(page)
        assert sorted(ids) == sorted(set(ids)), page.address


def test_headings_exist_and_are_all_of_the_page(pages: dict[str, Page]) -> None:
    for page in pages.values():
        listed = [heading.id for heading in flat(page.headings)]
        assert set(listed) <= set(ids_of(page)), page.address
        assert len(listed) == len(re.findall(r"<h[2-6]\b[^>]*\sid=", page.html))
        assert page.html.count("<h1") == 1, page.address


def test_every_page_has_a_title_and_an_address_of_a_folder(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.title
        assert page.address == "" or page.address.endswith("/")


def test_no_inline_style_and_no_script(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert not re.search(r'<script|\sstyle="|\son\w+="', page.html), page.address


def test_links_hold_where_two_responsibilities_have_one_key(built: Built) -> None:
    role = account_executive()
    twice = replace(role, boundaries=role.boundaries * 2, mandate=role.mandate * 2)
    pages = built(replace(library(), roles=(library().roles[0], twice, library().roles[2])))
    page = pages["roles/sales/account-executive/"]
    assert sorted(ids_of(page)) == sorted(set(ids_of(page)))
    docs = frozenset(one.home for one in library().docs)
    assert list(dead_links(pages, docs)) == []


def test_links_hold_where_references_dangle_or_are_ambiguous(built: Built) -> None:
    ambiguous = replace(account_executive(), domain="legal")
    nowhere = replace(
        account_executive(),
        id="closer",
        relations=(),
        mentions=(Reference("nobody", Span("x.md")),),
        introduction=passage("roles/closer.md", "See **nobody** and **account-executive**."),
        boundaries=tuple(
            replace(one, owners=(Reference("nobody", Span("x.md")),))
            for one in account_executive().boundaries
        ),
    )
    made = library()
    pages = built(replace(made, roles=(*made.roles, ambiguous, nowhere)))
    docs = frozenset(one.home for one in made.docs)
    assert list(dead_links(pages, docs)) == []
    assert LibraryGraph(made)
    assert "rb-missing" in pages["roles/sales/closer/"].html
