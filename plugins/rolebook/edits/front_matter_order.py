"""A role file in; its text with the keys of its front matter in the order of the documentation out.

Lines move with their comments; nothing within a value is touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rolebook.formats.markdown.front_matter import AGENT_KEYS, split
from rolebook.parse.roles.fields import RoleModel
from rolebook.text.source import Source

ROLE_ORDER: Final = tuple(RoleModel.fields_as_written())
AGENT_ORDER: Final = AGENT_KEYS

_ONE_LINE: Final = re.compile(r"([A-Za-z][\w-]*):[ \t]+(?![|>&*!%@`])(\S(?:.*\S)?)[ \t]*")
_INDENTED_COMMENT: Final = re.compile(r"[ \t]+#")
_MODELINE: Final = "# yaml-language-server:"


def in_order(source: Source, order: Sequence[str] = ROLE_ORDER) -> str:
    """The text; as it is where its front matter is none that hosts read without a slip."""
    front = split(source)
    if front.tree is None or front.diagnostics or front.first_line != 1 or front.indent:
        return source.text
    first, last = 1, front.body_line - 2  # the lines between the fences, from 0
    entries = [
        (key.text, *_lines_of(source, key.start, value.end)) for key, value in front.tree.entries
    ]
    if not entries or any(not _begins_line(source, at) for _, at, _ in entries):
        return source.text  # within braces
    lines = list(source.lines)
    head_end = _head(lines, first, entries[0][1])
    blocks: dict[str, list[str]] = {}
    start = head_end
    for name, _, end in entries:
        blocks[name] = [_spaced(one) for one in lines[start : end + 1]]
        start = end + 1
    rank = {name: place for place, name in enumerate(order)}
    names = sorted(blocks, key=lambda name: rank.get(name, len(rank)))
    moved = [line for name in names for line in blocks[name]]
    return "\n".join([*lines[:head_end], *moved, *lines[start:last], *lines[last:]])


def _lines_of(source: Source, start: int, end: int) -> tuple[int, int]:
    """The first and last line of an entry, from 0."""
    last = source.position(max(end - 1, start))[0] - 1
    while _INDENTED_COMMENT.match(source.lines[last + 1]):
        last += 1  # an item that was commented out
    return source.position(start)[0] - 1, last


def _begins_line(source: Source, line: int) -> bool:
    return bool(re.match(r"[A-Za-z\"']", source.lines[line]))


def _head(lines: Sequence[str], first: int, key: int) -> int:
    """Where what stands above the first key, and is not about it, ends: comments up to an empty
    line, and what an editor reads."""
    above = range(first, key)
    ends = [at + 1 for at in above if not lines[at].strip() or lines[at].startswith(_MODELINE)]
    return ends[-1] if ends else first


def _spaced(line: str) -> str:
    """One blank behind the colon, none at the end, of a key whose value stands on its line."""
    found = _ONE_LINE.fullmatch(line)
    return f"{found[1]}: {found[2]}" if found else line
