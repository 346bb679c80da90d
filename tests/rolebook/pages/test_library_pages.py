from __future__ import annotations

import re
from dataclasses import replace

from rolebook.diagnostics import Diagnostic, Rule, Severity
from rolebook.model import DocPage, Library
from rolebook.pages import stylesheet
from rolebook.text.source import Span

from .conftest import Built, atlas, library, words


def test_pages_stand_at_their_addresses(built: Built) -> None:
    assert list(built()) == [
        "",
        "library/",
        "roles/",
        "roles/legal/",
        "roles/sales/",
        "roles/legal/legal-counsel/",
        "roles/sales/account-executive/",
        "roles/sales/sales-lead/",
        "roles/legal/legal-counsel/seams/",
        "roles/sales/account-executive/seams/",
        "roles/sales/sales-lead/seams/",
        "atlases/",
        "atlases/atlas.sales.ae/",
        "ownership/",
        "explorer/",
        "evidence/",
        "glossary/",
        "health/",
        "sheets/",
        "sheets/legal/",
        "sheets/sales/",
        "compare/",
    ]
    assert "" not in built(home=False)


def test_what_others_lead_to_stays_out_of_the_navigation(built: Built) -> None:
    left_out = {page.address for page in built().values() if not page.in_navigation}
    assert left_out == {
        "roles/legal/legal-counsel/",
        "roles/sales/account-executive/",
        "roles/sales/sales-lead/",
        "roles/legal/legal-counsel/seams/",
        "roles/sales/account-executive/seams/",
        "roles/sales/sales-lead/seams/",
        "sheets/",
        "sheets/legal/",
        "sheets/sales/",
        "compare/",
    }


def test_overview_counts_and_lists(built: Built) -> None:
    pages = built()
    text = words(pages["library/"].html)
    assert "roles 3 domains 2 boundaries 6 atlas 1 competencies 3 findings 0" in text
    assert "Account Executive · 3 competencies · 11.5 h · ai adopted, agent operator" in text
    assert "How to read this" in text
    assert 'href="rb-doc:/doctrine/handoffs.md">Hand-offs</a>' in pages["library/"].html
    assert pages[""].title == "A <site>"
    assert "A &lt;site&gt;" in pages[""].html
    assert pages["library/"].title == "Library"


def test_overview_says_what_one_may_ask(built: Built) -> None:
    html = built()["library/"].html
    asked = re.findall(r'<a href="(rb:/ownership/\?words=[^"]*)">([^<]*)</a>', html)
    assert asked == [
        ("rb:/ownership/?words=Own+contract+risk", "Own contract risk"),
        ("rb:/ownership/?words=Close+deals", "Close deals"),
    ]
    alone = replace(library(), roles=tuple(replace(r, mandate=()) for r in library().roles))
    assert "rb-questions" not in built(alone)["library/"].html


def test_a_card_of_a_domain_leads_to_its_roles(built: Built) -> None:
    html = built()["library/"].html
    cards = html.partition('id="rb-domains"')[2].partition("<h2")[0]
    assert 'href="rb:/roles/sales/account-executive/">Account Executive</a>' in cards


def test_an_overview_is_silent_about_what_there_is_not(built: Built) -> None:
    made = library()
    bare = tuple(replace(role, boundaries=()) for role in made.roles)
    html = built(replace(made, roles=bare, atlases=()))["library/"].html
    text = words(html)
    assert "roles 3 domains 2 findings" in text
    assert 'id="rb-atlases"' not in html


def test_the_page_of_all_roles_lists_each_once(built: Built) -> None:
    listed = built()["roles/"].html.partition('id="rb-all"')[2]
    assert listed.count('href="rb:/roles/sales/account-executive/"') == 1
    assert 'href="rb:/roles/sales/">Sales</a>' in listed


def test_roles_open_with_the_library_s_introduction(built: Built) -> None:
    page = built()["roles/"]
    text = words(page.html)
    assert text.startswith("Roles The library Read Account Executive.")
    assert "Account Executive sales/account-executive" in text
    assert page.source == "roles/LIBRARY.md"


def test_domain_page(built: Built) -> None:
    page = built()["roles/sales/"]
    text = words(page.html)
    assert text.startswith("Sales sales/ · 2 roles We sell. How Well.")
    assert "The Account Executive closes deals. persistent" in text
    assert "Sales Lead sales/sales-lead Leads." in text
    assert "Legal 2 1 –" in text
    assert "board – – 1" in text
    assert "Legal Counsel Legal Disowns Does NOT win deals — that belongs to sales." in text
    assert page.source == "roles/sales/README.md"
    titles = [heading.title for heading in page.headings]
    assert titles == [
        *("How", "Roster", "Borders", "Boundary matrix"),
        "Who names this domain as a whole",
    ]


def test_border_map_has_one_arrow_a_direction(built: Built) -> None:
    html = built()["roles/sales/"].html
    assert "<title>Sales → Legal, boundary (2): boundary × 2</title>" in html
    assert "<title>Legal → Sales, boundary: boundary × 1</title>" in html


