from __future__ import annotations

import html
import re
from dataclasses import replace

from rolebook.model import Boundary, Domain, Library, Role
from rolebook.pages import Page

from .conftest import Built, disowns, sales_lead, words


def role(id: str, domain: str, *boundaries: Boundary) -> Role:
    made = replace(sales_lead(), id=id, domain=domain, title=id.title(), mandate=())
    return replace(made, path=f"roles/{domain}/{id}.md", boundaries=boundaries)


def gives(what: str, *owners: str) -> Boundary:
    return disowns("x.md", what, what.replace(" ", "-"), "to others.", *owners)


def made(*roles: Role) -> Library:
    domains = sorted({one.domain for one in roles})
    return Library(
        roles=roles,
        domains=tuple(Domain(one, one.title()) for one in domains),
        external=("board",),
    )


def table(page: Page) -> tuple[list[str], dict[str, list[str]]]:
    """The columns, and the cells of each row by its giver."""
    matrix = page.html.partition('class="rb-matrix"')[2].partition("</table>")[0]
    columns = [words(one) for one in re.findall(r'<th scope="col">(.*?)</th>', matrix)]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', matrix)
    return columns, {
        words(giver): [words(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells)]
        for giver, cells in rows
    }


SMALL = made(
    role("a", "sales", gives("one", "b"), gives("two", "b", "legal/"), gives("three", "board")),
    role("b", "sales", gives("four", "c")),
    role("idle", "sales"),
    role("c", "legal", gives("five", "a"), gives("six", "sales/")),
    role("d", "legal", gives("seven", "c")),
)


def test_rows_give_and_columns_own(built: Built) -> None:
    columns, rows = table(built(SMALL)["roles/sales/"])
    assert columns == ["A", "B", "Sales", "C", "Legal", "board"]
    assert rows == {
        "A": ["", "2", "", "", "1", "1"],
        "B": ["", "", "", "1", "", ""],
        "C": ["1", "", "1", "", "", ""],
    }


def test_a_cell_opens_the_seam_and_says_what_is_given(built: Built) -> None:
    page = built(SMALL)["roles/sales/"].html
    links = dict(re.findall(r'<td[^>]*><a href="([^"]*)" title="[^"]*" aria-label="([^"]*)"', page))
    assert links == {
        "rb:/roles/sales/a/seams/#sales/b": "A → B: 2",
        "rb:/roles/legal/#sales/a": "A → Legal: 1",
        "rb:/roles/sales/a/#b-three": "A → board: 1",
        "rb:/roles/sales/b/seams/#legal/c": "B → C: 1",
        "rb:/roles/sales/#legal/c": "C → Sales: 1",
        "rb:/roles/legal/c/seams/#sales/a": "C → A: 1",
    }
    assert 'title="one; two"' in page


def test_no_boundary_no_matrix(built: Built) -> None:
    assert "rb-matrix" not in built(made(role("a", "sales")))["roles/sales/"].html


def test_many_owners_elsewhere_share_a_column_for_each_domain(built: Built) -> None:
    owners = [role(f"o{n}", "legal") for n in range(20)]
    boundaries = [gives(f"thing {n}", f"o{n}") for n in range(20)]
    page = built(made(role("a", "sales", *boundaries), *owners))["roles/sales/"]
    assert table(page) == (["Legal"], {"A": ["20"]})
    assert '<td data-label="Legal"><a href="rb:/roles/sales/a/seams/"' in page.html


def test_a_large_domain_has_a_list(built: Built) -> None:
    ring = [role(f"r{n}", "sales", gives(f"thing {n}", f"r{(n + 1) % 60}")) for n in range(60)]
    page = built(made(*ring))["roles/sales/"]
    assert 'class="rb-matrix"' not in page.html
    assert page.html.count("</dt>") == 60
    assert "R0 → R1 1" in words(page.html)
    assert 'href="rb:/roles/sales/r0/seams/#sales/r1"' in page.html
    assert "48 more" in words(page.html)


def test_the_arrows_of_the_border_map_lead_to_the_matrix(built: Built) -> None:
    page = built(SMALL)["roles/sales/"].html
    edges = re.findall(r'<a class="rb-edge[^"]*" href="([^"]*)"><title>([^,<]*)', page)
    assert ("rb:/roles/sales/#rb-matrix", "Sales → Legal") in [
        (link, html.unescape(said)) for link, said in edges
    ]
