"""The table of roles, and what the look-up reads, before any browser sees them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from rolebook.graph.answer_index import answer_index
from rolebook.graph.library_graph import LibraryGraph
from rolebook.languages import ENGLISH
from rolebook.model import Library
from rolebook.model.roles import AgentFacts
from rolebook.pages.author.markup import Markup
from rolebook.pages.edition.edition import Edition
from rolebook.pages.host.assets import script
from rolebook.pages.links.place import Links, place
from rolebook.pages.ownership.lookup_data import answers_json

from .conftest import Built, library, passage, words

AGENT = AgentFacts("Helps.", passage("roles/x.md", "Do it."))


def answers(made: Library) -> list[dict[str, object]]:
    """What the look-up shows, with names for their numbers."""
    graph = LibraryGraph(made)
    edition = Edition(graph, (), Markup(graph, lambda _: None), "A site", ENGLISH)
    found = json.loads(answers_json(edition, answer_index(graph)))
    names = [one["text"] for one in found["names"]]
    owners = [names[number] for number in found["owners"]]
    entries = found["index"]["entries"][::2]
    for one, owner in zip(found["answers"], entries, strict=True):
        one["owner"] = owners[owner]
        one["giver"] = names[one["giver"]] if "giver" in one else None
        one["seams"] = {names[int(of)]: link for of, link in one.get("seams", {}).items()}
    answers: list[dict[str, object]] = found["answers"]
    return answers


def test_an_answer_leads_to_the_seam_with_each_owner_that_has_one() -> None:
    seams = {str(one["statement"]): one["seams"] for one in answers(library())}
    assert seams["set quota"] == {
        "Sales Lead": "roles/sales/account-executive/seams/#sales/sales-lead"
    }
    assert seams["sign contracts"] == {"Legal": "roles/legal/#sales/sales-lead"}
    assert "build the product" not in seams  # nobody is named: there is no answer
    assert seams["Close deals"] == {}  # it is held


def test_the_table_holds_every_role_by_its_title(built: Built) -> None:
    html = built()["roles/"].html
    rows = re.findall(r'<tr data-domain="(\w+)">(.*?)</tr>', html, re.S)
    assert [(domain, words(row)) for domain, row in rows] == [
        (
            "sales",
            "Account Executive sales/account-executive Sales opus Read Grep"
            " The Account Executive closes deals.",
        ),
        ("legal", "Legal Counsel legal/legal-counsel Legal – – Own contract risk"),
        ("sales", "Sales Lead sales/sales-lead Sales – – Leads."),
    ]


def test_a_filter_has_what_the_library_has(built: Built) -> None:
    html = built()["roles/"].html
    options = re.findall(r'<option value="([^"]*)">([^<]*)</option>', html)
    assert options == [
        *(("", "any"), ("legal", "Legal (1)"), ("sales", "Sales (2)")),
        *(("", "any"), ("opus", "opus (1)")),
        *(("", "any"), ("Grep", "Grep (1)"), ("Read", "Read (1)")),
    ]


def test_columns_that_no_role_fills_are_left_out(built: Built) -> None:
    made = library()
    bare = tuple(replace(role, tools=None, model="") for role in made.roles)
    html = built(replace(made, roles=bare))["roles/"].html
    assert 'data-label="Domain"' in html
    assert 'data-label="Model"' not in html
    assert 'data-label="Tools"' not in html
    assert 'name="tool"' not in html


@pytest.mark.parametrize("tools", [None, ("*",), ("Read", "*")])
def test_an_agent_that_names_no_tool_has_them_all(
    built: Built, tools: tuple[str, ...] | None
) -> None:
    made = library()
    *others, last = made.roles
    agent = replace(last, tools=tools, agent=AGENT)
    html = built(replace(made, roles=(*others, agent)))["roles/"].html
    assert '<option value="*">all tools (1)</option>' in html
    assert '<span data-tool="*">all</span>' in html


def test_a_filter_is_hidden_until_a_script_shows_it(built: Built) -> None:
    pages = built()
    assert re.search(r'<form class="rb-filter [^>]* hidden>', pages["roles/"].html)
    assert re.search(r'<form class="rb-lookup [^>]* hidden>', pages["ownership/"].html)
    # without a script, this one leads to the table
    assert not re.search(r'<form class="rb-lookup [^>]* hidden>', pages["library/"].html)


def test_every_field_has_a_label(built: Built) -> None:
    for page in built().values():
        fields = re.findall(r'<(?:input|select)\b[^>]*\bid="([^"]+)"', page.html)
        assert len(fields) == len(re.findall(r"<(?:input|select)\b", page.html))
        assert all(f'for="{field}"' in page.html for field in fields), page.address


def test_an_empty_library_has_nothing_to_look_up(built: Built) -> None:
    pages = built(Library())
    assert "<form" not in pages["roles/"].html + pages["ownership/"].html + pages[""].html
    assert answers(Library()) == []


def test_a_form_leads_where_its_host_publishes(built: Built) -> None:
    home = built()["library/"]
    assert 'action="../ownership/" data-answers="../ownership.json"' in place(
        home.html, home.address, Links()
    )
    assert 'action="../ownership/index.html" data-answers="../ownership.json"' in place(
        home.html, home.address, Links(index_file="index.html")
    )


def test_answers_quote_who_holds_and_who_disowns() -> None:
    found = answers(library())
    assert {
        "statement": "Close deals",
        "sentence": "all of them.",
        "address": "roles/sales/account-executive/#m-close-deals",
        "owner": "Account Executive",
        "giver": None,
        "seams": {},
    } in found
    assert {
        "statement": "redline contracts",
        "opening": "Does NOT redline contracts",
        "sentence": "terms go to Legal Counsel before commitment; always.",
        "address": "roles/sales/account-executive/#b-redline-contracts",
        "owner": "Legal Counsel",
        "giver": "Account Executive",
        "seams": {"Legal Counsel": "roles/sales/account-executive/seams/#legal/legal-counsel"},
    } in found


def test_answers_lead_to_places_that_exist(built: Built) -> None:
    pages = built()
    for one in answers(library()):
        for link in (one.get("address", ""), *one["seams"].values()):  # type: ignore[attr-defined]
            address, _, anchor = str(link).partition("#")
            # what a role says of itself leads to its page
            assert not anchor or f'id="{anchor}"' in pages[address].html


def test_the_script_is_read_by_an_engine_and_runs_nothing_from_data() -> None:
    text = script().decode()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text)
    node = shutil.which("node")
    if node:
        run = subprocess.run([node, "--check", "-"], input=text, text=True, check=False)
        assert run.returncode == 0
