"""What the comparison of two roles loads, and what leads to it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from rolebook.graph.library_graph import LibraryGraph
from rolebook.languages import ENGLISH
from rolebook.model import Library
from rolebook.pages.author.markup import Markup
from rolebook.pages.compare.data import all_compared, compared
from rolebook.pages.edition.edition import Edition

from .conftest import Built, library


def edition(library: Library) -> Edition:
    graph = LibraryGraph(library)
    return Edition(graph, (), Markup(graph, lambda path: None), "Site", ENGLISH)


def data(script: bytes) -> tuple[str, Any]:
    match = re.fullmatch(r'rolebook\.arrived\("([^"]*)",(.*)\);\n', script.decode())
    assert match
    return match[1], json.loads(match[2])


def test_all_says_who_there_is_and_who_touches_whom() -> None:
    name, told = data(all_compared(edition(library())))
    assert name == "compare/"
    assert [one[0] for one in told["roles"]] == [
        "legal/legal-counsel",
        "sales/account-executive",
        "sales/sales-lead",
    ]
    assert [one[0] for one in told["domains"]] == ["legal", "sales"]
    assert [one[2] for one in told["roles"]] == [-1, -2, -2]
    # both sides know of a border
    for number, ends in enumerate(told["near"]):
        for end in ends:
            assert end < 0 or number in told["near"][end]


def test_a_domain_says_what_each_of_its_roles_holds_and_leaves() -> None:
    name, roles = data(compared(edition(library()), "sales"))
    assert name == "compare/sales"
    told = {one["id"]: one for one in roles}
    assert set(told) == {"sales/account-executive", "sales/sales-lead"}
    executive = told["sales/account-executive"]
    assert executive["holds"]
    owners = {end for _, _, ends in executive["leaves"] for end in ends}
    assert 2 in owners  # the sales lead, by its number


def test_roles_and_seams_lead_to_it_where_there_are_two(built: Built) -> None:
    pages = built()
    assert 'href="rb:/compare/?one=sales/sales-lead"' in pages["roles/sales/sales-lead/"].html
    seams = pages["roles/sales/sales-lead/seams/"].html
    assert "rb:/compare/?one=sales/sales-lead&amp;other=sales/account-executive" in seams
    alone = built(replace(library(), roles=library().roles[:1], atlases=()))
    assert "compare/" not in alone
    assert not any("rb:/compare/" in page.html for page in alone.values())
