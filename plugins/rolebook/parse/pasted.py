"""A text in; whether it is a page of a role or atlas as a browser shows it, out (design.md §2.1).

Who copies a page out of a browser has its words without its marks: headings are lone lines, lists
have the bullets that were drawn, bold and code are plain.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

ROLE_PAGE: Final = "a role's page"
ATLAS_PAGE: Final = "an atlas's page"

_SUFFIX: Final = re.compile(r"[—–-][ \t]+fleet[ \t]+role[ \t]+definition[ \t]*$", re.M | re.I)
_MARKS: Final = ("#", ">", "*", "+", "-")
"""What begins a line that is a source's, or no title."""

ROLE_MARKER: Final = re.compile(r"\(\s*class:\s*([\w./-]+)", re.I)
"""The marker has lost its backticks, so no source has it in this form."""

_LANE: Final = re.compile(r"^[ \t]*(?:mandate|boundaries)[ \t]*$", re.M | re.I)
ATLAS_ID: Final = re.compile(r"\batlas_id[ \t]*·[ \t]*([\w.-]+)")
COMPETENCY: Final = re.compile(r"^[ \t]*\d+[ \t]*/[ \t]*\d+[ \t]*·[ \t]*([\w.-]+)[ \t]*$", re.M)


class RoleTitle(NamedTuple):
    """The line of a page that has a role's title."""

    words: str
    start: int
    """The offset of the line."""

    end: int


def role_title(text: str) -> RoleTitle | None:
    """The first line that is the title of a fleet role without the mark of a heading."""
    for suffix in _SUFFIX.finditer(text):
        start = text.rfind("\n", 0, suffix.start()) + 1
        words = text[start : suffix.start()].strip().rstrip("—–-").rstrip()
        if words and not words.startswith(_MARKS):
            return RoleTitle(words, start, suffix.end())
    return None


def page_of(text: str) -> str:
    """What page it is the text of; empty where it is none."""
    if ATLAS_ID.search(text) and COMPETENCY.search(text):
        return ATLAS_PAGE
    if role_title(text) and (ROLE_MARKER.search(text) or _LANE.search(text)):
        return ROLE_PAGE
    return ""
