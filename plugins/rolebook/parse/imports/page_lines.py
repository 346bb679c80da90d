"""The text of a page out of a browser in; its lines, each with what kind it is, out.

A browser gives a paragraph as one line, a heading as a line of its own, and lists with the marks
that it drew. Which lone line is a heading only its words say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from rolebook.languages.headings import section_name

_BULLET: Final = re.compile(r"[•◦▪‣○●·*+–-][ \t]+(?=\S)")
_NUMBER: Final = re.compile(r"\d{1,3}[.)][ \t]+(?=\S)")
_HEADING: Final = re.compile(r"[^\W\d_][^.!?;:,]{0,58}[^\W_)]\)?")
_MOST_WORDS: Final = 7


class LineKind(Enum):
    """What a line of a page was."""

    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line that has words, or several that are one paragraph."""

    kind: LineKind
    text: str
    """Without its bullet or number, on one line."""

    depth: int = 0
    """Of a list item: how many items it lies within."""


def page_lines(text: str) -> list[PageLine]:
    """The lines of a page, with those of one paragraph or item put together."""
    found: list[PageLine] = []
    indents: list[int] = []
    alone = True
    lines = text.split("\n")
    for number, line in enumerate(lines):
        words = " ".join(line.split())
        if not words:
            alone = True
            continue
        indent = len(line.expandtabs()) - len(line.expandtabs().lstrip())
        bare = line.strip()
        mark, kind = _mark(bare)
        if kind is not LineKind.TEXT:
            indents = [one for one in indents if one < indent] + [indent]
            words = " ".join(bare[mark:].split())
            found.append(PageLine(kind, words, len(indents) - 1))
        elif alone or not found or found[-1].kind is LineKind.HEADING:
            ends = number + 1 == len(lines) or not lines[number + 1].strip()
            after_item = ends or _mark(lines[number + 1].strip())[1] is not LineKind.TEXT
            heading = (after_item and _is_heading(words)) or section_name(words) is not None
            found.append(PageLine(LineKind.HEADING if heading else LineKind.TEXT, words))
            indents = []
        else:
            found[-1] = PageLine(found[-1].kind, f"{found[-1].text} {words}", found[-1].depth)
        alone = False
    return found


def _mark(line: str) -> tuple[int, LineKind]:
    """How long the mark of a list item is, and of which list."""
    if match := _BULLET.match(line):
        return match.end(), LineKind.BULLET
    if match := _NUMBER.match(line):
        return match.end(), LineKind.NUMBER
    return 0, LineKind.TEXT


def _is_heading(words: str) -> bool:
    return len(words.split()) <= _MOST_WORDS and _HEADING.fullmatch(words) is not None
