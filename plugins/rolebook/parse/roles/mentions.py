"""Text in, the ids out that stand in it by the way: linked when they resolve, never an error."""

from __future__ import annotations

import re
from typing import Final

from rolebook.model import Reference
from rolebook.text.source import Source, Span

# several words joined with `-`; not within a path, a file name, an address or a longer word
_ID: Final = re.compile(r"(?<![\w./#@:{-])([a-z0-9]++(?:-[a-z0-9]++)++)(?![\w/@}-]|\.\w|:\w)")


def read_mentions(
    source: Source, first_line: int, taken: set[tuple[int, int]]
) -> tuple[Reference, ...]:
    """Every multi-word id from a line (from 1) on, but for those at `taken` (line, column).

    Each id is mentioned once, where it first stands.
    """
    found: dict[str, Reference] = {}
    for number, line in enumerate(source.lines[first_line - 1 :], first_line):
        if line.find("-", 1) < 0:
            continue  # an id never goes over the end of a line
        for match in _ID.finditer(line):
            start, end = match.start() + 1, match.end() + 1
            if match[1] not in found and (number, start) not in taken:
                span = Span(source.path, number, start, number, end)
                found[match[1]] = Reference(match[1], span, marked=False, typed=False)
    return tuple(found.values())
