from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.build import check
from rolebook.config.load import load_settings
from rolebook.diagnostics import Diagnostic, Rule
from rolebook.diagnostics.catalogue import RULES
from rolebook.formats.markdown.comments import WHOLE_FILE, Comment, read_comments
from rolebook.formats.markdown.read import read_blocks
from rolebook.text.source import Source, Span
from rolebook.triage.allowances import NEVER_ALLOWED, without_allowed

Told = Callable[[Mapping[str, str]], list[str]]


def comments(path: str, text: str) -> dict[str, tuple[int, int]]:
    """The first and last line that each comment is about, by its text; 0 where about nothing."""
    read = read_comments(Source(path, text))
    return {
        one.text: (1, 0) if one.lines is WHOLE_FILE else (one.lines.start, one.lines.stop - 1)
        for one in read
    }


WHOLE = (1, 0)
NOTHING = (0, -1)


# What a comment of a Markdown file is about


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# T\n\nOne\ntwo <!-- c --> three\nfour\n\nfive\n", (3, 5)),
        ("# T\n\n- one\n  two <!-- c -->\n- three\n", (3, 4)),
        ("# T <!-- c -->\n\nOne.\n", (1, 1)),
        ("# T\n\n| a |\n|---|\n| b <!-- c --> |\n| d |\n", (5, 5)),
        ("# T\n\n<!-- c -->\n\nOne\ntwo\n\nthree\n", (5, 6)),
        ("# T\n\n<!-- c -->\n- one\n  - two\n\n  three\n- four\n", (4, 7)),
        ("# T\n\n- one\n<!-- c -->\n- two\n  three\n- four\n", (5, 6)),
        ("# T\n\n1. one\n\n<!-- c -->\n\n2. two\n   three\n", (7, 8)),
        ("# T\n\n- one\n  <!-- c -->\n- two\n", (3, 4)),
        ("# T\n\n- one\n\n  <!-- c -->\n\n  two\n- three\n", (7, 7)),
        ("# T\n\n<!-- c -->\n## H\n\nOne.\n", (4, 4)),
        ("# T\n\n<!-- c -->\n| a |\n|---|\n| b |\n", (4, 6)),
        ("# T\n\n<!-- c -->\n<!-- d -->\n\nOne.\n", (6, 6)),
        ("# T\n\n<!--\nc\n-->\nOne.\n", (6, 6)),
        ("# T\n\n> one\n> <!-- c -->\n", (3, 4)),
        ("# T\n\n<!-- c -->\n> one\n> two\n", (4, 5)),
        ("# T\n\nOne.\n\n<!-- c -->\n", NOTHING),
        ("<!-- c -->\n# T\n\nOne.\n", WHOLE),
        ("\n\n<!-- d -->\n\n<!-- c -->\nOne.\n", WHOLE),
        ("---\nid: x\n---\n<!-- c -->\n# T\n", WHOLE),
        ("<!-- c -->", WHOLE),
        ("# T\n\n<!-- c --> and a word\nmore\n", (3, 3)),
    ],
)
def test_what_a_comment_of_a_markdown_file_is_about(text: str, lines: tuple[int, int]) -> None:
    found = comments("a.md", text)["c"]
    assert found == lines


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<!-- c -->\n```\n",
        "- one\n\n  ~~~\n  <!-- c -->\n  ~~~\n",
        "One `<!-- c -->` two.\n",
        "    <!-- c -->\n",
        "\\<!-- c -->\n",
        "<!-- c\n",
        "One <!-- c\n\n-->\n",
    ],
)
def test_what_looks_like_a_comment_in_markdown_is_text(text: str) -> None:
    assert comments("a.md", text) == {}


def test_a_comment_beside_others_has_its_own_place() -> None:
    text = "# T\n\n- One `<!-- a -->` <!-- b --> **two**\n  three <!-- c\n  d --> <!-- e -->\n"
    found = list(read_comments(Source("a.md", text)))
    assert [one.text for one in found] == ["b", "c\n  d", "e"]
    assert [str(one.span) for one in found] == ["a.md:3:20", "a.md:4:9", "a.md:5:9"]
    assert (found[1].span.end_line, found[1].span.end_column) == (5, 8)


# What a comment of a YAML file is about

ATLAS = """\
atlas_id: a # id
title: "A # no"
# list
competencies:
- id: p # p
  title: P
  # before
  prerequisites: [q, # flow
    r]
  why: |
    text # no
    # no either

# before q
- id: q
  title: Q#no

levels: {} # levels
# end
"""


def test_what_a_comment_of_a_yaml_file_is_about() -> None:
    assert comments("a.yml", ATLAS) == {
        "id": (1, 1),
        "list": (4, 16),
        "p": (5, 12),
        "before": (8, 9),
        "flow": (8, 9),
        "before q": (15, 16),
        "levels": (18, 18),
        "end": NOTHING,
    }


@pytest.mark.parametrize(
    "text", ["# c\natlas_id: a\n", "---\n\n# c\nx: y\n", "%YAML 1.1\n--- # c\n"]
)
def test_a_comment_on_top_of_a_yaml_file_is_about_all_of_it(text: str) -> None:
    assert comments("a.yaml", text)["c"] == WHOLE


def test_front_matter_is_yaml() -> None:
    text = "---\n# top\nid: x # id\n# tags\ntags:\n  - a\n---\n# heading\n\n<!-- body -->\n\nOne.\n"
    assert comments("a.md", text) == {
        "top": WHOLE,
        "id": (3, 3),
        "tags": (5, 6),
        "body": (12, 12),
    }


def test_a_file_that_is_not_valid_yaml_has_comments_up_to_there() -> None:
    assert comments("a.yml", "a: b # c\nd: 'e # no\n")["c"] == (1, 1)


def test_json_has_no_comments() -> None:
    assert comments("a.json", '{"a": 1} # c\n') == {}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<!--",
                "-->",
                "c",
                "\n",
                "- ",
                "  ",
                "# ",
                "`",
                "```",
                "> ",
                "---\n",
                "a: ",
                '"',
                "|",
                "é",
            ]
        ),
        max_size=30,
    ).map("".join),
    st.sampled_from(["a.md", "a.yml"]),
)
def test_any_text_has_comments_within_it(text: str, path: str) -> None:
    source = Source(path, text)
    for one in read_comments(source):
        lines = source.lines[one.span.line - 1 : one.span.end_line]
        assert lines[0][one.span.column - 1 :].startswith(("<!--", "#"))
        assert isinstance(one, Comment)
    read_blocks(source, 1)


