"""Markdown text in, its blocks out, every inline text of them with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markdown_it.token import Token
from markdown_it.utils import EnvType

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.plain_blocks import plain_blocks
from rolebook.formats.markdown.tokens import only_comments, read_tokens
from rolebook.text.source import Source


def read_blocks(source: Source, first_line: int) -> tuple[Block, ...]:
    """The top-level blocks of a source from a line (from 1) on, but for comments."""
    if (plain := plain_blocks(source, first_line)) is not None:
        return plain
    env: EnvType = {}
    tokens = read_tokens(source, first_line, env)
    return _blocks([one for one in tokens if not only_comments(one)], source, env)


def _blocks(tokens: list[Token], source: Source, env: EnvType) -> tuple[Block, ...]:
    blocks = []
    index = 0
    while index < len(tokens):
        end = _end(tokens, index)
        blocks.append(_block(tokens[index : end + 1], source, env))
        index = end + 1
    return tuple(blocks)


def _end(tokens: list[Token], start: int) -> int:
    """The index of the token that closes the one at `start`; itself where it opens nothing."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _block(tokens: list[Token], source: Source, env: EnvType) -> Block:
    first = tokens[0]
    start, end = first.map or [0, 0]
    kind = first.type.removesuffix("_open")
    items = _blocks(tokens[1:-1], source, env) if kind in ("bullet_list", "ordered_list") else ()
    # a list has the texts of its items, and nothing beside them
    inlines = tuple(inline for item in items for inline in item.inlines) or tuple(
        Inline(source, token.content, env, token.map[0] + 1, token.map[1])
        for token in tokens
        if token.type == "inline" and token.map
    )
    children: tuple[Block, ...] = ()
    if kind in ("list_item", "blockquote") and len(tokens) > _ONE_PARAGRAPH:
        children = _blocks([one for one in tokens[1:-1] if not only_comments(one)], source, env)
    return Block(
        kind,
        int(first.tag[1]) if kind == "heading" else 0,
        start + 1,
        _last_line(source, start, end),
        inlines,
        items,
        children,
        tuple(_rows(tokens, source, env)) if kind == "table" else (),
    )


_ONE_PARAGRAPH: Final = 5
"""Tokens of an item that holds no more: it opens, a paragraph opens, text, both close."""


def _rows(tokens: list[Token], source: Source, env: EnvType) -> Iterator[tuple[Inline, ...]]:
    """The rows of a table."""
    cells: list[Inline] = []
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline" and token.map:
            cells.append(Inline(source, token.content, env, token.map[0] + 1, token.map[1]))
        elif token.type == "tr_close":
            yield tuple(cells)


def _last_line(source: Source, start: int, end: int) -> int:
    """The last line (from 1) of a block that has text; list items claim the empty ones below."""
    while end > start + 1 and not source.lines[end - 1].strip():
        end -= 1
    return max(end, start + 1)
