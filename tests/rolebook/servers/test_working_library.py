"""A library while it is written: what stands, what is carried over, what is told later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from rolebook.build import check
from rolebook.config.load import load_settings
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.resolve import Target
from rolebook.servers.cards import card
from rolebook.servers.carrying import carried
from rolebook.servers.working_library import WorkingLibrary, comes_later
from rolebook.text.source import Source, Span

Write = Callable[[Mapping[str, str | bytes]], Path]

LEAD = """\
# Lead — fleet role definition

The **lead** (`class: lead`, `domain: sales`) leads.

## Mandate

1. **Set the quota** — for each quarter.

## Boundaries

- **Does NOT mend the roof** — it goes to **clerk**.
"""
CLERK = """\
# Clerk — fleet role definition

The **clerk** (`class: clerk`, `domain: office`) writes.

## Mandate

1. **Answer letters** — within a day.
"""
FILES = {
    "mkdocs.yml": "plugins: [rolebook]\n",
    "roles/sales/lead.md": LEAD,
    "roles/office/clerk.md": CLERK,
}


def library(root: Path) -> WorkingLibrary:
    return WorkingLibrary(partial(load_settings, root / "mkdocs.yml"))


def codes(found: WorkingLibrary) -> list[str]:
    assert found.state
    return [one.rule.code for one in found.state.checked.diagnostics]


def test_all_is_found_that_check_finds_and_hints_later(project: Write) -> None:
    root = project(FILES)
    found = library(root)
    found.link({})
    assert "RB306" not in codes(found)
    state = found.complete()
    wanted = check(load_settings(root / "mkdocs.yml")).diagnostics
    assert state
    assert state.whole
    assert state.checked.diagnostics == wanted
    assert any(comes_later(one) for one in wanted)
    # typed above it: the hint stands where its words do now
    lead = root / "roles/sales/lead.md"
    found.link({lead: LEAD.replace("leads.", "leads.\n\nMore.")})
    (hint,) = (one for one in _diagnostics(found) if one.rule.code == "RB306")
    (before,) = (one for one in wanted if one.rule.code == "RB306")
    assert hint.span.line == before.span.line + 2


def test_nobody_waits_for_what_nobody_wants_to_know(project: Write) -> None:
    found = library(project(FILES))
    found.link({})
    assert found.complete(lambda: False) is None


def test_a_file_that_is_not_saved_yet_is_one_of_the_library(project: Write) -> None:
    typist = CLERK.replace("Clerk", "Typist").replace("clerk", "typist")
    files = {path: text for path, text in FILES.items() if path != "roles/office/clerk.md"}
    root = project({**files, "roles/office/typist.md": typist})
    found = library(root)
    found.link({})
    assert "RB101" in codes(found)
    found.link({root / "roles/office/clerk.md": CLERK})
    assert "RB101" not in codes(found)
    # nor is what lies in no folder of sources, or is too large
    found.link({root / "clerk.md": CLERK, root / "roles/clerk.md": CLERK + " " * 2_000_000})
    assert "RB101" in codes(found)


def test_a_broken_configuration_keeps_what_was_good(project: Write) -> None:
    root = project(FILES)
    found = library(root)
    found.link({})
    (root / "mkdocs.yml").write_text("plugins: [{rolebook: {rolse: x}}]\n", "utf-8")
    found.look_again()
    lead = root / "roles/sales/lead.md"
    for text in (LEAD.replace("**clerk**", "**clekr**"), LEAD.replace("**clerk**", "**clrek**")):
        found.link({lead: text})
        assert "RB101" in codes(found)
        assert "did you mean `roles`" in found.trouble


def test_names_of_a_file_that_is_broken_are_known_yet(project: Write) -> None:
    atlas = "atlas_id: a\ntitle: A\ncompetencies:\n  - {id: one, title: One}\n"
    root = project({**FILES, "atlases/a.yml": atlas})
    found = library(root)
    found.link({})
    found.link({root / "atlases/a.yml": atlas + "  - {id: two, prerequisites: [on\n"})
    assert found.state
    assert not found.state.checked.graph.atlases
    assert found.good
    assert "a#one" in found.good.checked.graph.competencies


def test_findings_move_with_their_lines() -> None:
    before = {"a.md": Source("a.md", "one\ntwo\nthree\nfour")}
    found = [Diagnostic(rule("RB306"), "", Span("a.md", n, 1, n, 2)) for n in range(1, 5)]
    for text, lines in (
        ("one\ntwo\nthree\nfour", [1, 2, 3, 4]),
        ("zero\none\ntwo\nthree\nfour", [2, 3, 4, 5]),
        ("one\ntwo and more\nthree\nfour", [1, 3, 4]),
        ("one\nfour", [1, 2]),
        ("", []),
    ):
        now = {"a.md": Source("a.md", text)}
        assert [one.span.line for one in carried(found, before, now)] == lines
    assert [*carried(found, before, {})] == []


def test_nothing_of_an_author_is_a_mark_of_a_card(project: Write) -> None:
    hostile = LEAD.replace("# Lead", "# Lead <img src=x> [a](command:b) *c* $x$")
    found = library(project({**FILES, "roles/sales/lead.md": hostile}))
    state = found.link({})
    assert state
    head, *_ = card(state.checked.graph, Target("role", "sales/lead")).splitlines()
    assert head == r"**Lead \<img src=x\> a c \$x\$** · sales/lead · role"


def _diagnostics(found: WorkingLibrary) -> tuple[Diagnostic, ...]:
    assert found.state
    return found.state.checked.diagnostics
