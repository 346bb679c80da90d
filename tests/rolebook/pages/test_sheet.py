"""The sheet of a domain: everybody's part in each responsibility; and all of them as CSV."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from rolebook.exports.responsibilities_csv import inert, responsibilities_csv
from rolebook.graph.addresses import page_addresses
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Boundary, Domain, Library, Relation, Responsibility, Role
from rolebook.text.source import Span

from .conftest import Built, disowns, reference, sales_lead, words


def role(
    id: str, domain: str, holds: str = "", *leaves: Boundary, consults: tuple[str, ...] = ()
) -> Role:
    mandate = (Responsibility(holds, holds.replace(" ", "-"), Span("x.md", 3)),) if holds else ()
    made = replace(sales_lead(), id=id, domain=domain, title=id.title(), mandate=mandate)
    relations = tuple(Relation("consults", reference(one)) for one in consults)
    path = f"roles/{domain}/{id}.md"
    return replace(made, path=path, boundaries=leaves, relations=relations)


def gives(what: str, *owners: str) -> Boundary:
    return disowns("x.md", what, what.replace(" ", "-"), "to others.", *owners)


LIBRARY = Library(
    roles=(
        role("closer", "sales", "close deals", gives("sign contracts", "counsel")),
        role("lead", "sales", "set quota", gives("close deals", "closer"), consults=("closer",)),
        role("counsel", "legal", "sign contracts"),
        role("idle", "ops", ""),
    ),
    domains=(Domain("sales", "Sales"), Domain("legal", "Legal"), Domain("ops", "Ops")),
)


def test_a_row_shows_each_ones_part_and_who_stands_elsewhere(built: Built) -> None:
    html = built(LIBRARY)["sheets/sales/"].html
    rows = {
        words(what): [words(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells)]
        for what, cells in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', html, re.S)
    }
    assert rows == {
        "close deals": ["Hholds", "→leaves it", ""],
        "set quota": ["Cconsulted", "Hholds", ""],
        "sign contracts": ["→leaves it", "", "holds: Counsel Legal"],
    }


def test_there_is_a_sheet_where_there_is_something_to_show(built: Built) -> None:
    pages = built(LIBRARY)
    assert [one for one in pages if one.startswith("sheets/")] == [
        "sheets/",
        "sheets/legal/",
        "sheets/sales/",
    ]
    assert "sheets/sales/" in pages["roles/sales/"].html
    assert "sheets/" not in pages["roles/ops/"].html


def test_a_hand_written_page_is_told_which_addresses_sheets_have(built: Built) -> None:
    """The check knows them before a page is made."""
    made = {address for address in built(LIBRARY) if address.startswith("sheets/")}
    told = page_addresses(LibraryGraph(LIBRARY))
    assert {one for one in told if one.startswith("sheets/")} == made - {"sheets/"}


def test_above_sixteen_roles_each_row_says_who(built: Built) -> None:
    many = tuple(role(f"r{number}", "sales", f"do {number}") for number in range(17))
    html = built(replace(LIBRARY, roles=many))["sheets/sales/"].html
    assert 'data-label="Holds"' in html
    assert "rb-matrix" not in html


def test_an_owner_without_a_mandate_for_it_is_named_under_held_by(built: Built) -> None:
    library = replace(
        LIBRARY, roles=(role("closer", "sales", "", gives("mow lawns", "lead")), LIBRARY.roles[1])
    )
    html = built(library)["ownership/"].html
    cell = re.search(r'<td data-label="Held by">(.*?)</td>', html.partition("mow lawns")[2])
    assert cell
    assert words(cell[1]) == "named by others: Lead ⇄"


def test_the_table_of_all_is_read_back_as_it_was_written() -> None:
    text = responsibilities_csv(LibraryGraph(LIBRARY)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = [(one["role"], one["part"], one["responsibility"], one["owners"]) for one in rows]
    assert told == [
        ("legal/counsel", "holds", "sign contracts", "legal/counsel"),
        ("sales/closer", "holds", "close deals", "sales/closer"),
        ("sales/closer", "leaves", "sign contracts", "legal/counsel"),
        ("sales/lead", "holds", "set quota", "sales/lead"),
        ("sales/lead", "leaves", "close deals", "sales/closer"),
    ]
    assert rows[3]["consulted"] == "sales/closer"


@pytest.mark.parametrize(
    ("written", "inside"),
    [
        ('=HYPERLINK("https://x.example")', '\'=HYPERLINK("https://x.example")'),
        (" \t+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1", "'＝1"),
        ("one\n=two", "one =two"),
        ("Approve refunds", "Approve refunds"),
    ],
)
def test_no_text_of_an_author_is_a_formula(written: str, inside: str) -> None:
    assert inert(written) == inside