def test_what_a_comment_says_is_no_part_of_the_text() -> None:
    text = (
        "- **Does NOT x** — <!-- **a-b**'s lane --> the call of **c-d**. <!-- e -->\n\n<!-- f -->\n"
    )
    (block,) = read_blocks(Source("a.md", text), 1)
    (inline,) = block.inlines
    assert " ".join(inline.text.split()) == "**Does NOT x** — the call of **c-d**."
    assert [one.text for one in inline.marked] == ["Does NOT x", "c-d"]
    assert str(inline.span(inline.marked[1].start, inline.marked[1].end)) == "a.md:1:58"


# Allowances

ROLE = "# A — fleet role definition\n\n`class: a`\n\n"
BOUNDARY = "- **Does NOT x** — y.\n"
QUIET = """\
plugins:
  - rolebook:
      severity: {RB008: off, RB010: off, RB011: off, RB012: off, RB014: off}
"""


@pytest.fixture
def told(project: Callable[[Mapping[str, str]], Path]) -> Told:
    """What is found in the files of a project, in short."""

    def tell(files: Mapping[str, str]) -> list[str]:
        folder = project({"mkdocs.yml": QUIET, **files})
        return [
            f"{one.span}: {one.rule.code} {one.message}"
            for one in check(load_settings(folder / "mkdocs.yml")).diagnostics
        ]

    return tell