def test_a_role_without_introduction_is_summed_up_by_its_mandate(built: Built) -> None:
    pages = built()
    assert "Own contract risk" in words(pages["roles/legal/"].html)
    assert pages["roles/legal/legal-counsel/"].description == "Own contract risk"


def test_ownership_lists_every_responsibility_once(built: Built) -> None:
    page = built()["ownership/"]
    text = words(page.html)
    assert "Close deals Account Executive Sales Lead → Account Executive" in text
    assert "Own contract risk redline contracts Legal Counsel" in text
    assert "build the product – Account Executive → no owner named" in text
    assert page.html.count("<tr id=") == 7
    assert "7 responsibilities · 4 held · 6 disowned" in text


def test_evidence_names_who_asks(built: Built) -> None:
    text = words(built()["evidence/"].html)
    asking = "Account research 5 in 14 d Discovery calls"
    for name in ("ae.brief.v1", "SequenceApproved", "escape_rate", "hub event pattern"):
        assert name in text
    assert asking.split(" Discovery")[0] in text
    # whose competencies they are is said where there are several atlases
    assert "Mid-Market" not in text
    second = replace(
        atlas(),
        id="other",
        title="Another",
        competencies=tuple(replace(one, atlas="other") for one in atlas().competencies),
    )
    text = words(built(replace(library(), atlases=(atlas(), second)))["evidence/"].html)
    assert "Account research 5 in 14 d · Account Executive — Mid-Market" in text
    assert "Account research 5 in 14 d · Another" in text


def test_health_groups_by_rule(built: Built) -> None:
    rule = Rule("RB301", "boundary-without-owner", Severity.WARNING)
    found = [
        Diagnostic(rule, f"no owner {n}", Span("roles/x.md", n), subjects=("sales/sales-lead",))
        for n in range(1, 21)
    ]
    error = Diagnostic(Rule("RB101", "dangling-owner"), "dangles", Span("roles/y.md", 3, 7))
    off = replace(error, severity=Severity.OFF, message="unheard")
    page = built(None, *found, error, off)["health/"]
    text = words(page.html)
    assert "1 error · 20 warnings · 0 infos" in text
    assert "Not publishable" in text
    assert [one.title for one in page.headings] == [
        "RB101 dangling-owner",
        "RB301 boundary-without-owner",
        "Files left out",
    ]
    assert '<a href="rb-source:/roles/y.md#L3"><code>roles/y.md:3:7</code></a>' in page.html
    assert 'href="rb:/roles/sales/sales-lead/"' in page.html
    assert "8 more" in text
    assert "unheard" not in text
    assert "no role: 1 file roles/notes.md" in text


def test_what_mends_all_findings_of_a_rule_is_said_once(built: Built) -> None:
    rule = Rule("RB301", "boundary-without-owner", Severity.WARNING)
    one, two = (Diagnostic(rule, f"{n}", Span("roles/x.md", n), "name `x`") for n in (1, 2))
    page = built(None, one, two)["health/"]
    assert page.html.count("name <code>x</code>") == 1
    assert "warning 2 findings: name x" in words(page.html)
    page = built(None, one, replace(two, help="name `y`"))["health/"]
    assert "warning 2 findings 1" in words(page.html)
    assert page.html.count("name <code>") == 2


def test_health_leads_to_what_is_introduced_and_to_hand_written_pages(built: Built) -> None:
    rule = Rule("RB502", "dead-link", Severity.WARNING)
    in_domain = Diagnostic(rule, "a", Span("roles/sales/README.md", 4), subjects=("sales/",))
    in_doc = Diagnostic(rule, "b", Span("docs/why.md", 2), subjects=("docs/why.md",))
    page = built(
        replace(
            library(), docs=(DocPage("docs/why.md", "w hy.md", "Why", (), Span("docs/why.md")),)
        ),
        in_domain,
        in_doc,
    )["health/"]
    assert 'href="rb:/roles/sales/"' in page.html
    assert 'href="rb-doc:/w%20hy.md">Why</a>' in page.html


def test_health_of_a_sound_library(built: Built) -> None:
    text = words(built(replace(library(), left_out=()))["health/"].html)
    assert "Nothing to report" in text
    assert "left out" not in text.partition("Nothing to report")[2]


def test_an_empty_library_has_all_its_pages(built: Built) -> None:
    pages = built(Library())
    assert set(pages) == {
        "", "library/", "roles/", "atlases/", "ownership/", "explorer/", "evidence/",
        "glossary/", "health/",
    }  # fmt: skip


def test_the_same_library_gives_the_same_bytes(built: Built) -> None:
    assert built() == built()


def test_stylesheet_is_both_sheets() -> None:
    sheet = stylesheet()
    assert b"--rb-accent-7" in sheet
    assert b".rb-lane" in sheet
