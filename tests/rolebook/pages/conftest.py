from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

from rolebook.diagnostics import Diagnostic
from rolebook.graph.library_graph import LibraryGraph
from rolebook.languages import ENGLISH, Language
from rolebook.model import (
    Atlas,
    Boundary,
    Competency,
    Criterion,
    DocPage,
    Domain,
    EvidenceRequirement,
    Introduction,
    LeftOut,
    Level,
    Library,
    Passage,
    PracticeTier,
    Reference,
    Relation,
    Responsibility,
    Role,
    Rubric,
    Section,
    Specification,
)
from rolebook.model.roles import DoctrineReference
from rolebook.pages import Page, build_pages
from rolebook.pages.author.markup import Markup
from rolebook.text.source import Span

DIGEST = "226b5a100a549e46c0ffee0ddba11c0ffee0ddba11c0ffee0ddba11c0ffee0dd"


def reference(written: str, note: str = "") -> Reference:
    return Reference(written, Span("x.md"), note=note)


def passage(path: str, text: str) -> Passage:
    return Passage(path, 1, text)


def disowns(path: str, statement: str, key: str, rest: str, *owners: str) -> Boundary:
    return Boundary(
        Responsibility(statement, key, Span(path)),
        tuple(reference(owner) for owner in owners),
        passage(path, f"- **Does NOT {statement}** — {rest}"),
        Span(path),
        heading=f"Does NOT {statement}",
        rest=passage(path, rest),
        clause=rest,
    )


def account_executive() -> Role:
    path = "roles/sales/account-executive.md"
    return Role(
        id="account-executive",
        domain="sales",
        title="Account Executive",
        path=path,
        home="sales/account-executive.md",
        span=Span(path),
        aliases=("ae",),
        persistent=True,
        introduction=passage(
            path,
            "The **account-executive** closes deals (`class:\naccount-executive`, `domain: sales`)."
            " It owns\neach of them.",
        ),
        mandate=(
            Responsibility("Close deals", "close-deals", Span(path), "all of *them*."),
            Responsibility("Hit the quota", "hit-the-quota", Span(path)),
        ),
        boundaries=(
            disowns(path, "set quota", "set-quota", "that is **sales-lead**'s call.", "sales-lead"),
            disowns(
                path,
                "redline contracts",
                "redline-contracts",
                "terms go to **legal-counsel**\n  before commitment; <b>always</b>.",
                "legal-counsel#contract-risk",
            ),
            disowns(path, "build the product", "build-the-product", "others do."),
        ),
        guardrails=(passage(path, "- **Never** log a secret."),),
        persona=passage(path, "Disciplined."),
        sections=(
            Section("Tools of the trade", passage(path, "### Phones\n\nMany."), Span(path)),
            Section("Tools of the trade", passage(path, "Again."), Span(path)),
        ),
        doctrine=(
            DoctrineReference("LIBRARY.md", Span(path)),
            DoctrineReference("docs/doctrine/handoffs.md", Span(path)),
        ),
        doctrine_text=passage(path, "> Doctrine: be kind; see `LIBRARY.md`."),
        relations=(
            Relation("reports_to", reference("sales-lead", "weekly")),
            Relation("consults", reference("board")),
        ),
        mentions=(reference("legal-counsel"),),
        tools=("Read", "Grep"),
        model="opus",
        tags=("revenue",),
    )


def sales_lead() -> Role:
    path = "roles/sales/sales-lead.md"
    return Role(
        id="sales-lead",
        domain="sales",
        title="Sales Lead",
        path=path,
        home="sales/sales-lead.md",
        span=Span(path),
        introduction=passage(path, "Leads."),
        mandate=(Responsibility("Set quota", "set-quota", Span(path), "for everyone."),),
        boundaries=(
            disowns(
                path,
                "close deals",
                "close-deals",
                "the **account-executive**'s lane;"
                " see\n  [the doctrine](../../docs/doctrine/handoffs.md).",
                "account-executive",
            ),
            disowns(path, "sign contracts", "sign-contracts", "legal's lane.", "legal/"),
        ),
    )


def legal_counsel() -> Role:
    path = "roles/legal/legal-counsel.md"
    return Role(
        id="legal-counsel",
        domain="legal",
        title="Legal Counsel",
        path=path,
        home="legal/legal-counsel.md",
        span=Span(path),
        mandate=(Responsibility("Own contract risk", "contract-risk", Span(path)),),
        boundaries=(
            disowns(path, "win deals", "win-deals", "that belongs to **sales**.", "sales/"),
        ),
    )


