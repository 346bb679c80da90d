"""Text in, the ids out that stand in it by the way: linked when they resolve."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from rolebook.formats.markdown.blocks import Block
from rolebook.model import Reference
from rolebook.text.source import Source, Span

# several words joined with `-`; not within a path, a file name, an address or a longer word
_ID: Final = re.compile(r"(?<![\w./#@:{-])([a-z0-9]++(?>(?:-[a-z0-9]++)+))(?![\w/@}-]|\.\w|:\w)")


class Mentions(NamedTuple):
    """The ids that stand in a text by the way."""

    first: tuple[Reference, ...]
    """Each once, where it first stands."""

    again: tuple[Reference, ...]
    """Wherever it stands once more."""


def read_mentions(
    source: Source, first_line: int, taken: set[tuple[int, int]], last_line: int | None = None
) -> Mentions:
    """Every multi-word id from a line (from 1) on, but for those at `taken` (line, column)."""
    found: dict[str, Reference] = {}
    again: list[Reference] = []
    for number, line in enumerate(source.lines[first_line - 1 : last_line], first_line):
        if line.find("-", 1) < 0:
            continue  # an id never goes over the end of a line
        for match in _ID.finditer(line):
            start, end = match.start() + 1, match.end() + 1
            if (number, start) in taken:
                continue
            span = Span(source.path, number, start, number, end)
            reference = Reference(match[1], span, marked=False, typed=False)
            if found.setdefault(match[1], reference) is not reference:
                again.append(reference)
    return Mentions(tuple(found.values()), tuple(again))


_LINKED: Final = re.compile(r"(?<!\\)\[\[([^\[\]|\n]{1,200})(?:\|[^\[\]\n]{1,200})?\]\]")


def read_linked(blocks: Iterable[Block], taken: set[tuple[int, int]]) -> Iterator[Reference]:
    """Every `[[id]]` or `[[id|text]]` that is no code, but for those at `taken` (line, column)."""
    for block in blocks:
        for inline in block.inlines:
            if "[[" not in inline.text:
                continue
            code = [one for one in inline.marked if one.kind == "code"]
            for match in _LINKED.finditer(inline.text):
                written = match[1].strip()
                start = match.start(1) + len(match[1]) - len(match[1].lstrip())
                span = inline.span(start, start + len(written))
                if (span.line, span.column) in taken or not written:
                    continue
                if not any(one.outer_start <= start < one.outer_end for one in code):
                    yield Reference(written, span)


_OPENED: Final = re.compile(r"(?<!\\)\[\[ ?([A-Za-z0-9](?:[\w./#-]{0,120}\w/?)?)(\]?)(?!\]\])")


def read_unclosed(blocks: Iterable[Block]) -> Iterator[Reference]:
    """What follows each `[[` that is no code and that no `]]` closes, with its brackets' place."""
    for block in blocks:
        for inline in block.inlines:
            text = inline.text
            if "[[" not in text:
                continue
            code = [one for one in inline.marked if one.kind == "code"]
            closed = {match.start() for match in _LINKED.finditer(text)}
            for match in _OPENED.finditer(text):
                start, end = match.span()
                inside = any(one.outer_start <= start < one.outer_end for one in code)
                if start not in closed and not inside and text[end : end + 1] != "]":
                    yield Reference(match[1], inline.span(start, end))
