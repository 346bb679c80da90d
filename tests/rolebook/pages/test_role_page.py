from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from rolebook.diagnostics import Diagnostic, Related, Rule, Severity
from rolebook.model import Domain, Library, Reference, Relation
from rolebook.text.source import Span

from .conftest import Built, account_executive, disowns, library, reference, sales_lead, words

ADDRESS = "roles/sales/account-executive/"

PROMPT = """\
# Account Executive

The **account-executive** closes deals. It owns
each of them.

## Mandate

1. **Close deals** — all of *them*.
2. **Hit the quota**

## Boundaries

- **Does NOT set quota** — that is **sales-lead**'s call.
- **Does NOT redline contracts** — terms go to **legal-counsel** before commitment; <b>always</b>.
- **Does NOT build the product** — others do.

- **Never** log a secret.

## Persona

Disciplined."""


def section(html: str, id: str) -> str:
    """From the heading with this id to the next heading of the second level."""
    return re.split(r"<h2\b", html[html.index(f'id="{id}"') :], maxsplit=1)[0]


def test_says_who_it_is_in_one_glance(built: Built) -> None:
    page = built()[ADDRESS]
    text = words(page.html.partition('<div class="rb-lane')[0])
    assert text.startswith("Account Executive sales/account-executive · Sales · persistent")
    assert "model opus" in text
    assert "also called ae" in text
    assert "Read Grep" in text
    assert "revenue" in text
    assert page.title == "Account Executive"
    assert page.description == "The Account Executive closes deals."
    assert page.source == "roles/sales/account-executive.md"
    assert not page.in_navigation


@pytest.mark.parametrize(("persistent", "said"), [(None, False), (False, True), (True, False)])
def test_a_role_is_on_demand_where_its_file_says_so(
    built: Built, persistent: bool | None, said: bool
) -> None:
    made = library()
    roles = tuple(replace(one, persistent=persistent) for one in made.roles)
    assert (
        "on demand" in built(replace(made, roles=roles))["roles/sales/sales-lead/"].html
    ) is said


def test_the_marker_of_its_file_is_not_said_again(built: Built) -> None:
    made = library()
    itself = made.roles[1]
    assert itself.introduction
    marked = (
        "The **account-executive** closes deals (`class: account-executive`,\n`domain: sales`)."
    )
    page = built(
        replace(
            made,
            roles=(
                made.roles[0],
                replace(itself, introduction=replace(itself.introduction, text=marked)),
                made.roles[2],
            ),
        )
    )[ADDRESS]
    opening = words(page.html.partition('<div class="rb-lane')[0])
    assert opening.endswith("The Account Executive closes deals.")


def test_lane_holds_and_disowns(built: Built) -> None:
    html = built()[ADDRESS].html
    holds, disowned = section(html, "rb-holds"), section(html, "rb-disowns")
    assert '<li id="m-close-deals">' in holds
    assert "<em>them</em>" in holds
    assert '<li id="b-redline-contracts">' in disowned
    assert 'href="rb:/roles/legal/legal-counsel/#m-contract-risk"' in disowned
    assert 'href="rb:/roles/sales/sales-lead/"' in disowned
    text = words(disowned)
    assert "redline contracts → Legal Counsel Legal ⇄ terms go to Legal Counsel before" in text
    assert "build the product → no owner named others do." in text


def test_quotes_what_others_defer_to_it(built: Built) -> None:
    deferred = section(built()[ADDRESS].html, "rb-deferred")
    assert 'href="rb:/roles/sales/sales-lead/#b-close-deals"' in deferred
    text = words(deferred)
    assert "Sales Lead ⇄ Does NOT close deals — the Account Executive's lane; see the doctr" in text
    assert 'href="rb:/roles/sales/#rb-deferred"' in deferred
    assert "1 more is deferred to Sales as a whole." in text


def test_relations_both_ways(built: Built) -> None:
    pages = built()
    stated = words(section(pages[ADDRESS].html, "rb-relations"))
    assert "Reports to Sales Lead ⇄ (weekly)" in stated
    assert "Consults board" in stated
    named = words(section(pages["roles/sales/sales-lead/"].html, "rb-relations"))
    assert "Report to it Account Executive ⇄" in named


def test_neighbourhood_and_its_arrows(built: Built) -> None:
    html = section(built()[ADDRESS].html, "rb-neighbourhood")
    assert "<title>Account Executive → Sales Lead, border (2): set quota; reports to" in html
    edges = re.findall(r'<a class="rb-edge[^"]*" href="([^"]*)"><title>([^,<]*)', html)
    seams = "rb:/roles/sales/account-executive/seams/#"
    assert (f"{seams}sales/sales-lead", "Account Executive → Sales Lead") in edges
    assert (f"{seams}sales/sales-lead", "Sales Lead → Account Executive") in edges
    assert (f"{seams}legal/legal-counsel", "Account Executive → Legal Counsel") in edges
    # there is no page of an actor outside the library: the edge leads to what is said of it
    relations = "rb:/roles/sales/account-executive/#rb-relations"
    assert (relations, "Account Executive → board") in edges