def competency(id: str, title: str, level: str, hours: float, *before: str) -> Competency:
    return Competency(
        id,
        title,
        "atlas.sales.ae",
        Span("atlases/ae.yml"),
        category="craft",
        target_level=reference(level),
        practice_hours=hours,
        description="Do it with **account-executive** care, < 1% wrong.",
        why="agent_assist_share=0.62 says so.",
        prerequisites=tuple(reference(one) for one in before),
        evidence=EvidenceRequirement(
            "hub_event_pattern",
            Span("atlases/ae.yml"),
            count=5,
            window_days=14,
            description="Five in a fortnight.",
            template="ae.brief.v1",
            events=("SequenceApproved", "SequenceSent"),
            kpi="escape_rate",
        ),
    )


def atlas() -> Atlas:
    return Atlas(
        id="atlas.sales.ae",
        title="Account Executive — Mid-Market",
        path="atlases/ae.yml",
        span=Span("atlases/ae.yml"),
        programme="Academy",
        eyebrow="Sample path",
        labels=("Sales", "B2B"),
        roles=(reference("account-executive"),),
        context=(("business_model", "b2b_saas"),),
        summary="From today to operator.",
        specifications=(Specification("role", "cc-053", "ae"),),
        provenance=DIGEST,
        levels=(
            Level(
                "ai_adopted", 0, Span("atlases/ae.yml"), "L1", min_score=0.7, anchor="supervised"
            ),
            Level("agent_operator", 1, Span("atlases/ae.yml"), "L2", min_score=0.85),
        ),
        practice_tiers=(PracticeTier("guided", "Guided", Span("atlases/ae.yml"), "Walk-through."),),
        rubric=Rubric(
            "sample",
            (
                Criterion("coverage", "Coverage", 74, Span("atlases/ae.yml")),
                Criterion("graduation", "Graduation match", None, Span("atlases/ae.yml")),
            ),
        ),
        competencies=(
            competency(
                "ae.pursuit", "Full pursuit", "agent_operator", 8, "ae.research", "ae.calls"
            ),
            competency("ae.calls", "Discovery calls", "ai_adopted", 1.5, "ae.research"),
            competency("ae.research", "Account research", "ai_adopted", 2),
        ),
    )


def library() -> Library:
    return Library(
        roles=(legal_counsel(), account_executive(), sales_lead()),
        atlases=(atlas(),),
        domains=(Domain("legal", "Legal"), Domain("sales", "Sales")),
        introductions=(
            Introduction(
                "",
                "roles/LIBRARY.md",
                "LIBRARY.md",
                "The library",
                passage("roles/LIBRARY.md", "# The library\n\nRead **account-executive**."),
            ),
            Introduction(
                "sales",
                "roles/sales/README.md",
                "sales/README.md",
                "Sales",
                passage("roles/sales/README.md", "# Sales\n\nWe sell.\n\n## How\n\nWell."),
            ),
        ),
        docs=(
            DocPage(
                "docs/doctrine/handoffs.md",
                "doctrine/handoffs.md",
                "Hand-offs",
                (),
                Span("docs/doctrine/handoffs.md"),
            ),
        ),
        left_out=(LeftOut("roles/notes.md", "no role"),),
        external=("board",),
    )


_INLINE = re.compile(r"</?(?:a|b|code|em|span|strong)\b[^>]*>")


def words(markup: str) -> str:
    """What a reader reads, with a space wherever an element begins a line or column."""
    text = re.sub(r"<[^>]*>", " ", _INLINE.sub("", markup))
    return " ".join(html.unescape(text).split())


Built = Callable[..., dict[str, Page]]


@pytest.fixture
def built() -> Built:
    """Builds the pages of a library, by address."""

    def build(
        made: Library | None = None,
        *found: Diagnostic,
        home: bool = True,
        language: Language = ENGLISH,
    ) -> dict[str, Page]:
        graph = LibraryGraph(made or library())
        docs = frozenset(doc.home for doc in graph.library.docs)
        markup = Markup(graph, lambda path: None, docs)
        pages = build_pages(graph, found, markup, "A <site>", home, language)
        assert len({page.address for page in pages}) == len(pages)
        return {page.address: page for page in pages}

    return build
