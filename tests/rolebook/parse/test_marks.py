"""What is seen without the parser is what the parser sees."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rolebook.formats.markdown.marks import Marked, plain_marks
from rolebook.formats.markdown.read import read_blocks
from rolebook.text.source import Source

PIECES = [
    *("**", "**", "**", "*", "***", "`", "`", "``", "_", "__", "~~", "\\", "[", "]", "<"),
    *(
        "a",
        "B",
        "7",
        "é",
        "日",
        " ",
        " ",
        "\nb",
        ".",
        ",",
        "'",
        "’",
        "—",
        "(",
        ")",
        "-",
        "&",
        "🙂",
        "$",
    ),
]


def by_the_parser(text: str) -> tuple[Marked, ...]:
    """The same text with a character behind it that only the parser can judge."""
    (block,) = read_blocks(Source("x.md", f"{text} <"), 1)
    return block.inlines[0].marked


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
@example("**a** `b` (**c**) **d `e** f` g**, ` h `")
@example("x **`a`** y")
@example("` ` `a`")
def test_both_ways_agree(text: str) -> None:
    text = f"x {text}"
    found = plain_marks(text)
    assert found is None or found == by_the_parser(text)


@pytest.mark.parametrize(
    "text",
    [
        "no marks at all",
        "**Hold the forecast** — the number of the week, as `sales-lead` sees it.",
        "that is **legal-counsel**'s lane; and (**finance-analyst**) adds up",
        "**`id`** and snake_case_words",
    ],
)
def test_usual_texts_need_no_parser(text: str) -> None:
    assert plain_marks(text) is not None


@pytest.mark.parametrize("text", ["**a", "a`b", "***a***", "**a*b**", r"\**a**", "[**a**](x)"])
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert plain_marks(text) is None
