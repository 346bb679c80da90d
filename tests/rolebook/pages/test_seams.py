from __future__ import annotations

import re
from dataclasses import replace

from rolebook.diagnostics import Diagnostic, Rule, Severity
from rolebook.model import Domain, Library, Relation, Role
from rolebook.text.source import Span

from .conftest import Built, disowns, library, reference, sales_lead, words

ADDRESS = "roles/sales/account-executive/seams/"


def seam(html: str, other: str) -> str:
    """From the heading of one seam to the next."""
    return re.split(r"<h2\b", html[html.index(f'<h2 id="{other}">') :][1:], maxsplit=1)[0]


def cells(html: str) -> list[tuple[str, str]]:
    """The rows of a seam, as a reader reads them on either side."""
    rows = re.findall(r"<tr>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>", html, re.S)
    return [(words(left), words(right)) for left, right in rows]


def test_two_roles_stand_side_by_side_in_their_own_words(built: Built) -> None:
    page = built()[ADDRESS]
    assert page.title == "Seams of Account Executive"
    html = seam(page.html, "sales/sales-lead")
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == [
        '<a class="rb-role rb-accent-1" href="rb:/roles/sales/account-executive/">'
        "Account Executive</a> says",
        '<a class="rb-role rb-accent-1" href="rb:/roles/sales/sales-lead/">Sales Lead</a> says',
    ]
    assert cells(html) == [
        (
            "Disowns Does NOT set quota — that is Sales Lead's call.",
            "Holds Set quota — for everyone.",
        ),
        (
            "Holds Close deals — all of them.",
            "Disowns Does NOT close deals — the Account Executive's lane; see the doctrine.",
        ),
        ("Reports to Sales Lead (weekly)", "Nothing."),
    ]
    assert 'href="rb:/roles/sales/account-executive/#b-set-quota"' in html
    assert 'href="rb:/roles/sales/sales-lead/#m-set-quota"' in html
    assert 'href="rb:/roles/sales/sales-lead/#b-close-deals"' in html


def test_both_sides_have_the_seam_on_their_page(built: Built) -> None:
    pages = built()
    there = seam(pages["roles/sales/sales-lead/seams/"].html, "sales/account-executive")
    here = seam(pages[ADDRESS].html, "sales/sales-lead")
    assert cells(there)[0] == cells(here)[1][::-1]
    anchors = [one.id for one in pages[ADDRESS].headings]
    assert anchors == ["legal/legal-counsel", "sales/sales-lead"]


def test_a_hand_over_that_the_owner_does_not_speak_of(built: Built) -> None:
    path = "roles/sales/sales-lead.md"
    lead = replace(
        sales_lead(),
        boundaries=(
            disowns(path, "paint walls", "paint-walls", "ask **legal-counsel**.", "legal-counsel"),
            disowns(path, "assess risk", "assess-risk", "ask **legal-counsel**.", "legal-counsel"),
        ),
    )
    made = library()
    pages = built(replace(made, roles=(*made.roles[:2], lead)))
    html = seam(pages["roles/sales/sales-lead/seams/"].html, "legal/legal-counsel")
    assert [right for _, right in cells(html)] == [
        "Does not speak of it",
        "nearest: Own contract risk",  # unsure: who reads it judges
    ]
    assert 'href="rb:/roles/legal/legal-counsel/#m-contract-risk"' in html


def test_mentions_and_strangers_make_no_seam(built: Built) -> None:
    stranger = replace(sales_lead(), id="stranger", boundaries=(), mandate=())
    loner = replace(stranger, id="loner", mentions=(reference("stranger"),))
    made = library()
    pages = built(replace(made, roles=(*made.roles, stranger, loner)))
    assert "roles/sales/loner/seams/" not in pages
    assert "roles/sales/stranger/seams/" not in pages
    assert "Seams with" not in pages["roles/sales/loner/"].html
    assert "board" not in words(pages[ADDRESS].html)


