from __future__ import annotations

from textwrap import dedent

import pytest

from rolebook.formats.markdown.front_matter import split
from rolebook.model import Boundary, Role
from rolebook.parse.roles.fleet import read_role
from rolebook.text.source import Source


def role(text: str, home: str = "sales/account-executive.md") -> Role:
    source = Source(f"roles/{home}", dedent(text), home)
    return read_role(source, split(source))[0]


def bounded(*bullets: str) -> tuple[Boundary, ...]:
    text = "\n".join(bullets)
    return role(f"# X — fleet role definition\n\n## Boundaries\n\n{text}\n").boundaries


def said(boundaries: tuple[Boundary, ...]) -> list[tuple[str, str, list[tuple[str, bool, bool]]]]:
    """Statement, key, and of each owner its words, whether it is marked, whether it may dangle."""
    return [
        (
            one.responsibility.statement,
            one.responsibility.key,
            [(owner.written, owner.marked, owner.typed) for owner in one.owners],
        )
        for one in boundaries
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Account Executive — fleet role definition", "Account Executive"),
        ("# Account Executive – Fleet Role Definition", "Account Executive"),
        ("# **Account** `Executive` — fleet role definition #", "Account Executive"),
        ("# Account Executive — the closer", "Account Executive — the closer"),
        ("Account Executive — fleet role definition\n===", "Account Executive"),
        ("# snake_case_role — fleet role definition", "snake_case_role"),
        ("## No first heading", "Account Executive"),
        ("", "Account Executive"),
    ],
)
def test_the_title_stands_before_the_suffix(text: str, title: str) -> None:
    assert role(text).title == title


@pytest.mark.parametrize(
    ("text", "id", "place"),
    [
        ("The **a-b** (`class: c-d`)", "c-d", "3:22"),
        ("The **a-b** (`class:\nc-d`)", "c-d", "4:1"),
        ("The **a-b** (`class:\n    c-d`)", "c-d", "4:5"),
        ("> The **a-b** (`class:\n> c-d`)", "c-d", "4:3"),
        ("A **persistent** role, the **a-b**, with **c-d**", "a-b", "3:30"),
        ("A **Closer of Deals**", "account-executive", "1:3"),
        ("(`class: Sales Lead`) the **a-b**", "a-b", "3:29"),
    ],
)
def test_the_id_and_its_place(text: str, id: str, place: str) -> None:
    found = role(f"# X — fleet role definition\n\n{text}\n")
    assert (found.id, f"{found.span.line}:{found.span.column}") == (id, place)


@pytest.mark.parametrize(
    ("text", "home", "domain"),
    [
        ("`domain: legal`", "sales/x.md", "legal"),
        ("`domain:\nlegal`", "sales/x.md", "legal"),
        ("", "sales/x.md", "sales"),
        ("", "sales/emea/x.md", "sales"),
        ("", "Customer Success/x.md", "customer-success"),
        ("", "x.md", "engineering"),
        ("", "", "engineering"),
    ],
)
def test_the_domain(text: str, home: str, domain: str) -> None:
    assert role(f"# X — fleet role definition\n\n{text}\n", home).domain == domain


def test_a_domain_that_ascii_cannot_write_is_no_default() -> None:
    first, second = (role("# X — fleet role definition", f"{one}/x.md").domain for one in "営経")
    assert len({first, second, "engineering"}) == 3


@pytest.mark.parametrize(
    ("text", "persistent"),
    [
        ("`persistent_persona: true`", True),
        ("`persistent_persona:\ntrue`", True),
        ("`persistent_persona: false`", False),
        ("A **persistent** role", None),
    ],
)
def test_persistence_is_what_the_marker_says(text: str, persistent: bool | None) -> None:
    assert role(f"# X — fleet role definition\n\n{text}\n").persistent is persistent


def test_front_matter_overrides_and_adds() -> None:
    found = role(
        """\
        ---
        id: closer
        domain: deals
        title: The Closer
        aliases: [hunter]
        persistent: false
        reports_to: lead (for the quota)
        consults: [legal, "`finance`"]
        tools: [Read]
        model: large
        tags: quota, revenue
        ---
        # X — fleet role definition

        (`class: a-b`, `domain: c`, `persistent_persona: true`)
        """
    )
    assert (found.name, found.title, found.persistent) == ("deals/closer", "The Closer", False)
    assert found.aliases == ("hunter", "account-executive")
    assert [(one.kind, one.target.written, one.target.note) for one in found.relations] == [
        ("reports_to", "lead", "for the quota"),
        ("consults", "legal", ""),
        ("consults", "finance", ""),
    ]
    assert (found.tools, found.model, found.tags) == (("Read",), "large", ("quota", "revenue"))