def test_the_neighbourhood_as_rows_for_a_narrow_screen(built: Built) -> None:
    rows = section(built()[ADDRESS].html, "rb-neighbourhood").partition('class="rb-spokes"')[2]
    arrows = re.findall(r'class="rb-arrow rb-arrow--([^"]*)"[^>]* title="([^,]*)', rows)
    assert arrows == [
        ("consults", "Account Executive → board"),
        ("boundary", "Account Executive → Legal Counsel"),
        ("border", "Account Executive → Sales Lead"),
        ("boundary rb-arrow--back", "Sales Lead → Account Executive"),
    ]
    seam = 'href="rb:/roles/sales/account-executive/seams/#sales/sales-lead"'
    assert f'<a class="rb-arrow rb-arrow--border" {seam}' in rows
    assert '<b aria-hidden="true">2</b>' in rows


def test_an_arrow_says_its_relation_once(built: Built) -> None:
    html = built()[ADDRESS].html
    assert "Account Executive → board, consults</title>" in html


def mentioning(*ids: str) -> Library:
    """A role that touches nobody and mentions these, the first of which mention it too."""
    lone = replace(sales_lead(), id="lone", title="Lone", boundaries=(), mandate=())
    roles = [replace(lone, id=id, title=id.title()) for id in ids]
    roles[0] = replace(roles[0], mentions=(reference("lone"),))
    lone = replace(lone, mentions=tuple(reference(id) for id in ids))
    return Library(roles=(*roles, lone), domains=(Domain("sales", "Sales"),))


def test_mentions_are_drawn_lightly_where_there_is_room(built: Built) -> None:
    html = built(mentioning("one", "two"))["roles/sales/lone/"].html
    edges = re.findall(r'<a class="rb-edge rb-edge--(\S+)" href="([^"]*)"><title>([^<]*)', html)
    mentions = "rb:/roles/sales/lone/#rb-mentions"
    assert edges == [
        ("mention", mentions, "Lone → One, mention"),
        ("mention", mentions, "Lone → Two, mention"),
    ]
    crowd = mentioning(*(f"r{n}" for n in range(14)))
    assert "rb-diagram" not in built(crowd)["roles/sales/lone/"].html
    assert "rb-diagram" in built(crowd)["roles/sales/r0/"].html


def test_a_mention_adds_no_arrow_to_a_border(built: Built) -> None:
    html = built()[ADDRESS].html
    assert "rb-edge--mention" not in html  # legal-counsel is an owner, too


def test_too_many_neighbours_are_no_picture(built: Built) -> None:
    many = tuple(
        replace(sales_lead(), id=f"lead-{n}", title=f"Lead {n}", boundaries=(), mandate=())
        for n in range(25)
    )
    hub = replace(
        account_executive(),
        relations=tuple(Relation("consults", reference(one.id)) for one in many),
    )
    made = library()
    page = built(replace(made, roles=(made.roles[0], hub, made.roles[2], *many)))[ADDRESS]
    assert "rb-diagram" not in page.html
    assert "As a list: a picture of 28 boxes is too large to be read." in page.html
    rows = section(page.html, "rb-neighbourhood")
    assert rows.count('<a class="rb-spokes__end') == 25 + 2
    assert rows.count('class="rb-arrow ') == 27 + 1  # to all others, and one back
    assert 'href="rb:/roles/sales/lead-24/"' in rows
    assert "15 more" in rows