def test_a_domain_named_as_a_whole_has_its_seams_on_its_page(built: Built) -> None:
    pages = built()
    html = pages["roles/sales/"].html
    assert '<li id="legal/legal-counsel">' in html
    text = words(html[html.index('id="rb-deferred"') :])
    assert "Legal Counsel Legal Disowns Does NOT win deals — that belongs to sales." in text
    assert "deals — that belongs to sales. Holds Account Executive: Close deals — all" in text
    link = 'href="rb:/roles/sales/#legal/legal-counsel"'
    assert link in pages["roles/legal/legal-counsel/"].html
    assert link in pages["roles/legal/legal-counsel/seams/"].html
    assert link in pages["ownership/"].html


def test_every_boundary_line_and_relation_opens_its_seam(built: Built) -> None:
    pages = built()
    lead = '<a class="rb-seam" href="rb:/roles/sales/account-executive/seams/#sales/sales-lead"'
    named = 'aria-label="Seam with Sales Lead">'
    page = pages["roles/sales/account-executive/"].html
    for part in ("rb-disowns", "rb-deferred", "rb-relations"):
        assert f"{lead} {named}" in re.split(r"<h2\b", page.partition(f'id="{part}"')[2])[0], part
    assert f"{lead} {named}" in pages["ownership/"].html


def test_findings_about_both_stand_with_their_seam(built: Built) -> None:
    rule = Rule("RB310", "claimed-twice", Severity.WARNING)
    span = Span("roles/x.md", 3)
    both = ("sales/account-executive", "sales/sales-lead")
    pages = built(
        None,
        Diagnostic(rule, "about both", span, subjects=both),
        Diagnostic(rule, "about one", span, subjects=both[:1]),
    )
    html = pages[ADDRESS].html
    assert "1 finding about this seam" in words(seam(html, "sales/sales-lead"))
    assert "about both" in seam(html, "sales/sales-lead")
    assert "about" not in words(seam(html, "legal/legal-counsel"))
    assert "about one" not in html


def hub(spokes: int) -> Library:
    roles = [replace(sales_lead(), id="hub", title="Hub", boundaries=(), mandate=())]
    spoke: Role = replace(roles[0], relations=(Relation("reports_to", reference("hub")),))
    roles += [replace(spoke, id=f"spoke-{n}", title=f"Spoke {n}") for n in range(spokes)]
    return Library(roles=tuple(roles), domains=(Domain("sales", "Sales"),))


def test_the_seams_of_a_hub_stand_with_its_neighbours(built: Built) -> None:
    pages = built(hub(400))
    page = pages["roles/sales/hub/seams/"]
    assert [one.id for one in page.headings] == ["rb-elsewhere"]
    assert page.html.count("rb:/roles/sales/spoke-") == 400
    assert 'id="sales/spoke-7"' in page.html  # old links to it arrive
    assert len(page.html) < 60_000
    assert 'href="rb:/roles/sales/spoke-7/seams/#sales/hub"' in page.html
    assert 'href="rb:/roles/sales/spoke-7/seams/#sales/hub"' in pages["roles/sales/hub/"].html
    assert "Reports to Hub" in words(pages["roles/sales/spoke-7/seams/"].html)


def test_a_seams_page_is_in_no_search(built: Built) -> None:
    pages = built()
    assert not pages[ADDRESS].searchable
    assert pages["roles/sales/account-executive/"].searchable


def test_a_role_named_like_its_domain_has_a_seam_with_the_role(built: Built) -> None:
    made = hub(0)
    namesake = replace(made.roles[0], id="sales", title="Seller")
    speaker = replace(
        made.roles[0],
        relations=(
            Relation("consults", reference("sales/sales")),
            Relation("reports_to", reference("sales/")),
        ),
    )
    pages = built(replace(made, roles=(namesake, speaker)))
    html = pages["roles/sales/hub/"].html
    assert 'href="rb:/roles/sales/hub/seams/#sales/sales"' in html
    assert 'href="rb:/roles/sales/#sales/hub"' in html
    assert '<li id="sales/hub">' in pages["roles/sales/"].html
