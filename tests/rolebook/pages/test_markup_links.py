"""Where the links of a source lead, and which of its words become links."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import (
    AgentFacts,
    Atlas,
    Competency,
    DocPage,
    Domain,
    Introduction,
    Library,
    Passage,
    Responsibility,
    Role,
    Section,
)
from rolebook.pages.author.markup import Markup
from rolebook.pages.links.place import Links, place
from rolebook.text.source import Source, Span

EXECUTIVE = "roles/sales/account-executive.md"
COUNSEL = "roles/legal/legal-counsel.md"
README = "roles/sales/README.md"
FILES = {
    "roles/sales/funnel.png": b"funnel",
    "roles/sales/Funnel (2).PNG": b"other",
    "roles/sales/terms.pdf": b"terms",
    "roles/sales/x.svg": b"<svg onload=alert(1)>",
    "roles/sales/x.html": b"<script>",
}
TEXT = "# AE\n\n## Mandate\n\n## How it *works*\n\n### A detail\n\n<a id='spot'></a>\n"


def role(domain: str, id: str, title: str, *held: str, text: str = "") -> Role:
    path = f"roles/{domain}/{id}.md"
    return Role(
        id=id,
        domain=domain,
        title=title,
        path=path,
        home=f"{domain}/{id}.md",
        span=Span(path),
        mandate=tuple(Responsibility(one, one, Span(path)) for one in held),
        sections=(Section("How it works", Passage(path, 6, text), Span(path, 5)),) if text else (),
    )


def graph() -> LibraryGraph:
    return LibraryGraph(
        Library(
            roles=(
                role("sales", "account-executive", "Account Executive", "close", text=TEXT),
                role("legal", "legal-counsel", "Legal <Counsel>", "contract-risk"),
                role("sales", "sales-lead", "Sales Lead"),
                role("customer", "sales", "Sales Desk"),
                role("sales", "twin", "Twin One"),
                role("legal", "twin", "Twin Two"),
            ),
            atlases=(
                Atlas(
                    "atlas.Sales",
                    "A",
                    "atlases/ae.yml",
                    Span("atlases/ae.yml"),
                    competencies=(Competency("c.1", "C", "atlas.Sales", Span("atlases/ae.yml")),),
                ),
            ),
            domains=(
                Domain("customer", "Customer"),
                Domain("legal", "Legal"),
                Domain("sales", "Selling"),
            ),
            introductions=(
                Introduction("", "roles/LIBRARY.md", "LIBRARY.md", "L", Passage("x", 1, "")),
                Introduction("sales", README, "sales/README.md", "S", Passage("x", 1, "")),
            ),
            docs=(
                DocPage("docs/a b.md", "a b.md", "A", (), Span("docs/a b.md")),
                DocPage("docs/law/index.md", "law/index.md", "Law", (), Span("docs/law/index.md")),
            ),
            external=("board",),
            sources={
                EXECUTIVE: Source(EXECUTIVE, TEXT),
                README: Source(README, "# Sales\n\n## Team\n"),
            },
        )
    )


def markup() -> Markup:
    return Markup(graph(), FILES.get)


def inline(text: str, *, path: str = EXECUTIVE, domain: str = "sales", itself: str = "") -> str:
    return markup().inline(text, path, domain=domain, itself=itself)


ROOT = "rb:/roles/"
PAGE = "rb:/roles/sales/account-executive/"


def hrefs(html: str) -> list[str]:
    return re.findall(r'(?:href|src)="([^"]*)"', html)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("../legal/legal-counsel.md", "rb:/roles/legal/legal-counsel/"),
        (
            "../legal/legal-counsel.md#contract-risk",
            "rb:/roles/legal/legal-counsel/#m-contract-risk",
        ),
        ("../legal/legal-counsel.md#nothing", "rb:/roles/legal/legal-counsel/"),
        (
            "./account-executive.md#a-detail",
            f"{PAGE}#user-content-a-detail",
        ),
        (
            "account-executive.md#how-it-works",
            f"{PAGE}#rb-s-how-it-works",
        ),
        ("account-executive.md?plain=1#mandate", f"{PAGE}#rb-holds"),
        ("../LIBRARY.md", "rb:/roles/"),
        ("README.md", "rb:/roles/sales/"),
        ("README.md#team", "rb:/roles/sales/#user-content-team"),
        ("README.md#sales", "rb:/roles/sales/"),
        ("../legal/", "rb:/roles/legal/"),
        ("../legal", "rb:/roles/legal/"),
        (".", "rb:/roles/sales/"),
        ("..", "rb:/roles/"),
        ("../../atlases/ae.yml", "rb:/atlases/atlas.sales/"),
        ("../../atlases/ae.yml#c.1", "rb:/atlases/atlas.sales/#c.1"),
        ("../../atlases", "rb:/atlases/"),
        ("../../docs/a%20b.md#x", "rb-doc:/a%20b.md#x"),
        ("<../../docs/a b.md>", "rb-doc:/a%20b.md"),
        ("../../docs/law/", "rb-doc:/law/index.md"),
        ("#a-detail", "#user-content-a-detail"),
        ("#spot", "#user-content-spot"),
        ("#close", "#m-close"),
        ("#how-it-works", "#rb-s-how-it-works"),
        ("#ae", f"{PAGE}"),
        ("funnel.png?raw=true", "rb:/assets/sources/funnel-ca71d31b.png"),
        ("<Funnel (2).PNG>", "rb:/assets/sources/funnel-2-d9298a10.png"),
        ("terms.pdf", "rb:/assets/sources/terms-51d2361f.pdf"),
        ("HTTPS://Example.org/ü?a=b&c", "https://example.org/%C3%BC?a=b&amp;c"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_lead_to_the_site(written: str, expected: str) -> None:
    assert [one.lower() for one in hrefs(inline(f"[x]({written})"))] == [expected.lower()]
    bare = written.strip("<>").replace("&", "&amp;")
    assert hrefs(inline(f'<a href="{bare}">x</a>')) == hrefs(inline(f"[x]({written})"))


@pytest.mark.parametrize(
    "written",
    [
        "nothing.md",
        "../../../etc/passwd",
        "/roles/legal/",
        "/",
        "//evil.example/x",
        "\\\\evil.example",
        "..\\legal\\legal-counsel.md",
        "x.svg",
        "x.html",
        "account-executive",
        "#nothing",
        "rb:/roles/sales/",
        "RB-doc:/law/index.md",
        "r&#98;:/roles/sales/",
        "javascript:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        " \x01javascript:alert(1)",
        "javascript&colon;alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "C:/x.md",
        "ftp://a.example",
        "tel:1",
        "https:evil",
        "https:///evil",
        "https://user@evil.example",
        "https://evil.example\\@good.example",
        "http://[::1]/",
        "\u202eexample.md",
        "mailto:",
    ],
)
def test_links_that_lead_nowhere_are_text(written: str) -> None:
    assert inline(f"[x](<{written}>)") == "x"
    assert inline(f'<a href="{written}">x</a>') == "x"
    assert hrefs(inline(f"![x](<{written}>)")) == []
    assert hrefs(inline(f'<img alt="x" src="{written}">')) == []


def test_links_are_placed_for_a_host() -> None:
    html = inline("[a](../legal/legal-counsel.md#contract-risk) ![b](funnel.png)")
    placed = place(html, "roles/sales/account-executive/", Links())
    assert hrefs(placed) == [
        "../../legal/legal-counsel/#m-contract-risk",
        "../../../assets/sources/funnel-ca71d31b.png",
    ]


def test_a_link_that_is_only_text_is_not_placed() -> None:
    text = 'href="rb:/<i>x</i>/../<a title="><img src=x onerror=alert(1)>">y</a>'
    html = inline(text)
    assert place(html, "", Links()) == html
    assert "<img" not in html
    assert "href=&quot;rb:/<i>" in html


def test_pictures_are_copied() -> None:
    made = markup()
    assert made.files == ()
    html = made.inline('![A *b*](funnel.png "T")', EXECUTIVE)
    assert html == (
        '<img src="rb:/assets/sources/funnel-ca71d31b.png" alt="A b" title="T" loading="lazy">'
    )
    assert made.inline('<img src=funnel.png width="50%" height=x align=right>', EXECUTIVE) == (
        '<img src="rb:/assets/sources/funnel-ca71d31b.png" alt="" loading="lazy"'
        ' width="50%" align="right">'
    )
    made.inline("[t](terms.pdf) ![t](terms.pdf)", EXECUTIVE)
    assert [(one.address, one.content) for one in made.files] == [
        ("assets/sources/funnel-ca71d31b.png", b"funnel"),
        ("assets/sources/terms-51d2361f.pdf", b"terms"),
    ]


def test_pictures_of_other_hosts_are_links_to_them() -> None:
    rel = 'rel="nofollow noopener noreferrer"'
    assert (
        inline("![A](https://e.example/a.png)") == f'<a href="https://e.example/a.png" {rel}>A</a>'
    )
    assert inline("![](https://e.example/a.png)") == (
        f'<a href="https://e.example/a.png" {rel}>https://e.example/a.png</a>'
    )
    assert (
        inline("[![A](https://e.example/a.png)](README.md)") == '<a href="rb:/roles/sales/">A</a>'
    )
    assert inline('<img src="https://e.example/a.png" alt="A &lt;b&gt;">') == (
        f'<a href="https://e.example/a.png" {rel}>A &lt;b&gt;</a>'
    )


def test_pictures_of_hosts_that_are_allowed_are_shown() -> None:
    made = Markup(graph(), FILES.get, image_hosts=("e.example",))

    def shown(markdown: str) -> bool:
        return "<img" in made.inline(markdown, EXECUTIVE)

    assert made.inline("![A](https://E.example/a.png?b)", EXECUTIVE) == (
        '<img src="https://E.example/a.png?b" alt="A" loading="lazy">'
    )
    assert shown('<img src="https://e.example/a" alt="A" onerror="x">')
    for address in (
        "http://e.example/a.png",  # anybody on the way could change it
        "https://e.example.evil.example/a.png",
        "https://www.e.example/a.png",
        "https://e.example@evil.example/a.png",
        "https://evil.example/https://e.example/a.png",
        "https://e.example:8443/a.png",
        "//e.example/a.png",
        "data:image/png;base64,AAAA",
    ):
        assert not shown(f"![A]({address})"), address


def test_docs_that_the_site_does_not_have_are_no_destination() -> None:
    made = Markup(graph(), FILES.get, frozenset({"law/index.md"}))
    assert made.inline("[a](<../../docs/a b.md>) [b](../../docs/law/index.md)", EXECUTIVE) == (
        'a <a href="rb-doc:/law/index.md">b</a>'
    )


LEAD = '<a href="rb:/roles/sales/sales-lead/" title="Sales Lead">'
CALLED = '<a href="rb:/roles/sales/sales-lead/" title="sales-lead">Sales Lead</a>'
"""Where a name stands in place of the id, that is shown to who points at it."""

COUNSEL_LINK = '<a href="rb:/roles/legal/legal-counsel/" title="Legal &lt;Counsel&gt;">'
DOMAIN = '<a href="rb:/roles/sales/" title="Selling">'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**sales-lead**", CALLED.replace("Sales Lead", "<strong>Sales Lead</strong>")),
        ("`sales-lead`", f"{LEAD}<code>sales-lead</code></a>"),
        ("**`sales-lead`**", f"<strong>{LEAD}<code>sales-lead</code></a></strong>"),
        ("**Sales Lead**", f"{LEAD}<strong>Sales Lead</strong></a>"),
        ("**the sales-lead**", f"<strong>the {CALLED}</strong>"),
        (
            "a sales-lead, or two sales-leads.",
            f"a {CALLED}, or two {LEAD}sales-leads</a>.",
        ),
        ("sales-lead's call", f"{CALLED}'s call"),
        ("(sales-lead)", f"({CALLED})"),
        ("_sales-lead_", f"<em>{CALLED}</em>"),
        (
            "legal-counsel",
            '<a href="rb:/roles/legal/legal-counsel/" title="legal-counsel">'
            "Legal &lt;Counsel&gt;</a>",
        ),
        (
            "**legal-counsel#contract-risk**",
            '<a href="rb:/roles/legal/legal-counsel/#m-contract-risk"'
            ' title="legal-counsel#contract-risk"><strong>Legal &lt;Counsel&gt;</strong></a>',
        ),
        ("[[sales-lead]] and [[sales-lead|them]]", f"{CALLED} and {LEAD}them</a>"),
        ("`legal-counsel#nothing`", f"{COUNSEL_LINK}<code>legal-counsel#nothing</code></a>"),
        ("sales' lane", f"{DOMAIN}sales</a>' lane"),
        ("sales’\nlane", f"{DOMAIN}sales</a>’\nlane"),
        ("**x**, sales’\nlane", f"<strong>x</strong>, {DOMAIN}sales</a>’\nlane"),
        ("sales's job", f"{DOMAIN}sales</a>'s job"),
        ("**sales/**", f"{DOMAIN}<strong>sales/</strong></a>"),
        (
            "**legal/twin**",
            '<a href="rb:/roles/legal/twin/" title="legal/twin"><strong>Twin Two</strong></a>',
        ),
    ],
)
def test_ids_become_links(text: str, expected: str) -> None:
    assert inline(text) == expected


def test_a_role_is_called_by_its_name_on_its_own_page_and_an_agent_by_its_id() -> None:
    assert inline("The **sales-lead**", itself="sales/sales-lead") == (
        "The <strong>Sales Lead</strong>"
    )
    library, body = graph().library, Passage(EXECUTIVE, 1, "")
    agents = tuple(replace(one, agent=AgentFacts("", body)) for one in library.roles)
    shown = Markup(LibraryGraph(replace(library, roles=agents)), FILES.get)
    assert shown.inline("**sales-lead**", EXECUTIVE) == f"{LEAD}<strong>sales-lead</strong></a>"


def test_a_name_in_another_language_takes_no_ids_place() -> None:
    library = graph().library
    lead, *_ = (one for one in library.roles if one.id == "sales-lead")
    roles = (*(one for one in library.roles if one is not lead), replace(lead, lang="it"))
    shown = Markup(LibraryGraph(replace(library, roles=roles)), FILES.get)
    assert shown.inline("**sales-lead**", EXECUTIVE) == f"{LEAD}<strong>sales-lead</strong></a>"


def test_a_marked_id_is_the_role_where_a_domain_bears_its_name() -> None:
    assert inline("**sales** or sales' lane", domain="customer") == (
        '<a href="rb:/roles/customer/sales/" title="sales"><strong>Sales Desk</strong></a>'
        f" or {DOMAIN}sales</a>' lane"
    )


def test_an_id_means_the_role_of_its_own_domain_first() -> None:
    assert hrefs(inline("**twin**", domain="sales")) == ["rb:/roles/sales/twin/"]
    assert hrefs(inline("**twin**", domain="customer")) == []


@pytest.mark.parametrize(
    "text",
    [
        "sales' quota and sales",
        "first-touch",
        "roles/sales-lead",
        "sales-lead/x",
        "sales-lead.md",
        "x.sales-lead",
        "#sales-lead",
        "@sales-lead",
        "class:sales-lead",
        "sales-lead:8080",
        "pre-sales-lead",
        "sales-lead-x",
        "xsales-lead",
        "ésales-lead",
        "sales-lead_x",
        "{sales-lead}",
        "board",
        "`class: sales-lead`",
        "`--sales-lead`",
        "https://e.example/sales-lead",
        "a@sales-lead.example",
    ],
)
def test_other_words_do_not(text: str) -> None:
    assert not [one for one in hrefs(inline(text)) if one.startswith("rb:")]


@pytest.mark.parametrize("code", ["    ask {}\n", "```\nask {}\n```\n", "```yaml\nto: [{}]\n```\n"])
def test_an_id_in_code_is_a_link_there(code: str) -> None:
    linked = markup().blocks(Passage(EXECUTIVE, 1, code.format("sales-lead"))).html
    assert hrefs(linked) == ["rb:/roles/sales/sales-lead/"]
    for other in ("sales_lead", "--sales-lead", "sales-leads.md", "a/sales-lead", "nobody-here"):
        assert hrefs(markup().blocks(Passage(EXECUTIVE, 1, code.format(other))).html) == []


def test_nothing_is_linked_in_headings_or_links() -> None:
    text = "# **sales-lead**\n\nsales-lead\n---\n"
    assert hrefs(markup().blocks(Passage(EXECUTIVE, 1, text)).html) == []
    assert hrefs(inline("[a sales-lead](README.md)")) == ["rb:/roles/sales/"]
    assert hrefs(inline('<a href="README.md">sales-lead</a> sales-lead')) == [
        "rb:/roles/sales/",
        "rb:/roles/sales/sales-lead/",
    ]
    assert hrefs(inline("[a sales-lead](nowhere.md)")) == ["rb:/roles/sales/sales-lead/"]


def test_a_page_does_not_link_itself() -> None:
    text = "**sales-lead**, sales-lead, sales' lane"
    assert hrefs(inline(text, itself="sales/sales-lead")) == ["rb:/roles/sales/"]
    assert hrefs(inline("sales' lane", itself="sales/")) == []
