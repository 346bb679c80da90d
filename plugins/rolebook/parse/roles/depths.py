"""A role's text in; headings and blocks that stand deeper in others than is allowed out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it.token import Token

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.markdown.tokens import MAX_NESTING, read_tokens
from rolebook.text.source import Source, Span

HEADING_TOO_DEEP = rule("RB031")
"""Markdown has six levels of headings and shows a seventh as text; few readers follow four."""

NESTED_TOO_DEEP = rule("RB032")
"""What stands in so many lists and quotes is shown on its page as it is written, unformatted."""

_HEADING: Final = re.compile(r"^[ \t>]*(#{2,})[ \t]", re.M)
_MARKS: Final = re.compile(r"^(?=[ >*+\d.)-]{38})(?!-+$)", re.M)
"""A block in forty others has as many marks before it, or as much white space."""

_INDENTED: Final = re.compile(r"[ >*+\d.)\t-]{10}")
"""With tabs, so many of these may be as wide."""


def too_deep(source: Source, body_line: int) -> Iterator[Diagnostic]:
    """One finding for each of the two, at the first place."""
    most = source.limits.heading_depth
    text = source.text
    marks = "#" * (most + 1)
    deep = marks in text and any(len(match[1]) > most for match in _HEADING.finditer(text))
    headings = deep or most < 2  # one may be underlined
    blocks = _MARKS.search(text.expandtabs(4)) if any(map(_INDENTED.match, source.lines)) else None
    # the parser is asked only about texts that look so: it costs as much as all the rest
    tokens = read_tokens(source, body_line) if headings or blocks else []
    if headings:
        yield from _headings(tokens, source, most)
    if blocks:
        yield from _nested(tokens, source)


def _headings(tokens: Sequence[Token], source: Source, most: int) -> Iterator[Diagnostic]:
    deep = [(level, place) for level, place in _levels(tokens, source) if level > most]
    for level, place in deep[:1]:
        others = f", and {len(deep) - 1} more in this file" if len(deep) > 1 else ""
        yield Diagnostic(
            HEADING_TOO_DEEP,
            f"a heading of level {level}, where {most} are allowed{others}",
            place,
            "use fewer `#`, or a bold word at the beginning of the paragraph",
        )


def _levels(tokens: Sequence[Token], source: Source) -> Iterator[tuple[int, Span]]:
    """The level of each heading, and of each line that would be one if Markdown had more."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            yield int(token.tag[1]), source.line_span(token.map[0] + 1)
        elif token.type == "inline" and token.map and tokens[index - 1].type == "paragraph_open":
            for number, line in enumerate(token.content.split("\n"), token.map[0] + 1):
                marks = len(line) - len(line.lstrip("#"))
                if marks > 6 and line[marks : marks + 1] in (" ", "\t"):
                    yield marks, source.line_span(number)


def _nested(tokens: Sequence[Token], source: Source) -> Iterator[Diagnostic]:
    for token in tokens:
        if token.nesting == 1 and token.level + 1 >= MAX_NESTING:
            yield Diagnostic(
                NESTED_TOO_DEEP,
                f"this stands in more than {MAX_NESTING - 2} lists and quotes",
                source.line_span((token.map or [0])[0] + 1),
                "say it with less nesting",
            )
            return