def test_the_mandate_is_a_list_of_statements_with_keys_and_details() -> None:
    mandate = role(
        """\
        # X — fleet role definition

        ## Mandate

        1. **Own deals to close** — take each one
           through, and own the outcome.
        2. **Carry the quota** {#quota} – the number.
        3. **Keep it clean.** Every day.
        4. Champion the customer — surface risks.
        5. **Give {#give-and-take}** and take: both.
        """
    ).mandate
    assert [(one.statement, one.key) for one in mandate] == [
        ("Own deals to close", "own-deals-to-close"),
        ("Carry the quota", "quota"),
        ("Keep it clean", "keep-it-clean"),
        ("Champion the customer", "champion-the-customer"),
        ("Give", "give-and-take"),
    ]
    assert mandate[0].detail == "take each one\nthrough, and own the outcome."
    assert mandate[1].detail == "the number."
    assert [f"{one.span.line}:{one.span.column}" for one in mandate] == [
        *("5:6", "7:6", "8:6", "9:4", "10:6")
    ]


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        (
            "- **Does NOT set quota** — that is the **lead**'s call; **ae** executes.",
            [("set quota", "set-quota", [("lead", True, True)])],
        ),
        (
            "- **Does NOT set quota** {#quota} — it comes from `lead`",
            [("set quota", "quota", [("lead", True, True)])],
        ),
        (
            "- **Does NOT set quota {#quota}** — it comes from `lead`",
            [("set quota", "quota", [("lead", True, True)])],
        ),
        (
            "- **Doesn't set quota:** that's the **lead**'s job",
            [("set quota", "set-quota", [("lead", True, True)])],
        ),
        (
            "- **Does NOT** set quota — **lead** does, as **agreed**",
            [("set quota", "set-quota", [("lead", True, False)])],
        ),
        (
            "- Does not set quota -- goes to **lead**.",
            [("set quota", "set-quota", [("lead", True, True)])],
        ),
        (
            "- **Does NOT sell** — sales' lane",
            [("sell", "sell", [("sales", False, False)])],
        ),
        (
            "- **Does NOT sell** — belongs to **a-b**, **c-d** and the **e-f**, not **g-h**",
            [
                (
                    "sell",
                    "sell",
                    [
                        ("a-b", True, True),
                        ("c-d", True, True),
                        ("e-f", True, True),
                    ],
                )
            ],
        ),
        (
            "- **Does NOT sell** — belongs to **legal/counsel#risk**",
            [("sell", "sell", [("legal/counsel#risk", True, True)])],
        ),
        (
            "- **Does NOT sell (a-b), buy (**c-d**) or lend** — goes to e-f",
            [
                ("sell", "sell", [("a-b", False, False)]),
                ("buy", "buy", [("c-d", False, False)]),
                ("lend", "lend", [("e-f", False, False)]),
            ],
        ),
        (
            "- **Does NOT merge.** Merging is **a-b**'s job. Nor does **c-d**.",
            [("merge", "merge", [("a-b", True, True)])],
        ),
        (
            "- **Does NOT run [the tests](t.md) or `make_all`** — **a-b**'s job",
            [("run the tests or make_all", "run-the-tests-or-make-all", [("a-b", True, True)])],
        ),
        ("- **Never sells**", []),
        ("- **Does NOT** — x", []),
        ("It does not sell, it lends.", []),
        ("- It does not sell, it lends.", [("sell, it lends", "sell-it-lends", [])]),
        ("- It does NOT sell", [("sell", "sell", [])]),
        ("- The account executive also does NOT sell", [("sell", "sell", [])]),
        ("The **ae** is nice.", []),
    ],
)
def test_what_a_boundary_says(bullet: str, expected: list[object]) -> None:
    assert said(bounded(bullet)) == expected


def test_statements_without_latin_letters_have_keys_of_their_own() -> None:
    first, second, third = bounded(
        "- **Does NOT API を設計する**", "- **Does NOT API を公開する**", "- **Does NOT 公開する**"
    )
    keys = [one.responsibility.key for one in (first, second, third)]
    assert len(set(keys)) == 3
    assert keys[0].startswith("api-")
    assert bounded("- **Does NOT Größe prüfen**")[0].responsibility.key == "groe-prufen"


def test_what_is_no_boundary_is_kept_as_prose() -> None:
    found = role(
        """\
        # X — fleet role definition

        ## Boundaries

        - **Does NOT sell** — **a-b**'s job
        - **Never log secrets.**

        These hold in chat too.

        > Doctrine: see `LIBRARY.md`.
        """
    )
    assert [one.text for one in found.guardrails] == [
        "- **Never log secrets.**",
        "These hold in chat too.",
    ]
    assert [one.written for one in found.doctrine] == ["LIBRARY.md"]


def test_sections_are_kept_in_order() -> None:
    found = role(
        """\
        # X — fleet role definition

        Intro.

        ## Persona

        Calm.

        ## Tools

        ### Inner

        Some.

        ## Empty
        """
    )
    assert found.introduction
    assert found.introduction.text == "Intro."
    assert found.persona
    assert (found.persona.text, found.persona.first_line) == ("Calm.", 7)
    assert [(one.title, one.body.text) for one in found.sections] == [
        ("Tools", "### Inner\n\nSome."),
        ("Empty", ""),
    ]
