"""A text that is being written and a position in out: what is begun there, as far as its form says.

The text is seldom whole, so it is looked at line by line: no reader of sources would have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

MOST_LINES: Final = 5_000
"""Above a position, that are looked at: no list of keys is longer."""

_WORD: Final = re.compile(r"[^\s`*\[\](){}|,;:\"'<>!?]*$")
_REST: Final = re.compile(r"[\w/#-]*(?:\.[\w/#-]+)*")
_KEY: Final = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[A-Za-z_][\w-]*) *:(?:\s|$)")
_ITEM: Final = re.compile(r"(?P<indent> *)- +")
_ALLOWED: Final = re.compile(r"rolebook:\s*allow\b[\s:]*(?:[\w-]+\s*,\s*)*[\w-]*$", re.I)
_MARKED: Final = re.compile(r"(?:\[\[|(?<![*\w])\*\*|(?<!`)`)[\w./#-]*$")


class Begun(Enum):
    """What kind of thing is begun at a position."""

    KEY = auto()
    """A field's name, in the mapping at `path`."""

    VALUE = auto()
    """The value of the field at `path`."""

    REFERENCE = auto()
    """A `[[…]]`."""

    NAME = auto()
    """A name that is marked, bold or in backticks."""

    RULE = auto()
    """A rule's code in an allowance."""

    WORD = auto()
    """A word of prose, which may be anything."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is begun, and which words of the line it would take the place of."""

    kind: Begun
    path: tuple[str, ...]
    """Of keys, as far as they lead to the position; lists are no steps."""

    written: str
    """What stands there before the position."""

    column: int
    """From 1, where that begins."""

    end_column: int
    """From 1, where the word ends that the position stands in."""


def beginning(lines: Sequence[str], line: int, column: int, *, yaml: bool) -> Beginning | None:
    """What is begun at a position (from 1); none where nothing can be said of it."""
    if not 0 < line <= len(lines):
        return None
    whole = lines[line - 1]
    before, after = whole[: column - 1], whole[column - 1 :]
    word = _WORD.search(before)
    written = word[0] if word else ""
    rest = _REST.match(after)
    start, end = column - len(written), column + (rest.end() if rest else 0)

    def begun(kind: Begun, path: tuple[str, ...] = ()) -> Beginning:
        return Beginning(kind, path, written, start, end)

    if _ALLOWED.search(before):
        return begun(Begun.RULE)
    if yaml or _in_front_matter(lines, line):
        return _in_yaml(lines, line, before, begun)
    marked = _MARKED.search(before)
    if marked and marked[0].startswith("[["):
        return begun(Begun.REFERENCE)
    return begun(Begun.NAME if marked else Begun.WORD)


def _in_yaml(
    lines: Sequence[str], line: int, before: str, begun: Callable[..., Beginning]
) -> Beginning | None:
    if before.lstrip(" ").startswith("#"):
        return None
    if match := _KEY.match(before):
        dashes = match["dashes"]
        indent = len(match["indent"])
        above = _parents(lines, line, indent + 1 if dashes else indent)
        return begun(Begun.VALUE, (*above, match["key"]))
    item = _ITEM.match(before)
    inner = before[item.end() :] if item else before.lstrip(" ")
    above = _parents(lines, line, len(item["indent"]) + 1 if item else len(before) - len(inner))
    # an item of a list is a value, unless the list is one of mappings: who completes knows
    return begun(Begun.KEY if re.fullmatch(r"[\w-]*", inner) else Begun.VALUE, above)


def _parents(lines: Sequence[str], line: int, depth: int) -> tuple[str, ...]:
    """The keys above a line that it stands under, the outermost first.

    They begin left of `depth`; a list may begin right below its key.
    """
    found: list[str] = []
    for number in range(line - 1, max(0, line - 1 - MOST_LINES), -1):
        if depth == 0:
            break
        match = _KEY.match(lines[number - 1])
        if not match:
            continue
        indent = len(match["indent"])
        column = indent + len(match["dashes"])
        if column < depth:
            found.append(match["key"])
        if match["dashes"]:
            # the first key of an item: the next one above stands at its dash, or left of it
            depth = min(depth, indent + 1)
        elif column < depth:
            depth = column
    return tuple(reversed(found))


def _in_front_matter(lines: Sequence[str], line: int) -> bool:
    """Whether a line lies between the first `---` and the next."""
    if lines[0].rstrip() != "---" or line == 1:
        return False
    inside = lines[1 : min(line - 1, MOST_LINES)]
    return all(one.rstrip() not in ("---", "...") for one in inside)
