"""A role file in; its text with lists and the items of mandate and boundaries in one form out.

That is `- **Does NOT x** — clause` and `1. **X** — detail`. The words stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.front_matter import split
from rolebook.formats.markdown.read import read_blocks
from rolebook.model import Boundary, Role
from rolebook.text.source import Source, Span

_LISTS: Final = ("bullet_list", "ordered_list")
_BULLET: Final = re.compile(r"([ \t]*)[*+](?=[ \t])")
_NUMBER: Final = re.compile(r"([ \t]*\d+)\)(?=[ \t])")

_AFTER_BOLD: Final = re.compile(
    r"(?P<colon>:?)(?P<bold>\*\*)(?P<keys>(?:[ \t]*\{[^{}\n]*\})*)"
    r"(?P<dash>[ \t]*[—–][ \t]*|[ \t]+--?(?=\s)[ \t]*|:(?=\s)[ \t]*|[ \t]+(?=\S))(?P<end>\n?)"
)
"""What stands between a bold statement and what is said of it."""

_AFTER_PLAIN: Final = re.compile(r"[ \t]+(?:[—–]|--?)(?=\s)[ \t]*(?P<end>\n?)")
_OPENING: Final = re.compile(r"(?P<bold>\*\*)?(?P<does>[Dd]oes)[ \t]+(?:not|NOT|Not)[ \t]+$")


def in_form(source: Source, role: Role | None) -> str:
    """The text with bullets `-`, numbers `1.`, and each item's statement bold before a dash."""
    edits: list[tuple[int, int, str]] = [*_marks(source)]
    for one in role.mandate if role else ():
        edits += _dashed(source, one.span, plain=False)
    for boundary in role.boundaries if role else ():
        edits += _boundary(source, boundary)
    return _applied(source.text, edits)


def _applied(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """The text after edits; of two that touch each other, the first alone."""
    parts, at = [], 0
    for start, end, new in sorted(set(edits)):
        if start >= at:
            parts += [text[at:start], new]
            at = end
    return "".join([*parts, text[at:]])


def _marks(source: Source) -> Iterator[tuple[int, int, str]]:
    """One mark for all lists, but where two of them stand side by side: they would become one."""
    yield from _marks_of(read_blocks(source, split(source).body_line), source)


def _marks_of(blocks: Sequence[Block], source: Source) -> Iterator[tuple[int, int, str]]:
    for place, one in enumerate(blocks):
        if one.kind in _LISTS:
            beside = (*blocks[max(place - 1, 0) : place], *blocks[place + 1 : place + 2])
            if not any(other.kind == one.kind for other in beside):
                for item in one.items:
                    yield from _mark(item, one.kind, source)
            for item in one.items:
                yield from _marks_of(item.children, source)


def _mark(item: Block, kind: str, source: Source) -> Iterator[tuple[int, int, str]]:
    line = source.lines[item.first_line - 1]
    found = (_BULLET if kind == "bullet_list" else _NUMBER).match(line)
    if found:
        at = source.line_starts[item.first_line - 1] + found.end(1)
        yield at, at + 1, "-" if kind == "bullet_list" else "."


def _boundary(source: Source, boundary: Boundary) -> Iterator[tuple[int, int, str]]:
    statement = boundary.responsibility.span
    start = _offset(source, statement.line, statement.column)
    line_start = source.line_starts[statement.line - 1]
    before = source.text[line_start:start]
    opening = _OPENING.search(before)
    if opening is None:
        yield from _dashed(source, statement, plain=False)
        return
    bold = bool(opening["bold"])
    item = re.fullmatch(r"[ \t]*[-*+][ \t]+", before[: opening.start()])
    dashed = [*_dashed(source, statement, plain=not bold and bool(item))]
    if bold or (item and dashed):
        yield line_start + opening.start(), start, "**Does NOT "
    yield from dashed


def _dashed(source: Source, statement: Span, *, plain: bool) -> Iterator[tuple[int, int, str]]:
    """` — ` behind a statement that something follows; of a plain one, with the bold's end."""
    end = _offset(source, statement.end_line, statement.end_column)
    start = _offset(source, statement.line, statement.column)
    if plain:
        found = _AFTER_PLAIN.match(source.text, end)
        if found and not re.search(r"[*_`\[\]{}]", source.text[start:end]):
            yield end, found.end(), f"** —{found['end'] or ' '}"
        return
    found = _AFTER_BOLD.match(source.text, end)
    # a blank alone says that the sentence goes on, unless a colon stands within the bold
    if found and (found["dash"].strip() or found["colon"]):
        yield end, found.end(), f"**{found['keys']} —{found['end'] or ' '}"


def _offset(source: Source, line: int, column: int) -> int:
    return source.line_starts[line - 1] + column - 1