def boundaries(text: str, above: str = "") -> dict[str, str]:
    return {"roles/sales/a.md": f"{above}{ROLE}## Boundaries\n\n{text}"}


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- rolebook: allow RB301 the board decides -->",
        "<!-- rolebook: allow boundary-without-owner the board decides -->",
        "<!-- rolebook: allow rb301: the board decides -->",
        "<!--rolebook:allow RB301 — the board decides-->",
        "<!-- Rolebook: allow RB301\n     the board decides -->",
    ],
)
def test_an_allowance_silences_what_follows(told: Told, comment: str) -> None:
    assert told(boundaries(BOUNDARY)) == [
        "roles/sales/a.md:7:14: RB301 the boundary `x` names no owner"
    ]
    assert told(boundaries(f"{comment}\n{BOUNDARY}")) == []


def test_an_allowance_ends_where_its_bullet_ends(told: Told) -> None:
    comment = "<!-- rolebook: allow RB301 the board decides -->\n"
    found = told(boundaries(f"{comment}{BOUNDARY}- **Does NOT z** — y.\n"))
    assert found == ["roles/sales/a.md:9:14: RB301 the boundary `z` names no owner"]


def test_an_allowance_on_top_is_for_the_whole_file_and_no_other(told: Told) -> None:
    top = "<!-- rolebook: allow RB301 a draft -->\n\n"
    files = boundaries(BOUNDARY * 2, top)
    other = (ROLE + "## Boundaries\n\n" + BOUNDARY).replace("class: a", "class: b")
    found = told({**files, "roles/sales/b.md": other})
    assert found == ["roles/sales/b.md:7:14: RB301 the boundary `x` names no owner"]


def test_an_allowance_silences_errors_of_references_too(told: Told) -> None:
    text = (
        "- **Does NOT x** — that is\n"
        "  **no-body**'s lane. <!-- rolebook: allow RB101 to be hired -->\n"
    )
    assert told(boundaries(text)) == []


def test_an_allowance_may_name_several_rules(told: Told) -> None:
    text = (
        "<!-- rolebook: allow RB301, dangling-owner, RB302 to be hired -->\n"
        "- **Does NOT x** — **no-body**'s lane.\n"
    )
    assert told(boundaries(text)) == [
        "roles/sales/a.md:7:22: RB027 `RB301` is allowed here, and is not found here",
        "roles/sales/a.md:7:45: RB027 `RB302` is allowed here, and is not found here",
    ]


def test_an_allowance_needs_a_reason(told: Told) -> None:
    text = f"<!-- rolebook: allow RB301: -->\n{BOUNDARY}"
    assert told(boundaries(text)) == [
        "roles/sales/a.md:7:1: RB026 `RB301` is allowed here without a reason"
    ]


def test_an_allowance_that_is_no_longer_needed_is_told(told: Told) -> None:
    text = "<!-- rolebook: allow RB301 -->\n- **Does NOT x** — **no-body**'s lane.\n"
    found = told(boundaries(text))
    assert "roles/sales/a.md:7:1: RB027 `RB301` is allowed here, and is not found here" in found
    assert not any("RB026" in one for one in found)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("RB3O1 r", "there is no rule `RB3O1` to allow"),
        ("boundary-without-owners r", "there is no rule `boundary-without-owners` to allow"),
        ("because I say so", "there is no rule `because` to allow"),
        ("", "the allowance names no rule"),
    ],
)
def test_an_allowance_names_a_rule(told: Told, written: str, message: str) -> None:
    found = told(boundaries(f"{BOUNDARY.rstrip()} <!-- rolebook: allow {written} -->\n"))
    assert found == [
        "roles/sales/a.md:7:14: RB301 the boundary `x` names no owner",
        f"roles/sales/a.md:7:23: RB028 {message}",
    ]


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("RB3O1", "did you mean `RB301`?"),
        ("rb1o2", "did you mean `RB102`?"),
        ("Dangling-Owners", "did you mean `dangling-owner`?"),
        ("because", "`rolebook explain` lists all rules"),
    ],
)
def test_an_unknown_rule_has_a_suggestion_where_one_is_near(written: str, help: str) -> None:
    source = Source("a.md", f"<!-- rolebook: allow {written} why -->\n")
    (found,) = without_allowed([], {"a.md": source})
    assert found.help == help


