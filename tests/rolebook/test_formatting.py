"""One form for role files: what changes, what never does, and that the meaning stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rolebook.commands.libraries import clean

from rolebook.edits.formatting import formatted
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.parse.reading import Conventions
from rolebook.text.source import Source

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]


def form(text: str, *, width: int | None = None) -> str:
    return formatted(Source("roles/x.md", text, "x.md"), Conventions(), width=width)


def role(boundaries: str, mandate: str = "1. **Keep** — it.", front: str = "") -> str:
    return (
        f"{front}# X — fleet role definition\n\nThe **x** does it (`class: x`).\n\n"
        f"## Mandate\n\n{mandate}\n\n## Boundaries\n\n{boundaries}\n\n## Persona\n\nCalm.\n"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("* **Does NOT do a** — **y**'s call", "- **Does NOT do a** — **y**'s call"),
        ("+ **Does not do a** - **y**'s call", "- **Does NOT do a** — **y**'s call"),
        ("- **Does NOT do a**: **y**'s call", "- **Does NOT do a** — **y**'s call"),
        ("- **Does NOT do a:** **y**'s call", "- **Does NOT do a** — **y**'s call"),
        ("- **Does NOT do a**—**y**'s call", "- **Does NOT do a** — **y**'s call"),
        ("- **Does NOT do a** {#k} -- **y**'s", "- **Does NOT do a** {#k} — **y**'s"),
        ("- **Does NOT do a** –\n  **y**'s call", "- **Does NOT do a** —\n  **y**'s call"),
        ("- Does NOT do a — **y**'s call", "- **Does NOT do a** — **y**'s call"),
        ("- does not do a - **y**'s call", "- **Does NOT do a** — **y**'s call"),
    ],
)
def test_a_boundary_has_one_form(written: str, shown: str) -> None:
    assert form(role(written)) == role(shown)
    assert form(role(shown)) == role(shown)


@pytest.mark.parametrize(
    "written",
    [
        "- **Does NOT do a** **y** does",
        "- Does NOT do `a` — **y**'s call",
        "- **Must not do a** — **y**'s call",
        "- **Never at night.**",
        "- **Does NOT do a**\n- not-a-dash",
        "* one list\n\n+ beside another",
        "Does NOT do a — **y**'s call.",
    ],
)
def test_what_is_not_certain_stays(written: str) -> None:
    assert form(role(written)) == role(written)


def test_a_mandate_has_one_form() -> None:
    written = "1) **Keep** - it.\n2) **Hold**: that.\n   * a\n   * b\n3) Plain — words"
    shown = "1. **Keep** — it.\n2. **Hold** — that.\n   - a\n   - b\n3. Plain — words"
    assert form(role("- **Never.**", written)) == role("- **Never.**", shown)


FRONT = """---
# yaml-language-server: $schema=role.schema.json
# who has a say
consults:   [y,  z]  # both
colour: blue
tags:
  - a
  # - b
note: |
  reports_to: nobody
   # no comment
# up
reports_to: y
# the end
---
"""
ORDERED = """---
# yaml-language-server: $schema=role.schema.json
# up
reports_to: y
# who has a say
consults: [y,  z]  # both
tags:
  - a
  # - b
colour: blue
note: |
  reports_to: nobody
   # no comment