def test_a_picture_that_holds_what_no_picture_may_is_a_list(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = '<svg class="rb-diagram"><script>alert(1)</script></svg>'
    monkeypatch.setattr("rolebook.pages.edition.figures.draw", lambda diagram, prefix: drawn)
    html = built()[ADDRESS].html
    assert "<script>" not in html
    assert "Not drawn: the picture held what no picture may." in html
    assert 'href="rb:/roles/sales/sales-lead/"' in section(html, "rb-neighbourhood")


def test_persona_sections_doctrine_atlases_mentions(built: Built) -> None:
    pages = built()
    html = pages[ADDRESS].html
    assert "Disciplined." in section(html, "rb-persona")
    assert "Never" in section(html, "rb-guardrails")
    assert "Phones" in section(html, "rb-s-tools-of-the-trade")
    assert "Again." in section(html, "rb-s-tools-of-the-trade.2")
    doctrine = section(html, "rb-doctrine")
    assert 'href="rb:/roles/"' in doctrine
    assert 'href="rb-doc:/doctrine/handoffs.md"' in doctrine
    assert "12 h" not in html
    assert "3 competencies · 11.5 h" in words(section(html, "rb-atlases"))
    assert "Account Executive" in section(pages["roles/legal/legal-counsel/"].html, "rb-mentioned")


def test_the_competencies_that_its_atlas_asks_for_in_order(built: Built) -> None:
    asked = built()[ADDRESS].html.partition('id="rb-asked"')[2].partition("</ol>")[0]
    assert re.findall(r'<li><a href="([^"]*)">', asked) == [
        "rb:/atlases/atlas.sales.ae/#ae.research",
        "rb:/atlases/atlas.sales.ae/#ae.calls",
        "rb:/atlases/atlas.sales.ae/#ae.pursuit",
    ]


def test_a_role_can_be_copied_as_a_prompt(built: Built) -> None:
    html = built()[ADDRESS].html.partition("Copy as a prompt")[2].partition("</pre>")[0]
    assert unescape(html.partition("<code>")[2].partition("</code>")[0]) == PROMPT


def test_its_source_is_named(built: Built) -> None:
    html = built()[ADDRESS].html
    link = '<a href="rb-source:/"><code>roles/sales/account-executive.md</code></a>'
    assert f'{link} <a href="rb-history:/">History</a>' in html


def test_findings_about_it(built: Built) -> None:
    one = Diagnostic(
        Rule("RB310", "claimed-twice", Severity.WARNING),
        "`sales/account-executive` and `x` both hold `close <deals>`",
        Span("roles/sales/account-executive.md", 9, 4),
        help="settle it",
        related=(Related("the other", Span("roles/x.md", 3, 1)),),
        subjects=("sales/account-executive",),
    )
    pages = built(None, one)
    text = words(pages[ADDRESS].html)
    assert "1 finding about this page" in text
    assert "roles/sales/account-executive.md:9:4" in text
    assert "<code>close &lt;deals&gt;</code>" in pages[ADDRESS].html
    assert "about this page" not in pages["roles/sales/sales-lead/"].html


def test_a_boundary_that_is_no_plain_bullet_is_quoted_whole(built: Built) -> None:
    path = "roles/sales/sales-lead.md"
    several = disowns(path, "bill", "bill", "", "account-executive")
    several = replace(
        several,
        heading="",  # as the parser leaves it where the text cannot be shown in two parts
        prose=replace(
            several.prose,
            text="- **Does NOT bill (Account Executive) or sign (legal)**, ever:\n\n  - not once",
        ),
    )
    lead = replace(sales_lead(), boundaries=(several,))
    made = library()
    pages = built(replace(made, roles=(*made.roles[:2], lead)))
    quoted = section(pages[ADDRESS].html, "rb-deferred")
    assert "Does NOT bill (Account Executive) or sign (legal)" in words(quoted)
    assert "<li>" in quoted.partition("<blockquote>")[2]


def test_hostile_text_is_escaped(built: Built) -> None:
    evil = '"><script>alert(1)</script>{{ 7*7 }}'
    role = replace(
        account_executive(),
        title=evil,
        aliases=(evil,),
        tags=(evil,),
        tools=(evil,),
        model=evil,
        relations=(Relation("consults", Reference(evil, Span("x.md"), note=evil)),),
        mandate=tuple(replace(one, statement=evil) for one in account_executive().mandate),
        boundaries=(disowns("x.md", evil, "evil", evil, evil),),
        sections=tuple(replace(one, title=evil) for one in account_executive().sections),
    )
    made = library()
    pages = built(replace(made, roles=(made.roles[0], role, made.roles[2])))
    for page in pages.values():
        assert "<script" not in page.html, page.address
        assert '"><' + "script" not in page.html
    assert "{{ 7*7 }}" in words(pages[ADDRESS].html)
    assert pages[ADDRESS].title == evil


def test_leads_to_the_roles_beside_it_in_its_domain(built: Built) -> None:
    def beside(page: str) -> list[tuple[str, str]]:
        shown = page.partition('class="rb-siblings"')[2].partition("</nav>")[0]
        return re.findall(r'rel="(\w+)" href="([^"]*)"', shown)

    pages = built()
    lead, executive = "rb:/roles/sales/sales-lead/", "rb:/roles/sales/account-executive/"
    assert beside(pages["roles/sales/account-executive/"].html) == [("next", lead)]
    assert beside(pages["roles/sales/sales-lead/"].html) == [("prev", executive)]
    assert beside(pages["roles/legal/legal-counsel/"].html) == []
