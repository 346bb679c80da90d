"""The explorer before any browser sees it: its page, and the data that its script reads."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from rolebook.graph.library_graph import LibraryGraph
from rolebook.languages import ENGLISH
from rolebook.model import Library
from rolebook.pages.author.markup import Markup
from rolebook.pages.edition.edition import Edition
from rolebook.pages.edition.explored import EDGE_KINDS
from rolebook.pages.explorer.data import explorer_json
from rolebook.pages.links.place import Links, place

from .conftest import Built, library, words


def written(made: Library) -> bytes:
    graph = LibraryGraph(made)
    edition = Edition(graph, (), Markup(graph, lambda path: None), "A site", ENGLISH)
    return explorer_json(edition.explored)


def data(made: Library) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(made))
    return found


def edges(made: Library) -> list[tuple[str, str, str, list[list[str]]]]:
    """Source, kind, target and what is said, with names for numbers."""
    found = data(made)

    def named(end: int) -> str:
        one = found["nodes"][end] if end >= 0 else found["domains"][-1 - end]
        return str(one["title"])

    return [
        (named(source), EDGE_KINDS[kind], named(target), said)
        for source, target, kind, said, _ in found["edges"]
    ]


def test_the_list_has_every_role_and_every_edge_by_domain(built: Built) -> None:
    html = built()["explorer/"].html
    text = words(html.partition('id="rb-list"')[2].partition(">")[2])
    assert text == (
        "As a list Legal Legal Counsel Defers to Sales ⇄ (win deals)"
        " Sales Account Executive"
        " Defers to Legal Counsel ⇄ (redline contracts), Sales Lead ⇄ (set quota)"
        " Reports to Sales Lead ⇄ (weekly) Consults board Mentions Legal Counsel"
        " Sales Lead Defers to Legal ⇄ (sign contracts), Account Executive ⇄ (close deals)"
    )


def still(html: str) -> str:
    return html.partition("<noscript")[2].partition("</noscript>")[0]


def test_without_a_script_the_picture_stands_still(built: Built) -> None:
    picture = still(built()["explorer/"].html)
    assert re.findall('<a class="rb-accent-[0-9]" href="([^"]+)"', picture) == [
        *("rb:/roles/legal/", "rb:/roles/sales/"),
        *(f"rb:/roles/{one}/" for one in ("legal/legal-counsel", "sales/account-executive")),
        "rb:/roles/sales/sales-lead/",
    ]
    # both domains defer to each other, and one consults an actor outside
    assert picture.count('class="rb-still__border') == 3
    assert picture.count('class="rb-map__outside"') == 1
    assert ">board</text>" in picture
    assert "Account" in picture
    assert "Executive" in picture
    # not for the search: the list says it all
    assert picture.startswith(" data-search-exclude>")


def test_a_large_library_stands_still_as_its_domains(built: Built) -> None:
    made = library()
    first = made.roles[0]
    many = [
        replace(first, id=f"r{n}", title=f"Role {n}", domain=f"d{n % 9}", path=f"roles/r{n}.md")
        for n in range(200)
    ]
    picture = still(built(replace(made, roles=tuple(many)))["explorer/"].html)
    assert picture.count('class="rb-map__ground"') == 9
    assert picture.count('class="rb-still__name"') == 9
    assert "rb-map__label" not in picture
    assert sum(one.count("z") for one in re.findall(r'rb-map__dots" d="([^"]+)"', picture)) == 200
    assert " style=" not in picture


def test_a_library_without_roles_has_no_picture(built: Built) -> None:
    html = built(Library())["explorer/"].html
    assert "There are no roles yet." in html
    assert "<form" not in html


def test_edges_lead_to_roles_domains_and_actors_outside() -> None:
    assert edges(library()) == [
        ("Legal Counsel", "boundary", "Sales", [["win deals", "b-win-deals"]]),
        (
            "Account Executive",
            "boundary",
            "Legal Counsel",
            [["redline contracts", "b-redline-contracts"]],
        ),
        ("Account Executive", "boundary", "Sales Lead", [["set quota", "b-set-quota"]]),
        ("Account Executive", "reports_to", "Sales Lead", [["weekly", "rb-relations"]]),
        ("Account Executive", "consults", "board", [["", "rb-relations"]]),
        ("Account Executive", "mention", "Legal Counsel", [["", "rb-mentions"]]),
        ("Sales Lead", "boundary", "Legal", [["sign contracts", "b-sign-contracts"]]),
        ("Sales Lead", "boundary", "Account Executive", [["close deals", "b-close-deals"]]),
    ]


def test_edges_quote_places_that_exist(built: Built) -> None:
    found, pages = data(library()), built()
    for source, _, _, said, seam in found["edges"]:
        page = pages[found["nodes"][source]["address"]]
        assert all(f'id="{fragment}"' in page.html for _, fragment in said)
        address, _, fragment = seam.partition("#")
        assert not seam or f'id="{fragment}"' in pages[address].html


def test_edges_lead_to_seams_where_there_are_any() -> None:
    seams = [edge[4] for edge in data(library())["edges"]]
    assert seams == [
        "roles/sales/#legal/legal-counsel",
        *["roles/sales/account-executive/seams/#legal/legal-counsel"],
        *["roles/sales/account-executive/seams/#sales/sales-lead"] * 2,
        "",
        "roles/sales/account-executive/seams/#legal/legal-counsel",
        "roles/legal/#sales/sales-lead",
        "roles/sales/sales-lead/seams/#sales/account-executive",
    ]


def test_two_boundaries_between_two_roles_are_one_edge() -> None:
    made = library()
    lead = next(role for role in made.roles if role.id == "sales-lead")
    twice = replace(lead, boundaries=(lead.boundaries[0], lead.boundaries[0]))
    others = tuple(role for role in made.roles if role is not lead)
    said = [one for one in edges(replace(made, roles=(*others, twice))) if one[0] == "Sales Lead"]
    assert [len(one[3]) for one in said] == [2]


def test_roles_stand_in_their_domain_and_actors_outside() -> None:
    found = data(library())
    assert [one["title"] for one in found["domains"]] == ["Legal", "Sales"]
    assert [(one["title"], one.get("domain")) for one in found["nodes"]] == [
        ("Legal Counsel", 0),
        ("Account Executive", 1),
        ("Sales Lead", 1),
        ("board", None),
    ]
    assert found["outside"]
    assert data(replace(library(), external=()))["outside"] is None


def test_mentions_wait_until_somebody_asks_for_them(built: Built) -> None:
    boxes = re.findall(
        r'<input [^>]*name="edges" value="(\w+)"( checked)?', built()["explorer/"].html
    )
    assert boxes == [
        *(("boundary", " checked"), ("reports_to", " checked"), ("consults", " checked")),
        ("mention", ""),
    ]


def test_the_same_library_gives_the_same_bytes() -> None:
    made = library()
    turned = replace(made, roles=made.roles[::-1], domains=made.domains[::-1])
    assert written(made) == written(turned)


def test_the_script_finds_its_data_wherever_the_page_is_published(built: Built) -> None:
    page = built()["explorer/"]
    assert 'data-explorer="../explorer.json"' in place(page.html, page.address, Links())
    assert page.is_wide
    assert not page.description.startswith("<")


def test_a_hostile_title_is_text(built: Built) -> None:
    made = library()
    title = '</script><b>"X" & Sons'
    roles = tuple(replace(role, title=title) for role in made.roles)
    hostile = replace(made, roles=roles)
    assert "<b>" not in built(hostile)["explorer/"].html
    assert data(hostile)["nodes"][0]["title"] == title


def test_nothing_of_the_page_styles_or_runs_by_itself(built: Built) -> None:
    html = built()["explorer/"].html
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", html)
