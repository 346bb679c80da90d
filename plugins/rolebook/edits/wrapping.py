"""A role file in; its text with paragraphs and items wrapped at a column out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.front_matter import split
from rolebook.formats.markdown.read import read_blocks
from rolebook.text.source import Source

_MARK: Final = re.compile(r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?")
_MEANS_MORE: Final = re.compile(r"[ \t]*(?:[-+*#>|=:~]|\d+[.)]|`{3}|\[)")
"""What a line may not begin with: it would be a list, a heading, a quote, a table."""

_BREAKS: Final = re.compile(r"(?: {2}|\\)$")
_ODD: Final = re.compile(r"[<|\t\0]")
_CODE: Final = re.compile(r"`[^`]*`")
_NO_BREAK: Final = "\0"


def wrapped(source: Source, width: int) -> str:
    """The text; what has breaks of its own, HTML or a table in it stays as it is."""
    lines = list(source.lines)
    blocks = read_blocks(source, split(source).body_line)
    for first, last in sorted(_paragraphs(blocks), reverse=True):
        new = _wrapped(lines[first - 1 : last], width)
        if new:
            lines[first - 1 : last] = new
    return "\n".join(lines)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """First and last line of each paragraph, those of list items included."""
    for one in blocks:
        if one.kind == "paragraph":
            yield one.first_line, one.last_line
        elif one.kind == "list_item" and not one.children and one.inlines:
            yield one.inlines[0].first_line, one.inlines[0].last_line
        yield from _paragraphs((*one.items, *(one.children if one.kind == "list_item" else ())))


def _wrapped(lines: list[str], width: int) -> list[str]:
    """The lines of a paragraph, wrapped; none where that could change it."""
    if any(_BREAKS.search(one) for one in lines[:-1]) or any(map(_ODD.search, lines)):
        return []
    mark = _MARK.match(lines[0])
    first = mark[0] if mark else ""
    indent = " " * len(first)
    text = " ".join([lines[0][len(first) :], *(one.strip() for one in lines[1:])])
    # a marker (`class: x`) is easier to find in one piece
    text = _CODE.sub(lambda one: one[0].replace(" ", _NO_BREAK), text)
    new = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    new = [one.replace(_NO_BREAK, " ") for one in new]
    return [] if any(map(_MEANS_MORE.match, new[1:])) else new
