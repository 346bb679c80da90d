"""Who stands in owner position is an owner, marked or not; what is no name there is none."""

from __future__ import annotations

import pytest

from rolebook.formats.markdown.read import read_blocks
from rolebook.languages.grammar import grammar_of
from rolebook.parse.roles.owners import owners_in
from rolebook.parse.roles.wording import wording
from rolebook.text.source import Source


def owners(clause: str) -> list[str]:
    """The owners of a clause as written; one that has to exist with `!`."""
    source = Source("roles/x.md", f"It {clause}\n", "x.md")
    inline = read_blocks(source, 1)[0].inlines[0]
    said = wording(inline)
    found = owners_in(said, 0, len(said.text), grammar_of("en")).owners
    return [f"{one.written}{'!' if one.typed else ''}" for one in found]


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("is Sales' lane", ["Sales"]),
        ("is the Customer Success Manager's call", ["Customer Success Manager!"]),
        ("is the Head of Sales’ call", ["Head of Sales!"]),
        ("goes to the CSMs", ["CSMs"]),
        ("goes to `sales/`", ["sales/!"]),
        ("goes to sales/", ["sales/"]),
        ("belongs to sales/ and to legal/", ["sales/", "legal/"]),
        ("belongs to the\n  Sales Lead, or to Legal", ["Sales Lead!", "Legal"]),
        ("belongs to Risk and Tax Manager", ["Risk", "Risk and Tax Manager!", "Tax Manager"]),
        ("belongs to Finance and **legal-counsel**", ["Finance", "legal-counsel!"]),
        ("goes. The Sales Lead's call it is", ["goes", "Sales Lead!"]),
        ("ends. This Sales Lead's call it is", ["ends", "Sales Lead!"]),
        ("is the Board of Directors' decision", ["Board of Directors"]),
        ("belongs to Purchase Order", ["Purchase Order"]),
    ],
)  # fmt: skip
def test_owners_without_a_mark(clause: str, found: list[str]) -> None:
    assert owners(clause) == found


@pytest.mark.parametrize(
    "clause",
    [
        "is Sales' figures", "is what the Sales Lead says", "comes after Legal", "knows a CSM, too",
        "goes to docs/sales/x", "goes to Sales/x.md", "reads Monday's paper",
        "it stops. Then the CRO sleeps",
    ],
)  # fmt: skip
def test_titles_that_stand_elsewhere(clause: str) -> None:
    assert owners(clause) == []
