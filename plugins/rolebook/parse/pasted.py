"""A text in; whether it is a page of a role or atlas as a browser shows it, out (design.md §2.1).

Who copies a page out of a browser has its words without its marks: headings are lone lines, lists
have the bullets that were drawn, bold and code are plain.
"""

from __future__ import annotations

import re
from typing import Final

ROLE_PAGE: Final = "a role's page"
ATLAS_PAGE: Final = "an atlas's page"

ROLE_TITLE: Final = re.compile(
    r"^[ \t]*(?![#\s>*+-])(\S.*?)[ \t]+[—–-]+[ \t]+fleet[ \t]+role[ \t]+definition[ \t]*$",
    re.M | re.I,
)
ROLE_MARKER: Final = re.compile(r"\(\s*class:\s*([\w./-]+)", re.I)
"""The marker has lost its backticks, so no source has it in this form."""

_LANE: Final = re.compile(r"^[ \t]*(?:mandate|boundaries)[ \t]*$", re.M | re.I)
ATLAS_ID: Final = re.compile(r"\batlas_id[ \t]*·[ \t]*([\w.-]+)")
COMPETENCY: Final = re.compile(r"^[ \t]*\d+[ \t]*/[ \t]*\d+[ \t]*·[ \t]*([\w.-]+)[ \t]*$", re.M)


def page_of(text: str) -> str:
    """What page it is the text of; empty where it is none."""
    if ATLAS_ID.search(text) and COMPETENCY.search(text):
        return ATLAS_PAGE
    if ROLE_TITLE.search(text) and (ROLE_MARKER.search(text) or _LANE.search(text)):
        return ROLE_PAGE
    return ""
