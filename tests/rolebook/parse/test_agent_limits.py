"""What an agent leaves to others is a boundary with an owner; every other negation a guardrail."""

from __future__ import annotations

import pytest

from rolebook.formats.markdown.read import read_blocks
from rolebook.parse.agents.limits import read_limits
from rolebook.text.source import Source

Read = tuple[list[tuple[str, list[str]]], list[str]]


def read(text: str) -> Read:
    """Statements with their owners, one that has to exist with `!`; and the guardrails."""
    source = Source("agents/me.md", text, "agents/me.md")
    boundaries, guardrails, _ = read_limits(
        read_blocks(source, 1), source, frozenset({"me", "my-self"})
    )
    return [
        (
            one.responsibility.statement,
            [f"{owner.written}{'!' if owner.typed else ''}" for owner in one.owners],
        )
        for one in boundaries
    ], [one.text for one in guardrails]


def boundaries(text: str) -> list[tuple[str, list[str]]]:
    return read(text)[0]


@pytest.mark.parametrize(
    "heading",
    ["### What This Agent Must NOT Do", "## Must NOT", "## What you don't do", "## Out of Scope",
     "**Must not:**", "## 🚫 Non-Goals", "## What the api-designer does not own"],
)  # fmt: skip
def test_a_list_of_what_an_agent_must_not_do(heading: str) -> None:
    found = boundaries(f"{heading}\n\n- Fix builds (delegate to `build-engineer`)\n")
    assert found == [("Fix builds", ["build-engineer!"])]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("Fix bugs (escalate to qa-lead)", [("Fix bugs", ["qa-lead!"])]),
        ("Approve scope (coordinate with producer)", [("Approve scope", ["producer"])]),
        ("Plan (that is the producer's domain)", [("Plan", ["producer"])]),
        ("Draw (delegate to `a-b` /\n  `c-d`) — you write", [("Draw", ["a-b!", "c-d!"])]),
        ("Ship (defer to `a-b`, `c-d`, or `e-f`)", [("Ship", ["a-b!", "c-d!", "e-f!"])]),
        ("Model (delegate to sub-specialists or a-b)", [("Model", ["a-b!"])]),
        ("Do not draw — hand off to art-lead", [("draw", ["art-lead!"])]),
        ("Hire (escalate to Product Manager)", [("Hire", ["Product Manager!"])]),
        # only where somebody bears the name
        ("Write copy (provide it to copy-writer)", [("Write copy", ["copy-writer"])]),
        ("Use `var` (use `block-scope` instead)", [("Use var", ["block-scope"])]),
    ],
)
def test_who_is_given_what_an_agent_must_not_do(
    item: str, found: list[tuple[str, list[str]]]
) -> None:
    assert boundaries(f"## Must NOT\n\n- {item}\n") == found


def test_what_nobody_is_given_stands_together_under_its_title() -> None:
    text = (
        "### Must NOT Do\n\n- Guess (ask the user)\n- Fix it (delegate to a-b)\n- Skip steps\n\n"
        "## Style\n\n- Short\n"
    )
    assert read(text) == (
        [("Fix it", ["a-b!"])],
        ["**Must NOT Do**\n\n- Guess (ask the user)\n- Skip steps"],
    )


NEIGHBOURS = """
## Boundaries with Related Agents

- **plan-maker** breaks it down. me decides what to build; hand off to plan-maker then.
- **a-b** / **c-d** write the code. me does not.
- **ui-maker**: handles looks (colour, type) for the demo — me only says when
- **e-f** (sales): prices. Distinct from data's `e-f`.
- **g-h / i-j**: own deep infra work
- k-l: serves models
- **m-n**: me flags what is missing, but defers the design to these agents.
- **me** designs the whole and hands off the rest.
- **o-p**: we share the style guide
"""


def test_boundaries_with_related_agents() -> None:
    assert boundaries(NEIGHBOURS) == [
        ("breaks it down", ["plan-maker!"]),
        ("write the code", ["a-b!", "c-d!"]),
        ("looks (colour, type) for the demo", ["ui-maker!"]),
        ("prices", ["e-f!"]),
        ("deep infra work", ["g-h!", "i-j!"]),
        ("serves models", ["k-l!"]),
        ("the design", ["m-n!"]),
    ]


@pytest.mark.parametrize(
    "heading",
    ["Boundaries with related agents", "How it differs from other roles", "Scope vs other agents"],
)
def test_headings_about_neighbours(heading: str) -> None:
    assert boundaries(f"## {heading}\n\n- **a-b**: owns x\n") == [("x", ["a-b!"])]
    assert boundaries("## Service boundaries\n\n- **a-b**: owns x\n") == []


def test_a_note_says_whose_a_neighbour_is() -> None:
    source = Source("x.md", "## Scope vs other agents\n\n- **a-b** (sales): owns x\n", "x.md")
    (boundary,), _, _ = read_limits(read_blocks(source, 1), source, frozenset())
    assert boundary.owners[0].note == "sales"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- **vs a-b**: draws; defers regions to a-b", [("regions", ["a-b!"])]),
        ("- **vs a-b**: draws", []),
        ("- Defers schema work to a-b (afterwards)", [("schema work", ["a-b"])]),
        ("- Defers to a-b on x, to `c-d` on keys; and", [("x", ["a-b"]), ("keys", ["c-d"])]),
        ("- **Speed**: queries, indexes (defer to a-b)", [("indexes", ["a-b"])]),
        ("- a-b defers indexes to c-d", []),
        ("- Defers plans to my-self", []),
        ("Defers plans to a-b", []),
        # nobody bears that name, so that nothing comes of it
        ("- Defer it to whoever is free", [("it", ["whoever"])]),
        ("## Work with other agents\n- Defer to **a-b** for x — theirs", [("x", ["a-b!"])]),
    ],
)  # fmt: skip
def test_what_is_deferred(text: str, found: list[tuple[str, list[str]]]) -> None:
    assert boundaries(text) == found


def test_what_is_said_twice_is_one_boundary() -> None:
    text = "- Defers x to a-b\n\n## vs others\n- **vs a-b**: y; defers x to a-b\n"
    assert boundaries(text) == [("x", ["a-b!"])]


@pytest.mark.parametrize(
    "text",
    ["- Never log secrets", "- **DO NOT** push", "- You do NOT write code.", "Do not push.",
     "- You must never push", "- **Does NOT** push", "1. Must not push"],
)  # fmt: skip
def test_guardrails(text: str) -> None:
    assert read(text) == ([], [text])


@pytest.mark.parametrize(
    "text",
    ["- Nothing to do", "- You can push", "- Does not crash", "- Cannot decide", "## Never push",
     "- Not only x", "- Never and void types", "- `never` types", "- Don't worry about it",
     "**DO NOT SAY:**", "Never do the following:"],
)  # fmt: skip
def test_what_is_no_guardrail(text: str) -> None:
    assert read(text) == ([], [])


def test_a_long_item_takes_no_time() -> None:
    text = "## Must NOT\n- " + "x (delegate to y) (use **a-b**) — " * 5000
    assert len(boundaries(text)) == 1
    assert len(boundaries("- **vs a-b**: " + "defers to a-b for " * 5000)) <= 5000
    assert boundaries("## " + "scope vs " * 20000 + "\n- **a-b**: x\n") == []