def test_a_source_does_not_silence_its_own_alarm(told: Told) -> None:
    top = "<!-- rolebook: allow RB016 nothing to see here -->\n<!-- rolebook: allow RB027 x -->\n"
    found = told(boundaries("- **Does NOT x** — **a\u202e**.\n", top))
    codes = [one.split(": ")[1][:5] for one in found]
    assert codes.count("RB016") == 1
    assert "roles/sales/a.md:1:1: RB027 `RB016` cannot be allowed from within a source" in found
    assert "roles/sales/a.md:2:1: RB027 `RB027` cannot be allowed from within a source" in found
    assert {"RB016", "RB026", "RB027", "RB028", "RB110", "RB501"} == NEVER_ALLOWED
    assert {rule.code for rule in RULES} >= NEVER_ALLOWED


def test_allowances_in_yaml_and_front_matter(told: Told) -> None:
    atlas = """\
atlas_id: a
title: A
role: a
competencies:
  # rolebook: allow missing-hours measured next year
  - id: p
    title: "# rolebook: allow RB402 no comment"
    target_level: one
    evidence: {type: artifact, template: x, count: 1, window_days: 9}
levels: [{id: one, min_score: 0.5}]
"""
    role = ROLE.replace(
        "# A", "---\nreports_to: no-body # rolebook: allow RB102 to be hired\n---\n# A"
    )
    found = told({"roles/sales/a.md": role, "atlases/a.yml": atlas})
    assert found == []
    found = told({"roles/sales/a.md": role, "atlases/a.yml": atlas.replace("allow", "permit")})
    assert [one.split(": ")[1][:5] for one in found] == ["RB033", "RB408"]


def test_a_page_of_the_docs_may_allow_too(told: Told) -> None:
    text = "# T\n\nSee [[no-body]]. <!-- rolebook: allow RB108 to be hired -->\n"
    assert told({**boundaries("- **Does NOT x** — **a** 1.\n"), "docs/a.md": text}) == told(
        boundaries("- **Does NOT x** — **a** 1.\n")
    )


def test_an_allowance_is_needed_even_where_the_rule_is_off(told: Told) -> None:
    off = QUIET.replace("severity: {", "severity: {RB301: off, ")
    comment = "<!-- rolebook: allow RB301 the board decides -->\n"
    assert told({"mkdocs.yml": off, **boundaries(comment + BOUNDARY)}) == []


def test_allowances_themselves_can_be_configured(told: Told) -> None:
    off = QUIET.replace("severity: {", "severity: {RB026: off, ")
    comment = "<!-- rolebook: allow RB301 -->\n"
    assert told({"mkdocs.yml": off, **boundaries(comment + BOUNDARY)}) == []


def test_a_finding_belongs_to_the_place_it_is_reported_at() -> None:
    rule = next(rule for rule in RULES if rule.code == "RB301")
    source = Source("a.md", "# T\n\n<!-- rolebook: allow RB301 why -->\nOne.\n\nTwo.\n")
    inside, outside = (Diagnostic(rule, "x", Span("a.md", n, 1, n, 2)) for n in (4, 6))
    elsewhere = Diagnostic(rule, "x", Span("b.md", 4, 1, 4, 2))
    another = Diagnostic(Rule("RB999", "another"), "x", inside.span)
    found = [inside, outside, elsewhere, another]
    assert without_allowed(found, {"a.md": source}) == [outside, elsewhere, another]