# the end
---
"""


def test_front_matter_has_one_order_and_keeps_its_comments() -> None:
    assert form(role("- **Never.**", front=FRONT)) == role("- **Never.**", front=ORDERED)
    assert form(role("- **Never.**", front=ORDERED)) == role("- **Never.**", front=ORDERED)


@pytest.mark.parametrize("front", ["---\ntags: [a\nid: x\n---\n", "---\n{tags: a, id: x}\n---\n"])
def test_front_matter_that_is_odd_stays(front: str) -> None:
    assert form(role("- **Never.**", front=front)) == role("- **Never.**", front=front)


def test_wrapping_is_asked_for_and_keeps_breaks() -> None:
    long = "- **Does NOT do a** — " + "word " * 30 + "**y**'s call"
    assert form(role(long)) == role(long)
    short = form(role(long), width=60)
    assert max(map(len, short.splitlines())) <= 60
    assert form(short, width=60) == short
    broken = role("- **Never.**").replace("Calm.", "Calm,  \nand" + " kind" * 20)
    assert form(broken, width=60) == broken


FORMS = st.sampled_from(
    ["**Does NOT do {0}**", "**Does not do {0}**", "Does NOT do {0}", "does not do {0}", "**{0}**"]
)
DASHES = st.sampled_from([" — ", " - ", " -- ", " – ", "—", ": ", ":\n  ", " —\n  ", " ", "\n  "])
CLAUSES = st.sampled_from(
    [
        "that is **y**'s call.",
        "goes to **z**; later",
        "ask `y` - or **z**",
        "nobody",
        "*",
        "see [a](b.md)",
    ]
)
WORDS = st.text(st.characters(codec="ascii", exclude_characters="\n\r"), min_size=1, max_size=12)
ITEMS = st.tuples(st.sampled_from("-*+"), FORMS, WORDS, DASHES, CLAUSES).map(
    lambda one: f"{one[0]} {one[1].format(one[2])}{one[3]}{one[4]}"
)
KEYS = st.permutations(["id: x", "reports_to: y", "tags: [a,  b]", "# a word", "note:  n", ""])


def graph_of(text: str) -> object:
    """What a library with this role says, told by the graph and not by what formats it."""
    texts = {"d/x.md": text, "d/y.md": clean("y"), "d/z.md": clean("z")}
    roles = tuple(Source(path, one, path) for path, one in sorted(texts.items()))
    graph = LibraryGraph(read_library(Sources(roles=roles), domain_titles={})[0])
    edges = ((s, t, data["kind"]) for s, t, data in graph.graph.edges(data=True))
    statements = (
        (one.role.name, one.boundary.responsibility.statement, one.boundary.responsibility.key)
        for one in graph.deferrals
    )
    return sorted(map(str, edges)), sorted(statements), sorted(graph.roles)


@settings(max_examples=30)
@given(st.lists(ITEMS, min_size=1, max_size=4), KEYS, st.sampled_from([None, 40]))
def test_the_library_says_the_same_before_and_after(
    items: list[str], keys: list[str], width: int | None
) -> None:
    front = "---\n" + "\n".join(keys) + "\n---\n"
    text = role("\n".join(items), front=front)
    after = form(text, width=width)
    assert graph_of(after) == graph_of(text)
    assert form(after, width=width) == after
    words = sorted("".join(c for c in text.lower() if c.isalnum()))
    assert sorted("".join(c for c in after.lower() if c.isalnum())) == words


def test_the_command_writes_shows_or_names(project: Write, at: Run) -> None:
    ae = role("* **Does NOT do a** - **y**'s call").replace("**x**", "**ae**")
    agent = "---\ndescription: b\nname: a\n---\n\n* x\n"
    root = project({"roles/x.md": ae, "roles/y.md": clean("y"), "roles/a.md": agent})
    run = at(root, "fmt", "--check")
    assert (run.exit_code, run.stdout, run.stderr) == (
        1,
        "roles/x.md\n",
        "1 file would be formatted\n",
    )
    run = at(root, "fmt", "--diff")
    assert run.exit_code == 1
    assert (
        "-* **Does NOT do a** - **y**'s call\n+- **Does NOT do a** — **y**'s call\n" in run.stdout
    )
    assert (root / "roles/x.md").read_text("utf-8") == ae
    assert at(root, "fmt", "roles/y.md").stderr == "0 files formatted\n"
    assert at(root, "fmt").exit_code == 0
    assert "- **Does NOT do a** — **y**" in (root / "roles/x.md").read_text("utf-8")
    assert (root / "roles/a.md").read_text("utf-8") == agent
    assert at(root, "fmt", "--check").exit_code == 0
    assert at(root, "fmt", "--agents").exit_code == 0
    assert (root / "roles/a.md").read_text("utf-8").startswith("---\nname: a\ndescription: b\n")
