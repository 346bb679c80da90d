from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.marks import Marked
from rolebook.formats.markdown.read import read_blocks
from rolebook.text.source import Source


def blocks(text: str, first_line: int = 1) -> tuple[Block, ...]:
    return read_blocks(Source("x.md", text), first_line)


def spans(text: str) -> list[tuple[str, str, str]]:
    """Kind, words and place of every bold and code span."""
    return [
        (one.kind, one.text, f"{span.line}:{span.column}-{span.end_line}:{span.end_column}")
        for inline, one in marked(blocks(text))
        for span in (inline.span(one.start, one.end),)
    ]


def marked(found: tuple[Block, ...]) -> Iterator[tuple[Inline, Marked]]:
    for block in found:
        for inline in block.inlines:
            for one in inline.marked:
                yield inline, one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**a** and `b`", [("strong", "a", "1:3-1:4"), ("code", "b", "1:12-1:13")]),
        ("__a__", [("strong", "a", "1:3-1:4")]),
        ("***a***", [("strong", "a", "1:4-1:5")]),
        ("**a *b* c**", [("strong", "a *b* c", "1:3-1:10")]),
        ("**`a`**", [("strong", "a", "1:4-1:5")]),
        ("[**a**](x.md)", [("strong", "a", "1:4-1:5")]),
        ("``a`b``", [("code", "a`b", "1:3-1:6")]),
        ("`` `a` ``", [("code", "`a`", "1:4-1:7")]),
        (r"\**a** \`b`", []),
        ("![**a**](x.png) **b**", [("strong", "b", "1:19-1:20")]),
        # wrapped
        ("x `a:\n  b` y", [("code", "a: b", "1:4-2:4")]),
        ("x **a\nb** y", [("strong", "a b", "1:5-2:2")]),
        # in containers
        ("- **a**", [("strong", "a", "1:5-1:6")]),
        ("1. x\n   **a**", [("strong", "a", "2:6-2:7")]),
        ("- x\n\n  - y\n    **a**", [("strong", "a", "4:7-4:8")]),
        ("> **a**\n> **b**", [("strong", "a", "1:5-1:6"), ("strong", "b", "2:5-2:6")]),
        ("> **a**\nlazy **b**", [("strong", "a", "1:5-1:6"), ("strong", "b", "2:8-2:9")]),
        ("> > - **a**", [("strong", "a", "1:9-1:10")]),
        (">- **a**", [("strong", "a", "1:6-1:7")]),
        ("-\t**a**", [("strong", "a", "1:5-1:6")]),
        ("- x\n\n\t**a**", [("strong", "a", "3:4-3:5")]),
        # headings
        ("# **a**", [("strong", "a", "1:5-1:6")]),
        ("## **a** ##", [("strong", "a", "1:6-1:7")]),
        ("**a**\n===", [("strong", "a", "1:3-1:4")]),
        # tables
        (
            "| x | y |\n|---|---|\n| **a** | `b` |",
            [("strong", "a", "3:5-3:6"), ("code", "b", "3:12-3:13")],
        ),
        # trailing blanks
        ("**a**  \n**b**   ", [("strong", "a", "1:3-1:4"), ("strong", "b", "2:3-2:4")]),
        # wide characters, combining marks and emoji are one column each code point
        ("修理 **a**", [("strong", "a", "1:6-1:7")]),
        ("e\u0301 **a**", [("strong", "a", "1:6-1:7")]),
        ("👨‍👩‍👧 **a**", [("strong", "a", "1:9-1:10")]),
        ("x\t**a**", [("strong", "a", "1:5-1:6")]),
        # no marks
        ("```\n**a**\n```", []),
        ("    **a**", []),
        ("<div>\n**a**\n</div>", []),
        ("**a", []),
        ("`a", []),
    ],
)
def test_the_place_of_a_span(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert spans(text) == expected


WORDS = st.sampled_from(["a-b", "修理", "x.", "don’t", "a e\u0301", "1", "--", "&amp;", "\\*"])
PIECES = st.one_of(
    WORDS,
    WORDS.map(lambda word: f"**{word.strip()}**"),
    st.sampled_from(["`a-b`", "`class: x`", "*i*", "[l](x.md)"]),
)
LINES = st.lists(st.lists(PIECES, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Paragraphs within quotes and lists, the deeper the rarer."""
    lines = draw(LINES)
    for container in draw(st.lists(st.sampled_from(["> ", "- ", "1. ", "* ", ">"]), max_size=3)):
        following = container if container.startswith(">") else " " * len(container)
        lines = [f"{container if n == 0 else following}{line}" for n, line in enumerate(lines)]
    return "\n".join(["# Title", "", *lines, "", "End."])


@given(documents())
def test_what_stands_at_the_place_of_a_span_is_the_span(text: str) -> None:
    source = Source("x.md", text)
    for inline, one in marked(read_blocks(source, 1)):
        span = inline.span(one.start, one.end)
        if span.line == span.end_line:
            line = source.lines[span.line - 1]
            assert line[span.column - 1 : span.end_column - 1] == one.text
            before, after = line[: span.column - 1], line[span.end_column - 1 :]
            mark = "**" if one.kind == "strong" else "`"
            assert before.endswith(mark)
            assert after.startswith(mark)


@given(st.text(alphabet="ab*`_ \n>-#|[]()<!1.\t修", max_size=60))
def test_every_place_lies_in_the_text(text: str) -> None:
    source = Source("x.md", text)
    for inline, one in marked(read_blocks(source, 1)):
        assert 0 <= one.outer_start <= one.start <= one.end <= one.outer_end <= len(inline.text)
        span = inline.span(one.start, max(one.end, one.start + 1))
        assert 1 <= span.line <= span.end_line <= len(source.lines)
        assert 1 <= span.column <= len(source.lines[span.line - 1]) + 1


def test_blocks_know_their_lines() -> None:
    found = blocks("# A\n\ntext\nmore\n\n- one\n\n- two\n  more\n\n\n> quote\n")
    assert [(one.kind, one.first_line, one.last_line) for one in found] == [
        ("heading", 1, 1),
        ("paragraph", 3, 4),
        ("bullet_list", 6, 9),
        ("blockquote", 12, 12),
    ]
    assert [(one.kind, one.first_line, one.last_line) for one in found[2].items] == [
        ("list_item", 6, 6),
        ("list_item", 8, 9),
    ]


def test_a_list_right_after_a_paragraph_is_a_list() -> None:
    assert [one.kind for one in blocks("text\n- one\n- two")] == ["paragraph", "bullet_list"]


def test_lines_above_the_body_are_no_text() -> None:
    (block,) = blocks("---\ntitle: **x**\n---\n**a**", 4)
    assert (block.first_line, [one.text for _, one in marked((block,))]) == (4, ["a"])


def test_comments_say_nothing() -> None:
    found = blocks("<!-- **a** -->\n\nx <!-- **b** --> **c**\n")
    assert [one.text for _, one in marked(found)] == ["c"]
    assert [one.kind for one in found] == ["paragraph"]


def test_brackets_without_end_are_given_up() -> None:
    began = time.process_time()
    (block,) = blocks("[" * 300_000)
    assert [one.links for one in block.inlines] == [()]
    assert time.process_time() - began < 5
