"""A source in; where a merge stopped that nobody brought to its end, out."""

from __future__ import annotations

import re
from typing import Final

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.text.source import Source

CONFLICT_MARKERS = rule("RB092")
"""Between the markers of git stand two versions of one text. Both are read, and one is wrong."""

_MARKS: Final = (re.compile(r"<{7}(?: |$)"), re.compile(r"={7}$"), re.compile(r">{7}(?: |$)"))
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")


def conflict_markers(source: Source) -> Diagnostic | None:
    """The first conflict of a file; none of those that a fence of Markdown shows."""
    if "<<<<<<<" not in source.text:
        return None
    begun: list[int] = []
    in_fence = False
    for number, line in enumerate(source.lines, start=1):
        if _FENCE.match(line):
            in_fence = not in_fence
        elif not in_fence and _MARKS[len(begun)].match(line):
            begun.append(number)
            if len(begun) == len(_MARKS):
                first, *others = (source.line_span(one) for one in begun)
                return Diagnostic(
                    CONFLICT_MARKERS,
                    "a merge conflict stands here that nobody resolved",
                    first,
                    "keep one of the two versions, and remove the three lines with the markers",
                    tuple(Related("and goes on here", one) for one in others),
                )
    return None
