"""The lines of a plain text in, its blocks out; None where only markdown-it can tell.

Most roles are headings, paragraphs, flat lists and quotes, each line of which begins with a word
or a bold one. For those a look at the beginning of each line is enough, and costs a fraction of
the parser. Whatever else begins a line gives the whole text up to the parser. The two agree (a
property test): what is read here, CommonMark reads in one way only.
"""

from __future__ import annotations

import re
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.inlines import Inline
from rolebook.text.source import Source

_INVOLVED: Final = ("\t", "\r", "\0", "|", "```", "~~~", "]:")
"""Tabs, tables, fences and link definitions are the parser's."""

_WORDS: Final = r"[^\W\d_]|\*\*[^\W_]|`[^`]|[“\"'‘’(§€$&…]|\d+(?![\d.)])"
_BEGINS: Final = re.compile(_WORDS)
"""How the first line of a paragraph begins: as no other block does."""

_GOES_ON: Final = re.compile(rf"{_WORDS}|\[")
"""The same of the lines that follow: none of these ends a paragraph."""

_HEADING: Final = re.compile(r"(#{1,6}) +([^ ].*)")
_ITEM: Final = re.compile(r"(?:([-*])|[0-9]{1,9}(\.)) (?! )")
"""The mark of a list item, as long as the blanks before the lines that go on with it."""

_ENDED: Final = ("", "#")
"""What begins a line after the last of an item, where there is no doubt."""


def plain_blocks(source: Source, first_line: int) -> tuple[Block, ...] | None:
    """The top-level blocks of a source from a line (from 1) on, as the parser would give them."""
    lines = source.lines
    if first_line > len(lines):
        return ()
    body = source.text[source.line_starts[first_line - 1] :]
    if any(sign in body for sign in _INVOLVED):
        return None
    reader = _Reader(source)
    blocks = []
    at = reader.after_blank(first_line - 1)
    while at < len(lines):
        block = reader.block(at)
        if block is None:
            return None
        blocks.append(block)
        at = reader.after_blank(block.last_line)
    return tuple(blocks)


class _Reader:
    """Reads the block that begins at a line (from 0); None where it is the parser's."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = source.lines

    def after_blank(self, at: int) -> int:
        """The first line from one on that has text."""
        while at < len(self._lines) and not self._lines[at].strip(" "):
            at += 1
        return at

    def block(self, at: int) -> Block | None:
        line = self._lines[at]
        if line[0] == "#":
            return self._heading(at)
        if line.startswith("> "):
            return self._quote(at)
        if item := _ITEM.match(line):
            return self._list(at, item[1] or item[2])
        return self._paragraph(at) if _BEGINS.match(line) else None

    def _heading(self, at: int) -> Block | None:
        heading = _HEADING.match(self._lines[at])
        if not heading or heading[2].rstrip(" ").endswith("#"):
            return None
        inline = self._inline(heading[2], at, at + 1)
        return Block("heading", len(heading[1]), at + 1, at + 1, (inline,))

    def _paragraph(self, at: int) -> Block | None:
        end = at + 1
        while self._opens(end) not in _ENDED:
            line = self._lines[end]
            if not _GOES_ON.match(line):
                if line[:2] in ("- ", "> ") and _BEGINS.match(line, 2):
                    break
                return None
            end += 1
        inline = self._inline("\n".join(self._lines[at:end]), at, end)
        return Block("paragraph", 0, at + 1, end, (inline,))

    def _quote(self, at: int) -> Block | None:
        end = at
        while self._opens(end) == ">":
            begins = _GOES_ON if end > at else _BEGINS
            if self._lines[end][1:2] != " " or not begins.match(self._lines[end], 2):
                return None
            end += 1
        if self._opens(end):
            return None
        inline = self._inline("\n".join(line[2:] for line in self._lines[at:end]), at, end)
        return Block("blockquote", 0, at + 1, end, (inline,))

    def _list(self, at: int, mark: str) -> Block | None:
        items: list[Block] = []
        following = at
        while following < len(self._lines):
            match = _ITEM.match(self._lines[following])
            if not match or (match[1] or match[2]) != mark:
                break
            item = self._item(following, match.end())
            if item is None:
                return None
            items.append(item)
            following = self.after_blank(item.last_line)
        end = items[-1].last_line
        opens = self._opens(following)
        if opens == " " or (following == end and opens not in _ENDED):
            return None
        kind = "ordered_list" if mark == "." else "bullet_list"
        inlines = tuple(inline for item in items for inline in item.inlines)
        return Block(kind, 0, at + 1, end, inlines, tuple(items))

    def _item(self, at: int, width: int) -> Block | None:
        """An item of one paragraph, whose lines are indented as far as its text, or further."""
        if not _BEGINS.match(self._lines[at], width):
            return None
        end = at + 1
        while self._opens(end) == " ":
            line = self._lines[end]
            text = len(line) - len(line.lstrip(" "))
            if text < width or not _GOES_ON.match(line, text):
                return None
            end += 1
        inline = self._inline("\n".join(line[width:] for line in self._lines[at:end]), at, end)
        return Block("list_item", 0, at + 1, end, (inline,))

    def _opens(self, at: int) -> str:
        """The first character of a line; none of one without text, and after the last."""
        line = self._lines[at] if at < len(self._lines) else ""
        return line[0] if line.strip(" ") else ""

    def _inline(self, text: str, at: int, end: int) -> Inline:
        return Inline(self._source, text.strip(), {}, at + 1, end)
