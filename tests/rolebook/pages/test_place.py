"""Placeholders become the links of a host, and nothing else does."""

from __future__ import annotations

import pytest

from rolebook.pages.links.place import Links, place
from rolebook.pages.links.repository import SourceLinks, source_links

FOLDERS = Links()
FILES = Links("index.html", docs_as_folders=False)


@pytest.mark.parametrize(
    ("target", "address", "links", "expected"),
    [
        ("rb:/roles/sales/", "", FOLDERS, "roles/sales/"),
        ("rb:/roles/sales/#rb-roster", "roles/legal/counsel/", FOLDERS, "../../sales/#rb-roster"),
        ("rb:/", "roles/", FOLDERS, "../"),
        ("rb:/roles/sales/", "roles/", FILES, "sales/index.html"),
        ("rb:/ownership/?words=a+b", "", FILES, "ownership/index.html?words=a+b"),
        ("rb:/library.json", "health/", FOLDERS, "../library.json"),
        ("rb-doc:/doctrine/index.md#why", "roles/", FOLDERS, "../doctrine/#why"),
        ("rb-doc:/doctrine/evidence.md", "roles/", FOLDERS, "../doctrine/evidence/"),
        ("rb-doc:/doctrine/evidence.md", "roles/", FILES, "../doctrine/evidence.html"),
    ],
)
def test_a_placeholder_is_a_relative_link(
    target: str, address: str, links: Links, expected: str
) -> None:
    assert place(f'<a href="{target}">', address, links) == f'<a href="{expected}">'


def test_a_placeholder_does_not_reach_over_the_end_of_a_tag() -> None:
    text = '<p>href="rb:/<i>x</i>/../<a title="y">'
    assert place(text, "", FOLDERS) == text


def test_a_placeholder_is_never_another_scheme() -> None:
    assert place('<a href="rb:/javascript:x">', "", FOLDERS) == '<a href="./javascript:x">'


FORGE = "https://git.example.org/o/r"


@pytest.mark.parametrize(
    ("edited", "read", "history"),
    [
        ("edit/main/", "blob/main/", "commits/main/"),
        ("-/edit/main/", "-/blob/main/", "-/commits/main/"),
        ("_edit/main/", "src/branch/main/", "commits/branch/main/"),
        ("tree/main/", "blob/main/", "commits/main/"),
    ],
)
def test_a_source_is_found_from_where_it_is_edited(edited: str, read: str, history: str) -> None:
    path = "roles/edit/a%20b.md"
    assert source_links(f"{FORGE}/{edited}{path}", FORGE) == SourceLinks(
        f"{FORGE}/{read}{path}", f"{FORGE}/{history}{path}"
    )


@pytest.mark.parametrize(
    ("edit_url", "repository"),
    [
        (None, FORGE),
        (f"{FORGE}/edit/main/a.md", None),
        (f"{FORGE}/?query=edit/main/a.md", FORGE),
        ("https://elsewhere.example.org/edit/main/a.md", FORGE),
    ],
)
def test_of_an_unknown_forge_nothing_is_said(edit_url: str | None, repository: str | None) -> None:
    assert source_links(edit_url, repository) == SourceLinks()


def test_links_to_a_source_are_there_where_they_are_known() -> None:
    html = '<a href="rb-source:/"><code>a.md</code></a> <a href="rb-history:/">History</a>'
    known = SourceLinks("https://x/a?b&c", "https://x/h")
    assert place(html, "", FOLDERS, known) == (
        '<a href="https://x/a?b&amp;c"><code>a.md</code></a> <a href="https://x/h">History</a>'
    )
    assert place(html, "", FOLDERS) == "<code>a.md</code> "


def test_the_name_of_a_source_may_hold_a_line_end() -> None:
    html = '<a href="rb-source:/"><code>two\nlines.md</code></a>'
    assert place(html, "roles/a/", Links()) == "<code>two\nlines.md</code>"


def test_a_line_of_any_source_is_there_where_the_project_is_known() -> None:
    html = '<a href="rb-source:/roles/a%20b.md#L9"><code>roles/a b.md:9:7</code></a>'
    known = SourceLinks(project="https://x/blob/main/")
    assert place(html, "health/", FOLDERS, known) == (
        '<a href="https://x/blob/main/roles/a%20b.md#L9"><code>roles/a b.md:9:7</code></a>'
    )
    assert place(html, "health/", FOLDERS) == "<code>roles/a b.md:9:7</code>"
    outside = html.replace("roles/", "../roles/")
    assert place(outside, "health/", FOLDERS, known) == "<code>../roles/a b.md:9:7</code>"


def test_a_page_that_is_shown_at_any_address_has_links_from_the_root() -> None:
    html = '<form action="rb:/ownership/" data-answers="rb:/ownership.json"><a href="rb:/roles/">'
    below = Links("index.html", at="lib/", root="/team/")
    assert place(html, "", below) == (
        '<form action="/team/lib/ownership/index.html" data-answers="/team/lib/ownership.json">'
        '<a href="/team/lib/roles/index.html">'
    )
    assert (
        place('<a href="rb://evil.example/">', "", Links(root="/")) == '<a href="/evil.example/">'
    )
