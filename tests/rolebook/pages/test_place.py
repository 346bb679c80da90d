"""Placeholders become the links of a host, and nothing else does."""

from __future__ import annotations

import pytest

from rolebook.pages.place import Links, place

FOLDERS = Links()
FILES = Links("index.html", docs_as_folders=False)


@pytest.mark.parametrize(
    ("target", "address", "links", "expected"),
    [
        ("rb:/roles/sales/", "", FOLDERS, "roles/sales/"),
        ("rb:/roles/sales/#rb-roster", "roles/legal/counsel/", FOLDERS, "../../sales/#rb-roster"),
        ("rb:/", "roles/", FOLDERS, "../"),
        ("rb:/roles/sales/", "roles/", FILES, "sales/index.html"),
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
