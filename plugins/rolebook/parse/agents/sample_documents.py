"""The lines of an agent's file in; those of the sample documents that hold fences of their own out.

Markdown ends a fence at the first bare row of marks, so that the end of a sample's own fence ends
the sample's, and what follows is read as the agent's text. Its links lead nowhere, and are to show
how links are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

_FENCE: Final = re.compile(r"[ \t]*+(`{3,}+|~{3,}+)[ \t]*+([\w+-]*+)[ \t]*+")
_DOCUMENTS: Final = frozenset({"markdown", "md", "mdx"})


def sample_lines(lines: Sequence[str]) -> frozenset[int]:
    """The lines, from 1, of all samples."""
    return frozenset(line for sample in _samples(lines) for line in sample)


def _samples(lines: Sequence[str]) -> Iterator[range]:
    """Each sample, from its fence's beginning to the end that was meant."""
    start, marks, within = 0, "", False
    for number, line in enumerate(lines, 1):
        fence = _FENCE.fullmatch(line)
        if not fence:
            continue
        mark, language = fence.groups()
        if not start:
            if language.lower() in _DOCUMENTS:
                start, marks, within = number, mark, False
        elif mark == marks and language:
            within = True  # a fence of the sample's own begins
        elif mark == marks and within:
            within = False
        elif mark == marks:
            yield range(start, number + 1)
            start = 0
