"""What a block of Markdown is to the readers of roles."""

from __future__ import annotations

from dataclasses import dataclass

from rolebook.formats.markdown.inlines import Inline


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block of a document, and the inline texts in it."""

    kind: str
    """`heading`, `paragraph`, `bullet_list`, `ordered_list`, `blockquote`, `fence`, …"""

    level: int
    """Of a heading; else 0."""

    first_line: int
    """From 1."""

    last_line: int
    inlines: tuple[Inline, ...]
    items: tuple[Block, ...] = ()
    """The direct items of a list."""

    children: tuple[Block, ...] = ()
    """The blocks of a list item or quote that holds more than one paragraph."""

    rows: tuple[tuple[Inline, ...], ...] = ()
    """The cells of a table, its heading first."""
