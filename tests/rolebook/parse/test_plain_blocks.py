"""What is seen without the parser is what the parser sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.plain_blocks import plain_blocks
from rolebook.formats.markdown.read import read_blocks
from rolebook.text.source import Source

SHARED = Path(__file__).parents[4] / "shared" / "corpora"
BEGINNINGS = (
    *("", "", "", "", " ", "  ", "   ", "    ", "      ", "- ", "- ", "* ", "+ ", "-  ", "1. "),
    *("2. ", "10. ", "1) ", "# ", "## ", "###", "####### ", "> ", "> ", ">", "> - ", "- # ", "1."),
)
TEXTS = (
    *(
        "",
        "",
        "a",
        "a",
        "B c",
        "**a** b",
        "`a` b",
        "a #",
        "#",
        "é",
        "日本",
        "“a”",
        "1",
        "1.5",
        "7 a",
    ),
    *("- b", "1. b", "---", "===", "***", "_a_", "* * *", "<b>", "<!-- a -->", "[ ] a", "[a](b)"),
    *("[!NOTE]", "\\", "a  ", "a\u00a0", "\u00a0", "(a)", "~~~a", "&amp;", "a — b", "2026 a", "+1"),
    *("[a]: b", "a | b", "-", ":-", "é. a", "1\u0660. a", "\u0661. a"),
)
LINES = st.tuples(st.sampled_from(BEGINNINGS), st.sampled_from(TEXTS)).map("".join)


def by_the_parser(text: str, first_line: int = 1) -> list[tuple[object, ...]]:
    """What follows is the parser's alone, and ends whatever stands before it."""
    blocks = read_blocks(Source("x.md", f"{text}\n\n# x\n\n|"), first_line)
    return [told(block) for block in blocks[:-2]]


def told(block: Block) -> tuple[object, ...]:
    """All that a block says."""
    inlines = [(one.text, one.first_line, one.last_line) for one in block.inlines]
    items = [told(item) for item in block.items]
    return block.kind, block.level, block.first_line, block.last_line, inlines, items


@given(st.lists(LINES, max_size=9).map("\n".join), st.integers(1, 3))
@example("- a\n  b\n\n- c\n\n1. d\n2. e\n\n* f", 1)
@example("1. a\n   b\n10. c\n    d", 1)
@example("a\n- b\n# c\nd\n> e\n> f", 1)
@example("- a\n\n  b", 1)
@example("> a\nb", 1)
@example("a\n1. b", 1)
@example("- a\n      b", 1)
def test_both_ways_agree(text: str, first_line: int) -> None:
    found = plain_blocks(Source("x.md", text), first_line)
    assert found is None or [told(block) for block in found] == by_the_parser(text, first_line)


def test_an_usual_role_needs_no_parser() -> None:
    text = (
        "---\ntitle: Closer | Sales\n---\n# Closer — fleet role definition\n\nThe **closer**\n"
        "closes.\n\n## Mandate\n\n"
        "1. **Close** — deals,\n   all of them.\n2. **Win.**\n\n## Boundaries\n"
        "- **Does NOT bill** — that is\n  **biller**'s lane.\n- Does NOT ship.\n\n"
        "> Doctrine: see `LIBRARY.md`.\n"
    )
    found = plain_blocks(Source("x.md", text), 4)
    assert found is not None
    assert [one.kind for one in found] == [
        *("heading", "paragraph", "heading", "ordered_list", "heading", "bullet_list"),
        "blockquote",
    ]


@pytest.mark.parametrize("corpus", ["mosaic", "cagents"])
def test_both_ways_agree_about_real_sources(corpus: str) -> None:
    files = sorted((SHARED / corpus).rglob("*.md"))
    if not files:
        pytest.skip(f"the corpus {corpus} is not here")
    for file in files:
        text = file.read_text("utf-8")
        found = plain_blocks(Source("x.md", text), 1)
        assert found is None or [told(block) for block in found] == by_the_parser(text), file
