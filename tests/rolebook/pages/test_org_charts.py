"""The org charts of a domain and of all roles: who reports to whom, by what the files state."""

from __future__ import annotations

import re
from dataclasses import replace

from rolebook.model import Domain, Library, Relation, Role

from .conftest import Built, reference, sales_lead


def role(id: str, domain: str, *superiors: str) -> Role:
    lines = tuple(Relation("reports_to", reference(one)) for one in superiors)
    made = replace(sales_lead(), id=id, domain=domain, title=id.title(), mandate=())
    return replace(made, path=f"roles/{domain}/{id}.md", boundaries=(), relations=lines)


def library(*roles: Role) -> Library:
    domains = sorted({one.domain for one in roles})
    return Library(
        roles=roles,
        domains=tuple(Domain(one, one.title()) for one in domains),
        external=("board",),
    )


def chart(html: str) -> list[str]:
    """What its arrows say; none where there is no chart."""
    shown = html.partition('id="rb-chart"')[2].partition("<h2")[0]
    return sorted(set(re.findall(r"\w+ → \w+", shown)))


LED = (
    role("head", "sales", "board"),
    role("lead", "sales", "head"),
    role("rep", "sales", "lead"),
    role("clerk", "legal", "head"),
)


def test_a_domain_shows_its_own_with_whom_they_report_to(built: Built) -> None:
    pages = built(library(*LED))
    assert chart(pages["roles/sales/"].html) == ["Head → Lead", "Lead → Rep", "board → Head"]
    # one arrow is said on the page of the role
    assert chart(pages["roles/legal/"].html) == []


def test_all_of_them_stand_in_one_picture_as_long_as_it_can_be_read(built: Built) -> None:
    every = ["Head → Clerk", "Head → Lead", "Lead → Rep", "board → Head"]
    assert chart(built(library(*LED))["roles/"].html) == every
    many = (*LED, *(role(f"r{n}", "sales", "lead") for n in range(80)))
    assert "rb-chart" not in built(library(*many))["roles/"].html


def test_a_circle_is_drawn_as_far_as_it_is_a_tree(built: Built) -> None:
    circle = (role("a", "sales", "b"), role("b", "sales", "c"), role("c", "sales", "a", "d"))
    shown = chart(built(library(*circle, role("d", "sales", "d")))["roles/sales/"].html)
    assert shown == ["B → A", "C → B"]


def test_a_lead_who_has_a_superior_has_rows_on_a_phone(built: Built) -> None:
    star = (role("rep", "sales", "lead"), role("clerk", "sales", "lead"), LED[1])
    pages = built(library(*star, role("head", "legal")))
    shown = pages["roles/sales/"].html.partition('id="rb-chart"')[2].partition("<h2")[0]
    assert "rb-spokes" in shown
    # one more step is more than rows can show
    pages = built(library(*star, role("head", "legal"), role("aide", "sales", "clerk")))
    shown = pages["roles/sales/"].html.partition('id="rb-chart"')[2].partition("<h2")[0]
    assert shown
    assert "rb-spokes" not in shown
